import { hashText, hashTogether } from './hash';
import { NumbersMet } from './numbers-met';

/**
 * What a feature counts for beside others, before the length of the text is taken out. `meant` and `near`: what two neighbours, or
 * two words that one or two others part, mean.
 */
export const featureValues = {
  word: 1,
  list: 1,
  pair: 1,
  triple: 0.7,
  end: 0.7,
  meant: 0.7,
  near: 0.5,
  piece: 0.35,
} as const;

/** Keeps a text of two words from speaking as loudly as one of twenty. */
const quietForShort = 8;
const longestWord = 32;
const seeds = { word: 1, piece: 2, named: 3, list: 4 } as const;

/** Words in their order, and the sentence each stands in. */
export interface WordsInSentences {
  words: readonly string[];
  sentences: readonly number[];
}

/**
 * The lists of a language that a word stands in, by name; those that begin with `~` are meanings, of which also the neighbours are
 * looked at.
 */
export type ListsOfWord = (word: string) => readonly string[];

const noLists: ListsOfWord = () => [];

/** A feature of a text: a number that stands for it, and what it counts for. */
export interface TextFeature {
  readonly hash: number;
  readonly value: number;
}

/** What one word tells by itself, and the hashes by which it is joined with others. */
export interface WordFeatures {
  readonly hash: number;
  readonly meanings: readonly number[];
  /** The word first, then its pieces of 3 to 5 letters (edges marked), then the lists it stands in. */
  readonly own: readonly TextFeature[];
}

export function featuresOfWord(word: string, listsOf: ListsOfWord = noLists): WordFeatures {
  const plain = /^\d+$/.test(word) ? '#' : word.slice(0, longestWord);
  const hash = hashText(plain, seeds.word);
  const own: TextFeature[] = [{ hash, value: featureValues.word }];
  const edged = `<${plain}>`;
  for (let length = 3; length <= 5; length += 1) {
    for (let at = 0; at + length <= edged.length; at += 1)
      own.push({ hash: hashText(edged.slice(at, at + length), seeds.piece), value: featureValues.piece });
  }
  const meanings: number[] = [];
  for (const name of listsOf(word)) {
    const list = hashText(name, seeds.list);
    own.push({ hash: list, value: featureValues.list });
    if (name.startsWith('~')) meanings.push(list);
  }
  return { hash, meanings, own };
}

/** The hash of a feature that is no word, such as what a rule said. */
export function hashOfName(name: string): number {
  return hashText(name, seeds.named);
}

/** Stands for the edge of a sentence where a neighbour would stand. */
const edge = hashText('edge', seeds.named);

/** The places at which words of a text stand for the first time: who says a thing ten times says no more than it. */
export function placesOfFirst(words: readonly Pick<WordFeatures, 'hash'>[]): number[] {
  const met = new Set<number>();
  const places: number[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const { hash } = words[at] ?? noWord;
    if (met.has(hash)) continue;
    met.add(hash);
    places.push(at);
  }
  return places;
}

/**
 * What joins words of a text, each in the same place of every list: the hash, what it counts for, and the words from `from` up to
 * `to`. What occurs twice is there once. Lists of numbers, filled anew for each text, because this is asked of every post.
 */
export class JoinedFeatures {
  readonly hashes: number[] = [];
  readonly values: number[] = [];
  readonly from: number[] = [];
  readonly to: number[] = [];
  count = 0;
  private readonly met = new NumbersMet();

  /** Pairs and triples of neighbours in a sentence, its edges, and meanings that stand near each other. */
  read(words: readonly Pick<WordFeatures, 'hash' | 'meanings'>[], sentences: readonly number[]): this {
    this.count = 0;
    this.met.clear();
    let before = 0;
    let pairBefore = 0;
    for (let at = 0; at < words.length; at += 1) {
      const { hash, meanings } = words[at] ?? noWord;
      const sentence = sentences[at];
      const opens = at === 0 || sentence !== sentences[at - 1];
      const pair = hashTogether(opens ? edge : before, hash);
      this.add(pair, featureValues.pair, opens ? at : at - 1, at + 1);
      if (!opens) this.add(hashTogether(pairBefore ^ tripled, hash), featureValues.triple, Math.max(0, at - 2), at + 1);
      if (at + 1 === words.length || sentences[at + 1] !== sentence)
        this.add(hashTogether(hash, edge), featureValues.end, at, at + 1);
      for (let back = 1; meanings.length > 0 && back <= farthest && sentences[at - back] === sentence; back += 1) {
        const mark = back === 1 ? 0 : parted;
        const value = back === 1 ? featureValues.meant : featureValues.near;
        for (const other of words[at - back]?.meanings ?? noWord.meanings)
          for (const own of meanings) this.add(hashTogether(other ^ mark, own), value, at - back, at + 1);
      }
      before = hash;
      pairBefore = pair;
    }
    return this;
  }

  private add(hash: number, value: number, from: number, to: number): void {
    if (!this.met.isNew(hash)) return;
    const at = this.count;
    this.hashes[at] = hash;
    this.values[at] = value;
    this.from[at] = from;
    this.to[at] = to;
    this.count = at + 1;
  }
}

const noWord: Pick<WordFeatures, 'hash' | 'meanings'> = { hash: 0, meanings: [] };

/** How far apart words may stand for what they mean to be taken together. */
const farthest = 3;
const parted = 0x2545f491;
const tripled = 0x5bd1e995;

/** What all features of a text are divided by: from the sum of their squared values, known features or not. */
export function lengthOf(squares: number): number {
  return Math.sqrt(squares + quietForShort);
}

/**
 * All features of a text with their values; a word, pair or triple that occurs twice counts once. Pure and linear in the length of the text.
 * The hashes say nothing back: words cannot be read out of a model that keeps only them.
 */
export function featuresOfWords(
  { words, sentences }: WordsInSentences,
  listsOf: ListsOfWord = noLists,
): Map<number, number> {
  const features = new Map<number, number>();
  let squares = 0;
  const add = (hash: number, value: number): void => {
    features.set(hash, (features.get(hash) ?? 0) + value);
    squares += value * value;
  };
  const read = words.map((word) => featuresOfWord(word, listsOf));
  for (const at of placesOfFirst(read)) for (const { hash, value } of read[at]?.own ?? []) add(hash, value);
  const joined = new JoinedFeatures().read(read, sentences);
  for (let at = 0; at < joined.count; at += 1) add(joined.hashes[at] ?? 0, joined.values[at] ?? 0);
  const length = lengthOf(squares);
  for (const [hash, value] of features) features.set(hash, value / length);
  return features;
}
