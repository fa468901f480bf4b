import fc from 'fast-check';
import { assess as read, languages, readThread, type Assessment } from '@kring/safety';
import { library } from '../src/library';

/** Noise may well look like another language; here it is read all the same. */
const assess = (text: string): Assessment => read(text, { group: { otherLanguages: 'SHOW' } });

const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/** Where a character, as a person sees it, begins; and the end of the text. */
function edgesOf(text: string): ReadonlySet<number> {
  return new Set([...Array.from(graphemes.segment(text), ({ index }) => index), text.length]);
}

function expectSoundPassages(text: string, { signals }: Assessment): void {
  const edges = edgesOf(text);
  for (const { passages, rule } of signals) {
    // Good news that the head names marks nothing.
    if (rule.endsWith('-head-good')) expect(passages).toEqual([]);
    else expect(passages.length).toBeGreaterThan(0);
    for (const { start, end } of passages) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(text.length);
      for (const edge of [start, end]) {
        expect([text, edge, edges.has(edge)]).toEqual([text, edge, true]);
      }
    }
  }
}

/** Milliseconds of processor time, so that a busy machine does not fail the test. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const risky = fc.constantFrom(
  'ik wil niet meer leven',
  'je veux mourir',
  'i want to die',
  'k wil d00d',
  's t e r v e n',
  'z\u200belfmoord',
  '𝓲 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓭𝓲𝓮',
  'bel 0470 12 34 56',
  'kys',
  'ik wil dооооd',
);
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('🕯️', '👩‍👩‍👧', '\u202e', '\ud83d', '\udc00', 'ﷺ', '\u0000', '"', "'", '\n', '...', 'İ', 'ß', 'ﬁ'),
);

describe('any text', () => {
  it('is read without throwing, with passages inside the text that never split a character', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(noise, risky), { maxLength: 8 }), (parts) => {
        const text = parts.join(' ');
        const assessment = assess(text);
        expect(assessment.checked).toBe(true);
        expectSoundPassages(text, assessment);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same words wherever they stand, at their own place', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('🙂', '🎈🎈', '…', '', ' '), { maxLength: 6 }), (before) => {
        const prefix = before.join('') + '. ';
        const text = prefix + 'ik wil niet meer leven';
        const passages = assess(text).signals.flatMap((signal) => signal.passages);
        expect(passages.map(({ start, end }) => text.slice(start, end))).toContain('ik wil niet meer leven');
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['one letter 5,000 times', 'a'.repeat(5000)],
    ['one risky word stretched', 'do' + 'o'.repeat(5000) + 'd'],
    ['zero-width characters', '\u200b'.repeat(5000)],
    ['direction marks', '\u202e\u202d\u2066'.repeat(2000)],
    ['quotation marks', '"'.repeat(5000)],
    ['letters apart', 'd o o d '.repeat(2000)],
    ['digits', '0 '.repeat(5000)],
    ['at signs', 'a@'.repeat(5000)],
    ['combining marks', 'e' + '\u0301'.repeat(5000)],
    ['the same risky sentence', 'ik wil niet meer leven '.repeat(300)],
  ])('%s is read in time', (_what, text) => {
    const assessment = assess(text);
    expect(assessment.checked).toBe(true);
    expectSoundPassages(text, assessment);
    expect(cpuOf(() => assess(text))).toBeLessThan(1000);
  });

  it.each([
    ['words', 'ik weet niet of dat nog gaat maar ik wil wel proberen om te slapen '],
    ['one sentence of negations', 'niet nooit geen ik wil '],
    ['one letter', 'a'],
    ['digits and dots', '04.70.'],
    ['addresses', 'a.b@c.'],
    ['one risk over and over', 'ik wil dood en '],
  ])('300 kB of %s takes time in proportion to its length', (_what, unit) => {
    const long = unit.repeat(Math.ceil(300_000 / unit.length));
    const short = long.slice(0, 30_000);
    assess(short);
    const briefly = cpuOf(() => assess(short));
    expect(cpuOf(() => expect(assess(long).checked).toBe(true))).toBeLessThan(40 * briefly + 1500);
  });

  it('says that a person must look when it cannot read', () => {
    expect(assess(undefined as unknown as string)).toEqual({
      severity: 'AMBER',
      hold: false,
      checked: false,
      signals: [],
    });
  });

  it('reads a thread of anything', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(noise, risky), { maxLength: 12 }), (texts) => {
        const posts = texts.map((text, at) => ({
          author: 'abc'.charAt(at % 3),
          role: 'member' as const,
          minute: at,
          text,
        }));
        const reading = readThread(posts);
        expect(reading.points).toHaveLength(posts.length);
        for (const point of [reading, ...reading.points]) {
          for (const value of [point.score, ...Object.values(point.components)]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

it('reads an ordinary post in about a millisecond', () => {
  const text =
    'vandaag toets wiskunde gehad en ik denk da het ni zo goe was, ma bon we zien wel. wie gaat er mee naar de fuif?';
  for (let warm = 0; warm < 200; warm += 1) assess(text);
  const spent = cpuOf(() => {
    for (let round = 0; round < 200; round += 1) assess(text);
  });
  expect(spent / 200).toBeLessThan(3);
});

describe('every rule', () => {
  /** The words of a rule's own example over and over, as one sentence without an end: the worst there is for its patterns. */
  const hostile = (example: string, length: number): string => {
    const words = `${example.replace(/[^\p{L}\p{N} ]/gu, ' ')} `;
    return words.repeat(Math.ceil(length / words.length)).slice(0, length);
  };

  it.each(languages)('of %s takes time that grows with the text and no faster', (language) => {
    const rules = library().packs.get(language)?.rules ?? [];
    expect(rules.length).toBeGreaterThan(100);
    const slow: string[] = [];
    let [once, twice] = [0, 0];
    for (const { id, yes } of rules) {
      const example = yes[0] ?? '';
      const short = hostile(example, 600);
      const long = hostile(example, 1200);
      once += cpuOf(() => read(short, { language }));
      let took = cpuOf(() => read(long, { language }));
      // Once more, for what the process was busy with besides.
      if (took > 200) took = cpuOf(() => read(long, { language }));
      twice += took;
      if (took > 200) slow.push(`${id}: ${took.toFixed(0)} ms`);
    }
    expect(slow).toEqual([]);
    expect(twice / once).toBeLessThan(3);
  });
});
