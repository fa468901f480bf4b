import { languages } from '@kring/safety';
import { lintScript } from '../src/domain/lint-script';
import { play } from '../src/domain/play';
import type { PracticeScript } from '../src/domain/script';
import type { Step } from '../src/domain/step';
import { PracticeScripts } from '../src/storage/practice-scripts';
import { steer } from './steps';

const { all } = new PracticeScripts();
const note = { nl: 'Fijn dat jullie er zijn. Wat hielp vandaag, al was het klein?', fr: 'Merci d’être là. Qu’est-ce qui a aidé aujourd’hui, même un peu ?', en: 'Good that you are here. What helped today, even a little?' }; // prettier-ignore
const script = (key: string): PracticeScript => {
  const found = all.find((one) => one.key === key);
  if (!found) throw new Error(`no script ${key}`);
  return found;
};

describe.each(languages)('the practice threads, in %s', (language) => {
  const climates = (key: string, steps: readonly Step[] = []): string[] =>
    play(script(key), language, steps, script(key).minutes * 60_000).points.map(({ climate }) => climate);
  const postOf = (key: string, post: string) =>
    play(script(key), language, [], script(key).minutes * 60_000).posts.find((one) => one.key === post);
  const early = [steer(9, 'GUIDE_NOTE', { text: note[language] })];

  it('has a heavy one that never turns, and has all its posts read as supportive in the end', () => {
    const seen = climates('only-looks-dark');
    expect(seen).not.toContain('TURNING');
    expect(seen).not.toContain('REINFORCING');
    expect(seen.at(-1)).toBe('SUPPORTIVE');
    // It lies in the past; whether somebody says how it is now decides.
    expect(['GREEN', 'AMBER']).toContain(postOf('only-looks-dark', 'p1')?.assessment?.severity);
    expect(play(script('only-looks-dark'), language, [], 1_800_000).posts.every(({ state }) => state === 'VISIBLE')).toBe(true); // prettier-ignore
  });

  it.each(['building-up', 'slow-drift', 'pressed-for-contact'])(
    'has %s grow worse alone, and better when steered early',
    (key) => {
      expect(climates(key).at(-1)).toBe('REINFORCING');
      expect(['SUPPORTIVE', 'NEUTRAL']).toContain(climates(key, early).at(-1));
    },
  );

  it('has a drift that no single post of its first quarter of an hour would show', () => {
    for (const { key } of script('slow-drift').events.slice(0, 4))
      expect(['GREEN', 'AMBER']).toContain(postOf('slow-drift', key)?.assessment?.severity);
  });

  it('has somebody in need now, whose post waits', () => {
    expect(postOf('in-need-now', 'p5')).toMatchObject({ state: 'HELD', assessment: { severity: 'CRISIS' } });
  });

  it('has pressing for contact wait', () => {
    expect(postOf('pressed-for-contact', 'p4')?.state).toBe('HELD');
    expect(postOf('pressed-for-contact', 'd1')?.state).toBe('HELD');
  });

  it('never gives a figure or a means: no digits but those of helplines', () => {
    for (const { events } of all)
      for (const { text, guidance } of events)
        for (const words of [text[language], guidance?.[language] ?? ''])
          expect(words.replaceAll(/\b(112|1813|3114)\b/gu, '')).not.toMatch(/\d/u);
  });
});

describe('what can be wrong in a practice thread', () => {
  const good = script('slow-drift');
  const [first, ...rest] = good.events;
  const broken: [string, Partial<PracticeScript>, RegExp][] = [
    ['words that miss a language', { title: { ...good.title, fr: ' ' } }, /title lacks words in fr/],
    ['a dash that people do not type', { title: { ...good.title, en: 'Sunday — evening' } }, /dash/],
    ['an event twice', { events: [...good.events, ...good.events.slice(0, 1)] }, /event p1 stands twice/],
    ['a turn of nobody', { events: [...good.events, { ...good.events[1]!, key: 'x', needs: ['earli'] }] }, /earli, which is no turn/], // prettier-ignore
    ['a speaker of nowhere', { events: [first!, { ...rest[0]!, by: 'niemand' }, ...rest.slice(1)] }, /said by nobody/],
    ['a time outside the story', { minutes: 5 }, /lies outside the story/],
    ['a beginning that may not come', { events: rest }, /begins with a post at minute 0/],
    ['what matters without a word', { events: [first!, { ...rest[0]!, matters: true }, ...rest.slice(1)] }, /nobody says why/], // prettier-ignore
    ['a turn that ends first', { turns: good.turns.map((turn) => ({ ...turn, from: 9, by: 3 })) }, /ends before it begins/], // prettier-ignore
    ['a step that cannot be practised', { turns: [{ ...good.turns[0]!, anyOf: ['REMOVE_MEMBER' as never] }] }, /cannot be practised/], // prettier-ignore
  ];

  it('is told, and nothing where nothing is', () => {
    expect(lintScript(good)).toEqual([]);
  });

  it.each(broken)('tells of %s', (_, change, fault) => {
    expect(lintScript({ ...good, ...change }).join('\n')).toMatch(fault);
  });
});
