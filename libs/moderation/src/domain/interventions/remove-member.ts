import { ok } from '@kring/kernel';
import { onMember } from './on-member';
import type { InterventionRule } from './rule';

/** The end of a membership, with the reasons to the member. A supervisor decides, and it is not taken back: the way back is a new yes. */
export const removeMember = {
  ...onMember,
  needsSupervisor: true,
  words: { messageToMembers: 'messageToMember' },
  end: null,
  act: (ask) => ok({ do: 'REMOVE', message: ask.messageToMembers ?? '' }),
} as const satisfies InterventionRule;
