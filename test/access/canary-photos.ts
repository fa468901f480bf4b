import { randomUUID } from 'node:crypto';
import { type Group, type Member, type RunningKring } from '@kring/testing';
import sharp from 'sharp';
import { act } from './act';

/** Sends a photo for a post that somebody is writing, and answers its id. */
async function send(kring: RunningKring, member: Member, group: Group): Promise<string> {
  const create = { width: 40, height: 30, channels: 3 as const, background: '#789' };
  const response = await fetch(`${kring.url}/photos?group=${group.id}`, {
    method: 'POST',
    headers: { 'content-type': 'image/png', authorization: `Bearer ${member.token}` },
    body: new Uint8Array(await sharp({ create }).png().toBuffer()),
  });
  const { photo } = (await response.json()) as { photo?: { id: string } };
  if (!photo) throw new Error(`a photo was refused with ${response.status}`);
  return photo.id;
}

/** Three photos of one member: in a reply that the group sees, in one that `hide` hides, and one that was not posted. */
export async function photosOf(
  kring: RunningKring,
  { author, group, threadId }: { readonly author: Member; readonly group: Group; readonly threadId: string },
  words: { readonly shown: string; readonly hidden: string },
  hide: (postId: string) => Promise<unknown>,
): Promise<{ readonly photo: string; readonly hiddenPhoto: string; readonly loosePhoto: string }> {
  const post = async (photo: string, text: string): Promise<string> => {
    const input = { clientKey: randomUUID(), threadId, text: 'Kijk.', photoIds: [photo], photoTexts: [text] };
    const sent = await act<{ post: { id: string } }>(
      kring,
      author,
      'reply',
      input,
      '... on PostSubmitted { post { id } }',
    );
    return sent.post.id;
  };
  const photo = await send(kring, author, group);
  await post(photo, `Een bank ${words.shown}`);
  const hiddenPhoto = await send(kring, author, group);
  await hide(await post(hiddenPhoto, `Een muur ${words.hidden}`));
  return { photo, hiddenPhoto, loosePhoto: await send(kring, author, group) };
}
