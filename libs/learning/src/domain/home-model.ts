import {
  calibrate,
  type Calibration,
  type Category,
  featuresOfWord,
  featuresOfWords,
  fitInSteps,
  type LinearModel,
  marginOf,
  type Passage,
  probability,
  type SparseRow,
  wordsOf,
} from '@kring/safety';

/** Features share this many places, so that a model says of no word that it was ever written. */
export const places = 8192;
/** A category is off until this many of its posts were upheld. */
export const fewestPositives = 60;

/** A post that a moderator's work gave labels. */
export interface Example {
  readonly text: string;
  readonly threadId: string;
  readonly at: Date;
  readonly categories: readonly Category[];
}

/** An example of which only features are left. */
export interface Lesson extends Omit<Example, 'text'> {
  readonly row: SparseRow;
}

/** What was learned of one category, and how it did on the latest posts by a model that had not seen them. */
export interface HomeModel {
  readonly category: Category;
  readonly positives: number;
  readonly negatives: number;
  /** Null while there are too few positives. */
  readonly weights: Float32Array | null;
  readonly bias: number;
  readonly calibration: Calibration;
  /** From which probability on a post is raised; null: the model does not do well enough to be used. */
  readonly raiseFrom: number | null;
  /** On the latest posts: how many it would have raised, how many of those rightly, and how many there were to be found. */
  readonly raised: number;
  readonly raisedRightly: number;
  readonly toBeFound: number;
}

const cost = 1;
const folds = 5;
const latestDays = 28;
const fewestLatest = 10;
const leastRight = 0.8;
const fewestRight = 5;
const candidates = Array.from({ length: 50 }, (_, at) => 0.5 + at / 100);
const mostPassages = 5;

/** A text as a row of features in `places` places. */
export function rowOf(text: string): SparseRow {
  const values = new Map<number, number>();
  for (const [hash, value] of featuresOfWords(wordsOf(text)))
    values.set(hash % places, (values.get(hash % places) ?? 0) + value);
  return { features: Int32Array.from(values.keys()), values: Float32Array.from(values.values()) };
}

export function lessonOf({ text, ...example }: Example): Lesson {
  return { ...example, row: rowOf(text) };
}

/**
 * Learns one category. Deterministic: the same lessons give the same model. It takes seconds, and calls `breathe` every few
 * milliseconds, for the process that learns has other work as well.
 */
export async function learnCategory(
  category: Category,
  lessons: readonly Lesson[],
  now: Date,
  breathe: () => Promise<void>,
): Promise<HomeModel> {
  const all = lessons
    .map((lesson) => ({ ...lesson, isPositive: lesson.categories.includes(category) }))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  const positives = all.filter(({ isPositive }) => isPositive).length;
  const counts = { category, positives, negatives: all.length - positives };
  if (positives < fewestPositives) return { ...counts, ...untaught };
  const fit = async (some: typeof all): Promise<LinearModel> => {
    const share = some.filter(({ isPositive }) => isPositive).length / Math.max(1, some.length);
    const fitting = fitInSteps(
      some.map(({ row }) => row),
      some.map(({ isPositive }) => isPositive),
      { size: places, cost, positiveWeight: Math.min(5, Math.sqrt((1 - share) / Math.max(share, 1e-6))) },
    );
    for (;;) {
      const step = fitting.next();
      if (step.done) return step.value;
      await breathe();
    }
  };
  const cut = latestFrom(all, now);
  const older = all.slice(0, cut);
  const latest = all.slice(cut);
  // Each thread is told by a model that saw none of it: posts of one conversation are too much alike.
  const threads = [...new Set(older.map(({ threadId }) => threadId))].sort();
  const foldOf = new Map(threads.map((id, at) => [id, at % folds]));
  const margins = new Float64Array(older.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const model = await fit(older.filter(({ threadId }) => foldOf.get(threadId) !== fold));
    older.forEach(({ threadId, row }, at) => {
      if (foldOf.get(threadId) === fold) margins[at] = marginOf(row, model);
    });
  }
  const calibration = calibrate(margins, older.map(({ isPositive }) => isPositive)); // prettier-ignore
  const chances = Array.from(margins, (margin) => probability(margin, calibration));
  const found = candidates.find((from) => {
    const raised = older.filter((_, at) => (chances[at] ?? 0) >= from);
    const right = raised.filter(({ isPositive }) => isPositive).length;
    return right >= fewestRight && right >= leastRight * raised.length;
  });
  const ongoing = new Set(latest.map(({ threadId }) => threadId));
  const before = await fit(older.filter(({ threadId }) => !ongoing.has(threadId)));
  const raised = latest.filter(({ row }) => probability(marginOf(row, before), calibration) >= (found ?? Infinity));
  const raisedRightly = raised.filter(({ isPositive }) => isPositive).length;
  const { weights, bias } = await fit(all);
  return {
    ...counts,
    weights: Float32Array.from(weights),
    bias,
    calibration,
    raiseFrom: found !== undefined && raisedRightly * 2 >= raised.length ? found : null,
    raised: raised.length,
    raisedRightly,
    toBeFound: latest.filter(({ isPositive }) => isPositive).length,
  };
}

/** How likely a post is of the category, by what was learned. */
export function chanceOf(row: SparseRow, { weights, bias, calibration }: HomeModel): number {
  if (weights === null) return 0;
  return probability(marginOf(row, { weights, bias }), calibration);
}

/** The words of a text that weighed most, in the order of the text. */
export function weightiest(text: string, { weights }: HomeModel): Passage[] {
  if (weights === null) return [];
  const { words, passages } = wordsOf(text);
  return words
    .map((word, at) => {
      let weight = 0;
      for (const { hash, value } of featuresOfWord(word).own) weight += (weights[hash % places] ?? 0) * value;
      return { weight, passage: passages[at] };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, mostPassages)
    .flatMap(({ passage }) => passage ?? [])
    .sort((one, other) => one.start - other.start);
}

/** Where the latest weeks begin; where they hold too little to measure by, the newest quarter. */
function latestFrom(all: readonly { readonly at: Date; readonly isPositive: boolean }[], now: Date): number {
  const since = now.getTime() - latestDays * 86_400_000;
  const byTime = all.findIndex(({ at }) => at.getTime() >= since);
  const latest = byTime < 0 ? [] : all.slice(byTime);
  const isEnough = latest.filter(({ isPositive }) => isPositive).length >= fewestLatest && byTime >= all.length / 2;
  return isEnough ? byTime : Math.floor(all.length * 0.75);
}

const untaught = {
  weights: null,
  bias: 0,
  calibration: { slope: 0, offset: -20 },
  raiseFrom: null,
  raised: 0,
  raisedRightly: 0,
  toBeFound: 0,
} as const;
