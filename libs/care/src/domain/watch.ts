import { fail, invalid, type Moves, ok, type Problem, type Result } from '@kring/kernel';

/** Proposed by the service after a crisis, in somebody's hands, over. */
export type WatchState = 'PROPOSED' | 'WATCHING' | 'ENDED';

export const watchMoves = {
  PROPOSED: ['WATCHING', 'ENDED'],
  WATCHING: ['ENDED'],
  ENDED: [],
} as const satisfies Moves<WatchState>;

export const reasonLimit = 1000;
export const noteLimit = 2000;
/** How far ahead the next contact may lie: days. */
export const longestContactDays = 60;

const day = 86_400_000;

/** When somebody is to be in touch next: to come, and not too far away. */
export function readContact(at: Date, now: Date): Result<Date, Problem> {
  if (at <= now) return fail(invalid('nextContactAt', 'not_in_future'));
  if (at.getTime() > now.getTime() + longestContactDays * day)
    return fail(invalid('nextContactAt', 'too_far', { days: longestContactDays }));
  return ok(at);
}

/** Whether a watch asks for somebody now: nobody took it up, it is due, or the member went quiet. */
export function isDue(
  watch: { readonly state: WatchState; readonly nextContactAt: Date | null; readonly quietSince: Date | null },
  now: Date,
): boolean {
  if (watch.state === 'ENDED') return false;
  if (watch.state === 'PROPOSED' || watch.quietSince) return true;
  return watch.nextContactAt !== null && watch.nextContactAt <= now;
}

/**
 * Since when a member who was in crisis has been quiet, when that is `days` or longer; null otherwise. `last` is when they
 * last wrote or read, as far as the service knows; the watch itself counts as a sign of life when it began.
 */
export function quietSince(last: Date | null, watchedSince: Date, now: Date, days: number): Date | null {
  const since = last && last > watchedSince ? last : watchedSince;
  return now.getTime() - since.getTime() >= days * day ? since : null;
}

/** Until when a note is kept. */
export function keptUntil(at: Date, days: number): Date {
  return new Date(at.getTime() + days * day);
}
