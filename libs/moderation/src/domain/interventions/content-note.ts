import { fail, invalid, ok } from '@kring/kernel';
import { contentNotesLimit } from '../limits';
import { type InterventionRule, onPost, stale } from './rule';

/** A post is folded behind a note. */
export const contentNote = {
  ...onPost,
  words: { messageToMembers: 'note' },
  act: (ask, post) => {
    const note = ask.messageToMembers ?? '';
    if (!post || post.state === 'DELETED' || post.contentNotes.includes(note)) return stale;
    if (post.contentNotes.length >= contentNotesLimit)
      return fail(invalid('note', 'too_many', { most: contentNotesLimit }));
    return ok({ do: 'NOTES', notes: [...post.contentNotes, note] });
  },
  takeBack: (done, post) => {
    if (!post || post.state === 'DELETED') return stale;
    return ok({ do: 'NOTES', notes: post.contentNotes.filter((note) => note !== done.messageToMembers) });
  },
} as const satisfies InterventionRule;
