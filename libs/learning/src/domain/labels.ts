import { type Category, isCategory, type Severity } from '@kring/safety';

/** A post with all that was said of it until a moderator had looked: by rules, by other readers, by people. */
export interface SaidPost {
  readonly severity: Severity;
  readonly signals: readonly { readonly category: string; readonly severity: Severity }[];
  /** Reasons for which people flagged it. */
  readonly flags: readonly string[];
  /** Whether chance put it before a moderator. */
  readonly drawn: boolean;
  /** Whether the decision on its thread that came next found that something was the matter; null when there is none yet. */
  readonly upheld: boolean | null;
  /** What a person said of the post itself. */
  readonly judged: { readonly severity: Severity; readonly category: string | null } | null;
}

const categoryOfFlag: Readonly<Record<string, Category>> = {
  METHODS_OR_NUMBERS: 'method_or_numbers',
  ENCOURAGING_HARM: 'encouragement',
  COMPETING: 'competition',
  HARASSMENT: 'harassment',
  SEXUAL_PRESSURE: 'solicitation',
  PERSONAL_DETAILS: 'personal_data',
  SECRECY: 'secrecy',
};

/** What a moderator's work says a post is about; empty: nothing is the matter with it; null: that is not known (yet). */
export function labelsOf({ severity, signals, flags, drawn, upheld, judged }: SaidPost): readonly Category[] | null {
  const pointed = signals
    .filter((signal) => signal.severity !== 'GREEN')
    .flatMap(({ category }) => (isCategory(category) ? [category] : []));
  if (judged !== null) {
    if (judged.severity === 'GREEN') return [];
    return isCategory(judged.category) ? [judged.category] : pointed;
  }
  const flagged = flags.flatMap((reason) => categoryOfFlag[reason] ?? []);
  // Chance found something, or nobody has read it yet: it may be about anything, so it is an example of nothing.
  if (severity === 'GREEN' && flagged.length === 0) return drawn && upheld !== false ? null : [];
  if (upheld === null) return null;
  return upheld ? [...new Set([...(severity === 'GREEN' ? [] : pointed), ...flagged])] : [];
}
