import type { Text } from './text';

const minute = 60_000;
const day = 86_400_000;

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Whole days from the day of `now` to the day of `date`: -1 is yesterday, 1 tomorrow. Daylight saving does not count. */
export function daysBetween(date: Date, now: Date): number {
  return Math.round((midnight(date) - midnight(now)) / day);
}

function clock(t: Text, date: Date): string {
  const hour = date.getHours();
  const minutes = date.getMinutes();
  if (minutes === 0) return t('time.hour', { hour });
  return t('time.hourMinute', { hour, minute: String(minutes).padStart(2, '0') });
}

function dayName(t: Text, date: Date, now: Date, locale: string): string {
  const days = daysBetween(date, now);
  if (days === 0) return t('time.today');
  if (days === -1) return t('time.yesterday');
  if (days === 1) return t('time.tomorrow');
  if (Math.abs(days) < 7) return date.toLocaleDateString(locale, { weekday: 'long' });
  const sameYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

export interface Moments {
  /** "daarnet", "gisteren om 19.40 u", "maandag om 10 u", "3 november om 9 u". */
  past(at: string): string;
  /** When something begins or ends: "om 20.32 u" today, "morgen om 9 u", "vrijdag om 9 u". */
  coming(at: string): string;
  /** Only the day: "vandaag", "gisteren", "maandag", "3 november". */
  day(at: string): string;
  /** Only the time: "20.14 u". */
  clock(at: string): string;
}

/** Says moments the way people do, in the language and the time zone of the reader. */
export function momentsIn(t: Text, locale: string, now: Date): Moments {
  return {
    past(at) {
      const date = new Date(at);
      if (Math.abs(now.getTime() - date.getTime()) < minute) return t('time.justNow');
      return t('time.dayAt', { day: dayName(t, date, now, locale), clock: clock(t, date) });
    },
    coming(at) {
      const date = new Date(at);
      if (daysBetween(date, now) === 0) return t('time.at', { clock: clock(t, date) });
      return t('time.dayAt', { day: dayName(t, date, now, locale), clock: clock(t, date) });
    },
    day: (at) => dayName(t, new Date(at), now, locale),
    clock: (at) => clock(t, new Date(at)),
  };
}
