import type { InterventionRule } from './rule';

/** A kind that is about one member, whom a post of theirs points at. */
export const onMember = {
  on: 'MEMBER',
  takesMinutes: false,
  terms: null,
  whenClosed: true,
  sets: null,
  act: null,
  takeBack: null,
} as const satisfies Partial<InterventionRule>;
