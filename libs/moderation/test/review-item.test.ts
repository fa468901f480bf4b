import { faultsInMoves, isStaffed, type StaffedHours } from '@kring/kernel';
import type { Severity } from '@kring/safety';
import {
  claimable,
  type Holding,
  liveClaim,
  raised,
  releasable,
  resolvable,
  type ReviewItemState,
  reviewItemMoves,
  reviewItemStates,
  stateAt,
  urgencyOf,
} from '../src/domain/review-item';

const now = new Date('2026-11-23T09:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const open: Holding = { state: 'OPEN', claimedBy: null, claimExpiresAt: null };
const claimedBy = (staffId: string, minutes: number): Holding => ({
  state: 'CLAIMED',
  claimedBy: staffId,
  claimExpiresAt: later(minutes),
});
const resolved: Holding = { state: 'RESOLVED', claimedBy: null, claimExpiresAt: null };
const workdays: StaffedHours = {
  timeZone: 'Europe/Brussels',
  days: [null, ...Array.from({ length: 5 }, () => ({ from: 9 * 60, to: 21 * 60 })), null],
};

describe('the life of a review item', () => {
  test('every state can be reached and left, but the end', () => {
    expect(faultsInMoves<ReviewItemState>(reviewItemMoves, ['OPEN'], ['RESOLVED'])).toEqual([]);
    expect(Object.keys(reviewItemMoves).sort()).toEqual([...reviewItemStates].sort());
  });

  test('a lease that ran out holds nothing, to the millisecond', () => {
    const item = claimedBy('a', 10);
    expect(liveClaim(item, later(9))).toEqual({ staffId: 'a', expiresAt: later(10) });
    expect(stateAt(item, later(9))).toBe('CLAIMED');
    expect(liveClaim(item, later(10))).toBeNull();
    expect(stateAt(item, later(10))).toBe('OPEN');
    expect(stateAt({ ...open, state: 'WAITING' }, now)).toBe('WAITING');
  });

  test.each<[string, Holding, string, unknown]>([
    ['free', open, 'a', { ok: true, value: 'FRESH' }],
    ['handed over', { ...open, state: 'WAITING' }, 'a', { ok: true, value: 'FRESH' }],
    ['their own', claimedBy('a', 5), 'a', { ok: true, value: 'RENEWED' }],
    ['their own, run out', claimedBy('a', -1), 'a', { ok: true, value: 'FRESH' }],
    ["another's, run out", claimedBy('b', -1), 'a', { ok: true, value: 'FRESH' }],
    ["another's", claimedBy('b', 5), 'a', { ok: false, problem: { code: 'ALREADY_CLAIMED', retryAt: later(5) } }],
    ['resolved', resolved, 'a', { ok: false, problem: { code: 'STALE' } }],
  ])('claiming what is %s', (_, item, staffId, outcome) => {
    expect(claimable(item, staffId, now)).toEqual(outcome);
  });

  test.each<[string, Holding, string | true]>([
    ['their own', claimedBy('a', 5), true],
    ['their own, run out, not taken by anybody', claimedBy('a', -60), true],
    ["another's", claimedBy('b', 5), 'NOT_CLAIMED'],
    ['free', open, 'NOT_CLAIMED'],
    ['resolved', resolved, 'STALE'],
  ])('releasing what is %s', (_, item, outcome) => {
    const may = releasable(item, 'a');
    expect(may.ok || may.problem.code).toBe(outcome);
  });

  test.each<[string, Holding, number, string | true]>([
    ['their own, as they saw it', claimedBy('a', 5), 3, true],
    ['their own, changed since', claimedBy('a', 5), 2, 'STALE'],
    ['their own, run out', claimedBy('a', 0), 3, 'NOT_CLAIMED'],
    ["another's", claimedBy('b', 5), 3, 'NOT_CLAIMED'],
    ['free', open, 3, 'NOT_CLAIMED'],
    ['resolved', resolved, 3, 'STALE'],
  ])('resolving what is %s', (_, item, seen, outcome) => {
    const may = resolvable({ ...item, version: 3 }, 'a', seen, now);
    expect(may.ok || may.problem.code).toBe(outcome);
  });
});

describe('how urgent an item is', () => {
  const saturdayNight = new Date('2026-11-21T22:00:00Z');

  test.each<[Severity, string]>([
    ['CRISIS', '2026-11-21T22:05:00.000Z'],
    ['RED', '2026-11-21T23:00:00.000Z'],
    // Monday nine o'clock in Brussels and eight staffed hours.
    ['AMBER', '2026-11-23T16:00:00.000Z'],
    // Twelve staffed hours on Monday, twelve on Tuesday.
    ['GREEN', '2026-11-24T20:00:00.000Z'],
  ])('%s on a Saturday night is due at %s', (severity, due) => {
    expect(urgencyOf({ severity, reason: 'why.held' }, saturdayNight, workdays).dueAt.toISOString()).toBe(due);
  });

  test('amber and green fall due in staffed time only', () => {
    for (let hour = 0; hour < 168; hour += 5) {
      const from = new Date(saturdayNight.getTime() + hour * 3_600_000);
      for (const severity of ['AMBER', 'GREEN'] as const) {
        const { dueAt } = urgencyOf({ severity, reason: 'why.held' }, from, workdays);
        expect(isStaffed(workdays, new Date(dueAt.getTime() - 60_000))).toBe(true);
      }
    }
  });

  test('severity only rises, with its reason; the earliest due time wins', () => {
    const amber = { severity: 'AMBER', reason: 'why.turning', dueAt: later(480) } as const;
    const red = { severity: 'RED', reason: 'why.flag.SEXUAL_PRESSURE', dueAt: later(60) } as const;
    const lateGreen = { severity: 'GREEN', reason: 'why.held', dueAt: later(10) } as const;
    expect(raised(amber, red)).toEqual(red);
    expect(raised(red, amber)).toEqual(red);
    expect(raised(amber, lateGreen)).toEqual({ ...amber, dueAt: later(10) });
    expect(raised(red, { ...red, reason: 'why.held', dueAt: later(90) })).toEqual(red);
  });
});
