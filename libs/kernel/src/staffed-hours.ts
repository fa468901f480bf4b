import { localMoment } from './local-time';

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

/** How long the present stretch (staffed or not) lasts, in whole minutes up to the next boundary of the day. */
function minutesToBoundary(hours: StaffedHours, moment: Date): number {
  const { weekday, minutes } = localMoment(moment, hours.timeZone);
  const day = hours.days[weekday];
  const boundaries = [day?.from, day?.to, 1440].filter((at): at is number => at !== undefined && at > minutes);
  return Math.min(...boundaries) - minutes;
}

/** The first staffed moment at or after `moment`, in steps of a minute; null when never staffed. */
export function nextStaffedMoment(hours: StaffedHours, moment: Date): Date | null {
  if (hours.days.every((day) => !day || day.from >= day.to)) return null;
  let at = new Date(moment);
  for (let step = 0; step < 32 && !isStaffed(hours, at); step += 1) {
    at = new Date(Math.floor(at.getTime() / minute) * minute + minutesToBoundary(hours, at) * minute);
  }
  return isStaffed(hours, at) ? at : null;
}

/**
 * The moment at which `minutes` staffed minutes have gone by since `from`. Never staffed: plain time, so that a due time
 * always exists.
 */
export function staffedMomentAfter(hours: StaffedHours, from: Date, minutes: number): Date {
  let at = nextStaffedMoment(hours, from);
  if (!at) return new Date(from.getTime() + minutes * minute);
  let left = minutes;
  for (let step = 0; step < 1000; step += 1) {
    const stretch = minutesToBoundary(hours, at);
    if (left <= stretch) return new Date(at.getTime() + left * minute);
    left -= stretch;
    at = nextStaffedMoment(hours, new Date(at.getTime() + stretch * minute)) ?? at;
  }
  return at;
}
