import { probability } from '../linear/calibration';
import {
  featuresOfWord,
  JoinedFeatures,
  lengthOf,
  type ListsOfWord,
  placesOfFirst,
  type WordFeatures,
  type WordsInSentences,
} from '../linear/text-features';
import { severityRank, type Severity } from '../severity';
import type { Signal } from '../signal';
import { type HintOfRule, ruleFeatures, ruleValue } from './rule-features';
import { PlacesOfHashes } from './places-of-hashes';
import { type HeadWeights, raisedLevels, type Target } from './weights';

/** What one word of a text weighs by itself, its pieces and the lists it stands in included. */
interface WordWeights extends Pick<WordFeatures, 'hash' | 'meanings'> {
  squares: number;
  known: boolean;
  weights: Float64Array | undefined;
}

/** Words `from` up to `to` of the stream, or a finding of a rule, and what they add to the margin of a target. */
export interface Contribution {
  from: number;
  to: number;
  signal: Signal | undefined;
  weight: number;
}

/** What a head knows of a text and of what the rules said of it: worked out once, for whatever is asked of it. */
export interface Heard {
  readonly read: readonly WordWeights[];
  /** Where each word that weighs anything stands for the first time. */
  readonly own: readonly number[];
  readonly sentences: readonly number[];
  /** The features that join words, of those that are known: where each stands, and what it counts for. */
  readonly places: readonly number[];
  readonly values: readonly number[];
  readonly length: number;
  readonly rules: readonly { readonly place: number; readonly signal: Signal }[];
}

const mostRemembered = 20_000;

/** The linear model of one language. What it says is a sum over words and rules, so that every part can be shown. */
export class Head {
  private readonly places: PlacesOfHashes;
  private readonly remembered = new Map<string, WordWeights>();
  private readonly weights: Int8Array;
  private readonly width: number;
  private readonly joined = new JoinedFeatures();

  constructor(
    readonly kept: HeadWeights,
    private readonly listsOf: ListsOfWord = () => [],
    private readonly hintOf: HintOfRule = () => undefined,
  ) {
    this.places = new PlacesOfHashes(kept.features);
    this.weights = kept.weights;
    this.width = kept.targets.length;
  }

  /** The part of the words that it met while it learned: of other words, and other languages, it knows nothing. */
  knownShare(words: readonly string[]): number {
    let known = 0;
    for (const word of words) if (this.weigh(word).known) known += 1;
    return words.length === 0 ? 0 : known / words.length;
  }

  /** Hears a text and what the rules said of it. Linear in the length of the text. */
  hear({ words, sentences }: WordsInSentences, signals: readonly Signal[]): Heard {
    const read = words.map((text) => this.weigh(text));
    const places: number[] = [];
    const known: number[] = [];
    let squares = 0;
    const own: number[] = [];
    for (const at of placesOfFirst(read)) {
      const word = read[at];
      squares += word?.squares ?? 0;
      if (word?.weights !== undefined) own.push(at);
    }
    const { count, hashes, values } = this.joined.read(read, sentences);
    for (let at = 0; at < count; at += 1) {
      const value = values[at] ?? 0;
      squares += value * value;
      const place = this.places.of(hashes[at] ?? 0);
      if (place < 0) continue;
      places.push(place);
      known.push(value);
    }
    const rules = [...ruleFeatures(signals, this.hintOf)]
      .map(([hash, signal]) => ({ place: this.places.of(hash), signal }))
      .filter(({ place }) => place >= 0);
    return { read, own, sentences, places, values: known, length: lengthOf(squares), rules };
  }

  /** Whether a text reaches anything at all above a severity, or is to be held: the quick question, which most texts end at. */
  mayAdd(heard: Heard, severity: Severity, isHeld: boolean): boolean {
    const { raise, holdFrom } = this.kept;
    for (const level of raisedLevels) {
      const to = raise[level];
      const isAbove = severityRank(level) > severityRank(severity);
      if (to !== undefined && isAbove && this.probabilityOf(heard, level) >= to.from) return true;
    }
    return holdFrom !== null && !isHeld && this.probabilityOf(heard, 'HOLD') >= holdFrom;
  }

  /** The probability of one target; 0 of one that was not learned. */
  probabilityOf(heard: Heard, target: Target): number {
    const column = this.kept.targets.indexOf(target);
    const calibration = this.kept.calibrations[column];
    return calibration === undefined ? 0 : probability(this.marginOf(heard, column), calibration);
  }

  /** The probability of each target, in the order of `kept.targets`. */
  probabilities(heard: Heard): number[] {
    return this.kept.targets.map((_, column) =>
      probability(this.marginOf(heard, column), this.kept.calibrations[column] ?? { slope: 0, offset: -Infinity }),
    );
  }

  /** How far the target of a column is reached, before calibration. */
  marginOf({ read, own, places, values, length, rules }: Heard, column: number): number {
    let sum = 0;
    for (let at = 0; at < places.length; at += 1)
      sum += (this.weights[(places[at] ?? 0) * this.width + column] ?? 0) * (values[at] ?? 0);
    sum *= this.kept.scales[column] ?? 0;
    for (const at of own) sum += read[at]?.weights?.[column] ?? 0;
    sum = sum / length + (this.kept.biases[column] ?? 0);
    for (const { place } of rules) sum += this.weightAt(place, column) * ruleValue;
    return sum;
  }

  /** What every word, pair, triple and rule adds to a target: with the bias, these are the whole of its margin. */
  contributions({ read, own, sentences, length, rules }: Heard, target: Target): Contribution[] {
    const column = this.kept.targets.indexOf(target);
    const found = own.map((at): Contribution => ({
      ...{ from: at, to: at + 1, signal: undefined },
      weight: (read[at]?.weights?.[column] ?? 0) / length,
    }));
    const { count, hashes, values, from, to } = this.joined.read(read, sentences);
    for (let at = 0; at < count; at += 1) {
      const place = this.places.of(hashes[at] ?? 0);
      if (place < 0) continue;
      const weight = (this.weightAt(place, column) * (values[at] ?? 0)) / length;
      found.push({ from: from[at] ?? 0, to: to[at] ?? 0, signal: undefined, weight });
    }
    for (const { place, signal } of rules)
      found.push({ from: 0, to: 0, signal, weight: this.weightAt(place, column) * ruleValue });
    return found.sort((one, other) => other.weight - one.weight || one.from - other.from || one.to - other.to);
  }

  private weightAt(place: number, target: number): number {
    return (this.weights[place * this.width + target] ?? 0) * (this.kept.scales[target] ?? 0);
  }

  private addTo(sums: Float64Array, hash: number, value: number): boolean {
    const place = this.places.of(hash);
    if (place < 0) return false;
    for (let target = 0; target < this.width; target += 1)
      sums[target] = (sums[target] ?? 0) + this.weightAt(place, target) * value;
    return true;
  }

  private weigh(word: string): WordWeights {
    const remembered = this.remembered.get(word);
    if (remembered !== undefined) return remembered;
    const sums = new Float64Array(this.width);
    const { hash, meanings, own } = featuresOfWord(word, this.listsOf);
    let squares = 0;
    let anything = false;
    for (const feature of own) {
      squares += feature.value ** 2;
      if (this.addTo(sums, feature.hash, feature.value)) anything = true;
    }
    const known = this.places.of(hash) >= 0;
    const weighed: WordWeights = { hash, meanings, squares, known, weights: anything ? sums : undefined };
    if (this.remembered.size > mostRemembered) this.remembered.clear();
    this.remembered.set(word, weighed);
    return weighed;
  }
}
