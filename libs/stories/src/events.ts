import { eventType } from '@kring/platform';

/** Where a post stands. `wasVisible` tells open screens whether there is something to take away. */
interface PostPlace extends Readonly<Record<string, string>> {
  readonly groupId: string;
  readonly threadId: string;
  readonly postId: string;
  readonly wasVisible: 'yes' | 'no';
}

/** A story or reply was written. */
export const postSubmitted = eventType<PostPlace>('post.submitted', { live: true });
/** Its words changed, into this revision; it was read for danger again. */
export const postEdited = eventType<PostPlace & { readonly revision: string }>('post.edited', { live: true });
/** It was released, held, returned, hidden, shown again, deleted, or got a content note. */
export const postMoved = eventType<PostPlace>('post.moved', { live: true });
/** What a moderator set on the thread changed; the post named is the opener. */
export const threadSteered = eventType<PostPlace>('thread.steered', { live: true });

export const livePostEvents: ReadonlySet<string> = new Set(
  [postSubmitted, postEdited, postMoved, threadSteered].map((type) => type.name),
);
