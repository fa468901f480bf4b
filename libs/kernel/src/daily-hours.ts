import { localMoment } from './local-time';
import { invalid, type Problem } from './problem';
import { fail, ok, type Result } from './result';

/** The same hours of each day, in minutes since local midnight; `to` is not included, and before `from` it is of the next day. */
export interface DailyHours {
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

const minute = 60_000;
const day = 1440;

export function isWithinDailyHours({ from, to, timeZone }: DailyHours, moment: Date): boolean {
  const { minutes } = localMoment(moment, timeZone);
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/** The first moment after `moment` at which the clock says that these hours are over, also when it was put forward or back. */
export function endOfDailyHours(hours: DailyHours, moment: Date): Date {
  const { to, timeZone } = hours;
  const start = Math.floor(moment.getTime() / minute) * minute;
  const ahead = (to - localMoment(moment, timeZone).minutes + day) % day || day;
  let at = start + ahead * minute;
  const off = to - localMoment(new Date(at), timeZone).minutes;
  // A night in which the clock changes is an hour shorter or longer.
  at += (((off + day / 2 + day) % day) - day / 2) * minute;
  if (localMoment(new Date(at), timeZone).minutes === to) return new Date(at);
  // In the one night in which the clock skips the end, these hours are over as it does.
  let skipped = start + minute;
  while (isWithinDailyHours(hours, new Date(skipped))) skipped += minute;
  return new Date(skipped);
}

const timeOfDay = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** `22:30` as minutes since midnight; null for what is no time of day. */
export function readTimeOfDay(text: string): number | null {
  const [, hours, minutes] = timeOfDay.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Two times of the day as somebody writes them; fields `from` and `to`. */
export function readDailyHours(input: {
  readonly from: string;
  readonly to: string;
}): Result<Omit<DailyHours, 'timeZone'>, Problem> {
  const from = readTimeOfDay(input.from);
  if (from === null) return fail(invalid('from', 'time_of_day'));
  const to = readTimeOfDay(input.to);
  if (to === null) return fail(invalid('to', 'time_of_day'));
  return from === to ? fail(invalid('to', 'same_time')) : ok({ from, to });
}

export function writeTimeOfDay(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
