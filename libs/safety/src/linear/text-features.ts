import { hashText, hashTogether } from './hash';

/** What a feature counts for beside others, before the length of the text is taken out. */
export const featureValues = { word: 1, pair: 1, triple: 0.7, piece: 0.35 } as const;

/** Keeps a text of two words from speaking as loudly as one of twenty. */
const quietForShort = 8;
const longestWord = 32;
const seeds = { word: 1, piece: 2, named: 3 } as const;

/** Words in their order, and the sentence each stands in. */
export interface WordsInSentences {
  words: readonly string[];
  sentences: readonly number[];
}

/** The hashes of one word: itself first, then its pieces of 3 to 5 letters (edges marked). */
export function hashesOfWord(word: string): number[] {
  const plain = /^\d+$/.test(word) ? '#' : word.slice(0, longestWord);
  const hashes = [hashText(plain, seeds.word)];
  const edged = `<${plain}>`;
  for (let length = 3; length <= 5; length += 1) {
    for (let at = 0; at + length <= edged.length; at += 1)
      hashes.push(hashText(edged.slice(at, at + length), seeds.piece));
  }
  return hashes;
}

/** The hash of a feature that is no word, such as what a rule said. */
export function hashOfName(name: string): number {
  return hashText(name, seeds.named);
}

/** The hash of two neighbours, from the hashes of the words themselves. */
export function hashOfPair(one: number, other: number): number {
  return hashTogether(one, other);
}

export function hashOfTriple(pair: number, third: number): number {
  return hashTogether(pair ^ 0x5bd1e995, third);
}

/** What all features of a text are divided by: from the sum of their squared values, known features or not. */
export function lengthOf(squares: number): number {
  return Math.sqrt(squares + quietForShort);
}

/** The squared values that one word adds by itself (itself and its pieces). */
export function squaresOfWord(hashes: number): number {
  return featureValues.word ** 2 + (hashes - 1) * featureValues.piece ** 2;
}

/**
 * All features of a text with their values; what occurs twice counts twice. Pure and linear in the length of the text.
 * The hashes say nothing back: words cannot be read out of a model that keeps only them.
 */
export function featuresOfWords({ words, sentences }: WordsInSentences): Map<number, number> {
  const features = new Map<number, number>();
  let squares = 0;
  const add = (hash: number, value: number): void => {
    features.set(hash, (features.get(hash) ?? 0) + value);
    squares += value * value;
  };
  let before = 0;
  let pairBefore = 0;
  words.forEach((word, at) => {
    const [itself = 0, ...pieces] = hashesOfWord(word);
    add(itself, featureValues.word);
    for (const piece of pieces) add(piece, featureValues.piece);
    const goesOn = at > 0 && sentences[at] === sentences[at - 1];
    const pair = goesOn ? hashOfPair(before, itself) : 0;
    if (goesOn) add(pair, featureValues.pair);
    if (goesOn && pairBefore !== 0) add(hashOfTriple(pairBefore, itself), featureValues.triple);
    before = itself;
    pairBefore = pair;
  });
  const length = lengthOf(squares);
  for (const [hash, value] of features) features.set(hash, value / length);
  return features;
}
