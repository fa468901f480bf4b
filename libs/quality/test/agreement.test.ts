import { agreementOf, alike, type Pair, stepwise } from '../src/domain/agreement';

const levels = ['A', 'B', 'C'] as const;
type Level = (typeof levels)[number];

/** Rows: the first rater; columns: the second. */
function pairsOf(table: readonly (readonly number[])[]): Pair<Level>[] {
  return table.flatMap((row, i) =>
    row.map((count, j) => ({ first: levels[i] ?? 'A', second: levels[j] ?? 'A', count })),
  );
}

// Two psychiatrists and a hundred patients: Fleiss, Statistical Methods for Rates and Proportions, 2nd edition (1981), table 13.1.
const patients = pairsOf([
  [75, 1, 4],
  [5, 4, 1],
  [0, 0, 10],
]);
// Siskel and Ebert on 160 films: Agresti and Winner, Chance 10 (1997); figures as PROC FREQ of SAS gives them.
const films = pairsOf([
  [24, 8, 13],
  [8, 13, 11],
  [10, 9, 64],
]);

describe('agreement of two people', () => {
  it('is the kappa that Fleiss worked out, with the interval he gives', () => {
    const found = agreementOf(patients, levels, alike);
    if (typeof found === 'string') throw new Error(found);
    expect(found.kappa).toBeCloseTo(0.676, 3);
    expect(found.standardError).toBeCloseTo(0.087, 2);
    expect(found.least).toBeCloseTo(0.51, 1);
    expect(found.most).toBeCloseTo(0.85, 1);
  });

  it('is the kappa that is published of two reviewers of films, plain and weighted', () => {
    const plain = agreementOf(films, levels, alike);
    const weighted = agreementOf(films, levels, stepwise);
    if (typeof plain === 'string' || typeof weighted === 'string') throw new Error('refused');
    expect(plain.kappa).toBeCloseTo(0.3888, 4);
    expect(plain.standardError).toBeCloseTo(0.0598, 4);
    expect(weighted.kappa).toBeCloseTo(0.4269, 4);
    expect(weighted.standardError).toBeCloseTo(0.0635, 4);
    expect(weighted.least).toBeCloseTo(0.3024, 3);
    expect(weighted.most).toBeCloseTo(0.5513, 3);
  });

  it('is refused of too few pairs, and where all of them are the same', () => {
    expect(agreementOf(pairsOf([[10], [0, 9]]), levels, alike)).toBe('TOO_FEW');
    expect(typeof agreementOf(pairsOf([[10], [0, 10]]), levels, alike)).toBe('object');
    expect(agreementOf(pairsOf([[40]]), levels, alike)).toBe('ALL_THE_SAME');
  });

  it('never leaves its bounds', () => {
    expect(agreementOf(pairsOf([[20], [0, 20]]), levels, alike)).toMatchObject({ kappa: 1, least: 1, most: 1 });
    const against = agreementOf(
      pairsOf([
        [0, 20],
        [20, 0],
      ]),
      levels,
      alike,
    );
    expect(against).toMatchObject({ kappa: -1, least: -1 });
  });
});
