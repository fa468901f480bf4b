import { ok } from '@kring/kernel';
import { type InterventionRule, stale, type SteeredPost } from './rule';

export function move(
  from: readonly SteeredPost['state'][],
  to: 'VISIBLE' | 'HIDDEN',
): NonNullable<InterventionRule['act']> {
  return (ask, post) =>
    post && from.includes(post.state) ? ok({ do: 'MOVE', to, message: ask.messageToAuthor }) : stale;
}

/** Puts a post back where it was, if it is still where the intervention put it. */
export function moveBack(from: SteeredPost['state']): NonNullable<InterventionRule['takeBack']> {
  return (done, post) => {
    if (post?.state !== from) return stale;
    const before = done.postStateBefore ?? 'HELD';
    // What its author had back is not theirs to change any more: it waits for somebody to look again.
    const to = before === 'RETURNED' && from === 'HIDDEN' ? 'HELD' : before;
    return to === 'DELETED' ? stale : ok({ do: 'MOVE', to, message: null });
  };
}
