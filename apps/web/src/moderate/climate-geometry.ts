import type { Climate } from '../generated/staff-documents';

/** What the drawing needs of one moment. Times are milliseconds since 1970. */
export interface Moment {
  readonly at: number;
  readonly climate: Climate;
  readonly score: number;
}

/** A place in the drawing, in units of its view box. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Zones from best (top) to worst (bottom). */
export const zones = ['SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING'] as const satisfies readonly Climate[];

/** The frame of the drawing, in units of its view box. */
export const frame = { left: 90, right: 306, top: 12, zone: 32, width: 316, height: 168 } as const;

/** Where the zones end. */
export const floor = frame.top + frame.zone * zones.length;

/**
 * The height of each moment: inside the band of its climate (the climate, not the score, is what the service
 * concluded), and lower in it as its score is worse than others in that same band.
 */
export function heights(moments: readonly Moment[]): number[] {
  return moments.map(({ climate, score }) => {
    const scores = moments.filter((other) => other.climate === climate).map((other) => other.score);
    const low = Math.min(...scores);
    const span = Math.max(...scores) - low;
    const share = span > 0 ? (score - low) / span : 0.5;
    return frame.top + frame.zone * (zones.indexOf(climate) + 0.2 + 0.6 * share);
  });
}

/** A scale from time to the horizontal, in which long silences are drawn shorter than they were. */
export interface TimeScale {
  readonly place: (at: number) => number;
  /** The horizontal middle of each silence that was shortened. */
  readonly shortened: readonly number[];
}

/** Builds the scale over all times that are in the drawing; a silence counts for at most three usual pauses. */
export function timeScale(times: readonly number[]): TimeScale {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((at, index) => at - (sorted[index] ?? at));
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1;
  const widths = gaps.map((gap) => Math.min(Math.max(gap, usual * 0.4), usual * 3));
  const total = widths.reduce((sum, width) => sum + width, 0) || 1;
  const room = frame.right - frame.left - 8;
  const places: number[] = [];
  let passed = 0;
  sorted.forEach((_, index) => {
    if (index > 0) passed += widths[index - 1] ?? 0;
    places.push(frame.left + 4 + (passed / total) * room);
  });
  const shortened = gaps.flatMap((gap, index) =>
    gap > usual * 6 ? [((places[index] ?? 0) + (places[index + 1] ?? 0)) / 2] : [],
  );
  return {
    shortened,
    place: (at) => {
      const after = sorted.findIndex((time) => time >= at);
      if (after === -1) return frame.right - 4;
      const right = places[after] ?? frame.left;
      const before = sorted[after - 1];
      if (before === undefined || sorted[after] === at) return right;
      const left = places[after - 1] ?? frame.left;
      const gap = (sorted[after] ?? at) - before;
      return left + ((at - before) / gap) * (right - left);
    },
  };
}

/** A smooth line through the places that never swings beyond them. */
export function linePath(places: readonly Place[]): string {
  return places
    .map(({ x, y }, index) => {
      const before = places[index - 1];
      if (!before) return `M${x.toFixed(1)} ${y.toFixed(1)}`;
      const middle = ((before.x + x) / 2).toFixed(1);
      return `C${middle} ${before.y.toFixed(1)} ${middle} ${y.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

/** Moves places apart, from left to right, until each keeps the least distance to the next (the last ones give way). */
export function spread(places: readonly number[], distance: number): number[] {
  const result = [...places];
  for (let index = 1; index < result.length; index += 1) {
    result[index] = Math.max(result[index] ?? 0, (result[index - 1] ?? 0) + distance);
  }
  let limit = frame.right - 2;
  for (let index = result.length - 1; index >= 0; index -= 1) {
    result[index] = Math.min(result[index] ?? 0, limit);
    limit = (result[index] ?? 0) - distance;
  }
  return result;
}
