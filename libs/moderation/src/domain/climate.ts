import type { Climate } from '@kring/safety';

/**
 * Whether a post is part of how a conversation goes, for a moderator: also what waits and what was hidden, for it was said. Not
 * what its author took away, or has back to write anew. Members are told nothing of a climate.
 */
export function countsInClimate(post: { readonly state: string }): boolean {
  return post.state === 'VISIBLE' || post.state === 'HELD' || post.state === 'HIDDEN';
}

/**
 * Whether a post has words that its thread was not read with yet. No screen was told of them, so what somebody decides
 * about the post was not about these words.
 */
export function hasUnreadWords(post: { readonly writtenAt: Date | null }, readAt: Date): boolean {
  return post.writtenAt !== null && post.writtenAt > readAt;
}

const calls: Readonly<Record<Climate, number>> = { SUPPORTIVE: 0, NEUTRAL: 0, TURNING: 1, REINFORCING: 2 };

/** Whether a climate calls a moderator though `known` was known already. */
export function isWorse(climate: Climate, known: Climate): boolean {
  return calls[climate] > calls[known];
}

/**
 * How far a thread has turned with a moderator's knowledge: what it was when they ended their work, or better when it
 * got better since, so that turning again calls one again.
 */
export function settledAfter(settled: Climate, now: Climate): Climate {
  return isWorse(settled, now) ? now : settled;
}

/** What a person said of a thread, and how it was read when they did. */
export interface Judgement {
  readonly judged: Climate | null;
  readonly judgedOver: Climate | null;
}

/**
 * What is left of a person's judgement when the thread is read anew: it stands until the reading is worse than it was when they
 * judged. Where the reading got better since, turning again is worse.
 */
export function standsAgainst({ judged, judgedOver }: Judgement, read: Climate): Judgement {
  if (judged === null || judgedOver === null || isWorse(read, judgedOver)) return { judged: null, judgedOver: null };
  return { judged, judgedOver: settledAfter(judgedOver, read) };
}
