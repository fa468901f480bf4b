import { findPersonalData } from './finders/personal-data';
import { library } from './library';
import type { WordsInSentences } from './linear/text-features';
import { normalise } from './reading/normalise';
import { tokenise } from './reading/tokens';
import type { Passage } from './signal';

/** The normalised words of a text, with the place of each in the original. Linear in its length. */
export function wordsOf(text: string): WordsInSentences & { readonly passages: readonly Passage[] } {
  const words = tokenise(normalise(text)).filter(({ kind }) => kind !== 'mark');
  return {
    words: words.map((word) => word.text),
    sentences: words.map(({ sentence }) => sentence),
    passages: words.map(({ start, end }) => ({ start, end })),
  };
}

/** A text without what somebody could be found by; in its place stands `[…]`. */
export function withoutPersonalData(text: string): string {
  const normalised = normalise(text);
  const found = findPersonalData({ text: normalised, tokens: tokenise(normalised) }, library().finders);
  const passages = found.flatMap((finding) => finding.passages).sort((one, other) => one.start - other.start);
  let kept = '';
  let at = 0;
  for (const { start, end } of passages) {
    if (end <= at) continue;
    kept += `${text.slice(at, Math.max(at, start))}[…]`;
    at = end;
  }
  return kept + text.slice(at);
}
