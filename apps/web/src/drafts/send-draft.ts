import type { Client } from 'urql';
import {
  EditPostDocument,
  OpenThreadDocument,
  ReplyDocument,
  type SubmittedPartsFragment,
} from '../generated/documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import type { Draft } from './drafts';

export type Sent = Outcome<SubmittedPartsFragment>;

/**
 * Sends a draft with its own key. When an earlier try did arrive although its answer was lost, the answer is the post of
 * that try; words that were changed since then follow as an edit, so that nothing is doubled and nothing is lost.
 */
export async function sendDraft(client: Client, draft: Draft): Promise<Sent> {
  const { clientKey } = draft;
  const text = draft.text.trim();
  const contentNote = draft.contentNote.trim();
  const notes = contentNote ? { contentNotes: [contentNote] } : {};
  const sent =
    draft.kind === 'reply'
      ? outcomeOf(
          await client.mutation(ReplyDocument, { input: { clientKey, threadId: draft.place, text, ...notes } }),
          (data) => data.reply,
        )
      : outcomeOf(
          await client.mutation(OpenThreadDocument, {
            input: { clientKey, groupId: draft.place, title: draft.title.trim(), text, ...notes },
          }),
          (data) => data.openThread,
        );
  if (sent.kind !== 'done' || same(sent.done.post.text, text)) return sent;
  const edited = outcomeOf(
    await client.mutation(EditPostDocument, { input: { postId: sent.done.post.id, text } }),
    (data) => data.editPost,
  );
  return edited.kind === 'done' ? edited : sent;
}

// The server normalises what it keeps; only a difference that a reader would see counts.
function same(kept: string, sent: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}]+/gu, '');
  return plain(kept) === plain(sent);
}
