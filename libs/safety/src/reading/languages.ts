import { languages, type Language } from '../signal';
import type { Pack } from '../rules/pack';
import type { Token } from './tokens';

/**
 * Which packs read which sentence. A sentence clearly in one language is read by that pack alone; a short, mixed or unclear one
 * by all, for young people mix languages. A hint from the author's settings never switches a pack off.
 */
export function languagesOfSentences(
  tokens: readonly Token[],
  packs: ReadonlyMap<Language, Pack>,
  hint: Language | undefined,
): ReadonlySet<Language>[] {
  const all = new Set(languages);
  const counts: Record<Language, number>[] = [];
  const lengths: number[] = [];
  for (const token of tokens) {
    if (token.kind !== 'word') continue;
    const count = (counts[token.sentence] ??= { nl: 0, fr: 0, en: 0 });
    lengths[token.sentence] = (lengths[token.sentence] ?? 0) + 1;
    for (const language of languages) {
      if (packs.get(language)?.lexicon.read(token.text).isOurs === true) count[language] += 1;
    }
  }
  const decided: ReadonlySet<Language>[] = [];
  counts.forEach((count, sentence) => {
    const best = Math.max(count.nl, count.fr, count.en);
    const kept = new Set(languages.filter((language) => count[language] * 3 > best || language === hint));
    decided[sentence] = best < 3 || (lengths[sentence] ?? 0) < 5 ? all : kept;
  });
  return decided;
}

/** Fewer words than these say nothing about a language. */
const fewestWords = 6;
/** Of what young people write in our languages, slang and typing errors included, more words than this are known; of others fewer. */
const leastKnown = 0.45;

/** Whether a text is long enough to tell that it is in none of the languages that have a pack, so that no rule has read it. */
export function isInOtherLanguage(tokens: readonly Token[], packs: ReadonlyMap<Language, Pack>): boolean {
  const words = tokens.filter(({ kind, text }) => kind === 'word' && /^\p{L}{2,}$/u.test(text));
  if (words.length < fewestWords) return false;
  let missing = words.length * leastKnown;
  for (const { text } of words) {
    for (const { lexicon } of packs.values()) {
      if (!lexicon.read(text).isKnown) continue;
      missing -= 1;
      break;
    }
    if (missing <= 0) return false;
  }
  return true;
}

/** The part of the words of a text, 0 to 1, that the pack of a language knows. */
export function shareKnown(tokens: readonly Token[], { lexicon }: Pack): number {
  const words = tokens.filter(({ kind }) => kind === 'word');
  return words.filter(({ text }) => lexicon.read(text).isKnown).length / Math.max(1, words.length);
}
