import { localDay, localMoment, wallClock, weekdayOf } from './local-time';

/** Opening hours of one weekday, in minutes since local midnight; `to` is not included and may be 1440. */
export interface DayHours {
  readonly from: number;
  readonly to: number;
}

/** When an organisation is staffed: one entry a weekday, Sunday first; null is closed. Local time of `timeZone`. */
export interface StaffedHours {
  readonly timeZone: string;
  readonly days: readonly (DayHours | null)[];
}

const minute = 60_000;

export function isStaffed(hours: StaffedHours, moment: Date): boolean {
  const { weekday, minutes } = localMoment(moment, hours.timeZone);
  const day = hours.days[weekday];
  return !!day && minutes >= day.from && minutes < day.to;
}

/** When the present stretch (staffed or not) ends: at the next boundary of the day that the clock on the wall shows. */
function boundaryAfter(hours: StaffedHours, moment: Date): Date {
  const on = localDay(moment, hours.timeZone);
  const day = hours.days[weekdayOf(on)];
  const clock = wallClock(hours.timeZone);
  const boundaries = [day?.from, day?.to, 1440]
    .filter((at) => at !== undefined)
    .flatMap((at) => [clock(on, at, 'EARLIER').getTime(), clock(on, at, 'LATER').getTime()])
    .filter((at) => at > moment.getTime());
  return new Date(Math.min(...boundaries));
}

/** The first staffed moment at or after `moment`, to the minute; null when never staffed. */
export function nextStaffedMoment(hours: StaffedHours, moment: Date): Date | null {
  if (hours.days.every((day) => !day || day.from >= day.to)) return null;
  let at = new Date(moment);
  for (let step = 0; step < 32 && !isStaffed(hours, at); step += 1) at = boundaryAfter(hours, at);
  return isStaffed(hours, at) ? at : null;
}

/**
 * The moment at which `minutes` staffed minutes have gone by since `from`. Never staffed: plain time, so that a due time
 * always exists.
 */
export function staffedMomentAfter(hours: StaffedHours, from: Date, minutes: number): Date {
  let at = nextStaffedMoment(hours, from);
  if (!at) return new Date(from.getTime() + minutes * minute);
  let left = minutes * minute;
  for (let step = 0; step < 1000; step += 1) {
    const end = boundaryAfter(hours, at);
    const stretch = end.getTime() - at.getTime();
    if (left <= stretch) return new Date(at.getTime() + left);
    left -= stretch;
    at = nextStaffedMoment(hours, end) ?? at;
  }
  return at;
}
