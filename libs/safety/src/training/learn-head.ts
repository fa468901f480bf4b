import { createHash } from 'node:crypto';
import { raisedLevels, type HeadWeights, type Target } from '../head/weights';
import { library } from '../library';
import { calibrate, probability } from '../linear/calibration';
import { fitLogistic } from '../linear/logistic-regression';
import { severityRank } from '../severity';
import { categories, type Category, type Language } from '../signal';
import { chooseRaises, readWith, type Read, type Told } from './choose-raises';
import { tableOf } from './rows';
import { unseenKinds, unseenMargins, type Unseen } from './unseen';
import type { WrittenSentence } from './written-sentence';

/** What one unseen sentence was read as, without the head and with it. */
export interface Compared {
  readonly sentence: WrittenSentence;
  readonly without: Read;
  readonly with: Read;
}

export interface LearnedHead {
  readonly weights: HeadWeights;
  readonly compared: Record<Unseen, readonly Compared[]>;
}

/** A category needs this many sentences to be a target of its own. */
const fewestPositives = 20;
const cost = 2;
const goodNews: readonly Category[] = ['support', 'recovery', 'help_seeking'];

/** Tells one set of sentences from another. */
export function fingerprintOfSentences(sentences: readonly WrittenSentence[]): string {
  return createHash('sha256').update(JSON.stringify(sentences)).digest('hex');
}

/**
 * Trains the head of a language. Deterministic: the same sentences and rules give the same weights. `tell` hears how far it is.
 * What it raises is chosen on rows whose writer, or writer and functionality, the model had not met.
 */
export function learnHead(
  language: Language,
  sentences: readonly WrittenSentence[],
  tell: (line: string) => void = () => undefined,
): LearnedHead {
  const { rows, hashes } = tableOf(sentences, language, library());
  const holds = (target: Target, sentence: WrittenSentence): boolean => {
    if (target === 'HOLD') return sentence.hold;
    const level = raisedLevels.find((one) => one === target);
    if (level !== undefined) return severityRank(sentence.severity) >= severityRank(level);
    return sentence.categories.includes(target as Category);
  };
  const wanted: Target[] = [...raisedLevels, 'HOLD', ...categories.filter((one) => !goodNews.includes(one))];
  const targets = wanted.filter((target) => rows.filter(({ sentence }) => holds(target, sentence)).length >= fewestPositives); // prettier-ignore
  tell(`${sentences.length} sentences, ${hashes.length} features, ${targets.length} targets`);
  const fitted = targets.map((target, at) => {
    const isPositive = rows.map(({ sentence }) => holds(target, sentence));
    const share = isPositive.filter(Boolean).length / rows.length;
    const fit = { size: hashes.length, cost, positiveWeight: Math.min(4, Math.sqrt((1 - share) / share)) };
    const margins = unseenKinds.map((unseen) => unseenMargins(rows, isPositive, unseen, fit));
    const model = fitLogistic(rows.map(({ features }) => features), isPositive, fit); // prettier-ignore
    tell(`${at + 1} of ${targets.length}: ${target}`);
    return { model, margins, calibration: calibrate(margins[0] ?? [], isPositive) };
  });
  const toldBy = unseenKinds.map((_, kind) =>
    rows.map((row, at): Told => ({
      row,
      of: (target) => {
        const one = fitted[targets.indexOf(target)];
        return one === undefined ? 0 : probability(one.margins[kind]?.[at] ?? 0, one.calibration);
      },
    })),
  );
  const choice = chooseRaises(targets, toldBy);
  const compared = Object.fromEntries(
    unseenKinds.map((unseen, kind) => [
      unseen,
      (toldBy[kind] ?? []).map((told): Compared => ({
        sentence: told.row.sentence,
        without: { severity: told.row.byRules.severity, hold: told.row.byRules.hold },
        with: readWith(choice, told),
      })),
    ]),
  ) as Record<Unseen, Compared[]>;
  const weights = new Float32Array(hashes.length * targets.length);
  fitted.forEach(({ model }, target) => {
    model.weights.forEach((weight, feature) => {
      weights[feature * targets.length + target] = weight;
    });
  });
  return {
    compared,
    weights: {
      language,
      sentences: fingerprintOfSentences(sentences),
      rows: rows.length,
      ...choice,
      biases: fitted.map(({ model }) => model.bias),
      calibrations: fitted.map(({ calibration }) => calibration),
      features: hashes,
      weights,
    },
  };
}
