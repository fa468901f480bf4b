import { fewestOfStaff, partTold, told } from '@kring/kernel';

export interface CountedAppeals {
  readonly decisions: number;
  readonly asked: number;
  readonly answered: number;
  readonly overturned: number;
  readonly late: number;
  readonly medianHours: number | null;
}

/** What supervisors see of appeals. */
export function figuresOf(counts: CountedAppeals): { readonly [Figure in keyof CountedAppeals]: number | null } {
  const { decisions, asked, answered, overturned, late, medianHours } = counts;
  return {
    decisions: told(decisions),
    asked: told(asked),
    answered: partTold(answered, asked),
    overturned: partTold(overturned, answered),
    late: partTold(late, answered),
    medianHours: answered < fewestOfStaff || medianHours === null ? null : Math.round(medianHours * 10) / 10,
  };
}
