import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, rulesFolder } from '@kring/safety';
import { library } from '../src/library';

const meanings = (language: string): Record<string, string[]> =>
  JSON.parse(readFileSync(join(rulesFolder(), language, 'meanings.json'), 'utf8')) as Record<string, string[]>;

describe.each(languages)('meanings in %s', (language) => {
  it('have the same names in each language', () => {
    expect(Object.keys(meanings(language))).toEqual(Object.keys(meanings('nl')));
  });

  it('hold single words as they are read, none twice in a list and none in many', () => {
    const times = new Map<string, number>();
    for (const [name, words] of Object.entries(meanings(language))) {
      expect([name, new Set(words).size]).toEqual([name, words.length]);
      for (const word of words) {
        expect(word).toBe(word.toLowerCase().trim());
        expect(word).not.toMatch(/\s/);
        times.set(word, (times.get(word) ?? 0) + 1);
      }
    }
    expect(times.size).toBeGreaterThan(8000);
    expect(Math.max(...times.values())).toBeLessThanOrEqual(6);
  });

  it('are known of words, spelt as young people do', () => {
    const lexicon = library().packs.get(language)?.lexicon;
    const said = { nl: ['mama', 'droevig'], fr: ['maman', 'triste'], en: ['mum', 'sad'] }[language];
    for (const word of said) expect(lexicon?.listsOf(word).filter((one) => one.startsWith('~'))).not.toEqual([]);
    expect(lexicon?.listsOf('qwxz')).toEqual([]);
  });
});
