import { type Id, localDay, merged, type StaffedHours, type StaffedTime, type Stretch } from '@kring/kernel';
import { isInForce, type RotaHours, stretchesOf } from './rota';

const day = 86_400_000;
/** How far ahead a rota is looked at. What is due later than its end is due at its end. */
const daysAhead = 28;

/** What is known of when groups are staffed; `groupId` null is all groups. No persons: members may know as much. */
export interface StaffingFacts {
  /** Where there is no rota. */
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

/**
 * When a group is staffed, seen from `now`: by the rota that holds for it, else by the hours of the organisation; and
 * whenever somebody is on duty in fact.
 */
export function staffedTimeOf(facts: StaffingFacts, groupId: Id, now: Date): StaffedTime {
  const { timeZone } = facts.hours;
  const ofGroup = (one: { readonly groupId: Id | null }): boolean => one.groupId === null || one.groupId === groupId;
  const today = localDay(now, timeZone);
  const rota = facts.rota.filter((one) => ofGroup(one) && isInForce(one, today));
  const duties = facts.duties.filter((one) => ofGroup(one) && one.until > now);
  if (rota.length === 0 && duties.length === 0) return facts.hours;
  const known = stretchesOf(
    rota.length > 0 ? rota : asRota(facts.hours),
    timeZone,
    new Date(now.getTime() - day),
    new Date(now.getTime() + daysAhead * day),
  );
  return { stretches: merged([...known, ...duties]) };
}

/**
 * When the next shift for a group begins after `from`, by its rota or else by the hours of the organisation. Whoever begins when
 * another ends is a shift of their own.
 */
export function nextShiftOf(facts: StaffingFacts, groupId: Id, from: Date): Date | null {
  const { timeZone } = facts.hours;
  const today = localDay(from, timeZone);
  const rota = facts.rota.filter((one) => (one.groupId === null || one.groupId === groupId) && isInForce(one, today));
  const until = new Date(from.getTime() + daysAhead * day);
  const begins = stretchesOf(rota.length > 0 ? rota : asRota(facts.hours), timeZone, from, until)
    .map((stretch) => stretch.from.getTime())
    .filter((at) => at > from.getTime());
  return begins.length > 0 ? new Date(Math.min(...begins)) : null;
}
