import type { PracticeRun } from './use-practice-run';

/** What can be practised, gentlest first. */
export const practisedSteps = [
  { title: 'steer.soft', kinds: ['GUIDE_NOTE', 'REFRAME_PROMPT', 'CONTENT_NOTE', 'RELEASE_POST'] },
  { title: 'practice.people', kinds: ['OPEN_ASIDE', 'OFFER_REFERRAL'] },
  { title: 'steer.slowing', kinds: ['SLOW_MODE', 'HOLD_REPLIES', 'PAUSE_THREAD'] },
  { title: 'steer.firm', kinds: ['HIDE_POST', 'CLOSE_THREAD'] },
] as const;
export type PractisedKind = (typeof practisedSteps)[number]['kinds'][number];

/** A step that somebody wants to take, and the post it begins with. */
export interface PracticeWish {
  readonly kind: PractisedKind;
  readonly post?: string;
}

/** The posts that a step can be about. */
export function postsFor(kind: PractisedKind, run: PracticeRun) {
  const byMembers = run.posts.filter(({ by }) => by !== null);
  if (kind === 'RELEASE_POST') return byMembers.filter(({ state }) => state === 'HELD');
  if (kind === 'CONTENT_NOTE') return byMembers.filter(({ state }) => state === 'VISIBLE');
  if (kind === 'HIDE_POST') return byMembers.filter(({ state }) => state !== 'HIDDEN');
  return kind === 'OPEN_ASIDE' || kind === 'OFFER_REFERRAL' ? byMembers : [];
}

/** The steps that are about one post. */
export const aboutPost: readonly PractisedKind[] = ['CONTENT_NOTE', 'RELEASE_POST', 'HIDE_POST', 'OPEN_ASIDE'];
/** The steps that mean nothing on a thread that is closed. */
export const onOpenThread: readonly PractisedKind[] = ['REFRAME_PROMPT', 'SLOW_MODE', 'HOLD_REPLIES', 'PAUSE_THREAD', 'CLOSE_THREAD']; // prettier-ignore
