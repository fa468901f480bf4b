import { dayAfter, isLocalDay, localDay, wallClock, weekdayOf } from '@kring/kernel';

const brussels = wallClock('Europe/Brussels');

describe('clocks on the wall', () => {
  it.each([
    ['in winter', '2026-01-15', 540, 'EARLIER', '2026-01-15T08:00:00.000Z'],
    ['in summer', '2026-07-15', 540, 'EARLIER', '2026-07-15T07:00:00.000Z'],
    ['over midnight', '2026-07-15', 1800, 'EARLIER', '2026-07-16T04:00:00.000Z'],
    ['a time that is skipped in spring', '2026-03-29', 150, 'EARLIER', '2026-03-29T01:30:00.000Z'],
    ['the first of a time that comes twice', '2026-10-25', 150, 'EARLIER', '2026-10-25T00:30:00.000Z'],
    ['the second of a time that comes twice', '2026-10-25', 150, 'LATER', '2026-10-25T01:30:00.000Z'],
    ['midnight of the day on which they change', '2026-10-25', 0, 'LATER', '2026-10-24T22:00:00.000Z'],
  ] as const)('%s', (_, day, minutes, which, moment) => {
    expect(brussels(day, minutes, which).toISOString()).toBe(moment);
  });

  it('know a zone by half hours, and the other side of the world', () => {
    expect(wallClock('Asia/Kolkata')('2026-05-01', 0, 'EARLIER').toISOString()).toBe('2026-04-30T18:30:00.000Z');
    expect(wallClock('Pacific/Auckland')('2026-01-01', 60, 'EARLIER').toISOString()).toBe('2025-12-31T12:00:00.000Z');
  });

  it('say which day it is', () => {
    expect(localDay(new Date('2026-07-15T22:30:00Z'), 'Europe/Brussels')).toBe('2026-07-16');
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(dayAfter('2026-03-29', -1)).toBe('2026-03-28');
    expect(weekdayOf('2026-11-29')).toBe(0);
  });

  it.each([['2026-02-29', false], ['2028-02-29', true], ['2026-13-01', false], ['26-01-01', false], ['2026-01-01T00', false]])(
    'take %s for a day: %s',
    (text, is) => expect(isLocalDay(text)).toBe(is),
  ); // prettier-ignore
});
