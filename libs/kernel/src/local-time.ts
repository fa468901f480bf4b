/** A day of a calendar on the wall, `2026-10-25`. */
export type LocalDay = string;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What clocks in a zone show, as milliseconds of a clock that shows it in UTC; whole minutes. */
function shownAt(at: number, timeZone: string): number {
  const parts = formatIn(timeZone).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

const offsetsIn = new Map<string, Map<number, number>>();
const mostHours = 20_000;

/** How far the clocks of a zone are ahead of UTC, in milliseconds; each hour is looked up once, for looking takes long. */
function offsets(timeZone: string): (at: number) => number {
  let known = offsetsIn.get(timeZone);
  if (!known || known.size > mostHours) offsetsIn.set(timeZone, (known = new Map<number, number>()));
  const hours = known;
  return (at) => {
    const key = Math.floor(at / hour);
    let offset = hours.get(key);
    if (offset === undefined) {
      offset = shownAt(key * hour, timeZone) - key * hour;
      hours.set(key, offset);
    }
    return offset;
  };
}

/**
 * Turns a day and the minutes since its midnight on the wall (also beyond 1440: the next day) into a moment. A time that
 * clocks skip in spring counts as the hour after; of one that they show twice in autumn it is the EARLIER or the LATER.
 */
export function wallClock(timeZone: string): (on: LocalDay, minutes: number, which: 'EARLIER' | 'LATER') => Date {
  const offsetAt = offsets(timeZone);
  return (on, minutes, which) => {
    const shown = Date.parse(`${on}T00:00:00Z`) + minutes * minute;
    const before = offsetAt(shown - day);
    const after = offsetAt(shown + day);
    const fits = [shown - before, shown - after].filter((at) => at + offsetAt(at) === shown);
    if (fits.length === 0) return new Date(shown - before);
    return new Date(which === 'EARLIER' ? Math.min(...fits) : Math.max(...fits));
  };
}

/** The day that calendars in a zone show at a moment. */
export function localDay(moment: Date, timeZone: string): LocalDay {
  return new Date(shownAt(moment.getTime(), timeZone)).toISOString().slice(0, 10);
}

export function dayAfter(on: LocalDay, days: number): LocalDay {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(on: LocalDay): number {
  return new Date(`${on}T00:00:00Z`).getUTCDay();
}

/** Whether a text names a day that exists. */
export function isLocalDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** What the clock on the wall says in a time zone: the weekday (Sunday is 0) and the minutes since midnight. */
export function localMoment(moment: Date, timeZone: string): { weekday: number; minutes: number } {
  const shown = new Date(shownAt(moment.getTime(), timeZone));
  return { weekday: shown.getUTCDay(), minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes() };
}
