import { longestMemberPauseDays } from '../limits';
import { onMember } from './on-member';
import type { InterventionRule } from './rule';

/** A time-out with a way back in words that the member reads; it ends by itself. */
export const pauseMember = {
  ...onMember,
  words: { messageToMembers: 'returnPlan' },
  end: { field: 'until', must: true, days: longestMemberPauseDays },
  setsMember: (one) => ({ pausedUntil: one.endsAt, returnPlan: one.messageToMembers }),
} as const satisfies InterventionRule;
