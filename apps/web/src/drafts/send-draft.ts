import type { Client } from 'urql';
import {
  EditPostDocument,
  OpenThreadDocument,
  ReplyDocument,
  type SubmittedPartsFragment,
} from '../generated/documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import type { Draft, Words } from './drafts';

export type Sent = Outcome<SubmittedPartsFragment>;

function photosOf({ photos }: Words): { photoIds: string[]; photoTexts: string[] } {
  return { photoIds: photos.map((photo) => photo.id), photoTexts: photos.map((photo) => photo.alternativeText.trim()) };
}

async function sendWords(client: Client, { kind, place, clientKey }: Draft, words: Words): Promise<Sent> {
  const contentNote = words.contentNote.trim();
  const shared = {
    clientKey,
    text: words.text.trim(),
    ...(contentNote ? { contentNotes: [contentNote] } : {}),
    ...(words.photos.length > 0 ? photosOf(words) : {}),
  };
  if (kind === 'reply') {
    const answer = await client.mutation(ReplyDocument, { input: { ...shared, threadId: place } });
    return outcomeOf(answer, (data) => data.reply);
  }
  const input = { ...shared, groupId: place, title: words.title.trim() };
  return outcomeOf(await client.mutation(OpenThreadDocument, { input }), (data) => data.openThread);
}

/** Whether the server says that this key already came with other words. */
function cameBefore(sent: Sent): boolean {
  return sent.kind === 'problem' && sent.problem.field === 'clientKey';
}

/**
 * Sends a draft with its own key, so that it happens once. When an earlier try did arrive although its answer was lost,
 * and the words were changed since, the post of that try is found again by its words and the change follows as an edit.
 */
export async function sendDraft(client: Client, draft: Draft): Promise<Sent> {
  const sent = await sendWords(client, draft, draft);
  if (!cameBefore(sent)) return sent;
  for (const attempt of draft.attempts) {
    const found = await sendWords(client, draft, attempt);
    if (cameBefore(found)) continue;
    if (found.kind !== 'done') return found;
    const input = { postId: found.done.post.id, text: draft.text.trim() };
    return outcomeOf(await client.mutation(EditPostDocument, { input }), (data) => data.editPost);
  }
  return sent;
}
