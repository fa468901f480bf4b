import { fail, invalid, ok, type Problem, type Result } from '@kring/kernel';

/** When a team looks again at what it did: so many minutes after it, when the next shift begins, or both. */
export type RecheckLooks = 'MINUTES' | 'NEXT_SHIFT' | 'BOTH';

export interface RecheckChoice {
  readonly looks: RecheckLooks;
  readonly minutes: number;
}

export const leastRecheckMinutes = 15;
export const mostRecheckMinutes = 2880;

export function readRecheckChoice(choice: RecheckChoice): Result<RecheckChoice, Problem> {
  const { minutes } = choice;
  if (!Number.isInteger(minutes) || minutes < leastRecheckMinutes || minutes > mostRecheckMinutes)
    return fail(invalid('minutes', 'out_of_range', { least: leastRecheckMinutes, most: mostRecheckMinutes }));
  return ok(choice);
}

/**
 * The moments at which to look again, the first and perhaps a later one. Without a shift to come, only the minutes count, so that
 * nothing is left unlooked at.
 */
export function recheckMoments(
  { looks, minutes }: RecheckChoice,
  at: Date,
  nextShift: Date | null,
): readonly [first: Date, later?: Date] {
  const plain = new Date(at.getTime() + minutes * 60_000);
  if (nextShift === null || looks === 'MINUTES') return [plain];
  if (looks === 'NEXT_SHIFT' || nextShift.getTime() === plain.getTime()) return [nextShift];
  return plain < nextShift ? [plain, nextShift] : [nextShift, plain];
}
