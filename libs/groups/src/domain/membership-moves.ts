import type { Moves } from '@kring/kernel';

export type MembershipState = 'REQUESTED' | 'ACTIVE' | 'PAUSED' | 'LEFT' | 'REMOVED';

/** A membership that ended by a decision begins again only where another person takes that decision back. */
export const membershipMoves = {
  REQUESTED: ['ACTIVE', 'LEFT', 'REMOVED'],
  ACTIVE: ['PAUSED', 'LEFT', 'REMOVED'],
  PAUSED: ['ACTIVE', 'LEFT', 'REMOVED'],
  LEFT: [],
  REMOVED: ['ACTIVE'],
} as const satisfies Moves<MembershipState>;
