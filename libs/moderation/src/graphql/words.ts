import { type Language, messagesFrom } from '@kring/platform';
import { categories, type Category, explainCategory } from '@kring/safety';
import { readReason } from '../domain/concern';

/** What this library says to people. */
export const words = messagesFrom('libs/moderation/messages');

/** Why an item needs somebody, in one sentence. */
export function explainReason(reason: string, language: Language): string {
  const { key, category } = readReason(reason);
  if (category === null) return words(key, language);
  const known = categories.find((one): one is Category => one === category);
  return words(key, language, { category: known ? explainCategory(known, language) : category });
}
