/** A word that passes a test. `negations` is 1 when every such word denies. */
export interface WordStep {
  readonly kind: 'word';
  readonly test: number;
  readonly optional: boolean;
  readonly negations: 0 | 1;
}

/** One of a few phrases. What every pattern asks of it is worked out once, for the same lists return in hundreds of patterns. */
export interface ChoiceStep {
  readonly kind: 'choice';
  readonly options: readonly Step[][];
  readonly optional: boolean;
  /** The tests that a first word of an option may pass. */
  readonly firsts: readonly number[];
  /** How often words that pass those tests are met; the lower, the better a place to start from. */
  readonly cost: number;
  /** Every option begins with a word that must be there. */
  readonly isAnchor: boolean;
  /** How many negations each option asks for. */
  readonly negations: readonly number[];
}

/**
 * One step of a compiled pattern. Word tests are numbers: the vocabulary knows which words pass which test.
 * Gaps are bounded and there is no repetition, so the work for a pattern is bounded for every word of a text.
 */
export type Step =
  | WordStep
  | ChoiceStep
  | { kind: 'gap'; most: number }
  | { kind: 'opens' }
  | { kind: 'closes' }
  | { kind: 'not'; test: number };
