import type { Id } from '@kring/kernel';
import type { PractisedKind } from './script';
import type { Speed } from './clock';

/** How a practice thread can end, as an item does. */
export const practiceDecisions = ['NO_ACTION', 'SUPPORTED', 'STEERED', 'ESCALATED'] as const;
export type PracticeDecision = (typeof practiceDecisions)[number];

/** What somebody looked at: posts that they opened, the drawing of the climate, or what is known of somebody. */
export type Looked =
  | { readonly what: 'POSTS'; readonly posts: readonly string[] }
  | { readonly what: 'CLIMATE' }
  | { readonly what: 'MEMBER'; readonly member: string };

/** A step that steers, as it was asked; null where a kind has none. */
export interface Steering {
  readonly kind: PractisedKind;
  readonly post: string | null;
  /** The note, the question, or what members read. */
  readonly text: string | null;
  /** Of slow mode. */
  readonly minutes: number | null;
  /** When it ends by itself, in milliseconds of the story. */
  readonly endsAt: number | null;
  readonly helpline: string | null;
  readonly reason: string;
}

/** Everything that a trainee does in a run. */
export type Deed =
  | ({ readonly do: 'LOOK' } & Looked)
  | ({ readonly do: 'STEER' } & Steering)
  | { readonly do: 'UNDO'; readonly step: Id; readonly reason: string }
  | { readonly do: 'PACE'; readonly running: boolean; readonly speed: Speed }
  | { readonly do: 'RESOLVE'; readonly decision: PracticeDecision; readonly reasons: string };

/** A deed with its time in the story, in milliseconds. Never changed; taking back is another step. */
export interface Step {
  readonly id: Id;
  readonly at: number;
  readonly deed: Deed;
}

export type SteerStep = Step & { readonly deed: Extract<Deed, { do: 'STEER' }> };

const isSteering = (step: Step): step is SteerStep => step.deed.do === 'STEER';

/** What was done to steer until a moment and not taken back before it, oldest first. */
export function standingAt(steps: readonly Step[], time: number): SteerStep[] {
  const before = steps.filter(({ at }) => at <= time);
  const undone = new Set(before.flatMap(({ deed }) => (deed.do === 'UNDO' ? [deed.step] : [])));
  return before.filter(isSteering).filter(({ id }) => !undone.has(id));
}
