import { ok } from '@kring/kernel';
import { onMember } from './on-member';
import type { InterventionRule } from './rule';

/** The end of a membership, with the reasons to the member. A supervisor decides; only another one who was asked to look takes it back. */
export const removeMember = {
  ...onMember,
  needsSupervisor: true,
  words: { messageToMembers: 'messageToMember' },
  end: null,
  onSecondLook: { do: 'READMIT' },
  act: (ask) => ok({ do: 'REMOVE', message: ask.messageToMembers ?? '' }),
} as const satisfies InterventionRule;
