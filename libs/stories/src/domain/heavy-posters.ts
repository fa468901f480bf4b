import type { Id } from '@kring/kernel';

/** Over how long posts are counted, in milliseconds. */
export const heavyPostersWindow = 24 * 60 * 60_000;
/** Who wrote less than this is never slowed for writing much. */
const leastPosts = 4;
/** How much more than the others wrote on average. */
const muchMore = 1.5;

/**
 * Whether somebody writes much more in a thread than the others do: at least four posts in the last day, and at least half as
 * many again as each other writer on average. Two who answer each other are both no heavy posters.
 */
export function writesMuch(mine: number, others: readonly number[]): boolean {
  if (mine < leastPosts) return false;
  const average = others.length === 0 ? 0 : others.reduce((sum, one) => sum + one, 0) / others.length;
  return mine >= muchMore * average;
}

/** The same for one of those who wrote, from how often each did. */
export function isHeavyPoster(
  counts: readonly { readonly membershipId: Id; readonly count: number }[],
  membershipId: Id | null,
): boolean {
  const mine = counts.find((one) => one.membershipId === membershipId)?.count ?? 0;
  return writesMuch(
    mine,
    counts.filter((one) => one.membershipId !== membershipId).map((one) => one.count),
  );
}
