import { fail, type Id, type Moves, ok, problem, type Problem, type Result, type StaffedTime } from '@kring/kernel';
import { type Severity, severityRank } from '@kring/safety';
import type { Concern } from './concern';
import { dueAt } from './due';

export type ReviewItemState = 'OPEN' | 'CLAIMED' | 'WAITING' | 'RESOLVED';
export const reviewItemStates: readonly ReviewItemState[] = ['OPEN', 'CLAIMED', 'WAITING', 'RESOLVED'];

/**
 * OPEN and WAITING are free; WAITING was released with a note for the next one. CLAIMED is somebody's until it is
 * released, resolved, or its lease runs out (then it is OPEN at once, whatever is stored). RESOLVED is for good: what
 * comes after opens an item of its own.
 */
export const reviewItemMoves = {
  OPEN: ['CLAIMED'],
  CLAIMED: ['OPEN', 'WAITING', 'RESOLVED'],
  WAITING: ['CLAIMED'],
  RESOLVED: [],
} as const satisfies Moves<ReviewItemState>;

export interface Claim {
  readonly staffId: Id;
  readonly expiresAt: Date;
}

/** What is stored of who has an item. */
export interface Holding {
  readonly state: ReviewItemState;
  readonly claimedBy: Id | null;
  readonly claimExpiresAt: Date | null;
}

/** Today's claim: a lease that ran out holds nothing. */
export function liveClaim(item: Holding, now: Date): Claim | null {
  if (item.state !== 'CLAIMED' || !item.claimedBy || !item.claimExpiresAt || item.claimExpiresAt <= now) return null;
  return { staffId: item.claimedBy, expiresAt: item.claimExpiresAt };
}

/** Today's state. */
export function stateAt(item: Holding, now: Date): ReviewItemState {
  return item.state === 'CLAIMED' && !liveClaim(item, now) ? 'OPEN' : item.state;
}

/** Refuses while somebody else has the item. */
export function heldByAnother(item: Holding, staffId: Id, now: Date): Problem | null {
  const claim = liveClaim(item, now);
  return claim && claim.staffId !== staffId ? problem('ALREADY_CLAIMED', { retryAt: claim.expiresAt }) : null;
}

/** Whether an item can be claimed now: FRESH, or RENEWED for who has it already (the heartbeat). */
export function claimable(item: Holding, staffId: Id, now: Date): Result<'FRESH' | 'RENEWED', Problem> {
  if (item.state === 'RESOLVED') return fail(problem('STALE'));
  const held = heldByAnother(item, staffId, now);
  if (held) return fail(held);
  return ok(liveClaim(item, now) ? 'RENEWED' : 'FRESH');
}

/** Who took an item and whom nobody followed may still hand it over, also when the lease ran out while they wrote the note. */
export function releasable(item: Holding, staffId: Id): Result<true, Problem> {
  if (item.state === 'RESOLVED') return fail(problem('STALE'));
  return item.state === 'CLAIMED' && item.claimedBy === staffId ? ok(true) : fail(problem('NOT_CLAIMED'));
}

/** Only who has it now, and saw it as it is now, ends it. */
export function resolvable(
  item: Holding & { readonly version: number },
  staffId: Id,
  seen: number,
  now: Date,
): Result<true, Problem> {
  if (item.state === 'RESOLVED') return fail(problem('STALE'));
  if (liveClaim(item, now)?.staffId !== staffId) return fail(problem('NOT_CLAIMED'));
  return item.version === seen ? ok(true) : fail(problem('STALE'));
}

export interface Urgency {
  readonly severity: Severity;
  readonly reason: string;
  readonly dueAt: Date;
}

/** How urgent something new is by itself. `at` is when it came up. */
export function urgencyOf(concern: Concern, at: Date, staffed: StaffedTime): Urgency {
  return { ...concern, dueAt: dueAt(concern.severity, at, staffed) };
}

/** An open item with something new: severity only rises, the earliest due time wins. */
export function raised(item: Urgency, by: Urgency): Urgency {
  const rises = severityRank(by.severity) > severityRank(item.severity);
  return {
    severity: rises ? by.severity : item.severity,
    reason: rises ? by.reason : item.reason,
    dueAt: by.dueAt < item.dueAt ? by.dueAt : item.dueAt,
  };
}
