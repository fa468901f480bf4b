import type { Severity } from '@kring/safety';

/** An item as far as it can be like another: its topics the gravest first. */
export interface Likeness {
  readonly topics: readonly string[];
  readonly severity: Severity;
  readonly groupId: string;
}

/** How many earlier decisions stand beside an item. */
export const similarShown = 5;

/**
 * Decisions on items whose topics hold the gravest of this one: as grave first, then with the very same topics, then of the same
 * group, then the newest.
 */
export function mostSimilar<D extends Likeness & { readonly at: Date }>(to: Likeness, decisions: readonly D[]): D[] {
  const [gravest] = to.topics;
  if (gravest === undefined) return [];
  const topics = new Set(to.topics);
  const likeness = (one: D): readonly number[] => [
    Number(one.severity === to.severity),
    Number(one.topics.length === topics.size && one.topics.every((topic) => topics.has(topic))),
    Number(one.groupId === to.groupId),
    one.at.getTime(),
  ];
  return decisions
    .filter((one) => one.topics.includes(gravest))
    .map((one) => ({ one, rank: likeness(one) }))
    .sort((a, b) => a.rank.map((mine, place) => (b.rank[place] ?? 0) - mine).find((apart) => apart !== 0) ?? 0)
    .slice(0, similarShown)
    .map(({ one }) => one);
}
