import { isStaffed, merged, nextStaffedMoment, staffedMomentAfter, type Stretch } from '@kring/kernel';

const at = (clock: string): Date => new Date(`2026-11-27T${clock}:00Z`);
const stretch = (from: string, until: string): Stretch => ({ from: at(from), until: at(until) });
const time = { stretches: [stretch('08:00', '10:00'), stretch('12:00', '13:00')] };

describe('staffed time known piece by piece', () => {
  it('is put in order, and made one where it overlaps or touches', () => {
    expect(
      merged([
        stretch('12:00', '13:00'),
        stretch('09:00', '10:00'),
        stretch('08:00', '09:00'),
        stretch('08:30', '08:45'),
      ]),
    ).toEqual(time.stretches);
    expect(merged([stretch('09:00', '09:00'), stretch('10:00', '09:00')])).toEqual([]);
  });

  it.each([
    ['07:59', false, '08:00'],
    ['08:00', true, '08:00'],
    ['09:59', true, '09:59'],
    ['10:00', false, '12:00'],
    ['13:00', false, null],
  ])('at %s it is staffed: %s, and next at %s', (moment, staffed, next) => {
    expect(isStaffed(time, at(moment))).toBe(staffed);
    expect(nextStaffedMoment(time, at(moment))).toEqual(next === null ? null : at(next));
  });

  it.each([
    ['07:00', 60, '09:00', 'waits for the first'],
    ['08:30', 60, '09:30', 'begins in the middle'],
    ['09:30', 60, '12:30', 'goes on in the next'],
    ['08:00', 120, '10:00', 'fills one to its end'],
    ['09:30', 600, '13:00', 'ends with what is known'],
    ['14:00', 30, '14:30', 'is plain time when nothing is known'],
  ])('from %s, %d minutes end at %s: it %s', (from, minutes, end) => {
    expect(staffedMomentAfter(time, at(from), minutes)).toEqual(at(end));
  });
});
