import {
  dayAfter,
  fail,
  type Id,
  invalid,
  isLocalDay,
  localDay,
  type LocalDay,
  ok,
  type Problem,
  readTimeOfDay,
  type Result,
  type Stretch,
  wallClock,
  weekdayOf,
} from '@kring/kernel';
import { rotaPeopleLimit, rotaGroupsLimit } from './limits';

/**
 * The hours of a shift on the wall: on which weekdays it begins (0 is Sunday), between which days, both included, and from
 * when till when in minutes since midnight. A shift that ends no later than it begins ends on the next day.
 */
export interface RotaHours {
  readonly weekdays: readonly number[];
  readonly startsOn: LocalDay | null;
  readonly endsOn: LocalDay | null;
  readonly from: number;
  readonly to: number;
}

export interface RotaShiftInput {
  /** None: all groups. */
  readonly groupIds: readonly Id[];
  readonly staffIds: readonly Id[];
  readonly weekdays: readonly number[];
  /** Instead of weekdays: only on this day. */
  readonly onDate: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  /** `22:00`. */
  readonly from: string;
  readonly to: string;
}

export interface RotaShiftWish {
  readonly groupIds: readonly Id[];
  readonly staffIds: readonly Id[];
  readonly hours: RotaHours;
}

function readClock(text: string, field: string): Result<number, Problem> {
  const read = readTimeOfDay(text);
  return read === null ? fail(invalid(field, 'time_of_day')) : ok(read);
}

/** What is no id is the id of nothing: whoever looks for it finds that out, and says no more. */
function readIds(ids: readonly string[], field: string, most: number): Result<Id[], Problem> {
  return ids.length > most ? fail(invalid(field, 'too_many', { most })) : ok([...new Set(ids)]);
}

/** A shift as somebody filled it in, or the field that cannot be used. */
export function readRotaShift(input: RotaShiftInput): Result<RotaShiftWish, Problem> {
  const groupIds = readIds(input.groupIds, 'groupIds', rotaGroupsLimit);
  if (!groupIds.ok) return groupIds;
  const staffIds = readIds(input.staffIds, 'staffIds', rotaPeopleLimit);
  if (!staffIds.ok) return staffIds;
  if (staffIds.value.length === 0) return fail(invalid('staffIds', 'empty'));
  for (const field of ['onDate', 'startsOn', 'endsOn'] as const) {
    if (input[field] !== null && !isLocalDay(input[field])) return fail(invalid(field, 'day'));
  }
  const from = readClock(input.from, 'from');
  if (!from.ok) return from;
  const to = readClock(input.to, 'to');
  if (!to.ok) return to;
  const wrong = input.weekdays.findIndex((one) => !Number.isInteger(one) || one < 0 || one > 6);
  if (wrong >= 0) return fail(invalid(`weekdays.${wrong}`, 'out_of_range', { least: 0, most: 6 }));
  if (input.onDate === null && input.weekdays.length === 0) return fail(invalid('weekdays', 'empty'));
  if (input.startsOn !== null && input.endsOn !== null && input.endsOn < input.startsOn) {
    return fail(invalid('endsOn', 'before_start'));
  }
  const hours: RotaHours =
    input.onDate !== null
      ? {
          weekdays: [weekdayOf(input.onDate)],
          startsOn: input.onDate,
          endsOn: input.onDate,
          from: from.value,
          to: to.value,
        }
      : {
          weekdays: [...new Set(input.weekdays)].sort(),
          startsOn: input.startsOn,
          endsOn: input.endsOn,
          from: from.value,
          to: to.value,
        };
  return ok({ groupIds: groupIds.value, staffIds: staffIds.value, hours });
}

/** Whether a shift can begin on a day, if the weekday is right. */
export function isInForce(hours: Pick<RotaHours, 'startsOn' | 'endsOn'>, on: LocalDay): boolean {
  return (hours.startsOn === null || hours.startsOn <= on) && (hours.endsOn === null || on <= hours.endsOn);
}

/** Whether a shift is planned for one day only. */
export function isOneOff(hours: Pick<RotaHours, 'startsOn' | 'endsOn'>): boolean {
  return hours.startsOn !== null && hours.startsOn === hours.endsOn;
}

/**
 * The stretches of shifts that reach into `from` to `until`. A shift is as long as the clocks on the wall say: the night on
 * which they go back is an hour longer, the one on which they go forward an hour shorter.
 */
export function stretchesOf(hours: readonly RotaHours[], timeZone: string, from: Date, until: Date): Stretch[] {
  return stretchesByDay(() => hours, timeZone, from, until);
}

/** The same where other shifts may hold on other days. */
export function stretchesByDay(
  hoursOn: (on: LocalDay) => readonly RotaHours[],
  timeZone: string,
  from: Date,
  until: Date,
): Stretch[] {
  const moment = wallClock(timeZone);
  const found: Stretch[] = [];
  const last = localDay(until, timeZone);
  for (let on = dayAfter(localDay(from, timeZone), -1); on <= last; on = dayAfter(on, 1)) {
    const weekday = weekdayOf(on);
    for (const one of hoursOn(on)) {
      if (!one.weekdays.includes(weekday) || !isInForce(one, on)) continue;
      const stretch = {
        from: moment(on, one.from, 'EARLIER'),
        until: moment(on, one.to > one.from ? one.to : one.to + 1440, 'LATER'),
      };
      if (stretch.until > from && stretch.from < until) found.push(stretch);
    }
  }
  return found;
}
