import type { Assessment } from '../signal';

/** What a thread's climate is made of; each is shown to a moderator by itself. The first ten weigh down, the last three lift. */
export const climateComponents = [
  'risk',
  'opener_risk',
  'contagion',
  'circling',
  'reinforcement',
  'pile_on',
  'secrecy',
  'unanswered',
  'burden',
  'drift',
  'support',
  'recovery',
  'opener_mood',
] as const;
export type ClimateComponent = (typeof climateComponents)[number];

/** How a thread is going: members carry each other, neither, it begins to do harm, they make each other's risk worse. */
export type Climate = 'SUPPORTIVE' | 'NEUTRAL' | 'TURNING' | 'REINFORCING';

/** One post of a thread. `minute` counts from the first post. An assessment that is given is used as it is. */
export interface ThreadPost {
  author: string;
  role: 'member' | 'moderator';
  minute: number;
  text: string;
  assessment?: Assessment;
}

/** The state of a thread after one post. `score` (0 to 1) orders threads by how badly they need a moderator. */
export interface ClimatePoint {
  climate: Climate;
  score: number;
  components: Record<ClimateComponent, number>;
}

/** A thread as a whole: its state now, and the post at which a moderator would first have been called (null if none). */
export interface ThreadReading extends ClimatePoint {
  turnedAt: number | null;
  points: ClimatePoint[];
}
