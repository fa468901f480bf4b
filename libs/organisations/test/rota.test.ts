import { staffedMomentAfter, isStaffed, nextStaffedMoment } from '@kring/kernel';
import { dutyUntil, isOn, shareGroup } from '../src/domain/duty';
import { readRotaShift, type RotaHours, type RotaShiftInput, stretchesOf } from '../src/domain/rota';
import { nextShiftOf, type StaffingFacts, staffedTimeOf } from '../src/domain/staffing';

const zone = 'Europe/Brussels';
const night: RotaHours = { weekdays: [0, 1, 2, 3, 4, 5, 6], startsOn: null, endsOn: null, from: 22 * 60, to: 6 * 60 };
const group = '018f2f2e-0000-7000-8000-00000000000a';
const otherGroup = '018f2f2e-0000-7000-8000-00000000000b';
const staff = '018f2f2e-0000-7000-8000-00000000000c';

describe('the stretches of a shift', () => {
  const hoursFrom = (on: string): number => {
    const [one] = stretchesOf(
      [{ ...night, startsOn: on, endsOn: on }],
      zone,
      new Date(`${on}T12:00:00Z`),
      new Date(Date.parse(`${on}T12:00:00Z`) + 86_400_000),
    );
    return one ? (one.until.getTime() - one.from.getTime()) / 3_600_000 : 0;
  };

  it.each([
    ['2026-11-27', 8],
    ['2026-10-24', 9],
    ['2026-03-28', 7],
  ])('a night from 22 to 6 that begins on %s lasts %d hours', (on, hours) => {
    expect(hoursFrom(on)).toBe(hours);
  });

  it('reach over midnight into the day that is looked at', () => {
    const found = stretchesOf([night], zone, new Date('2026-11-27T02:00:00Z'), new Date('2026-11-27T03:00:00Z'));
    expect(found).toEqual([{ from: new Date('2026-11-26T21:00:00Z'), until: new Date('2026-11-27T05:00:00Z') }]);
  });

  it('keep to their weekdays and days', () => {
    const week = (hours: Partial<RotaHours>): string[] =>
      stretchesOf(
        [{ ...night, from: 540, to: 600, ...hours }],
        zone,
        new Date('2026-11-22T00:00:00Z'),
        new Date('2026-11-28T22:00:00Z'),
      ).map(({ from }) => from.toISOString().slice(0, 10));
    expect(week({ weekdays: [1, 5] })).toEqual(['2026-11-23', '2026-11-27']);
    expect(week({ startsOn: '2026-11-26', endsOn: '2026-11-27' })).toEqual(['2026-11-26', '2026-11-27']);
    expect(week({ weekdays: [] })).toEqual([]);
  });

  it('last a whole day when they end when they begin', () => {
    const [one] = stretchesOf(
      [{ ...night, from: 0, to: 0, startsOn: '2026-11-27', endsOn: '2026-11-27' }],
      zone,
      new Date('2026-11-27T10:00:00Z'),
      new Date('2026-11-27T11:00:00Z'),
    );
    expect(one).toEqual({ from: new Date('2026-11-26T23:00:00Z'), until: new Date('2026-11-27T23:00:00Z') });
  });
});

describe('a shift as it is filled in', () => {
  const input: RotaShiftInput = {
    groupIds: [group],
    staffIds: [staff],
    weekdays: [5, 1, 5],
    onDate: null,
    startsOn: null,
    endsOn: null,
    from: '22:00',
    to: '06:00',
  };

  it('is read', () => {
    expect(readRotaShift(input)).toEqual({
      ok: true,
      value: { groupIds: [group], staffIds: [staff], hours: { ...night, weekdays: [1, 5] } },
    });
    expect(readRotaShift({ ...input, weekdays: [], onDate: '2026-11-29' })).toMatchObject({
      value: { hours: { weekdays: [0], startsOn: '2026-11-29', endsOn: '2026-11-29' } },
    });
  });

  it.each([
    [{ staffIds: [] }, 'staffIds'],
    [{ staffIds: Array.from({ length: 21 }, () => staff) }, 'staffIds'],
    [{ weekdays: [] }, 'weekdays'],
    [{ weekdays: [7] }, 'weekdays.0'],
    [{ onDate: '2026-02-30' }, 'onDate'],
    [{ startsOn: 'morgen' }, 'startsOn'],
    [{ startsOn: '2026-02-02', endsOn: '2026-02-01' }, 'endsOn'],
    [{ from: '24:00' }, 'from'],
    [{ to: '6:00' }, 'to'],
  ] as const)('is refused with %j, at %s', (part, field) => {
    expect(readRotaShift({ ...input, ...part })).toMatchObject({ ok: false, problem: { field } });
  });
});

