import { fail, invalid, ok } from '@kring/kernel';
import { type InterventionRule, mayEnd, stale } from './rule';

/** A helpline of the directory, shown in the thread to all, or to one member alone. */
export const offerReferral = {
  on: 'THREAD_OR_MEMBER',
  words: { messageToMembers: 'messageToMembers' },
  takesMinutes: false,
  terms: ({ helpline }) => (helpline ? ok({ helpline }) : fail(invalid('helpline', 'unknown'))),
  end: mayEnd,
  whenClosed: true,
  sets: null,
  act: (ask) =>
    ok({ do: 'OFFER', helpline: ask.terms.helpline ?? '', message: ask.messageToMembers ?? '', endsAt: ask.endsAt }),
  takeBack: ({ terms }) => (terms.offerId ? ok({ do: 'WITHDRAW_OFFER', id: terms.offerId }) : stale),
} as const satisfies InterventionRule;
