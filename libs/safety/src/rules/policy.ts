import type { Severity } from '../severity';
import type { Category } from '../signal';
import type { Modifier } from './rule';

/** `rules/policy.json`: how far each modifier lowers, for which categories, and what a group's own choices hold. */
export interface Policy {
  lowers: Record<Modifier, { to: Partial<Record<Severity, Severity>>; categories: Category[] }>;
  /** Categories whose hold a group may switch off, because it wants goodbyes to be seen. */
  goodbyes: Category[];
  /** Categories that wait in a group that holds talk of one's own suicide. */
  suicideTalk: Category[];
}

/** What a severity becomes under a modifier; unchanged when the modifier says nothing about this category. */
export function lowered(policy: Policy, modifier: Modifier, category: Category, severity: Severity): Severity {
  const rule = policy.lowers[modifier];
  return rule.categories.includes(category) ? (rule.to[severity] ?? severity) : severity;
}
