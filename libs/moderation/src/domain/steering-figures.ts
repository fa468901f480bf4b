import { aboutInFives, dayAfter, fewestOfMembers, type Id, localDay, wallClock, weekdayOf } from '@kring/kernel';
import type { Climate } from '@kring/safety';
import type { InterventionKind } from './interventions';

/** How many weeks back figures look. */
export type FiguresSpan = 'WEEKS_4' | 'WEEKS_12' | 'WEEKS_52';
const weeks: Readonly<Record<FiguresSpan, number>> = { WEEKS_4: 4, WEEKS_12: 12, WEEKS_52: 52 };

/** How often a thread of one group went from one climate to another after one kind of steering. */
export interface SteeringCount {
  readonly groupId: Id;
  readonly kind: InterventionKind;
  readonly before: Climate;
  readonly after: Climate;
  readonly count: number;
}

/**
 * Some of what was counted, enough of it to be told. `groupId` null: of groups that have too little by themselves. `change` null: of
 * ways that are too rare by themselves.
 */
export interface ToldCount {
  readonly groupId: Id | null;
  readonly kind: InterventionKind;
  readonly change: { readonly before: Climate; readonly after: Climate } | null;
  readonly count: number;
}

/** What is told of one kind: a sum of what is in the list of {@link toldCounts}. */
export interface SteeringFigure {
  readonly kind: InterventionKind;
  readonly lookedAgain: number;
  readonly changes: readonly { readonly before: Climate; readonly after: Climate; readonly count: number }[];
  /** In ways too rare to tell one by one. */
  readonly others: number;
}

/** Whole weeks that are over, on the organisation's clock, so that no single day can be told from the day before. */
export function figuresStretch(
  span: FiguresSpan,
  now: Date,
  timeZone: string,
): { readonly from: Date; readonly until: Date } {
  const today = localDay(now, timeZone);
  const monday = dayAfter(today, -((weekdayOf(today) + 6) % 7));
  const moment = wallClock(timeZone);
  return { from: moment(dayAfter(monday, -7 * weeks[span]), 0, 'EARLIER'), until: moment(monday, 0, 'EARLIER') };
}

/**
 * The one list that every answer is a sum of: each count in it is of at least ten, no two have anything in common, and each is told in
 * fives. Whichever answers are laid side by side, nothing smaller than what is in the list can be worked out.
 */
export function toldCounts(counts: readonly SteeringCount[]): ToldCount[] {
  const told: ToldCount[] = [];
  const tell = (count: number, of: Omit<ToldCount, 'count'>): boolean => {
    if (count < fewestOfMembers) return false;
    told.push({ ...of, count: aboutInFives(count) });
    return true;
  };
  let left: SteeringCount[] = [];
  for (const ofGroup of gathered(counts, ({ groupId, kind }) => `${groupId} ${kind}`)) {
    const [{ groupId, kind }] = ofGroup;
    const rare = ofGroup.filter(
      ({ before, after, count }) => !tell(count, { groupId, kind, change: { before, after } }),
    );
    if (!tell(sum(rare), { groupId, kind, change: null })) left = [...left, ...rare];
  }
  for (const ofKind of gathered(left, ({ kind }) => kind)) {
    const [{ kind }] = ofKind;
    const rare = gathered(ofKind, ({ before, after }) => `${before} ${after}`).filter(
      (ofChange) => !tell(sum(ofChange), { groupId: null, kind, change: pick(ofChange[0]) }),
    );
    tell(sum(rare.flat()), { groupId: null, kind, change: null });
  }
  return told;
}

/** What is told of one group, or of all (null). A kind of which nothing can be told is not named. */
export function steeringFigures(told: readonly ToldCount[], groupId: Id | null): SteeringFigure[] {
  const asked = told.filter((one) => groupId === null || one.groupId === groupId);
  return gathered(asked, ({ kind }) => kind).map((ofKind) => {
    const named = ofKind.flatMap(({ change, count }) => (change ? [{ ...change, count }] : []));
    return {
      kind: ofKind[0].kind,
      lookedAgain: sum(ofKind),
      changes: gathered(named, ({ before, after }) => `${before} ${after}`).map((same) => ({
        ...pick(same[0]),
        count: sum(same),
      })),
      others: sum(ofKind.filter(({ change }) => change === null)),
    };
  });
}

const pick = ({ before, after }: { before: Climate; after: Climate }) => ({ before, after });
const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((all, { count }) => all + count, 0);

/** What has the same key, together, in the order in which each key first came. */
function gathered<T>(all: readonly T[], keyOf: (one: T) => string): [T, ...T[]][] {
  const found = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const same = found.get(keyOf(one));
    if (same) same.push(one);
    else found.set(keyOf(one), [one]);
  }
  return [...found.values()];
}
