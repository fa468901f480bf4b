/** What pairs of times say: whether one side takes longer, and by how much. */
export interface Difference {
  /** Median of first minus second, in the unit of the times. */
  readonly median: number;
  /**
   * How far the signed ranks lie from what chance gives, in standard deviations. Beyond {@link certain} chance is no
   * explanation any more.
   */
  readonly z: number;
}

/** Chance alone goes beyond this once in sixteen thousand comparisons. */
export const certain = 4;

/**
 * Compares times that were taken in turns, the n-th of the first with the n-th of the second, so that what the machine
 * does besides weighs on both alike. Wilcoxon's signed-rank test (Wilcoxon 1945, with the normal approximation and the
 * correction for ties): it looks at the order of the differences and not at their size, so that some pauses of a second
 * neither hide a difference nor make one. Needs 20 pairs or more; throws for fewer, and for sides of unequal length.
 */
export function comparePairs(first: readonly number[], second: readonly number[]): Difference {
  if (first.length !== second.length || first.length < 20) throw new Error('twenty pairs or more');
  const differences = first.map((time, at) => time - (second[at] ?? 0));
  const moved = differences.filter((one) => one !== 0).sort((a, b) => Math.abs(a) - Math.abs(b));
  let ranked = 0;
  let ties = 0;
  for (let from = 0; from < moved.length;) {
    let to = from;
    while (to < moved.length && Math.abs(moved[to] ?? 0) === Math.abs(moved[from] ?? 0)) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) ranked += Math.sign(moved[at] ?? 0) * rank;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const count = moved.length;
  const spread = Math.sqrt((count * (count + 1) * (2 * count + 1)) / 6 - ties / 12);
  return { median: medianOf(differences), z: spread === 0 ? 0 : ranked / spread };
}

export function medianOf(times: readonly number[]): number {
  return quantileOf(times, 0.5);
}

/** The time that this share of all times does not exceed. */
export function quantileOf(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Does several things in turns, each turn in another order, and answers how long each took, in milliseconds. */
export async function inTurns(turns: number, things: readonly (() => Promise<unknown>)[]): Promise<number[][]> {
  const times: number[][] = things.map(() => []);
  for (let turn = 0; turn < turns; turn += 1) {
    for (let place = 0; place < things.length; place += 1) {
      // Everything comes first, last and in between as often, and after each other thing.
      const at = turn % 2 === 0 ? (turn + place) % things.length : (turn + things.length - place) % things.length;
      const from = performance.now();
      await things[at]?.();
      times[at]?.push(performance.now() - from);
    }
  }
  return times;
}
