import {
  canMove,
  decodeCursor,
  encodeCursor,
  faultsInMoves,
  isId,
  isStaffed,
  nextStaffedMoment,
  staffedMomentAfter,
  toPage,
  type StaffedHours,
} from '@kring/kernel';
import fc from 'fast-check';
import { localMoment } from '../src/local-time';

const evenings: StaffedHours = {
  timeZone: 'Europe/Brussels',
  days: [null, ...Array.from({ length: 6 }, () => ({ from: 16 * 60, to: 22 * 60 }))],
};
const always: StaffedHours = {
  timeZone: 'Europe/Brussels',
  days: Array.from({ length: 7 }, () => ({ from: 0, to: 1440 })),
};

describe('cursors', () => {
  it('come back as they went, and refuse anything else', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.uuid(),
        (at, id) => {
          expect(decodeCursor(encodeCursor({ at, id }))).toEqual({ at, id });
        },
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => expect(decodeCursor(text)).toBeNull()));
    const [far, id] = [new Date(Date.UTC(10_000, 0, 1)), '018f0000-0000-7000-8000-000000000000'];
    expect(decodeCursor(encodeCursor({ at: far, id }))).toBeNull();
    const inside = [
      '1.------------------------------------',
      `kz0.${'f'.repeat(36)}`,
      '1.018f0000-0000-7000-8000-00000000000',
    ];
    for (const text of inside) expect(decodeCursor(Buffer.from(text).toString('base64url'))).toBeNull();
  });
  it('say whether more follows', () => {
    const rows = [1, 2, 3].map((n) => ({ at: new Date(n), id: '00000000-0000-7000-8000-00000000000' + n }));
    expect(toPage(rows, 2, (row) => row).hasNextPage).toBe(true);
    expect(toPage(rows, 3, (row) => row).hasNextPage).toBe(false);
    expect(toPage([], 3, (row: (typeof rows)[0]) => row).endCursor).toBeNull();
  });
});

describe('tables of states', () => {
  it('name what cannot be reached or left', () => {
    const moves = { A: ['B'], B: [], C: ['A'] } as const;
    expect(faultsInMoves(moves, ['A'], ['B'])).toEqual(['C cannot be reached']);
    expect(faultsInMoves(moves, ['A', 'C'], [])).toEqual(['B cannot be left']);
    expect(faultsInMoves(moves, ['A', 'C'], ['B', 'A'])).toEqual(['A is an end, yet can be left']);
    expect(canMove(moves, 'A', 'B')).toBe(true);
    expect(canMove(moves, 'B', 'A')).toBe(false);
  });
});

describe('staffed hours', () => {
  it('count only the hours somebody is there', () => {
    const saturdayEvening = new Date('2026-11-21T20:30:00Z'); // 21.30 in Brussels
    expect(isStaffed(evenings, saturdayEvening)).toBe(true);
    // 30 minutes left on Saturday, Sunday closed, 30 more on Monday from 16.00 (15.00 UTC)
    expect(staffedMomentAfter(evenings, saturdayEvening, 60)).toEqual(new Date('2026-11-23T15:30:00Z'));
  });
  it('find the next staffed moment across closed days and the change of clock', () => {
    expect(nextStaffedMoment(evenings, new Date('2026-11-22T03:10:20Z'))).toEqual(new Date('2026-11-23T15:00:00Z'));
    expect(nextStaffedMoment(evenings, new Date('2026-10-24T21:00:00Z'))).toEqual(new Date('2026-10-26T15:00:00Z'));
    expect(nextStaffedMoment({ ...evenings, days: Array.from({ length: 7 }, () => null) }, new Date())).toBeNull();
  });
  const days = (from: number, to: number): StaffedHours => ({
    timeZone: 'Europe/Brussels',
    days: Array.from({ length: 7 }, () => ({ from, to })),
  });
  it.each([
    ['forward', '2026-03-28T23:00:00Z', '2026-03-29T07:00:00Z'],
    ['back', '2026-10-24T22:00:00Z', '2026-10-25T08:00:00Z'],
  ])('open at nine on the wall on the day on which clocks go %s', (_, midnight, nine) => {
    expect(nextStaffedMoment(days(540, 1320), new Date(midnight))).toEqual(new Date(nine));
    expect(staffedMomentAfter(days(540, 1320), new Date(midnight), 60)).toEqual(new Date(Date.parse(nine) + 3_600_000));
  });
  it('count a night as long as it lasts when clocks change', () => {
    const lasts = (midnight: string): number =>
      (staffedMomentAfter(days(0, 360), new Date(midnight), 600).getTime() - Date.parse(midnight)) / 3_600_000;
    // Of ten hours, five (or seven) go by before six o'clock, and the rest from the next midnight on.
    expect(lasts('2026-03-28T23:00:00Z')).toBe(23 + 5);
    expect(lasts('2026-10-24T22:00:00Z')).toBe(25 + 3);
  });
  it('open at a moment at which the wall shows the time of opening, also while clocks change', () => {
    const around = (day: string): fc.Arbitrary<Date> =>
      fc.integer({ min: -2880, max: 2880 }).map((minutes) => new Date(Date.parse(day) + minutes * 60_000));
    // From three on: an hour that clocks skip is nowhere on the wall.
    fc.assert(
      fc.property(
        fc.oneof(around('2026-03-29'), around('2026-07-15'), around('2026-10-25')),
        fc.integer({ min: 180, max: 1380 }),
        (moment, from) => {
          const hours = days(from, from + 60);
          const next = nextStaffedMoment(hours, moment);
          if (!next || isStaffed(hours, moment)) return;
          expect(localMoment(next, hours.timeZone).minutes).toBe(from);
          expect(next.getTime() - moment.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        },
      ),
    );
  });
  it('are plain time when always staffed, and when never', () => {
    const from = new Date('2026-03-28T20:00:00Z');
    expect(staffedMomentAfter(always, from, 600)).toEqual(new Date('2026-03-29T06:00:00Z'));
    expect(staffedMomentAfter({ ...always, days: [] }, from, 600)).toEqual(new Date('2026-03-29T06:00:00Z'));
  });
});

describe('ids', () => {
  it('are lower-case uuids and nothing else', () => {
    expect(isId('018f2f2e-0000-7000-8000-000000000000')).toBe(true);
    for (const wrong of [
      '',
      '1',
      '018F2F2E-0000-7000-8000-000000000000',
      "' or 1=1",
      '018f2f2e00007000800000000000000',
    ]) {
      expect(isId(wrong)).toBe(false);
    }
  });
});
