import type { Id } from '@kring/kernel';

/** Where a post stands. */
export interface PostPlace {
  readonly organisationId: Id;
  readonly groupId: Id;
  readonly threadId: Id;
  readonly postId: Id;
}

/** Reads a place out of what an event or a timer says. Throws when something lacks. */
export function placeIn(
  organisationId: string | undefined,
  said: Readonly<Record<string, string | null | undefined>>,
): PostPlace {
  const { groupId, threadId, postId } = said;
  if (!organisationId || !groupId || !threadId || !postId)
    throw new Error('a post that is read again says where it is');
  return { organisationId, groupId, threadId, postId };
}
