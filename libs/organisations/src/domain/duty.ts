import { type Id, type Stretch } from '@kring/kernel';

const minute = 60_000;
/** Somebody who takes over late keeps nobody from being on duty. */
const graceMinutes = 60;

/** What is stored of a duty. */
export interface DutyTimes {
  readonly startedAt: Date;
  /** When it is over by itself. */
  readonly until: Date;
  readonly endedAt: Date | null;
}

/** Whether somebody is on duty: a duty that ran out is over at once, whatever is stored. */
export function isOn(duty: DutyTimes, now: Date): boolean {
  return duty.endedAt === null && duty.until > now;
}

/**
 * When a duty that begins (or goes on) at `now` is over by itself: an hour after the end of one's own shift, or, without
 * one, after `hours`.
 */
export function dutyUntil(now: Date, ownShifts: readonly Stretch[], hours: number): Date {
  const plain = now.getTime() + hours * 60 * minute;
  const ends = ownShifts.filter(({ from, until }) => from <= new Date(now.getTime() + 60 * minute) && until > now);
  const ofShift = Math.max(0, ...ends.map(({ until }) => until.getTime() + graceMinutes * minute));
  return new Date(ofShift > 0 ? ofShift : plain);
}

/** Whether two duties or hand-overs have a group in common; none named is all. */
export function shareGroup(one: readonly Id[], other: readonly Id[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((id) => other.includes(id));
}
