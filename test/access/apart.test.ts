import { apart, type Pair } from './apart';

/** Numbers that look like chance and are the same each time (Park and Miller). */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Times of a service: a floor, a long tail, and now and then a pause of the whole machine that hits both of a pair. */
function times(seed: number, count: number, delay: number, load = 1): Pair[] {
  const roll = dice(seed);
  const time = (): number => 3 - load * Math.log(1 - roll()) * 0.6;
  return Array.from({ length: count }, () => {
    const pause = roll() < 0.05 * load ? roll() * 40 : 0;
    const [hitsOne, hitsOther] = [roll() < 0.5 ? pause : 0, roll() < 0.5 ? pause : 0];
    return { one: time() + delay + hitsOne, other: time() + hitsOther };
  });
}

describe('telling two things apart by their time', () => {
  const seeds = Array.from({ length: 200 }, (_, turn) => turn * 7919 + 17);

  it('finds none between equal ones, on a quiet machine and on a loaded one', () => {
    for (const load of [1, 5, 20])
      expect([load, seeds.filter((seed) => apart(times(seed, 200, 0, load)).isTold).length]).toEqual([load, 0]);
  });

  it('finds half a millisecond that one of them always takes longer, in almost every run', () => {
    const found = seeds.filter((seed) => apart(times(seed, 200, 0.5)).isTold);
    expect(found.length).toBeGreaterThan(195);
    expect(apart(times(1, 200, 0.5)).shift).toBeGreaterThan(0.3);
  });

  it('finds a hash that only one of them computes, on a loaded machine too', () => {
    expect(seeds.filter((seed) => apart(times(seed, 200, 30, 20)).isTold)).toHaveLength(seeds.length);
  });

  it('finds it whichever of the two takes longer', () => {
    const turned = times(3, 200, 2).map(({ one, other }) => ({ one: other, other: one }));
    expect(apart(turned)).toMatchObject({ isTold: true });
    expect(apart(turned).shift).toBeLessThan(-1.5);
  });

  it('says nothing of what never differs, or of nothing', () => {
    expect(apart(Array.from({ length: 50 }, () => ({ one: 2, other: 2 })))).toMatchObject({ chance: 1, isTold: false });
    expect(apart([])).toMatchObject({ isTold: false });
  });

  it('gives the chance that tables give: for 20 pairs, a rank sum of 52 of 210 is one in twenty', () => {
    const ranks = Array.from({ length: 20 }, (_, place) => place + 1);
    // 20 + 19 + 13 = 52 on one side.
    const signed = ranks.map((rank) => ([20, 19, 13].includes(rank) ? rank : -rank));
    expect(apart(signed.map((difference) => ({ one: difference, other: 0 }))).chance).toBeCloseTo(0.0479, 2);
  });
});
