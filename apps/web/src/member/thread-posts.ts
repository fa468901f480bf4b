import type { PostPartsFragment } from '../generated/documents';

/** Posts in the order of a conversation; a guide note stands after the post it was pinned to. */
export function inOrder(posts: Iterable<PostPartsFragment>): PostPartsFragment[] {
  const byTime = [...posts].sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
  const known = new Set(byTime.map((post) => post.id));
  const pinned = new Map<string, PostPartsFragment[]>();
  const ordered: PostPartsFragment[] = [];
  for (const post of byTime) {
    const { pinnedAfter } = post;
    if (!post.isGuideNote || !pinnedAfter || !known.has(pinnedAfter) || pinnedAfter === post.id) ordered.push(post);
    else pinned.set(pinnedAfter, [...(pinned.get(pinnedAfter) ?? []), post]);
  }
  const hang = (post: PostPartsFragment): PostPartsFragment[] => {
    const after = pinned.get(post.id) ?? [];
    pinned.delete(post.id);
    return [post, ...after.flatMap(hang)];
  };
  const placed = ordered.flatMap(hang);
  // Notes pinned to one another in a ring have no place of their own: they stand at the end, rather than nowhere.
  return [...placed, ...[...pinned.values()].flat()];
}

/** Whether a reader sees anything of a post: what waits or was given back is for its author (and staff) only. */
export function isForReader(post: PostPartsFragment): boolean {
  if (post.state === 'VISIBLE' || post.state === 'DELETED' || post.state === 'HIDDEN') return true;
  return post.author?.isMe === true;
}