describe('when a group is staffed', () => {
  const hours = { timeZone: zone, days: Array.from({ length: 7 }, () => ({ from: 540, to: 1320 })) };
  const none: StaffingFacts = { hours, rota: [], duties: [] };
  const at = (moment: string): Date => new Date(moment);
  const evening = at('2026-11-27T21:30:00Z');

  it('is said by the hours of the organisation while there is no rota', () => {
    expect(staffedTimeOf(none, group, evening)).toBe(hours);
    const past = { ...night, groupId: null, startsOn: '2026-11-20', endsOn: '2026-11-20' };
    expect(staffedTimeOf({ ...none, rota: [past] }, group, evening)).toBe(hours);
  });

  it('is said by the rota instead, for the groups it is about', () => {
    const facts = { ...none, rota: [{ ...night, groupId: group }] };
    const time = staffedTimeOf(facts, group, evening);
    expect(isStaffed(time, evening)).toBe(true);
    expect(isStaffed(time, at('2026-11-27T11:00:00Z'))).toBe(false);
    expect(nextStaffedMoment(time, at('2026-11-28T06:00:00Z'))).toEqual(at('2026-11-28T21:00:00Z'));
    expect(staffedTimeOf(facts, otherGroup, evening)).toBe(hours);
  });

  it('counts a night that began before and goes on', () => {
    const facts = { ...none, rota: [{ ...night, groupId: null, startsOn: '2026-11-26', endsOn: '2026-11-26' }] };
    expect(isStaffed(staffedTimeOf(facts, group, at('2026-11-27T04:00:00Z')), at('2026-11-27T04:00:00Z'))).toBe(true);
  });

  it('follows whoever is there in fact, beside the hours or the rota', () => {
    const duty = { groupId: group, from: at('2026-11-27T21:00:00Z'), until: at('2026-11-28T01:00:00Z') };
    const time = staffedTimeOf({ ...none, duties: [duty] }, group, evening);
    expect(isStaffed(time, evening)).toBe(true);
    // Three and a half hours are left of the duty; the rest is counted from nine o'clock on.
    expect(staffedMomentAfter(time, evening, 8 * 60)).toEqual(at('2026-11-28T12:30:00Z'));
    expect(staffedTimeOf({ ...none, duties: [duty] }, otherGroup, evening)).toBe(hours);
  });

  it('ends with what is known of a rota that ends, where the organisation has no hours', () => {
    const closed = { timeZone: zone, days: [] };
    const facts = { ...none, hours: closed, rota: [{ ...night, groupId: null, endsOn: '2026-11-27' }] };
    expect(staffedMomentAfter(staffedTimeOf(facts, group, evening), evening, 24 * 60)).toEqual(
      at('2026-11-28T05:00:00Z'),
    );
  });

  it('is said by the hours of the organisation again on the days after a rota ends', () => {
    const facts = { ...none, rota: [{ ...night, groupId: null, endsOn: '2026-11-27' }] };
    const time = staffedTimeOf(facts, group, evening);
    expect(isStaffed(time, at('2026-11-27T11:00:00Z'))).toBe(false);
    expect(nextStaffedMoment(time, at('2026-11-28T05:00:00Z'))).toEqual(at('2026-11-28T08:00:00Z'));
    expect(isStaffed(time, at('2026-11-28T21:30:00Z'))).toBe(false);
  });

  it('is said by the hours of the organisation until the day on which a rota begins', () => {
    const far = { ...night, groupId: null, startsOn: '2027-01-08' };
    expect(staffedTimeOf({ ...none, rota: [far] }, group, evening)).toBe(hours);
    const facts = { ...none, rota: [{ ...night, groupId: null, startsOn: '2026-11-29' }] };
    const time = staffedTimeOf(facts, group, evening);
    expect(isStaffed(time, at('2026-11-28T11:00:00Z'))).toBe(true);
    expect(isStaffed(time, at('2026-11-28T21:30:00Z'))).toBe(false);
    expect(isStaffed(time, at('2026-11-29T11:00:00Z'))).toBe(false);
    expect(isStaffed(time, at('2026-11-29T21:30:00Z'))).toBe(true);
  });

  it('is not taken away by a shift for one day, which adds to the hours or to the rota', () => {
    const extra = { ...night, groupId: null, startsOn: '2026-11-28', endsOn: '2026-11-28' };
    const beside = (rota: StaffingFacts['rota']): boolean[] => {
      const time = staffedTimeOf({ ...none, rota }, group, evening);
      return ['2026-11-28T11:00:00Z', '2026-11-28T21:30:00Z', '2026-11-29T11:00:00Z'].map((one) =>
        isStaffed(time, at(one)),
      );
    };
    expect(beside([extra])).toEqual([true, true, true]);
    const mornings = { ...night, from: 480, to: 540, groupId: null };
    expect(beside([extra, mornings])).toEqual([false, true, false]);
  });

  it('says when the next shift begins, day by day', () => {
    const next = (part: Partial<RotaHours>, from = '2026-11-28T11:00:00Z'): Date | null =>
      nextShiftOf({ ...none, rota: [{ ...night, groupId: null, ...part }] }, group, at(from));
    const morning = at('2026-11-29T08:00:00Z');
    expect(nextShiftOf(none, group, at('2026-11-28T11:00:00Z'))).toEqual(morning);
    expect(next({ startsOn: '2026-12-20' })).toEqual(morning);
    expect(next({ startsOn: '2026-11-29' })).toEqual(at('2026-11-29T21:00:00Z'));
    expect(next({ startsOn: '2026-11-28', endsOn: '2026-11-28' })).toEqual(at('2026-11-28T21:00:00Z'));
    expect(next({ startsOn: '2026-12-05', endsOn: '2026-12-05' })).toEqual(morning);
    expect(next({ endsOn: '2026-11-28' }, '2026-11-29T05:00:00Z')).toEqual(morning);
  });
});

