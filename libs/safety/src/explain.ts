import { library } from './library';
import type { Category, Language } from './signal';

/** One sentence for a moderator about what a rule points at; of a rule that only hints, that it only hints. An unknown rule gets a general sentence. Never throws. */
export function explain(rule: string, language: Language): string {
  const { families, familyOfRule, hints } = library();
  const name = hints.has(rule) ? 'hint' : (familyOfRule.get(rule) ?? rule);
  const family = families[name] ?? families['unknown'];
  return family?.[language] ?? rule;
}

/** The short name of a category, for a moderator. */
export function explainCategory(category: Category, language: Language): string {
  return library().categoryNames[category][language];
}
