import { probability } from '../linear/calibration';
import {
  featuresOfWord,
  JoinedFeatures,
  lengthOf,
  type ListsOfWord,
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

/** A feature that joins words of a text, where it stands among those that are known, and what it counts for. */
interface Joined {
  readonly place: number;
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** What a head knows of a text and of what the rules said of it: worked out once, for whatever is asked of it. */
export interface Heard {
  readonly read: readonly WordWeights[];
  readonly joined: readonly Joined[];
  readonly length: number;
  readonly rules: readonly { readonly place: number; readonly signal: Signal }[];
}

const mostRemembered = 20_000;

/** The linear model of one language. What it says is a sum over words and rules, so that every part can be shown. */
export class Head {
  private readonly places: PlacesOfHashes;
  private readonly remembered = new Map<string, WordWeights>();
  private readonly width: number;
  private readonly columns: readonly number[];
  private readonly joined = new JoinedFeatures();

  constructor(
    readonly kept: HeadWeights,
    private readonly listsOf: ListsOfWord = () => [],
    private readonly hintOf: HintOfRule = () => undefined,
  ) {
    this.places = new PlacesOfHashes(kept.features);
    this.width = kept.targets.length;
    this.columns = kept.targets.map((_, column) => column);
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
    const joined: Joined[] = [];
    let squares = 0;
    for (const word of read) squares += word.squares;
    const { count, hashes, values, from, to } = this.joined.read(read, sentences);
    for (let at = 0; at < count; at += 1) {
      const value = values[at] ?? 0;
      squares += value * value;
      const place = this.places.of(hashes[at] ?? 0);
      if (place >= 0) joined.push({ place, value, from: from[at] ?? 0, to: to[at] ?? 0 });
    }
    const rules = [...ruleFeatures(signals, this.hintOf)]
      .map(([hash, signal]) => ({ place: this.places.of(hash), signal }))
      .filter(({ place }) => place >= 0);
    return { read, joined, length: lengthOf(squares), rules };
  }

  /** Whether a text reaches anything at all above a severity, or is to be held: the quick question, which most texts end at. */
  mayAdd(heard: Heard, severity: Severity, isHeld: boolean): boolean {
    const { targets, raise, holdFrom } = this.kept;
    const asked = raisedLevels
      .filter((level) => raise[level] !== undefined && severityRank(level) > severityRank(severity))
      .map((level) => ({ column: targets.indexOf(level), from: raise[level]?.from ?? 1 }));
    if (holdFrom !== null && !isHeld) asked.push({ column: targets.indexOf('HOLD'), from: holdFrom });
    if (asked.length === 0) return false;
    const columns = asked.map(({ column }) => column);
    const margins = this.margins(heard, columns);
    return asked.some(({ column, from }) => {
      const calibration = this.kept.calibrations[column];
      return calibration !== undefined && probability(margins[column] ?? -Infinity, calibration) >= from;
    });
  }

  /** The probability of each target, in the order of `kept.targets`. */
  probabilities(heard: Heard): number[] {
    return this.margins(heard).map((margin, target) =>
      probability(margin, this.kept.calibrations[target] ?? { slope: 0, offset: -Infinity }),
    );
  }

  /** What each target comes to before calibration; only those in `columns` are worked out. */
  margins({ read, joined, length, rules }: Heard, columns: readonly number[] = this.columns): number[] {
    const margins = new Array<number>(this.width).fill(0);
    for (const column of columns) {
      let sum = 0;
      for (const { weights } of read) if (weights !== undefined) sum += weights[column] ?? 0;
      for (const { place, value } of joined) sum += this.weightAt(place, column) * value;
      sum = sum / length + (this.kept.biases[column] ?? 0);
      for (const { place } of rules) sum += this.weightAt(place, column) * ruleValue;
      margins[column] = sum;
    }
    return margins;
  }

  /** What every word, pair, triple and rule adds to a target: with the bias, these are the whole of its margin. */
  contributions({ read, joined, length, rules }: Heard, target: Target): Contribution[] {
    const column = this.kept.targets.indexOf(target);
    const found: Contribution[] = [];
    read.forEach(({ weights }, at) => {
      if (weights !== undefined)
        found.push({ from: at, to: at + 1, signal: undefined, weight: (weights[column] ?? 0) / length });
    });
    for (const { place, value, from, to } of joined)
      found.push({ from, to, signal: undefined, weight: (this.weightAt(place, column) * value) / length });
    for (const { place, signal } of rules)
      found.push({ from: 0, to: 0, signal, weight: this.weightAt(place, column) * ruleValue });
    return found.sort((one, other) => other.weight - one.weight || one.from - other.from || one.to - other.to);
  }

  private weightAt(place: number, target: number): number {
    return this.kept.weights[place * this.width + target] ?? 0;
  }

  private addTo(sums: Float64Array, hash: number, value: number, columns = this.columns): boolean {
    const place = this.places.of(hash);
    if (place < 0) return false;
    for (const target of columns) sums[target] = (sums[target] ?? 0) + this.weightAt(place, target) * value;
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
