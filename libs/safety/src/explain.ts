import { library } from './library';
import type { Category, Language } from './signal';

/** One sentence for a moderator about what a rule points at. An unknown rule gets a general sentence. Never throws. */
export function explain(rule: string, language: Language): string {
  const { families, familyOfRule } = library();
  const family = families[familyOfRule.get(rule) ?? rule] ?? families['unknown'];
  return family?.[language] ?? rule;
}

/** The short name of a category, for a moderator. */
export function explainCategory(category: Category, language: Language): string {
  return library().categoryNames[category][language];
}
