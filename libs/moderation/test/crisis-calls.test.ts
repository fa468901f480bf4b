import { callMoments, crisisWaitsSince, stepsToTake, type WaitingItem } from '../src/domain/crisis-calls';

const start = new Date('2026-11-27T02:00:00Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const patience = { SUPERVISORS: 3, ON_CALL: 6 };
const open: WaitingItem = {
  severity: 'CRISIS',
  state: 'OPEN',
  openedAt: start,
  waitingSince: start,
  claimedBy: null,
  claimExpiresAt: null,
};
const claimed = (until: number): Partial<WaitingItem> => ({
  state: 'CLAIMED',
  claimedBy: 'somebody',
  claimExpiresAt: after(until),
});

describe('a crisis that nobody takes', () => {
  it.each<[string, Partial<WaitingItem>, number, number | null]>([
    ['waits since it was opened', {}, 5, 0],
    ['waits since it was opened, when no more is known', { waitingSince: null }, 5, 0],
    ['waits since it was let go', { state: 'WAITING', waitingSince: after(4) }, 5, 4],
    ['waits for nobody while somebody has it', claimed(10), 5, null],
    ['waits since a lease ran out', claimed(10), 12, 10],
    [
      'waits since it became a crisis, when the lease ran out before',
      { ...claimed(10), waitingSince: after(11) },
      12,
      11,
    ],
    ['waits no more when it ended', { state: 'RESOLVED' }, 5, null],
    ['is none when it is not as grave', { severity: 'RED' }, 5, null],
  ])('%s', (_, part, now, since) => {
    expect(crisisWaitsSince({ ...open, ...part }, after(now))).toEqual(since === null ? null : after(since));
  });

  it.each([
    [2.99, [], []],
    [3, [], ['SUPERVISORS']],
    [5.9, ['SUPERVISORS'], []],
    [6, ['SUPERVISORS'], ['ON_CALL']],
    [60, [], ['SUPERVISORS', 'ON_CALL']],
    [60, ['SUPERVISORS', 'ON_CALL'], []],
  ] as const)('after %d minutes, with %j taken, calls %j', (minutes, taken, steps) => {
    expect(stepsToTake(start, patience, taken, after(minutes))).toEqual(steps);
  });

  it('says when each step is taken', () => {
    expect(callMoments(start, patience)).toEqual([
      { step: 'SUPERVISORS', at: after(3) },
      { step: 'ON_CALL', at: after(6) },
    ]);
  });
});