describe('a duty', () => {
  const now = new Date('2026-11-27T21:00:00Z');
  const after = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

  it('is over by itself an hour after the shift, or after so many hours', () => {
    expect(dutyUntil(now, [], 8)).toEqual(after(8));
    expect(dutyUntil(now, [{ from: after(-1), until: after(9) }], 8)).toEqual(after(10));
    expect(dutyUntil(now, [{ from: after(0.5), until: after(3) }], 8)).toEqual(after(4));
    expect(dutyUntil(now, [{ from: after(5), until: after(9) }], 8)).toEqual(after(8));
    expect(dutyUntil(now, [{ from: after(-9), until: after(-1) }], 8)).toEqual(after(8));
  });

  it.each([
    [null, 8, true],
    [null, 0, false],
    [1, 8, false],
  ])('ended at %s and good for %d hours, is on: %s', (ended, hours, on) => {
    const duty = { startedAt: after(-1), until: after(hours), endedAt: ended === null ? null : after(-0.5) };
    expect(isOn(duty, now)).toBe(on);
  });

  it.each([
    [[], [group], true],
    [[group], [], true],
    [[group], [group, otherGroup], true],
    [[group], [otherGroup], false],
  ])('of groups %j has something to do with %j: %s', (one, other, does) => {
    expect(shareGroup(one, other)).toBe(does);
  });
});
