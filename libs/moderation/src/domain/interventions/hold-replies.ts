import { type InterventionRule, mayEnd, setting } from './rule';

/** New replies wait for a moderator before anyone sees them. */
export const holdReplies = {
  ...setting,
  end: mayEnd,
  sets: (one) => ({ holdReplies: true, holdRepliesEndsAt: one.endsAt }),
} as const satisfies InterventionRule;
