import { fail, invalid, isId, ok } from '@kring/kernel';
import { movedPostsLimit } from '../limits';
import { type InterventionRule, stale } from './rule';

/** Chosen replies become a thread of their own, and go back when nothing else was written there. */
export const movePosts = {
  on: 'THREAD',
  words: { text: 'title' },
  takesMinutes: false,
  terms: ({ postIds = [] }) => {
    const chosen = [...new Set(postIds)];
    if (chosen.length === 0) return fail(invalid('postIds', 'empty'));
    if (chosen.length > movedPostsLimit) return fail(invalid('postIds', 'too_many', { most: movedPostsLimit }));
    return chosen.every(isId) ? ok({ postIds: chosen }) : fail(invalid('postIds', 'not_in_thread'));
  },
  end: null,
  whenClosed: false,
  sets: null,
  act: (ask) => ok({ do: 'SPLIT', title: ask.text ?? '', postIds: ask.terms.postIds ?? [] }),
  takeBack: ({ newThreadId, terms }) =>
    newThreadId ? ok({ do: 'JOIN', threadId: newThreadId, postIds: terms.postIds ?? [] }) : stale,
} as const satisfies InterventionRule;
