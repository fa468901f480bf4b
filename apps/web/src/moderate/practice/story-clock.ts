import { useNow } from '../../language/moments';
import type { PracticeRun } from './use-practice-run';

const minute = 60_000;

/** How far a story is now, in milliseconds, by what the service said last and the time since. */
export function useStoryTime(run: PracticeRun, seenAt: number): number {
  const now = useNow(1_000);
  if (run.state !== 'RUNNING') return run.now;
  return Math.min(run.minutes * minute, run.now + Math.max(0, now.getTime() - seenAt) * run.speed);
}

export const isAtEnd = (run: PracticeRun): boolean => run.now >= run.minutes * minute;

/** The moment of a story as a time of the day, counted from when the run began: what the drawings of the desk take. */
export const momentOf = (run: Pick<PracticeRun, 'beganAt'>, at: number): string =>
  new Date(Date.parse(run.beganAt) + at).toISOString();

/** Whole minutes, as people count them: the first one is 0. */
export const minuteOf = (at: number): number => Math.floor(at / minute);
