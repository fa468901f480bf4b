/** What becomes of the posts that a decision is about; null: it is not about posts. */
type PostOutcome = { readonly to: 'VISIBLE' | 'RETURNED' | 'HIDDEN'; readonly tellsAuthor: 'must' | 'may' } | null;

/** How a review item can end. */
export const decisionOutcomes = {
  NO_ACTION: null,
  RELEASED: { to: 'VISIBLE', tellsAuthor: 'may' },
  RETURNED: { to: 'RETURNED', tellsAuthor: 'must' },
  HIDDEN: { to: 'HIDDEN', tellsAuthor: 'must' },
  STEERED: null,
  SUPPORTED: null,
  ESCALATED: null,
} as const satisfies Readonly<Record<string, PostOutcome>>;

export type DecisionKind = keyof typeof decisionOutcomes;

export function outcomeOf(kind: DecisionKind): PostOutcome {
  return decisionOutcomes[kind];
}
