import { longestPauseDays } from '../limits';
import { type InterventionRule, setting } from './rule';

/** Nobody posts until a time; the members see when it reopens. */
export const pauseThread = {
  ...setting,
  words: { messageToMembers: 'messageToMembers' },
  end: { field: 'reopensAt', must: true, days: longestPauseDays },
  sets: (one) => ({ pausedUntil: one.endsAt, explanation: one.messageToMembers }),
} as const satisfies InterventionRule;
