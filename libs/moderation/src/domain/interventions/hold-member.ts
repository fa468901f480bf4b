import { onMember } from './on-member';
import { type InterventionRule, mayEnd } from './rule';

/** What one member writes waits for a moderator; the member reads why. */
export const holdMember = {
  ...onMember,
  words: { messageToMembers: 'messageToMember' },
  end: mayEnd,
  setsMember: (one) => ({ holdsPosts: true, holdsPostsUntil: one.endsAt, holdMessage: one.messageToMembers }),
} as const satisfies InterventionRule;
