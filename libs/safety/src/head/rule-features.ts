import { hashOfName } from '../linear/text-features';
import { type Severity, severityRank } from '../severity';
import type { Signal } from '../signal';

/** What one rule finding counts for beside the words of the whole text. */
export const ruleValue = 0.5;

/** The severity that a rule hints at without setting it; undefined for a rule that sets one. */
export type HintOfRule = (rule: string) => Severity | undefined;

/**
 * What the rules said, as features: each category at its highest severity, and each at which rules hint. A category at GREEN was
 * lowered, or is good news.
 */
export function ruleFeatures(signals: readonly Signal[], hintOf: HintOfRule): ReadonlyMap<number, Signal> {
  const highest = new Map<string, Signal>();
  const features = new Map<number, Signal>();
  for (const signal of signals) {
    const hint = hintOf(signal.rule);
    if (hint !== undefined) {
      features.set(hashOf(`${signal.category}~${hint}`), signal);
      continue;
    }
    const known = highest.get(signal.category);
    if (known === undefined || severityRank(signal.severity) > severityRank(known.severity))
      highest.set(signal.category, signal);
  }
  for (const signal of highest.values()) features.set(hashOf(`${signal.category}:${signal.severity}`), signal);
  return features;
}

const remembered = new Map<string, number>();

/** A few hundred names at most, asked for with each post. */
function hashOf(name: string): number {
  const known = remembered.get(name) ?? hashOfName(name);
  remembered.set(name, known);
  return known;
}
