/**
 * One step of a compiled pattern. Word tests are numbers: the vocabulary knows which words pass which test.
 * Gaps are bounded and there is no repetition, so the work for a pattern is bounded for every word of a text.
 */
export type Step =
  | { kind: 'word'; test: number; optional: boolean }
  | { kind: 'choice'; options: Step[][]; optional: boolean }
  | { kind: 'gap'; most: number }
  | { kind: 'opens' }
  | { kind: 'closes' }
  | { kind: 'not'; test: number };
