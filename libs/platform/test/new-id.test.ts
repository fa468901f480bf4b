import { newId } from '../src/database/new-id';

const at = new Date('2026-11-27T20:00:00Z');
const next = new Date(at.getTime() + 1);
/** What an id says besides its moment and what is random in it. */
const placeOf = (id: string): string => id.slice(15, 27);

describe('a new id', () => {
  it('stands behind those that were made before it, in the same millisecond too', () => {
    const ids = Array.from({ length: 500 }, () => newId(at));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(500);
    const later = newId(next);
    expect(ids.every((id) => id < later)).toBe(true);
  });

  it('does not tell how many were made between two moments', () => {
    const places = Array.from({ length: 20 }, (_, index) => placeOf(newId(index % 2 === 0 ? at : next)));
    expect([...places].sort()).not.toEqual(places);
  });
});
