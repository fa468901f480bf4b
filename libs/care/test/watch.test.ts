import { faultsInMoves } from '@kring/kernel';
import { isDue, keptUntil, quietSince, readContact, watchMoves, type WatchState } from '../src/domain/watch';

const now = new Date('2026-11-23T09:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);

test('a watch is proposed or begun, and ends', () => {
  expect(faultsInMoves<WatchState>(watchMoves, ['PROPOSED'], ['ENDED'])).toEqual([]);
});

test.each([
  ['PROPOSED', null, null, true],
  ['WATCHING', days(1), null, false],
  ['WATCHING', now, null, true],
  ['WATCHING', days(-1), null, true],
  ['WATCHING', days(1), days(-3), true],
  ['ENDED', days(-1), days(-3), false],
] as const)('%s, contact %s, quiet %s: due is %s', (state, nextContactAt, quiet, due) => {
  expect(isDue({ state, nextContactAt, quietSince: quiet }, now)).toBe(due);
});

test.each([
  ['wrote yesterday', days(-1), days(-10), null],
  ['wrote three days ago', days(-3), days(-10), days(-3)],
  ['wrote before they were watched', days(-9), days(-4), days(-4)],
  ['never, and watched since yesterday', null, days(-1), null],
  ['never, and watched for long', null, days(-5), days(-5)],
])('%s', (_, last, since, quiet) => {
  expect(quietSince(last, since, now, 3)).toEqual(quiet);
});

test.each([
  [0, 'not_in_future'],
  [-1, 'not_in_future'],
  [0.01, null],
  [60, null],
  [60.01, 'too_far'],
])('a contact in %d days: %s', (ahead, reason) => {
  const read = readContact(days(ahead), now);
  expect(read.ok ? null : read.problem.reason).toBe(reason);
});

test('a note is kept so many days', () => {
  expect(keptUntil(now, 90)).toEqual(days(90));
});
