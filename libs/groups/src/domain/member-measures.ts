import type { MembershipState } from './membership-moves';

/** What moderators set on one member. Each part ends by itself when it has an end. */
export interface MemberMeasures {
  readonly holdsPosts: boolean;
  readonly holdsPostsUntil: Date | null;
  /** What the member reads about it. */
  readonly holdMessage: string | null;
  readonly pausedUntil: Date | null;
  readonly returnPlan: string | null;
}

export const noMeasures: MemberMeasures = {
  holdsPosts: false,
  holdsPostsUntil: null,
  holdMessage: null,
  pausedUntil: null,
  returnPlan: null,
};

/** Whether what this member writes waits for a moderator. */
export function postsWait(measures: MemberMeasures, now: Date): boolean {
  return measures.holdsPosts && (measures.holdsPostsUntil === null || measures.holdsPostsUntil > now);
}

/** Where a membership belongs with these measures; null where it stays, also for one that ended. */
export function stateWith(
  state: MembershipState,
  { pausedUntil }: Pick<MemberMeasures, 'pausedUntil'>,
  now: Date,
): Extract<MembershipState, 'ACTIVE' | 'PAUSED'> | null {
  const paused = pausedUntil !== null && pausedUntil > now;
  if (state === 'ACTIVE' && paused) return 'PAUSED';
  return state === 'PAUSED' && !paused ? 'ACTIVE' : null;
}
