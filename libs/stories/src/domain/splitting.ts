import { fail, type Id, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import type { PostState } from './post-moves';

interface Movable {
  readonly id: Id;
  readonly threadId: Id;
  readonly kind: 'STORY' | 'REPLY' | 'GUIDE_NOTE';
  readonly state: PostState;
  readonly createdAt: Date;
}

/**
 * The posts that become a thread of their own, oldest first: replies of this thread that are all still there, the first of which
 * the group sees, for it becomes the story.
 */
export function readMove<Post extends Movable>(
  threadId: Id,
  wanted: readonly Id[],
  found: readonly Post[],
): Result<readonly [Post, ...Post[]], Problem> {
  const here = found.filter((post) => post.threadId === threadId);
  if (here.length !== wanted.length) return fail(invalid('postIds', 'not_in_thread'));
  if (here.some((post) => post.kind === 'STORY')) return fail(invalid('postIds', 'story_stays'));
  if (here.some((post) => post.state === 'DELETED')) return fail(problem('POST_GONE', { field: 'postIds' }));
  const [first, ...others] = [...here].sort(
    (one, other) => one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1),
  );
  if (first?.kind !== 'REPLY' || first.state !== 'VISIBLE') return fail(invalid('postIds', 'first_must_be_seen'));
  return ok([first, ...others]);
}

/** Whether what became a thread can go back: all of it is still there, and nothing else was written. */
export function mayGoBack(moved: readonly Id[], there: readonly Id[]): Result<true, Problem> {
  if (moved.some((id) => !there.includes(id))) return fail(problem('CANNOT_GO_BACK', { reason: 'moved_on' }));
  return there.length > moved.length ? fail(problem('CANNOT_GO_BACK', { reason: 'written_since' })) : ok(true);
}
