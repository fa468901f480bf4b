import { type InterventionRule, setting } from './rule';

/** It stays readable, no more posts. */
export const closeThread = {
  ...setting,
  words: { messageToMembers: 'messageToMembers' },
  sets: (one) => ({ closedAt: one.at, explanation: one.messageToMembers }),
} as const satisfies InterventionRule;
