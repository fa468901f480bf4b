import * as weekly from './staffed-hours';
import type { StaffedHours } from './staffed-hours';

/** From a moment up to another, which is not included. */
export interface Stretch {
  readonly from: Date;
  readonly until: Date;
}

/** Staffed time that is known piece by piece, in order and apart; beyond the last nothing is known. */
export interface StaffedStretches {
  readonly stretches: readonly Stretch[];
}

/** When a group is staffed: hours that return each week, or stretches. */
export type StaffedTime = StaffedHours | StaffedStretches;

const minute = 60_000;

/** The same time in order, with what overlaps or touches made one, and empty stretches left out. */
export function merged(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  const inOrder = stretches
    .filter(({ from, until }) => from < until)
    .sort((one, other) => one.from.getTime() - other.from.getTime());
  for (const stretch of inOrder) {
    const last = whole.at(-1);
    if (!last || stretch.from > last.until) whole.push(stretch);
    else if (stretch.until > last.until) whole[whole.length - 1] = { from: last.from, until: stretch.until };
  }
  return whole;
}

export function isStaffed(time: StaffedTime, moment: Date): boolean {
  if ('days' in time) return weekly.isStaffed(time, moment);
  return time.stretches.some(({ from, until }) => from <= moment && moment < until);
}

/** The first staffed moment at or after `moment`; null when none is known. */
export function nextStaffedMoment(time: StaffedTime, moment: Date): Date | null {
  if ('days' in time) return weekly.nextStaffedMoment(time, moment);
  const next = time.stretches.find(({ until }) => until > moment);
  if (!next) return null;
  return next.from > moment ? next.from : moment;
}

/**
 * The moment at which `minutes` staffed minutes have gone by since `from`. When less than that is known, the end of the
 * last staffed time that is, for nobody may be there afterwards; when none is, plain time, so that a due time always exists.
 */
export function staffedMomentAfter(time: StaffedTime, from: Date, minutes: number): Date {
  if ('days' in time) return weekly.staffedMomentAfter(time, from, minutes);
  let left = minutes * minute;
  let last: Date | null = null;
  for (const stretch of time.stretches) {
    if (stretch.until <= from) continue;
    const start = stretch.from > from ? stretch.from : from;
    const length = stretch.until.getTime() - start.getTime();
    if (left <= length) return new Date(start.getTime() + left);
    left -= length;
    last = stretch.until;
  }
  return last ?? new Date(from.getTime() + minutes * minute);
}
