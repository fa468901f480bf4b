import type { Climate } from '../climate/components';
import type { WrittenThread } from './written-thread';

/** At which post a moderator would have been called to a thread. */
export interface CalledThread {
  readonly calledAt: number | null;
  /** It still calls after its last post. */
  readonly callsAtEnd: boolean;
}

/** What the reading of a whole thread comes to, for who measures it. */
export function callOf({ turnedAt, climate }: { turnedAt: number | null; climate: Climate }): CalledThread {
  return { calledAt: turnedAt, callsAtEnd: climate === 'TURNING' || climate === 'REINFORCING' };
}

/**
 * For a thread that turns: called while a third of it is left to steer. For a healthy one: called wrongly; a dip that a moderator
 * mended may be called while it lasts, and what still calls at the end is an error.
 */
export function isCall(
  { kind, posts, expect }: Pick<WrittenThread, 'kind' | 'posts'> & { expect: { readonly escalates: boolean } },
  { calledAt, callsAtEnd }: CalledThread,
): boolean {
  if (expect.escalates) return calledAt !== null && calledAt < (posts.length * 2) / 3;
  return kind === 'recovers_after_moderator' ? callsAtEnd : calledAt !== null;
}
