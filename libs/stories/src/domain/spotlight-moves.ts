import type { Moves } from '@kring/kernel';

export type SpotlightState = 'ASKED' | 'GIVEN' | 'REFUSED' | 'TAKEN_BACK';

/** An author gives or refuses once, and takes back what they gave at any time; then a moderator may ask anew. */
export const spotlightMoves = {
  ASKED: ['GIVEN', 'REFUSED'],
  GIVEN: ['TAKEN_BACK'],
  REFUSED: [],
  TAKEN_BACK: [],
} as const satisfies Moves<SpotlightState>;
