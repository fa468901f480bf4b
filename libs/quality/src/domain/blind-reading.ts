import { fail, type Id, invalid, type Moves, ok, problem, type Problem, type Result } from '@kring/kernel';

/** Waits for somebody, somebody reads it, was read again, or nobody did in time. */
export type BlindReadingState = 'OPEN' | 'TAKEN' | 'GIVEN' | 'EXPIRED';

export const blindReadingMoves = {
  OPEN: ['TAKEN', 'EXPIRED'],
  TAKEN: ['OPEN', 'GIVEN', 'EXPIRED'],
  GIVEN: [],
  EXPIRED: [],
} as const satisfies Moves<BlindReadingState>;

/** Of a hundred decisions, read again: what an organisation begins with, and the most that it can choose. */
export const usualPercent = 5;
export const mostPercent = 20;
/** How long a reading waits: days. */
export const waitsDays = 14;
/** How long who took one has it for themselves: minutes. */
export const takenMinutes = 60;
/** How long its words, and which posts it was about, are kept after it was given: days. */
export const wordsKeptDays = 90;
/** A decision is drawn when news of it comes, not when something is said of it long afterwards: hours. */
export const drawnWithinHours = 24;
export const reasonLimit = 1000;

const minute = 60_000;
export const day = 86_400_000;

/** Whether chance picks a decision. `mark`: 32 bits that belong to the item and that nobody else can work out. */
export function isDrawn(mark: number, percent: number): boolean {
  return mark < (percent / 100) * 0x1_0000_0000;
}

export function readPercent(percent: number): Result<number, Problem> {
  if (!Number.isInteger(percent) || percent < 0 || percent > mostPercent)
    return fail(invalid('percent', 'out_of_range', { least: 0, most: mostPercent }));
  return ok(percent);
}

export interface Holding {
  readonly state: BlindReadingState;
  readonly readerId: Id | null;
  readonly takenUntil: Date | null;
  readonly expiresAt: Date;
}

export function takenUntil(now: Date): Date {
  return new Date(now.getTime() + takenMinutes * minute);
}

/** Whether somebody else reads it now. */
export function isTakenByAnother(reading: Holding, staffId: Id, now: Date): boolean {
  return (
    reading.state === 'TAKEN' && reading.readerId !== staffId && reading.takenUntil !== null && reading.takenUntil > now
  );
}

export function takeable(reading: Holding, staffId: Id, now: Date): Result<true, Problem> {
  if (reading.state === 'GIVEN' || reading.state === 'EXPIRED' || reading.expiresAt <= now)
    return fail(problem('STALE'));
  if (isTakenByAnother(reading, staffId, now))
    return fail(problem('ALREADY_CLAIMED', reading.takenUntil ? { retryAt: reading.takenUntil } : {}));
  return ok(true);
}

/** Who took it may give it, also when their hour ran out, as long as nobody followed them. */
export function givable(reading: Holding, staffId: Id, now: Date): Result<true, Problem> {
  if (reading.state === 'GIVEN' || reading.state === 'EXPIRED' || reading.expiresAt <= now)
    return fail(problem('STALE'));
  return reading.state === 'TAKEN' && reading.readerId === staffId ? ok(true) : fail(problem('NOT_CLAIMED'));
}
