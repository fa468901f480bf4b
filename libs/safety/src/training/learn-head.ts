import { createHash } from 'node:crypto';
import { inBytes, isRaisedLevel, raisedLevels, type HeadWeights, type Target } from '../head/weights';
import { library } from '../library';
import { calibrate, probability } from '../linear/calibration';
import { fitLogistic } from '../linear/logistic-regression';
import { categories, goodNews, type Language } from '../signal';
import { chooseRaises, readWith, type Read, type Told } from './choose-raises';
import { everydayReply } from './everyday-replies';
import { type Row, tableOf } from './rows';
import { unseenKinds, unseenMargins, type Unseen } from './unseen';
import { weightiest } from './weightiest';
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
const cost = 12;
/** A friend who comforts must not be called a danger, nor who packs for a camp: an error on these costs so many times as much. */
const costs: Readonly<Record<string, number>> = { supportive_reply: 6, [everydayReply]: 4, harmless_lookalikes: 2 };
/** Weights of this many features are kept, those that matter most to a level: the rest changes next to nothing. */
const mostFeatures = 22_000;

/** Tells one set of sentences from another. */
export function fingerprintOfSentences(sentences: readonly WrittenSentence[]): string {
  return createHash('sha256').update(JSON.stringify(sentences)).digest('hex');
}

/**
 * Trains the head of a language. Deterministic: the same sentences and rules give the same weights. `tell` hears how far it is.
 * What it raises is chosen on rows whose writer the model had not met.
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
    if (target === 'DRIFT') return undefined;
    // What a post is about is asked only of those that somebody must see; good news of all whose labels say whether they are that.
    if (goodNews.includes(target) ? sentence.about === everydayReply : sentence.severity === 'GREEN') return undefined;
    return sentence.categories.includes(target);
  };
  const wanted: Target[] = [...raisedLevels, 'HOLD', ...categories];
  const targets = wanted.filter((target) => rows.filter(({ sentence }) => holds(target, sentence)).length >= fewestPositives); // prettier-ignore
  tell(`${sentences.length} sentences, ${hashes.length} features, ${targets.length} targets`);
  const fitted = targets.map((target, at) => {
    const isPositive = rows.map(({ sentence }) => holds(target, sentence));
    const learnFrom = rows.flatMap((row, place) => (isPositive[place] === undefined ? [] : [{ row, place }]));
    const share = isPositive.filter(Boolean).length / Math.max(1, learnFrom.length);
    const fit = { size: hashes.length, cost, positiveWeight: Math.min(4, Math.sqrt((1 - share) / share)), costOf };
    const byWriter = unseenMargins(rows, isPositive, 'WRITER', fit);
    // What a post is about is asked of the levels' raises only, so the costly question is asked of those.
    const margins = [byWriter, isLevel(target) ? unseenMargins(rows, isPositive, 'WRITER_AND_ABOUT', fit) : byWriter];
    const model = fitLogistic(
      learnFrom.map(({ row }) => row.features),
      learnFrom.map(({ place }) => isPositive[place] === true),
      { ...fit, costs: learnFrom.map(({ row }) => costOf(row)) },
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
  const choice = chooseRaises(targets, toldBy[0] ?? []);
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
  const levels = fitted.flatMap(({ model }, at) => (isLevel(targets[at]) ? [model.weights] : []));
  const kept = weightiest(levels, mostFeatures);
  const weights = new Float32Array(kept.length * targets.length);
  fitted.forEach(({ model }, target) => {
    kept.forEach((feature, place) => {
      weights[place * targets.length + target] = model.weights[feature] ?? 0;
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
      features: Uint32Array.from(kept, (feature) => hashes[feature] ?? 0),
      ...inBytes(weights, targets),
    },
  };
}

function isLevel(target: Target | undefined): boolean {
  return target === 'HOLD' || isRaisedLevel(target);
}

function costOf({ sentence }: Row): number {
  return costs[sentence.about] ?? 1;
}
