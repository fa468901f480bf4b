import { readRecheckChoice, recheckMoments } from '../src/domain/recheck';

const at = new Date('2026-11-27T10:00:00Z');
const inMinutes = (minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

test.each([
  ['MINUTES', inMinutes(30), [inMinutes(120)]],
  ['NEXT_SHIFT', inMinutes(30), [inMinutes(30)]],
  ['NEXT_SHIFT', null, [inMinutes(120)]],
  ['BOTH', inMinutes(30), [inMinutes(30), inMinutes(120)]],
  ['BOTH', inMinutes(600), [inMinutes(120), inMinutes(600)]],
  ['BOTH', inMinutes(120), [inMinutes(120)]],
  ['BOTH', null, [inMinutes(120)]],
] as const)('%s with the next shift at %s', (looks, nextShift, moments) => {
  expect(recheckMoments({ looks, minutes: 120 }, at, nextShift)).toEqual(moments);
});

test.each([
  [14, false],
  [15, true],
  [2880, true],
  [2881, false],
  [30.5, false],
  [NaN, false],
])('%s minutes', (minutes, fits) => {
  expect(readRecheckChoice({ looks: 'MINUTES', minutes }).ok).toBe(fits);
});
