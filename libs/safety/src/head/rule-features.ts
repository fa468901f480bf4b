import { hashOfName } from '../linear/text-features';
import { severityRank } from '../severity';
import type { Signal } from '../signal';

/** What one rule finding counts for beside the words of the whole text. */
export const ruleValue = 0.5;

/** What the rules said, as features: each category at its highest severity. A category at GREEN was lowered, or is good news. */
export function ruleFeatures(signals: readonly Signal[]): Map<number, Signal> {
  const highest = new Map<string, Signal>();
  for (const signal of signals) {
    const known = highest.get(signal.category);
    if (known === undefined || severityRank(signal.severity) > severityRank(known.severity))
      highest.set(signal.category, signal);
  }
  const features = new Map<number, Signal>();
  for (const signal of highest.values()) features.set(hashOfName(`${signal.category}:${signal.severity}`), signal);
  return features;
}
