import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  headFolder,
  headProblems,
  headSentencesOf,
  languages,
  learnHead,
  sentencesOf,
  severityRank,
  writeWeights,
} from '@kring/safety';
import { headFor } from '../src/head/head-for';
import { harmlessStretches } from '../src/training/harmless-stretches';
import { fingerprintOfSentences } from '../src/training/learn-head';
import { deserves, readSentences, type WrittenSentence } from '../src/training/written-sentence';

const line = (more: object): string =>
  JSON.stringify({ text: 'Zin.', about: 'x', severity: 'RED', hold: false, categories: [], writer: 'nl-01', ...more });

describe('written sentences', () => {
  it('are refused, with their line, when a label is missing or unknown', () => {
    expect(readSentences(`${line({})}\n\n${line({ hold: null, atMost: 'CRISIS' })}\n`, 'here')).toHaveLength(2);
    for (const bad of [
      { severity: 'PURPLE' },
      { hold: 'yes' },
      { categories: ['weather'] },
      { text: 3 },
      { writer: null },
    ])
      expect(() => readSentences(`${line({})}\n${line(bad)}`, 'here')).toThrow('here, line 2');
    expect(() => readSentences('{', 'here')).toThrow('here, line 1');
  });

  it('say of a level that they deserve it, do not, or that moderators would differ', () => {
    const [sentence] = readSentences(line({ atMost: 'CRISIS' }), 'here');
    if (!sentence) throw new Error('it was read');
    expect(['AMBER', 'RED', 'CRISIS'].map((level) => deserves(sentence, level as 'RED'))).toEqual([
      true,
      true,
      undefined,
    ]);
    expect(deserves({ ...sentence, severity: 'GREEN', atMost: 'GREEN' }, 'AMBER')).toBe(false);
  });

  it.each(languages)('are varied and whole in %s', (language) => {
    const sentences = sentencesOf(language);
    expect(sentences.length).toBeGreaterThan(500);
    expect(new Set(sentences.map(({ text }) => text.toLowerCase().replace(/\W+/g, ' '))).size).toBe(sentences.length);
    expect(new Set(sentences.map(({ writer }) => writer)).size).toBeGreaterThan(20);
    const needNobody = sentences.filter(({ severity }) => severity === 'GREEN').length / sentences.length;
    expect(needNobody).toBeGreaterThan(0.35);
    for (const { atMost, severity, hold } of sentences) {
      expect(severityRank(atMost ?? severity)).toBeGreaterThanOrEqual(severityRank(severity));
      expect(hold === true && severity === 'GREEN').toBe(false);
    }
  });
});

describe('stretches of long posts that need nobody', () => {
  const long = 'Op maandag gingen we naar de markt en kochten we appels voor de taart. '.repeat(5);
  const written = (more: Partial<WrittenSentence>): WrittenSentence => ({
    ...{ text: long, about: 'small_talk', severity: 'GREEN', hold: false, categories: [], writer: 'nl-01' },
    ...more,
  });

  it('are sentences of their own, as they stand in the post', () => {
    const stretches = harmlessStretches([written({})], 'nl');
    expect(stretches.length).toBeGreaterThan(1);
    for (const { text, about, severity } of stretches) {
      expect(long).toContain(text);
      expect([about, severity]).toEqual(['harmless_stretch', 'GREEN']);
    }
  });

  it('are not cut from short posts, nor from posts of which somebody might be needed', () => {
    const none = [written({ text: 'Op maandag gingen we naar de markt.' }), written({ severity: 'AMBER' }), written({ atMost: 'RED' })]; // prettier-ignore
    expect(harmlessStretches(none, 'nl')).toEqual([]);
  });
});

describe('training', () => {
  const some = (language: 'nl' | 'en'): WrittenSentence[] => sentencesOf(language).filter((_, at) => at % 20 === 0);

  it('gives the same bytes each time, and other bytes for other sentences', () => {
    const sentences = some('en');
    const first = writeWeights(learnHead('en', sentences).weights);
    expect(writeWeights(learnHead('en', sentences).weights)).toBe(first);
    expect(writeWeights(learnHead('en', sentences.slice(1)).weights)).not.toBe(first);
  });

  it('never reads a sentence lower with the head than without, and keeps to what may be raised of what needs nobody', () => {
    const { compared } = learnHead('nl', some('nl'));
    for (const unseen of Object.values(compared))
      for (const one of unseen) {
        expect(severityRank(one.with.severity)).toBeGreaterThanOrEqual(severityRank(one.without.severity));
        expect(one.with.hold || !one.without.hold).toBe(true);
      }
    const isRaised = (one: (typeof compared.WRITER)[number]): boolean => one.with.severity !== one.without.severity;
    const share = (about: (one: (typeof compared.WRITER)[number]) => boolean): number =>
      compared.WRITER.filter((one) => about(one) && isRaised(one)).length / compared.WRITER.filter(about).length;
    expect(share(({ sentence }) => sentence.severity === 'RED')).toBeGreaterThan(0.05);
    expect(share(({ sentence }) => sentence.severity === 'GREEN')).toBeLessThan(0.08);
    expect(share(({ sentence }) => sentence.about === 'supportive_reply')).toBeLessThan(0.1);
  });

  it('was run after the sentences changed, and the weights are small and can be read', () => {
    let bytes = 0;
    for (const name of readdirSync(headFolder())) bytes += statSync(join(headFolder(), name)).size;
    for (const language of languages) {
      const file = join(headFolder(), `${language}.json`);
      if (!existsSync(file)) continue;
      const kept = JSON.parse(readFileSync(file, 'utf8')) as { sentences: string };
      // Otherwise: npm run train.
      expect([language, kept.sentences]).toEqual([language, fingerprintOfSentences(headSentencesOf(language))]);
      expect(headFor(language)?.kept.language).toBe(language);
    }
    expect(bytes).toBeLessThan(2_000_000);
    expect([...headProblems()]).toEqual([]);
  });
});
