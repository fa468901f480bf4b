import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until there is an answer other than null or false; fails after `patience` milliseconds. */
export async function until<T>(
  what: string,
  patience: number,
  ask: () => Promise<T | null | false> | T | null | false,
): Promise<T> {
  for (const end = Date.now() + patience; ;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Not within ${patience} ms: ${what}`);
    await pause(20);
  }
}
