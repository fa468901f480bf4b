import { assessReading, noHead } from '../assess';
import { ruleFeatures, ruleValue } from '../head/rule-features';
import { mayRaise } from '../head/raise';
import type { Library } from '../library';
import type { SparseRow } from '../linear/logistic-regression';
import { featuresOfWord, featuresOfWords } from '../linear/text-features';
import { readPost } from '../reading/read-post';
import type { Assessment, Language } from '../signal';
import type { WrittenSentence } from './written-sentence';

/** A sentence as the trainer sees it. */
export interface Row {
  readonly sentence: WrittenSentence;
  /** What the rules say of it by themselves. */
  readonly byRules: Assessment;
  readonly features: SparseRow;
  /** Whether the head may speak of it at all. */
  readonly isKnown: boolean;
}

export interface Table {
  readonly rows: readonly Row[];
  /** Hashes of the features, ascending; the features of rows are places in this list. */
  readonly hashes: Uint32Array;
}

/** A feature that occurs in fewer sentences teaches nothing about others. */
const fewestSentences = 4;

/** Turns sentences into rows of features. Sentences of which the language's pack reads nothing have none. */
export function tableOf(sentences: readonly WrittenSentence[], language: Language, from: Library): Table {
  const read = sentences.map((sentence) => ({ sentence, ...readForLearning(sentence.text, language, from) }));
  const hashes = placesOf(read.map(({ features }) => features));
  const places = new Map(Array.from(hashes, (hash, place) => [hash, place]));
  const rows = read.map(({ sentence, byRules, features, words }): Row => {
    const known = words.filter((word) => places.has(featuresOfWord(word).hash)).length;
    return {
      sentence,
      byRules,
      features: rowIn(places, features),
      isKnown: mayRaise(words.length, known / Math.max(1, words.length)),
    };
  });
  return { rows, hashes };
}

/** A text as one language and the rules read it, and the features of both. */
export function readForLearning(
  text: string,
  language: Language,
  from: Library,
): { byRules: Assessment; features: ReadonlyMap<number, number>; words: readonly string[] } {
  const reading = readPost(text, from, undefined);
  const byRules = assessReading(reading, from, {}, noHead);
  const read = reading.packs.find(({ pack }) => pack.language === language);
  const stream = read?.stream ?? { words: [], sentences: [] };
  const features = featuresOfWords(stream, (word) => read?.pack.lexicon.listsOf(word) ?? []);
  for (const hash of ruleFeatures(byRules.signals, (rule) => from.hints.get(rule)).keys())
    features.set(hash, ruleValue);
  return { byRules, features, words: stream.words };
}

/** The hashes of what occurs in several texts, ascending: the features to learn from. */
export function placesOf(texts: readonly ReadonlyMap<number, number>[]): Uint32Array {
  const spread = new Map<number, number>();
  for (const features of texts) for (const hash of features.keys()) spread.set(hash, (spread.get(hash) ?? 0) + 1);
  return Uint32Array.from([...spread].filter(([, count]) => count >= fewestSentences).map(([hash]) => hash)).sort();
}

/** The features of one text that are among those to learn from. */
export function rowIn(places: ReadonlyMap<number, number>, features: ReadonlyMap<number, number>): SparseRow {
  const found = [...features].flatMap(([hash, value]) => {
    const place = places.get(hash);
    return place === undefined ? [] : [{ place, value }];
  });
  return {
    features: Int32Array.from(found, ({ place }) => place),
    values: Float32Array.from(found, ({ value }) => value),
  };
}
