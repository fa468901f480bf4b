/** One example: which features it has (numbers from 0) and how much of each. */
export interface SparseRow {
  features: Int32Array;
  values: Float32Array;
}

export interface LinearModel {
  weights: Float64Array;
  bias: number;
}

export interface FitOptions {
  /** How many features there are. */
  size: number;
  /** How much an error costs beside large weights: higher fits closer. */
  cost: number;
  /** How many times as much an error on a positive example costs. */
  positiveWeight?: number;
  /** How many times as much an error on each row costs; 1 where absent. */
  costs?: ArrayLike<number>;
  passes?: number;
}

const rowsInStep = 500;

/**
 * Logistic regression with an L2 penalty, by coordinate descent in the dual (Yu, Huang and Lin, 2011). The order of examples is
 * drawn from a fixed seed: the same input gives the same model. With no example of either kind the model says nothing (0).
 */
export function fitLogistic(
  rows: readonly SparseRow[],
  isPositive: ArrayLike<number | boolean>,
  options: FitOptions,
): LinearModel {
  const fitting = fitInSteps(rows, isPositive, options);
  for (;;) {
    const step = fitting.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of some milliseconds, so that whoever fits can let others have their turn in between. */
export function* fitInSteps(
  rows: readonly SparseRow[],
  isPositive: ArrayLike<number | boolean>,
  { size, cost, positiveWeight = 1, costs, passes = 20 }: FitOptions,
): Generator<void, LinearModel, void> {
  const weights = new Float64Array(size);
  const model: LinearModel = { weights, bias: 0 };
  const count = rows.length;
  const squares = new Float64Array(count);
  const pull = new Float64Array(count);
  rows.forEach(({ values }, at) => {
    let sum = 1;
    for (const value of values) sum += value * value;
    squares[at] = sum;
  });
  const step = (at: number, change: number): void => {
    const row = rows[at];
    if (row === undefined) return;
    const { features, values } = row;
    for (let each = 0; each < features.length; each += 1) {
      const feature = features[each] ?? 0;
      weights[feature] = (weights[feature] ?? 0) + change * (values[each] ?? 0);
    }
    model.bias += change;
  };
  for (let at = 0; at < count; at += 1) {
    const sign = isPositive[at] ? 1 : -1;
    pull[at] = Math.min(0.001 * costOf(at), 1e-8);
    step(at, sign * (pull[at] ?? 0));
  }
  function costOf(at: number): number {
    return cost * (isPositive[at] ? positiveWeight : 1) * (costs?.[at] ?? 1);
  }
  const order = Int32Array.from({ length: count }, (_, at) => at);
  const random = seeded(20260101);
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, random);
    let worst = 0;
    let looked = 0;
    for (const at of order) {
      looked += 1;
      if (looked % rowsInStep === 0) yield;
      const row = rows[at];
      if (row === undefined) continue;
      const sign = isPositive[at] ? 1 : -1;
      const most = costOf(at);
      const margin = sign * (dot(row, weights) + model.bias);
      const { pulled, gradient } = bestPull(pull[at] ?? 0, most, squares[at] ?? 1, margin);
      worst = Math.max(worst, gradient);
      step(at, sign * (pulled - (pull[at] ?? 0)));
      pull[at] = pulled;
    }
    if (worst < 0.02) break;
  }
  return model;
}

/** The value of one dual variable, between 0 and `most`, that is best while the others stay. */
function bestPull(now: number, most: number, square: number, margin: number): { pulled: number; gradient: number } {
  const mirrored = 0.5 * square * (most - 2 * now) + margin < 0;
  const sign = mirrored ? -1 : 1;
  const old = mirrored ? most - now : now;
  let value = most - old < 0.5 * most ? 0.1 * old : old;
  const slope = (): number => square * (value - old) + sign * margin + Math.log(value / (most - value));
  let gradient = slope();
  const first = Math.abs(gradient);
  for (let turn = 0; turn < 50 && Math.abs(gradient) > 1e-4; turn += 1) {
    const next = value - gradient / (square + most / (most - value) / value);
    value = next <= 0 ? value * 0.1 : Math.min(next, most * (1 - 1e-12));
    gradient = slope();
  }
  return { pulled: mirrored ? most - value : value, gradient: first };
}

/** What a model says of an example, before calibration. Its weights may be kept in any kind of numbers. */
export function marginOf(row: SparseRow, { weights, bias }: { weights: ArrayLike<number>; bias: number }): number {
  return dot(row, weights) + bias;
}

function dot({ features, values }: SparseRow, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let each = 0; each < features.length; each += 1)
    sum += (values[each] ?? 0) * (weights[features[each] ?? 0] ?? 0);
  return sum;
}

/** Numbers from 0 up to 1 that are the same at every run (xorshift). */
export function seeded(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const held = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = held;
  }
}
