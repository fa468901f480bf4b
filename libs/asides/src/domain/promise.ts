import { fail, invalid, ok, type Problem, type Result } from '@kring/kernel';
import { longestPromiseDays } from './limits';

const day = 86_400_000;
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Refuses a promise that was not said in these words, and a day that is over or too far away. */
export function readPromise(said: string, sentence: string, dueAt: Date, now: Date): Result<string, Problem> {
  const promised = flat(sentence);
  if (!flat(said).includes(promised)) return fail(invalid('sentence', 'not_said'));
  if (dueAt <= now) return fail(invalid('dueAt', 'not_in_future'));
  if (dueAt.getTime() > now.getTime() + longestPromiseDays * day)
    return fail(invalid('dueAt', 'too_far', { days: longestPromiseDays }));
  return ok(promised);
}
