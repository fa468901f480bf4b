/** What becomes of the posts that a decision is about; null: it is not about posts. */
type PostOutcome = { readonly to: 'VISIBLE' | 'RETURNED' | 'HIDDEN'; readonly tellsAuthor: 'must' | 'may' } | null;

/** How the review item of a thread can end. */
export const decisionOutcomes = {
  NO_ACTION: null,
  RELEASED: { to: 'VISIBLE', tellsAuthor: 'may' },
  RETURNED: { to: 'RETURNED', tellsAuthor: 'must' },
  HIDDEN: { to: 'HIDDEN', tellsAuthor: 'must' },
  STEERED: null,
  SUPPORTED: null,
  ESCALATED: null,
} as const satisfies Readonly<Record<string, PostOutcome>>;

export type ThreadDecision = keyof typeof decisionOutcomes;
export const threadDecisions = Object.keys(decisionOutcomes) as readonly ThreadDecision[];

/** How the review item of an appeal can end. */
export type AppealDecision = 'UPHELD' | 'OVERTURNED';

export type DecisionKind = ThreadDecision | AppealDecision;

export function outcomeOf(kind: ThreadDecision): PostOutcome {
  return decisionOutcomes[kind];
}

export function isThreadDecision(kind: DecisionKind): kind is ThreadDecision {
  return Object.hasOwn(decisionOutcomes, kind);
}
