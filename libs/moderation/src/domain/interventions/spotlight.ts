import { ok } from '@kring/kernel';
import { type InterventionRule, stale } from './rule';

/** Asks the author of a story whether it may be shown first; only their yes does it. Taken back, the question or the light goes. */
export const spotlight = {
  on: 'THREAD',
  words: { messageToAuthor: 'messageToAuthor' },
  takesMinutes: false,
  terms: null,
  end: null,
  whenClosed: true,
  sets: null,
  act: (ask) => ok({ do: 'ASK_SPOTLIGHT', message: ask.messageToAuthor ?? '' }),
  takeBack: ({ terms }) => (terms.spotlightId ? ok({ do: 'WITHDRAW_SPOTLIGHT', id: terms.spotlightId }) : stale),
} as const satisfies InterventionRule;
