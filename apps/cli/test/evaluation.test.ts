import type { Examples, PostExample } from '../src/evaluation/examples';
import { figuresOf, isMet, type Reading, readAll } from '../src/evaluation/figures';
import { intoPage, report } from '../src/evaluation/report';
import { setAside } from '../src/evaluation/set-aside';

const post = (number: number, functionality: string, lang: 'nl' | 'fr' = 'nl'): PostExample => ({
  id: `${lang}-${functionality}-${number}`,
  lang,
  functionality,
  text: 'Vandaag was een gewone dag.',
  expect: { min: 'GREEN', max: 'GREEN', categories: [], hold: false },
});

const examples: Examples = {
  posts: [...'abc'].flatMap((name) => Array.from({ length: 10 }, (_, at) => post(at, name, at % 2 ? 'nl' : 'fr'))),
  threads: Array.from({ length: 9 }, (_, at) => ({
    ...{ id: `thread-${at}`, lang: 'nl' as const, kind: 'supportive' },
    posts: [{ author: 'a', role: 'member' as const, minute: 0, text: 'Vandaag was een gewone dag.' }],
    expect: { climate: ['NEUTRAL' as const], turnsAt: null, escalates: false },
  })),
};

it('sets the same third of everything aside each time, and shares nothing between the parts', () => {
  const { tuned, aside } = setAside(examples);
  expect(setAside({ posts: [...examples.posts].reverse(), threads: examples.threads }).aside.posts.map(({ id }) => id).sort()).toEqual(aside.posts.map(({ id }) => id).sort()); // prettier-ignore
  for (const functionality of 'abc')
    for (const lang of ['nl', 'fr'])
      expect(aside.posts.filter((one) => one.functionality === functionality && one.lang === lang)).toHaveLength(2);
  expect(aside.threads).toHaveLength(3);
  expect(new Set([...tuned.posts, ...aside.posts].map(({ id }) => id)).size).toBe(30);
});

/** The same examples, read as somebody would who errs. */
function read(changes: Partial<PostExample['expect']>, functionality = 'explicit_intent'): Reading {
  const wanted = { ...post(1, functionality), expect: { ...post(1, functionality).expect, ...changes } };
  return readAll({ posts: [wanted, post(2, functionality)], threads: [] });
}

it('counts what is missed, over-called, wrongly held and not found', () => {
  const figure = (reading: Reading, name: string) => figuresOf(reading, 'nl').find((one) => one.name.startsWith(name));
  expect(figure(read({ min: 'CRISIS', max: 'CRISIS' }), 'explicit')).toMatchObject({ count: 1, of: 2, share: 0.5 });
  expect(figure(read({}, 'grief'), 'hard negatives')).toMatchObject({ count: 2, of: 2 });
  expect(figure(read({ hold: true }), 'held, of')).toMatchObject({ count: 0, of: 1 });
  const weakest = figure(read({ categories: ['pact'] }), 'weakest');
  expect(weakest).toMatchObject({ name: 'weakest functionality: explicit_intent', count: 1, of: 2 });
  expect(weakest && isMet(weakest)).toBe(false);
  expect(figuresOf(read({}), 'fr')).toEqual([]);
});

it('gives no figure without its count and its bound, and marks what is missed', () => {
  const reading = read({ min: 'CRISIS', max: 'CRISIS' });
  const told = report([{ name: 'Set aside', reading, byRules: reading }]);
  expect(told).toContain('The head (docs/safety-head.md) changes none of these figures.');
  const withHead = report([{ name: 'Set aside', reading, byRules: read({ min: 'GREEN', max: 'GREEN' }) }]);
  expect(withHead).toMatch(/\| explicit crisis recalled \| Dutch \| 1 \(2 of 2; .*\) \| \*\*\.5 \(1 of 2; .*\)\*\* \|/);
  expect(told).toContain('| explicit crisis recalled | ≥ .98 | **.5 (1 of 2; ≥ .025)** | – | – |');
});

it('writes between the marks of a page and nowhere else', () => {
  const written = intoPage('a\n<!-- measured: examples -->\nold\n<!-- end of examples -->\nb\n', 'new');
  expect(written).toBe('a\n<!-- measured: examples -->\n\nnew\n\n<!-- end of examples -->\nb\n');
  expect(() => intoPage('a page without marks', 'new')).toThrow();
});
