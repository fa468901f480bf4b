import { categories, goodNews } from '@kring/safety';
import { type Exposure, shiftBegan, spentOf, usualBudget, weighs } from '../src/domain/budget';
import { themeOfCategory, themes } from '../src/domain/themes';

const read = (count: number, one: Exposure): Exposure[] => Array.from({ length: count }, () => one);

describe('what a shift asks of somebody', () => {
  const budget = { severe: 3, sameTheme: 4 };

  it('counts red ones and crises, and what is about one theme, and is spent at either', () => {
    const amber = { severity: 'AMBER', theme: 'EATING' } as const;
    const red = { severity: 'RED', theme: null } as const;
    expect(spentOf([], budget)).toEqual({ severe: 0, byTheme: [], isSpent: false });
    expect(spentOf(read(3, amber), budget)).toEqual({
      ...{ severe: 0, byTheme: [{ theme: 'EATING', count: 3 }], isSpent: false },
    });
    expect(spentOf(read(4, amber), budget)).toMatchObject({ severe: 0, isSpent: true });
    expect(spentOf(read(2, red), budget)).toMatchObject({ severe: 2, byTheme: [], isSpent: false });
    expect(spentOf([...read(2, red), { severity: 'CRISIS', theme: 'SUICIDE' }], budget)).toMatchObject({
      ...{ severe: 3, isSpent: true },
    });
  });

  it('tells the theme that weighed most first', () => {
    const some = [...read(1, { severity: 'RED', theme: 'ABUSE' }), ...read(2, { severity: 'AMBER', theme: 'SUICIDE' })];
    expect(spentOf(some, usualBudget).byTheme.map(({ theme }) => theme)).toEqual(['SUICIDE', 'ABUSE']);
  });

  it('begins with the duty, or with the day when there is none', () => {
    const now = new Date('2026-11-27T14:00:00Z');
    const began = new Date('2026-11-26T21:00:00Z');
    expect(shiftBegan(began, now, 'Europe/Brussels')).toBe(began);
    expect(shiftBegan(null, now, 'UTC')).toEqual(new Date('2026-11-27T00:00:00Z'));
  });

  it.each([
    ['in winter', '2026-11-26T23:00:00Z', '2026-11-27T00:30:00Z'],
    ['in summer', '2026-07-14T22:00:00Z', '2026-07-15T00:30:00Z'],
    ['on the day on which clocks go forward', '2026-03-28T23:00:00Z', '2026-03-29T20:00:00Z'],
    ['on the day on which clocks go back', '2026-10-24T22:00:00Z', '2026-10-25T22:30:00Z'],
  ])('begins with the day on the wall, %s', (_, began, now) => {
    expect(shiftBegan(null, new Date(now), 'Europe/Brussels')).toEqual(new Date(began));
    expect(shiftBegan(null, new Date(Date.parse(began) - 1), 'Europe/Brussels').getTime()).toBeLessThan(
      Date.parse(began),
    );
  });

  it('does not count what is green', () => {
    expect(weighs('GREEN')).toBe(false);
    expect(weighs('AMBER')).toBe(true);
  });
});

describe('themes', () => {
  it('are each what some signal is about, and good news is about none', () => {
    expect(new Set(categories.map(themeOfCategory).filter((theme) => theme !== null))).toEqual(new Set(themes));
    for (const category of goodNews) expect(themeOfCategory(category)).toBeNull();
    for (const unknown of [null, 'toString', 'new_category']) expect(themeOfCategory(unknown)).toBeNull();
  });
});
