import { createHash } from 'node:crypto';
import { isRaisedLevel, raisedLevels, type HeadWeights, type Target } from '../head/weights';
import { library } from '../library';
import { calibrate, probability } from '../linear/calibration';
import { fitLogistic } from '../linear/logistic-regression';
import { categories, goodNews, type Language } from '../signal';
import { chooseRaises, readWith, type Read, type Told } from './choose-raises';
import { tableOf } from './rows';
import { unseenKinds, unseenMargins, type Unseen } from './unseen';
import { deserves, type WrittenSentence } from './written-sentence';

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
  const holds = (target: Target, sentence: WrittenSentence): boolean | undefined => {
    if (target === 'HOLD') return sentence.hold ?? undefined;
    if (isRaisedLevel(target)) return deserves(sentence, target);
    return target !== 'DRIFT' && sentence.categories.includes(target);
  };
  const wanted: Target[] = [...raisedLevels, 'HOLD', ...categories.filter((one) => !goodNews.includes(one))];
  const targets = wanted.filter((target) => rows.filter(({ sentence }) => holds(target, sentence)).length >= fewestPositives); // prettier-ignore
  tell(`${sentences.length} sentences, ${hashes.length} features, ${targets.length} targets`);
  const fitted = targets.map((target, at) => {
    const isPositive = rows.map(({ sentence }) => holds(target, sentence));
    const learnFrom = rows.flatMap((row, place) => (isPositive[place] === undefined ? [] : [{ row, place }]));
    const share = isPositive.filter(Boolean).length / Math.max(1, learnFrom.length);
    const fit = { size: hashes.length, cost, positiveWeight: Math.min(4, Math.sqrt((1 - share) / share)) };
    const margins = unseenKinds.map((unseen) => unseenMargins(rows, isPositive, unseen, fit));
    const model = fitLogistic(
      learnFrom.map(({ row }) => row.features),
      learnFrom.map(({ place }) => isPositive[place] === true),
      fit,
    );
    tell(`${at + 1} of ${targets.length}: ${target}`);
    const unseen = margins[0] ?? new Float64Array();
    const calibration = calibrate(learnFrom.map(({ place }) => unseen[place] ?? 0), learnFrom.map(({ place }) => isPositive[place] === true)); // prettier-ignore
    return { model, margins, calibration };
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
  const choice = chooseRaises(targets, { WRITER: toldBy[0] ?? [], WRITER_AND_ABOUT: toldBy[1] ?? [] });
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
