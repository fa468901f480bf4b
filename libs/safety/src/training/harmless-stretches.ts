import { stretchesOf } from '../head/stretches';
import { library } from '../library';
import { passageOf } from '../reading/passage-of';
import { readPost } from '../reading/read-post';
import type { Language } from '../signal';
import type { WrittenSentence } from './written-sentence';

/** What these are called among the sentences to learn from. */
const harmlessStretch = 'harmless_stretch';

/**
 * The stretches of long posts that need nobody, as sentences of their own: a head hears a long post in stretches, and of one that is
 * harmless each is. Of a post that needs somebody nobody said in which stretch it stands.
 */
export function harmlessStretches(sentences: readonly WrittenSentence[], language: Language): WrittenSentence[] {
  return sentences
    .filter(({ severity, atMost }) => severity === 'GREEN' && atMost === undefined)
    .flatMap((sentence) => {
      const reading = readPost(sentence.text, library(), language);
      const stream = reading.packs.find(({ pack }) => pack.language === language)?.stream;
      const stretches = stream === undefined ? [] : stretchesOf(stream);
      if (stream === undefined || stretches.length < 2) return [];
      return stretches.map(({ first, words }) => {
        const { start, end } = passageOf({ from: first, to: first + words.length }, stream, reading.tokens);
        return { ...sentence, text: reading.text.original.slice(start, end), about: harmlessStretch };
      });
    });
}
