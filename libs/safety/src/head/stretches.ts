import type { WordsInSentences } from '../linear/text-features';

/** Some sentences of a text, and which of its words they begin with. */
export interface Stretch extends WordsInSentences {
  readonly first: number;
}

/** A text of more words is heard in stretches: one sentence in a long story would be lost in it, and many small doubts add up. */
const mostWords = 45;
/** A stretch ends with the sentence in which it reaches this many words; the next begins with a sentence half as far on. */
const wanted = 30;

/** The stretches of a text in which a head hears it: whole sentences, each word in two at most but for sentences that are long. */
export function stretchesOf({ words, sentences }: WordsInSentences): Stretch[] {
  if (words.length <= mostWords) return [{ words, sentences, first: 0 }];
  const found: Stretch[] = [];
  let first = 0;
  let end = 0;
  while (end < words.length) {
    end = endOfSentence(sentences, Math.min(words.length, first + wanted) - 1);
    found.push({ words: words.slice(first, end), sentences: sentences.slice(first, end), first });
    const next = endOfSentence(sentences, first + wanted / 2 - 1);
    first = next < end ? next : end;
  }
  return found;
}

/** Where the sentence ends in which a word stands. */
function endOfSentence(sentences: readonly number[], at: number): number {
  let end = at + 1;
  while (end < sentences.length && sentences[end] === sentences[at]) end += 1;
  return end;
}
