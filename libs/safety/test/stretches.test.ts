import fc from 'fast-check';
import { stretchesOf } from '../src/head/stretches';

const textOf = (lengths: readonly number[]) => {
  const sentences = lengths.flatMap((length, at) => Array.from({ length }, () => at));
  return { words: sentences.map((_, at) => `w${at}`), sentences };
};

describe('stretches of a text', () => {
  it('are one for a text of some lines', () => {
    const text = textOf([10, 20, 15]);
    expect(stretchesOf(text)).toEqual([{ ...text, first: 0 }]);
    expect(stretchesOf(textOf([]))).toEqual([{ words: [], sentences: [], first: 0 }]);
  });

  it('are whole sentences of a long one, beginning half a stretch apart', () => {
    const found = stretchesOf(textOf([10, 10, 10, 10, 10, 10]));
    expect(found.map(({ first, words }) => [first, words.length])).toEqual([
      [0, 30],
      [20, 30],
      [40, 20],
    ]);
  });

  it('leave nothing out, in their order, and read nothing more than three times, whatever the sentences are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 60 }), (lengths) => {
        const text = textOf(lengths);
        const found = stretchesOf(text);
        const times = text.words.map(() => 0);
        let before = -1;
        for (const { first, words, sentences } of found) {
          expect(first).toBeGreaterThan(before);
          before = first;
          expect(words).toEqual(text.words.slice(first, first + words.length));
          expect(sentences).toEqual(text.sentences.slice(first, first + words.length));
          expect(text.sentences[first - 1]).not.toBe(text.sentences[first]);
          words.forEach((_, at) => (times[first + at] = (times[first + at] ?? 0) + 1));
        }
        expect(Math.min(...times)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...times)).toBeLessThanOrEqual(3);
      }),
      { numRuns: 30 },
    );
  });
});
