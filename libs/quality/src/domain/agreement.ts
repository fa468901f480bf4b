/** How often something was decided one way first and another way afterwards. */
export interface Pair<Level extends string> {
  readonly first: Level;
  readonly second: Level;
  readonly count: number;
}

/** Fewer pairs than this say nothing about a team. */
export const fewestPairs = 20;

/** Why no figure can be given: too few pairs, or all of them one and the same, so that chance alone would agree as well. */
export type Refusal = 'TOO_FEW' | 'ALL_THE_SAME';

export interface Agreement {
  /** 1: always alike; 0: no more than by chance; below: less than that. */
  readonly kappa: number;
  readonly standardError: number;
  /** Of a 95 % interval, kept within -1 and 1. */
  readonly least: number;
  readonly most: number;
}

/** How much two levels count as agreeing, 0 to 1. */
type Weight = (first: number, second: number, levels: number) => number;

/** Alike or not. */
export const alike: Weight = (first, second) => (first === second ? 1 : 0);
/** One step apart is nearer than three: linear weights (Cicchetti and Allison, 1971). */
export const stepwise: Weight = (first, second, levels) => 1 - Math.abs(first - second) / (levels - 1);

/**
 * Cohen's kappa (Cohen 1960), weighted (Cohen 1968), with the large-sample standard error of Fleiss, Cohen and Everitt,
 * "Large sample standard errors of kappa and weighted kappa", Psychological Bulletin 72 (1969), 323-327, formula 13.
 */
export function agreementOf<Level extends string>(
  pairs: readonly Pair<Level>[],
  levels: readonly Level[],
  weight: Weight,
  fewest = fewestPairs,
): Agreement | Refusal {
  const total = pairs.reduce((sum, { count }) => sum + count, 0);
  if (total < fewest) return 'TOO_FEW';
  const at = (level: Level): number => levels.indexOf(level);
  const share = levels.map(() => levels.map(() => 0));
  for (const { first, second, count } of pairs) {
    const row = share[at(first)];
    if (row) row[at(second)] = (row[at(second)] ?? 0) + count / total;
  }
  const cells = share.flatMap((row, i) => row.map((p, j) => ({ i, j, p, w: weight(i, j, levels.length) })));
  const rows = share.map((row) => row.reduce((sum, p) => sum + p, 0));
  const columns = levels.map((_, j) => share.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  const observed = cells.reduce((sum, { p, w }) => sum + p * w, 0);
  const expected = cells.reduce((sum, { i, j, w }) => sum + (rows[i] ?? 0) * (columns[j] ?? 0) * w, 0);
  if (1 - expected < 1e-9) return 'ALL_THE_SAME';
  const kappa = (observed - expected) / (1 - expected);
  const ofRow = levels.map((_, i) => columns.reduce((sum, p, j) => sum + p * weight(i, j, levels.length), 0));
  const ofColumn = levels.map((_, j) => rows.reduce((sum, p, i) => sum + p * weight(i, j, levels.length), 0));
  const spread = cells.reduce(
    (sum, { i, j, p, w }) => sum + p * (w - ((ofRow[i] ?? 0) + (ofColumn[j] ?? 0)) * (1 - kappa)) ** 2,
    0,
  );
  const variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (total * (1 - expected) ** 2);
  const standardError = Math.sqrt(Math.max(0, variance));
  const within = (value: number): number => Math.min(1, Math.max(-1, value));
  return {
    kappa,
    standardError,
    least: within(kappa - 1.96 * standardError),
    most: within(kappa + 1.96 * standardError),
  };
}
