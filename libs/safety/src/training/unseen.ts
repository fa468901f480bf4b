import { fitLogistic, marginOf } from '../linear/logistic-regression';
import { hashOfName } from '../linear/text-features';
import type { Row } from './rows';

/** How one target is fitted. */
export interface Fit {
  readonly size: number;
  readonly cost: number;
  readonly positiveWeight: number;
  /** How many times as much an error on a row costs. */
  readonly costOf: (row: Row) => number;
}

/**
 * What a row may not share with those that its model learned from. `WRITER`: who wrote it. `WRITER_AND_ABOUT`: also what it
 * tests, so that the model never met that way of speaking.
 */
export type Unseen = 'WRITER' | 'WRITER_AND_ABOUT';
export const unseenKinds: readonly Unseen[] = ['WRITER', 'WRITER_AND_ABOUT'];

const parts = 4;

/**
 * The margin of each row, by a model that learned from rows it shares nothing with. Never splits by row. Rows of which the answer
 * is open (undefined) are told and not learned from.
 */
export function unseenMargins(
  rows: readonly Row[],
  isPositive: readonly (boolean | undefined)[],
  unseen: Unseen,
  fit: Fit,
): Float64Array {
  const margins = new Float64Array(rows.length);
  const writers = partsOf(rows.map(({ sentence }) => sentence.writer));
  const abouts = partsOf(rows.map(({ sentence }) => sentence.about));
  for (let writer = 0; writer < parts; writer += 1) {
    for (let about = 0; about < (unseen === 'WRITER' ? 1 : parts); about += 1) {
      const sharesAbout = (at: number): boolean => unseen === 'WRITER' || abouts[at] === about;
      const learnFrom: number[] = [];
      const told: number[] = [];
      rows.forEach((_, at) => {
        if (writers[at] === writer && sharesAbout(at)) told.push(at);
        else if (
          isPositive[at] !== undefined &&
          writers[at] !== writer &&
          (unseen === 'WRITER' || abouts[at] !== about)
        )
          learnFrom.push(at);
      });
      const model = fitLogistic(
        learnFrom.flatMap((at) => rows[at]?.features ?? []),
        learnFrom.map((at) => isPositive[at] ?? false),
        { ...fit, costs: learnFrom.flatMap((at) => (rows[at] ? fit.costOf(rows[at]) : [])) },
      );
      for (const at of told) {
        const row = rows[at];
        if (row !== undefined) margins[at] = marginOf(row.features, model);
      }
    }
  }
  return margins;
}

/** Deals names out over the parts, the same way each time, as evenly as their number of rows allows. */
function partsOf(names: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sizes = new Array<number>(parts).fill(0);
  const partOf = new Map<string, number>();
  const order = [...counts].sort(
    ([one, many], [other, few]) => few - many || hashOfName(one) - hashOfName(other) || (one < other ? -1 : 1),
  );
  for (const [name, count] of order) {
    const smallest = sizes.indexOf(Math.min(...sizes));
    sizes[smallest] = (sizes[smallest] ?? 0) + count;
    partOf.set(name, smallest);
  }
  return names.map((name) => partOf.get(name) ?? 0);
}
