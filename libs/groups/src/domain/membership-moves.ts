import type { Moves } from '@kring/kernel';

export type MembershipState = 'REQUESTED' | 'ACTIVE' | 'PAUSED' | 'LEFT' | 'REMOVED';

export const membershipMoves = {
  REQUESTED: ['ACTIVE', 'LEFT', 'REMOVED'],
  ACTIVE: ['PAUSED', 'LEFT', 'REMOVED'],
  PAUSED: ['ACTIVE', 'LEFT', 'REMOVED'],
  LEFT: [],
  REMOVED: [],
} as const satisfies Moves<MembershipState>;
