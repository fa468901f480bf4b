import type { Climate } from '@kring/safety';
import type { InterventionKind } from '../src/domain/interventions';
import { figuresStretch, type SteeringCount, steeringFigures, toldCounts } from '../src/domain/steering-figures';

const climates: readonly Climate[] = ['SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING'];
const kinds: readonly InterventionKind[] = ['GUIDE_NOTE', 'SLOW_MODE', 'HOLD_MEMBER'];
const groups = ['g1', 'g2', 'g3', 'g4'];

const count = (groupId: string, before: Climate, after: Climate, of: number): SteeringCount => ({
  groupId,
  kind: 'GUIDE_NOTE',
  before,
  after,
  count: of,
});

test('nine are not told, ten are, in fives', () => {
  const told = (of: number) => toldCounts([count('g1', 'TURNING', 'NEUTRAL', of)]);
  expect(told(9)).toEqual([]);
  expect([10, 14, 15, 19].map((of) => told(of)[0]?.count)).toEqual([10, 10, 15, 15]);
});

test('what is rare in a group is told together, and what is rare in groups with that of other groups', () => {
  const counts = [
    count('g1', 'TURNING', 'NEUTRAL', 12),
    count('g1', 'TURNING', 'TURNING', 6),
    count('g1', 'TURNING', 'SUPPORTIVE', 4),
    count('g2', 'TURNING', 'NEUTRAL', 7),
    count('g3', 'TURNING', 'NEUTRAL', 3),
    count('g3', 'TURNING', 'TURNING', 2),
  ];
  const told = toldCounts(counts);
  expect(steeringFigures(told, 'g1')).toEqual([
    {
      kind: 'GUIDE_NOTE',
      lookedAgain: 20,
      changes: [{ before: 'TURNING', after: 'NEUTRAL', count: 10 }],
      others: 10,
    },
  ]);
  expect(steeringFigures(told, 'g2')).toEqual([]);
  expect(steeringFigures(told, null)).toEqual([
    {
      kind: 'GUIDE_NOTE',
      lookedAgain: 30,
      changes: [{ before: 'TURNING', after: 'NEUTRAL', count: 20 }],
      others: 10,
    },
  ]);
});

/** A small generator with a seed, so that a failure can be seen again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * sides);
  };
}

test.each(Array.from({ length: 200 }, (_, seed) => seed))(
  'whatever is laid side by side comes down to counts of ten and more (%i)',
  (seed) => {
    const roll = dice(seed);
    const counts: SteeringCount[] = [];
    for (const groupId of groups)
      for (const kind of kinds)
        for (const before of climates)
          for (const after of climates)
            if (roll(3) === 0) counts.push({ groupId, kind, before, after, count: 1 + roll(roll(2) === 0 ? 8 : 30) });
    const told = toldCounts(counts);
    for (const one of told) {
      // What the count can be of, by what it says: no less than ten, and never more than was counted.
      const of = counts.filter(
        ({ groupId, kind, before, after }) =>
          kind === one.kind &&
          (one.groupId === null || one.groupId === groupId) &&
          (one.change === null || (one.change.before === before && one.change.after === after)),
      );
      expect(one.count).toBeGreaterThanOrEqual(10);
      expect(one.count % 5).toBe(0);
      expect(one.count).toBeLessThanOrEqual(of.reduce((all, each) => all + each.count, 0));
    }
    // All less each group: what is left is nothing, or again at least ten.
    for (const kind of kinds) {
      const sum = (groupId: string | null): number =>
        steeringFigures(told, groupId).find((figure) => figure.kind === kind)?.lookedAgain ?? 0;
      const left = sum(null) - groups.reduce((all, groupId) => all + sum(groupId), 0);
      expect(left === 0 || left >= 10).toBe(true);
      for (const figure of steeringFigures(told, null).filter((one) => one.kind === kind))
        for (const change of figure.changes) {
          const inGroups = groups.reduce((all, groupId) => {
            const of = steeringFigures(told, groupId).find((one) => one.kind === kind);
            const same = of?.changes.find((one) => one.before === change.before && one.after === change.after);
            return all + (same?.count ?? 0);
          }, 0);
          const rest = change.count - inGroups;
          expect(rest === 0 || rest >= 10).toBe(true);
        }
    }
  },
);

test('weeks end on the last Monday of the clock on the wall, also when the clocks changed', () => {
  const { from, until } = figuresStretch('WEEKS_12', new Date('2026-11-27T10:00:00Z'), 'Europe/Brussels');
  expect(until).toEqual(new Date('2026-11-22T23:00:00Z'));
  expect(from).toEqual(new Date('2026-08-30T22:00:00Z'));
  const monday = figuresStretch('WEEKS_4', new Date('2026-11-22T23:00:00Z'), 'Europe/Brussels');
  expect(monday.until).toEqual(new Date('2026-11-22T23:00:00Z'));
});
