import { daysBetween, useMoments, useNow } from '../language/moments';
import { type Text, useText } from '../language/text';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** From here on a due time asks for attention, in milliseconds. */
const NEARLY = 10 * minute;

/** When somebody must have looked, in words, and whether that is nearly now or already past. */
export interface Due {
  readonly words: string;
  readonly isPressing: boolean;
}

function left(t: Text, milliseconds: number): string {
  if (milliseconds < minute) return t('desk.time.in.seconds', { seconds: Math.max(0, Math.ceil(milliseconds / 1000)) });
  if (milliseconds < hour) return t('desk.time.in.minutes', { minutes: Math.floor(milliseconds / minute) });
  const total = Math.floor(milliseconds / minute);
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  if (minutes === 0 || hours >= 6) return t('desk.time.in.hours', { hours });
  return t('desk.time.in.hoursMinutes', { hours, minutes: String(minutes).padStart(2, '0') });
}

function late(t: Text, milliseconds: number): string {
  if (milliseconds < minute) return t('desk.time.late.now');
  if (milliseconds < hour) return t('desk.time.late.minutes', { minutes: Math.floor(milliseconds / minute) });
  if (milliseconds < day) return t('desk.time.late.hours', { hours: Math.floor(milliseconds / hour) });
  return t('desk.time.late.days', { days: Math.floor(milliseconds / day) });
}

function old(t: Text, milliseconds: number): string {
  if (milliseconds < hour)
    return t('desk.time.old.minutes', { minutes: Math.max(1, Math.floor(milliseconds / minute)) });
  if (milliseconds < day) return t('desk.time.old.hours', { hours: Math.floor(milliseconds / hour) });
  return t('desk.time.old.days', { days: Math.floor(milliseconds / day) });
}

function lasted(t: Text, milliseconds: number): string {
  if (milliseconds < hour)
    return t('desk.time.for.minutes', { minutes: Math.max(1, Math.floor(milliseconds / minute)) });
  if (milliseconds < day) return t('desk.time.for.hours', { hours: Math.floor(milliseconds / hour) });
  return t('desk.time.for.days', { days: Math.floor(milliseconds / day) });
}

/** The times of the desk in words; `every` says how often they are renewed, in milliseconds. */
export function useDeskTimes(every = 15_000) {
  const t = useText();
  const moments = useMoments();
  const now = useNow(every);
  return {
    now,
    moments,
    /** "19.36 u" today, "gisteren om 19.36 u" before. */
    when: (at: string): string => (daysBetween(new Date(at), now) === 0 ? moments.clock(at) : moments.past(at)),
    /** "nog 9 min". */
    left: (at: string): string => left(t, Date.parse(at) - now.getTime()),
    /** "nog 1 u 10", "morgen om 11 u", "5 min te laat". */
    due(at: string): Due {
      const ahead = Date.parse(at) - now.getTime();
      if (ahead < 0) return { words: late(t, -ahead), isPressing: true };
      if (daysBetween(new Date(at), now) > 0 && ahead > 6 * hour)
        return { words: moments.coming(at), isPressing: false };
      return { words: left(t, ahead), isPressing: ahead <= NEARLY };
    },
    /** "6 u oud". */
    age: (at: string): string => old(t, now.getTime() - Date.parse(at)),
    /** "6 u". */
    since: (at: string): string => lasted(t, now.getTime() - Date.parse(at)),
  };
}
