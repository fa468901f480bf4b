import {
  dayAfter,
  type Id,
  localDay,
  type LocalDay,
  merged,
  type StaffedHours,
  type StaffedTime,
  type Stretch,
} from '@kring/kernel';
import { isInForce, isOneOff, type RotaHours, stretchesByDay } from './rota';

const day = 86_400_000;
/** How far ahead a rota is looked at. What is due later than its end is due at its end. */
const daysAhead = 28;

/** What is known of when groups are staffed; `groupId` null is all groups. No persons: members may know as much. */
export interface StaffingFacts {
  /** On days on which no rota is in force. */
  readonly hours: StaffedHours;
  readonly rota: readonly (RotaHours & { readonly groupId: Id | null })[];
  /** Who is there now, whatever the rota says. */
  readonly duties: readonly (Stretch & { readonly groupId: Id | null })[];
}

function asRota({ days }: StaffedHours): RotaHours[] {
  return days.flatMap((hours, weekday) =>
    hours && hours.from < hours.to
      ? [{ weekdays: [weekday], startsOn: null, endsOn: null, from: hours.from, to: hours.to % 1440 }]
      : [],
  );
}

function isOf(one: { readonly groupId: Id | null }, groupId: Id): boolean {
  return one.groupId === null || one.groupId === groupId;
}

/**
 * The shifts of a group that begin between two moments or go on into them. On a day on which a weekly rota is in force it
 * holds; on any other the hours of the organisation do. A shift that is planned for one day comes on top of either.
 */
function shiftsOf(facts: StaffingFacts, rota: readonly RotaHours[], from: Date, until: Date): Stretch[] {
  const weekly = rota.filter((one) => !isOneOff(one));
  const withUsual = [...rota, ...asRota(facts.hours)];
  const hoursOn = (on: LocalDay): readonly RotaHours[] => (weekly.some((one) => isInForce(one, on)) ? rota : withUsual);
  return stretchesByDay(hoursOn, facts.hours.timeZone, from, until);
}

/** When a group is staffed, seen from `now`: by the shifts that hold for it, and whenever somebody is on duty in fact. */
export function staffedTimeOf(facts: StaffingFacts, groupId: Id, now: Date): StaffedTime {
  const { timeZone } = facts.hours;
  const until = new Date(now.getTime() + daysAhead * day);
  // A night that began the day before goes on.
  const [first, last] = [dayAfter(localDay(now, timeZone), -1), localDay(until, timeZone)];
  const isNear = ({ startsOn, endsOn }: RotaHours): boolean =>
    (startsOn === null || startsOn <= last) && (endsOn === null || first <= endsOn);
  const rota = facts.rota.filter((one) => isOf(one, groupId) && isNear(one));
  const duties = facts.duties.filter((one) => isOf(one, groupId) && one.until > now);
  if (rota.length === 0 && duties.length === 0) return facts.hours;
  const known = shiftsOf(facts, rota, new Date(now.getTime() - day), until);
  return { stretches: merged([...known, ...duties]) };
}

/**
 * When the next shift for a group begins after `from`, by its rota or else by the hours of the organisation. Whoever begins when
 * another ends is a shift of their own.
 */
export function nextShiftOf(facts: StaffingFacts, groupId: Id, from: Date): Date | null {
  const rota = facts.rota.filter((one) => isOf(one, groupId));
  const begins = shiftsOf(facts, rota, from, new Date(from.getTime() + daysAhead * day))
    .map((stretch) => stretch.from.getTime())
    .filter((at) => at > from.getTime());
  return begins.length > 0 ? new Date(Math.min(...begins)) : null;
}
