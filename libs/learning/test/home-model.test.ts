import {
  chanceOf,
  type Example,
  fewestPositives,
  type HomeModel,
  learnCategory,
  lessonOf,
  rowOf,
  weightiest,
} from '../src/domain/home-model';
import { isDrawn } from '../src/domain/draw';
import { labelsOf, type SaidPost } from '../src/domain/labels';

const now = new Date('2026-11-01T02:07:00Z');
const day = 86_400_000;
const bad = ['paarse', 'wolk', 'lantaarn', 'kelder', 'draaikolk'];
const good = ['fiets', 'soep', 'regen', 'school', 'kat', 'trein', 'muziek', 'brood'];

/** Posts in words of their own: every fourth is about what is learned. */
function examples(count: number): Example[] {
  return Array.from({ length: count }, (_, at) => {
    const isAbout = at % 4 === 0;
    const words = [0, 1, 2].map((step) => good[(at * 3 + step * 5) % good.length] ?? '');
    if (isAbout) words.push(bad[at % bad.length] ?? '', bad[(at + 2) % bad.length] ?? '');
    return {
      text: `Vandaag was er ${words.join(' en ')} bij ons.`,
      threadId: `thread ${Math.floor(at / 3)}`,
      at: new Date(now.getTime() - (count - at) * (day / 4)),
      categories: isAbout ? ['secrecy' as const] : [],
    };
  });
}

const learned = (from: readonly Example[], breathe = (): Promise<void> => Promise.resolve()): Promise<HomeModel> =>
  learnCategory('secrecy', from.map(lessonOf), now, breathe);

describe('a model of one category', () => {
  it('is off until there are enough positives', async () => {
    const model = await learned(examples((fewestPositives - 1) * 4));
    expect(model).toMatchObject({ positives: fewestPositives - 1, weights: null, raiseFrom: null });
    expect(chanceOf(rowOf('paarse wolk'), model)).toBe(0);
  });

  it('learns what is there to learn, is measured on posts it had not seen, and points at words', async () => {
    const model = await learned(examples(600));
    expect(model.raiseFrom).not.toBeNull();
    expect(model.raised).toBeGreaterThan(10);
    expect(model.raisedRightly / model.raised).toBeGreaterThan(0.8);
    expect(model.raisedRightly).toBeLessThanOrEqual(model.toBeFound);
    const text = 'Gisteren was er een paarse lantaarn bij de soep.';
    expect(chanceOf(rowOf(text), model)).toBeGreaterThan(chanceOf(rowOf('Gisteren was er brood bij de soep.'), model));
    expect(weightiest(text, model).map(({ start, end }) => text.slice(start, end))).toContain('paarse');
  });

  it('is the same for the same examples', async () => {
    expect(await learned(examples(400))).toEqual(await learned(examples(400)));
  });

  it('lets others have their turn while it learns', async () => {
    let turns = 0;
    await learned(examples(1000), () => Promise.resolve(void (turns += 1)));
    expect(turns).toBeGreaterThan(20);
  });

  it('is not used when labels say nothing', async () => {
    const noise = examples(600).map((example, at) => ({
      ...example,
      text: `Vandaag was er ${good[Math.imul(at + 1, 0x9e3779b1) >>> 29] ?? ''} bij ons.`,
    }));
    expect((await learned(noise)).raiseFrom).toBeNull();
  });
});

describe('labels', () => {
  const post: SaidPost = {
    severity: 'AMBER',
    signals: [
      { category: 'hopelessness', severity: 'AMBER' },
      { category: 'self_harm', severity: 'GREEN' },
    ],
    flags: [],
    drawn: false,
    upheld: true,
    judged: null,
  };
  it('come from what moderators did', () => {
    expect(labelsOf(post)).toEqual(['hopelessness']);
    expect(labelsOf({ ...post, upheld: false })).toEqual([]);
    expect(labelsOf({ ...post, upheld: null })).toBeNull();
    expect(labelsOf({ ...post, severity: 'GREEN', signals: [], upheld: null })).toEqual([]);
    expect(labelsOf({ ...post, severity: 'GREEN', signals: [], flags: ['COMPETING'] })).toEqual(['competition']);
  });
  it('take no harm that only chance found for its absence', () => {
    const drawn = { ...post, severity: 'GREEN' as const, signals: [], drawn: true };
    expect(labelsOf(drawn)).toBeNull();
    expect(labelsOf({ ...drawn, upheld: null })).toBeNull();
    expect(labelsOf({ ...drawn, upheld: false })).toEqual([]);
    expect(labelsOf({ ...drawn, judged: { severity: 'AMBER', category: 'pact' } })).toEqual(['pact']);
  });
  it('follow what a person said of the post before all else', () => {
    expect(labelsOf({ ...post, judged: { severity: 'GREEN', category: null } })).toEqual([]);
    expect(labelsOf({ ...post, upheld: false, judged: { severity: 'RED', category: 'pact' } })).toEqual(['pact']);
    expect(labelsOf({ ...post, judged: { severity: 'RED', category: null } })).toEqual(['hopelessness']);
  });
});

it('draws the share that was asked for', () => {
  const marks = Array.from({ length: 10_000 }, (_, at) => Math.floor(((at + 0.5) / 10_000) * 0x1_0000_0000));
  expect(marks.filter((mark) => isDrawn(mark, 10))).toHaveLength(100);
  expect(marks.filter((mark) => isDrawn(mark, 0))).toHaveLength(0);
});
