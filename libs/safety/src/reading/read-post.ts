import type { Library } from '../library';
import { hasNeeds, matchAround, type Span, type Stream } from '../rules/match';
import { patternsAt, type Pack } from '../rules/pack';
import type { CompiledPattern } from '../rules/pattern';
import type { Owner } from '../rules/rule';
import type { Language } from '../signal';
import { languagesOfSentences } from './languages';
import { normalise, type NormalisedText } from './normalise';
import { readAs } from './stream';
import { tokenise, type Token } from './tokens';

/** A pattern found at a place. */
export interface Hit {
  owner: Owner;
  pattern: CompiledPattern;
  span: Span;
  sentence: number;
}

/** A text as one pack read it. */
export interface PackReading {
  pack: Pack;
  stream: Stream;
  hits: Hit[];
}

export interface PostReading {
  text: NormalisedText;
  tokens: Token[];
  packs: PackReading[];
}

/** Reads a post with every pack that may concern it. Linear in the length of the text. */
export function readPost(text: string, from: Library, hint: Language | undefined): PostReading {
  const normalised = normalise(text);
  const tokens = tokenise(normalised);
  const readers = languagesOfSentences(tokens, from.packs, hint);
  const packs: PackReading[] = [];
  for (const [language, pack] of from.packs) {
    const stream = readAs(pack, tokens, (sentence) => readers[sentence]?.has(language) ?? true);
    packs.push({ pack, stream, hits: findHits(pack, stream) });
  }
  return { text: normalised, tokens, packs };
}

function findHits(pack: Pack, stream: Stream): Hit[] {
  const hits: Hit[] = [];
  const present = new Uint32Array(pack.vocabulary.bitWords);
  let low = 0;
  while (low < stream.words.length) {
    const sentence = stream.sentences[low] ?? 0;
    let high = low + 1;
    while (high < stream.words.length && stream.sentences[high] === sentence) high += 1;
    present.fill(0);
    for (let at = low; at < high; at += 1) {
      const bits = stream.tests[at];
      if (bits !== undefined)
        for (let index = 0; index < bits.length; index += 1)
          present[index] = (present[index] ?? 0) | (bits[index] ?? 0);
    }
    for (let at = low; at < high; at += 1) {
      const word = stream.words[at];
      if (word === undefined) continue;
      for (const { pattern, owner } of patternsAt(pack, word)) {
        if (!hasNeeds(pattern, present)) continue;
        const span = matchAround(pattern, stream, at, low, high);
        if (span !== undefined) hits.push({ owner, pattern, span, sentence });
      }
    }
    low = high;
  }
  return hits;
}
