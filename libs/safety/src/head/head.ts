import { probability } from '../linear/calibration';
import {
  featureValues,
  hashesOfWord,
  hashOfPair,
  hashOfTriple,
  lengthOf,
  squaresOfWord,
  type WordsInSentences,
} from '../linear/text-features';
import { severityRank, type Severity } from '../severity';
import type { Signal } from '../signal';
import { ruleFeatures, ruleValue } from './rule-features';
import { PlacesOfHashes } from './places-of-hashes';
import { type HeadWeights, raisedLevels, type Target } from './weights';

/** What one word of a text weighs by itself, its pieces included. */
interface WordWeights {
  hash: number;
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

const mostRemembered = 20_000;

/** The linear model of one language. What it says is a sum over words and rules, so that every part can be shown. */
export class Head {
  private readonly places: PlacesOfHashes;
  private readonly remembered = new Map<string, WordWeights>();
  private readonly width: number;
  private readonly columns: readonly number[];

  constructor(readonly kept: HeadWeights) {
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

  /**
   * Whether a text reaches anything at all above a severity, or is to be held: the quick question, which most texts end at.
   * Linear in the length of the text.
   */
  mayAdd(stream: WordsInSentences, signals: readonly Signal[], severity: Severity, isHeld: boolean): boolean {
    const { targets, raise, holdFrom } = this.kept;
    const asked = raisedLevels
      .filter((level) => raise[level] !== undefined && severityRank(level) > severityRank(severity))
      .map((level) => ({ column: targets.indexOf(level), from: raise[level]?.from ?? 1 }));
    if (holdFrom !== null && !isHeld) asked.push({ column: targets.indexOf('HOLD'), from: holdFrom });
    if (asked.length === 0) return false;
    const margins = this.margins(
      stream,
      signals,
      asked.map(({ column }) => column),
    );
    return asked.some(({ column, from }) => {
      const calibration = this.kept.calibrations[column];
      return calibration !== undefined && probability(margins[column] ?? -Infinity, calibration) >= from;
    });
  }

  /** The probability of each target, in the order of `kept.targets`. Linear in the length of the text. */
  probabilities(stream: WordsInSentences, signals: readonly Signal[]): number[] {
    return this.margins(stream, signals).map((margin, target) =>
      probability(margin, this.kept.calibrations[target] ?? { slope: 0, offset: -Infinity }),
    );
  }

  /** What each target comes to before calibration; only those in `columns` are worked out. */
  margins(
    { words, sentences }: WordsInSentences,
    signals: readonly Signal[],
    columns: readonly number[] = this.columns,
  ): number[] {
    const sums = new Float64Array(this.width);
    let squares = 0;
    let before = 0;
    let pairBefore = 0;
    for (let at = 0; at < words.length; at += 1) {
      const word = this.weigh(words[at] ?? '');
      squares += word.squares;
      if (word.weights !== undefined)
        for (const target of columns) sums[target] = (sums[target] ?? 0) + (word.weights[target] ?? 0);
      const goesOn = at > 0 && sentences[at] === sentences[at - 1];
      const pair = goesOn ? hashOfPair(before, word.hash) : 0;
      if (goesOn) {
        squares += featureValues.pair ** 2;
        this.addTo(sums, pair, featureValues.pair, columns);
        if (pairBefore !== 0) {
          squares += featureValues.triple ** 2;
          this.addTo(sums, hashOfTriple(pairBefore, word.hash), featureValues.triple, columns);
        }
      }
      before = word.hash;
      pairBefore = pair;
    }
    const length = lengthOf(squares);
    const margins = sums.map((sum, target) => sum / length + (this.kept.biases[target] ?? 0));
    for (const hash of ruleFeatures(signals).keys()) this.addTo(margins, hash, ruleValue, columns);
    return [...margins];
  }

  /** What every word, pair, triple and rule adds to a target: with the bias, these are the whole of its margin. */
  contributions({ words, sentences }: WordsInSentences, signals: readonly Signal[], target: Target): Contribution[] {
    const column = this.kept.targets.indexOf(target);
    const found: Contribution[] = [];
    let squares = 0;
    let before = 0;
    let pairBefore = 0;
    const note = (from: number, to: number, hash: number, value: number): void => {
      const place = this.places.of(hash);
      squares += value * value;
      if (place >= 0) found.push({ from, to, signal: undefined, weight: this.weightAt(place, column) * value });
    };
    words.forEach((text, at) => {
      const word = this.weigh(text);
      squares += word.squares;
      if (word.weights !== undefined)
        found.push({ from: at, to: at + 1, signal: undefined, weight: word.weights[column] ?? 0 });
      const goesOn = at > 0 && sentences[at] === sentences[at - 1];
      const pair = goesOn ? hashOfPair(before, word.hash) : 0;
      if (goesOn) note(at - 1, at + 1, pair, featureValues.pair);
      if (goesOn && pairBefore !== 0) note(at - 2, at + 1, hashOfTriple(pairBefore, word.hash), featureValues.triple);
      before = word.hash;
      pairBefore = pair;
    });
    const length = lengthOf(squares);
    for (const contribution of found) contribution.weight /= length;
    for (const [hash, signal] of ruleFeatures(signals)) {
      const place = this.places.of(hash);
      if (place >= 0) found.push({ from: 0, to: 0, signal, weight: this.weightAt(place, column) * ruleValue });
    }
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
    const [hash = 0, ...pieces] = hashesOfWord(word);
    const sums = new Float64Array(this.width);
    const known = this.addTo(sums, hash, featureValues.word);
    let anything = known;
    for (const piece of pieces) if (this.addTo(sums, piece, featureValues.piece)) anything = true;
    const weighed: WordWeights = {
      hash,
      squares: squaresOfWord(pieces.length + 1),
      known,
      weights: anything ? sums : undefined,
    };
    if (this.remembered.size > mostRemembered) this.remembered.clear();
    this.remembered.set(word, weighed);
    return weighed;
  }
}
