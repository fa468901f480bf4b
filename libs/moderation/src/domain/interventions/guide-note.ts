import { ok } from '@kring/kernel';
import { type InterventionRule, stale } from './rule';

/** A moderator's post, pinned where the thread turned. */
export const guideNote = {
  on: 'THREAD',
  words: { text: 'text' },
  takesMinutes: false,
  terms: null,
  end: null,
  whenClosed: true,
  sets: null,
  act: (ask) => ok({ do: 'PIN', text: ask.text ?? '', afterPostId: ask.afterPostId }),
  takeBack: (_, note) =>
    note ? ok(note.state === 'VISIBLE' ? { do: 'MOVE', to: 'HIDDEN', message: null } : null) : stale,
} as const satisfies InterventionRule;
