import type { Calibration } from '../linear/calibration';
import { isCategory, isLanguage, type Category, type Language } from '../signal';

/** What the head may raise a post to. */
export const raisedLevels = ['CRISIS', 'RED', 'AMBER'] as const;
export type RaisedLevel = (typeof raisedLevels)[number];

export function isRaisedLevel(value: unknown): value is RaisedLevel {
  return (raisedLevels as readonly unknown[]).includes(value);
}

/** A question the head answers about a post: at least this severe, to be held, of this category, like those with which threads turn. */
export type Target = RaisedLevel | 'HOLD' | 'DRIFT' | Category;

/** A raise to a level: from which probability on, and of which categories. Absent levels are never raised to. */
export interface RaiseTo {
  from: number;
  categories: Category[];
}

/** The head of one language as it is kept: `libs/safety/data/head/<language>.json`, written by `npm run train`. */
export interface HeadWeights {
  language: Language;
  /** SHA-256 of the sentences that it was trained on. */
  sentences: string;
  /** How many sentences there were. */
  rows: number;
  targets: Target[];
  biases: number[];
  calibrations: Calibration[];
  raise: Partial<Record<RaisedLevel, RaiseTo>>;
  /** From which probability on a post is held; null when holding did not earn its place. */
  holdFrom: number | null;
  /** From which probability on a category is named: good news of any post, others of one that is raised or held. */
  names: Partial<Record<Category, number>>;
  /** Hashes of features, ascending. */
  features: Uint32Array;
  /** What a weight of 1 counts for, by target. */
  scales: number[];
  /** For each feature, its weight for each target, in a byte: so they stay near the processor while posts are read. */
  weights: Int8Array;
}

interface KeptWeights extends Omit<HeadWeights, 'features' | 'weights'> {
  format: 3;
  features: string;
  weights: string;
}

/** What a post is about is asked only of those that are raised anyway: of 127, a weight up to this is left out there. */
const quietForCategory = 7;
/** A file with more is not ours. */
const mostFeatures = 1_000_000;

/** Weights of features for each target as bytes, scaled by target; those that say next to nothing are left out. */
export function inBytes(weights: Float32Array, targets: readonly Target[]): Pick<HeadWeights, 'scales' | 'weights'> {
  const width = targets.length;
  const scales = targets.map((_, target) => {
    let most = 0;
    for (let at = target; at < weights.length; at += width) most = Math.max(most, Math.abs(weights[at] ?? 0));
    return rounded(most / 127) || 1e-6;
  });
  const quiet = targets.map((target) => (isCategory(target) ? quietForCategory : 0));
  const bytes = Int8Array.from(weights, (weight, at) => {
    const byte = Math.round(weight / (scales[at % width] ?? 1));
    return Math.abs(byte) <= (quiet[at % width] ?? 0) ? 0 : byte;
  });
  return { scales, weights: bytes };
}

/** As text for a file. The same weights give the same bytes. */
export function writeWeights(head: HeadWeights): string {
  const features = Buffer.alloc(head.features.length * 4);
  head.features.forEach((hash, at) => features.writeUInt32LE(hash, at * 4));
  const kept: KeptWeights = {
    format: 3,
    language: head.language,
    sentences: head.sentences,
    rows: head.rows,
    targets: head.targets,
    biases: head.biases.map(rounded),
    scales: head.scales,
    calibrations: head.calibrations.map(({ slope, offset }) => ({ slope: rounded(slope), offset: rounded(offset) })),
    raise: head.raise,
    holdFrom: head.holdFrom,
    names: head.names,
    features: features.toString('base64'),
    weights: withoutZeros(head.weights).toString('base64'),
  };
  return JSON.stringify(kept, null, 1) + '\n';
}

