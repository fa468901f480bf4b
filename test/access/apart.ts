/** One pair of tries, made one after the other: how long each took, in milliseconds. */
export interface Pair {
  readonly one: number;
  readonly other: number;
}

export interface Apartness {
  /** Median of the differences within pairs, in milliseconds: positive when `one` takes longer. */
  readonly shift: number;
  /** How likely chance alone makes signed ranks this lopsided (two-sided, Wilcoxon, normal approximation). */
  readonly chance: number;
  /** Half the spread of `one` and `other` themselves (median absolute deviation), in milliseconds. */
  readonly noise: number;
  /** Whether the two can be told apart by their time. */
  readonly isTold: boolean;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function spread(values: readonly number[]): number {
  const centre = median(values);
  return median(values.map((value) => Math.abs(value - centre)));
}

/** Upper tail of the standard normal distribution; Abramowitz and Stegun 26.2.17, to 7.5e-8. */
function tail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
}

/**
 * Whether two things can be told apart by how long they take. Pairs are tried close together and in alternating order,
 * so that whatever slows the machine down slows both. Two conditions must hold, so that neither a tiny constant nor a
 * loaded machine gives an alarm:
 *
 * - the Wilcoxon signed-rank test finds less than one chance in ten thousand that the differences lie evenly around 0;
 * - the median difference is larger than a third of the noise and than 0.15 ms, so that somebody across a network, who sees
 *   far more noise than this machine does, would need a great many tries.
 */
export function apart(pairs: readonly Pair[]): Apartness {
  const differences = pairs.map(({ one, other }) => one - other).filter((difference) => difference !== 0);
  const ranked = [...differences].sort((a, b) => Math.abs(a) - Math.abs(b));
  const count = ranked.length;
  const positive = ranked.reduce((sum, difference, place) => (difference > 0 ? sum + place + 1 : sum), 0);
  const expected = (count * (count + 1)) / 4;
  const deviation = Math.sqrt((count * (count + 1) * (2 * count + 1)) / 24);
  const chance = deviation === 0 ? 1 : Math.min(1, 2 * tail(Math.abs(positive - expected) / deviation));
  const shift = median(pairs.map(({ one, other }) => one - other));
  const noise = Math.min(spread(pairs.map((pair) => pair.one)), spread(pairs.map((pair) => pair.other)));
  const isTold = chance < 1e-4 && Math.abs(shift) > Math.max(noise / 3, 0.15);
  return { shift, chance, noise, isTold };
}

/** Tries both, `count` times, one after the other and taking turns at who goes first; `between` pairs is not timed. */
export async function tryBoth(
  count: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
  between: () => Promise<unknown>,
): Promise<Pair[]> {
  const timed = async (act: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await act();
    return performance.now() - start;
  };
  const pairs: Pair[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    await between();
    if (turn % 2 === 0) {
      const first = await timed(one);
      pairs.push({ one: first, other: await timed(other) });
    } else {
      const first = await timed(other);
      pairs.push({ one: await timed(one), other: first });
    }
  }
  return pairs;
}

/** What `measure` tells, told apart twice in a row: once in a while the machine has other things to do, and a difference that is real is there again. */
export async function apartTwice(measure: () => Promise<readonly Pair[]>): Promise<Apartness> {
  const found = apart(await measure());
  return found.isTold ? apart(await measure()) : found;
}
