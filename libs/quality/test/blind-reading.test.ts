import {
  blindReadingMoves,
  type BlindReadingState,
  givable,
  type Holding,
  isDrawn,
  readPercent,
  takeable,
} from '../src/domain/blind-reading';

const now = new Date('2026-11-27T10:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const reading = (more: Partial<Holding>): Holding => ({
  ...{ state: 'OPEN', readerId: null, takenUntil: null, expiresAt: later(1000) },
  ...more,
});

describe('a second reading', () => {
  it('reaches every state, and leaves those that are not for good', () => {
    const states = Object.keys(blindReadingMoves) as BlindReadingState[];
    const reached = new Set(Object.values(blindReadingMoves).flat());
    expect(states.filter((state) => state !== 'OPEN' && !reached.has(state))).toEqual([]);
    expect(states.filter((state) => blindReadingMoves[state].length === 0)).toEqual(['GIVEN', 'EXPIRED']);
  });

  it('is drawn as often as was chosen', () => {
    const marks = Array.from({ length: 1000 }, (_, index) => index * (0x1_0000_0000 / 1000));
    expect(marks.filter((mark) => isDrawn(mark, 5))).toHaveLength(50);
    expect(marks.filter((mark) => isDrawn(mark, 0))).toHaveLength(0);
    expect(marks.filter((mark) => isDrawn(mark, 20))).toHaveLength(200);
  });

  it.each([
    [0, true],
    [20, true],
    [21, false],
    [-1, false],
    [2.5, false],
    [Number.NaN, false],
  ])('a share of %s: %s', (percent, may) => {
    expect(readPercent(percent).ok).toBe(may);
  });

  it.each([
    [reading({}), true],
    [reading({ state: 'TAKEN', readerId: 'me', takenUntil: later(5) }), true],
    [reading({ state: 'TAKEN', readerId: 'other', takenUntil: later(-1) }), true],
    [reading({ state: 'TAKEN', readerId: 'other', takenUntil: later(5) }), 'ALREADY_CLAIMED'],
    [reading({ state: 'GIVEN', readerId: 'other' }), 'STALE'],
    [reading({ state: 'EXPIRED' }), 'STALE'],
    [reading({ expiresAt: now }), 'STALE'],
  ])('%#: is taken by who may', (held, expected) => {
    const may = takeable(held, 'me', now);
    expect(may.ok ? true : may.problem.code).toBe(expected);
  });

  it.each([
    [reading({}), 'NOT_CLAIMED'],
    [reading({ state: 'TAKEN', readerId: 'me', takenUntil: later(-5) }), true],
    [reading({ state: 'TAKEN', readerId: 'other', takenUntil: later(5) }), 'NOT_CLAIMED'],
    [reading({ state: 'GIVEN', readerId: 'me' }), 'STALE'],
  ])('%#: is given by who took it', (held, expected) => {
    const may = givable(held, 'me', now);
    expect(may.ok ? true : may.problem.code).toBe(expected);
  });
});