/** Reads what `writeWeights` wrote. Throws, saying what is wrong, when it is anything else. */
export function readWeights(text: string): HeadWeights {
  const kept = JSON.parse(text) as Partial<KeptWeights> | null;
  const fail = (why: string): never => {
    throw new Error(`The weights of the head cannot be used: ${why}`);
  };
  if (kept === null || typeof kept !== 'object' || kept.format !== 3) return fail('unknown format');
  const { language, sentences, rows, targets, biases, scales, calibrations, raise, holdFrom, names } = kept;
  if (!isLanguage(language)) return fail('no language');
  if (typeof sentences !== 'string' || typeof rows !== 'number') return fail('no word on the sentences');
  if (!Array.isArray(targets) || !targets.every(isTarget)) return fail('targets');
  const width = targets.length;
  const numbers = (list: unknown): list is number[] =>
    Array.isArray(list) && list.length === width && list.every((one) => Number.isFinite(one));
  if (!numbers(biases) || !numbers(scales)) return fail('biases or scales');
  if (!Array.isArray(calibrations) || calibrations.length !== width || !calibrations.every(isCalibration))
    return fail('calibration');
  if (holdFrom !== null && !isShare(holdFrom)) return fail('hold');
  if (raise === undefined || raise === null || typeof raise !== 'object') return fail('raise');
  for (const [level, to] of Object.entries(raise) as [string, RaiseTo | undefined][]) {
    const known = isRaisedLevel(level) && targets.includes(level);
    if (!known || !isShare(to?.from) || !Array.isArray(to?.categories)) return fail('raise');
    if (!to.categories.every((one) => isCategory(one) && targets.includes(one))) return fail('raise');
  }
  if (names === undefined || names === null || typeof names !== 'object') return fail('names');
  for (const [category, from] of Object.entries(names))
    if (!isTarget(category) || !targets.includes(category) || !isShare(from)) return fail('names');
  if (typeof kept.features !== 'string' || typeof kept.weights !== 'string') return fail('no weights');
  const hashes = Buffer.from(kept.features, 'base64');
  if (hashes.length % 4 !== 0 || hashes.length > mostFeatures * 4) return fail('size');
  const size = (hashes.length / 4) * width;
  const weights = withZeros(Buffer.from(kept.weights, 'base64'), size);
  if (weights === undefined) return fail('size');
  // Loops, for as many as there are weights, a call for each is most of the time that a head takes to be there.
  const features = new Uint32Array(hashes.length / 4);
  for (let at = 0; at < features.length; at += 1) features[at] = hashes.readUInt32LE(at * 4);
  for (let at = 1; at < features.length; at += 1)
    if ((features[at] ?? 0) <= (features[at - 1] ?? 0)) return fail('order of features');
  return {
    language,
    sentences,
    rows,
    targets,
    biases,
    scales,
    calibrations,
    raise,
    holdFrom,
    names,
    features,
    weights,
  };
}

/** A bit for each byte, then those bytes that are not zero: the same on every machine, which a compressor does not promise. */
function withoutZeros(bytes: Int8Array): Buffer {
  const map = Buffer.alloc((bytes.length + 7) >>> 3);
  const rest: number[] = [];
  bytes.forEach((byte, at) => {
    if (byte === 0) return;
    map[at >>> 3] = (map[at >>> 3] ?? 0) | (1 << (at & 7));
    rest.push(byte & 255);
  });
  return Buffer.concat([map, Buffer.from(rest)]);
}

/** As many weights as there were, or undefined when these bytes are others. Most are zero and cost nothing. */
function withZeros(kept: Buffer, size: number): Int8Array | undefined {
  const weights = new Int8Array(size);
  const mapped = (size + 7) >>> 3;
  if (mapped > kept.length) return undefined;
  let next = mapped;
  for (let group = 0; group < mapped; group += 1)
    for (let bits = kept[group] ?? 0; bits !== 0; bits &= bits - 1) {
      const at = group * 8 + 31 - Math.clz32(bits & -bits);
      if (at >= size || next >= kept.length) return undefined;
      weights[at] = kept[next] ?? 0;
      next += 1;
    }
  return next === kept.length ? weights : undefined;
}

function isTarget(value: unknown): value is Target {
  return value === 'HOLD' || value === 'DRIFT' || isRaisedLevel(value) || isCategory(value);
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= 1;
}

function isCalibration(value: unknown): value is Calibration {
  const { slope, offset } = (value ?? {}) as Partial<Calibration>;
  return Number.isFinite(slope) && Number.isFinite(offset) && (slope ?? -1) >= 0;
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
