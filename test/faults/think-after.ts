import { setTimeout as pause } from 'node:timers/promises';

const longestMs = 1000;

/**
 * Between two deeds somebody thinks as long as the first took, and no less than `leastMs`: what is asked of a machine follows
 * what it bears, so that what is late is late because of the harm.
 */
export function thinkAfter(tookMs: number, leastMs: number): Promise<void> {
  return pause(Math.max(leastMs, Math.min(longestMs, tookMs)));
}
