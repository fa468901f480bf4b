/** A middle value with how far it strayed from round to round. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/** How two things that were measured in turns compare: the ratio of each round, not of the sums. */
export function ratioOf(these: readonly number[], those: readonly number[]): Spread {
  return spreadOf(these.map((value, round) => value / (those[round] ?? Number.NaN)));
}
