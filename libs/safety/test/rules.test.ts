import { assess, categories, explain, explainCategory, languages, severityRank } from '@kring/safety';
import { library } from '../src/library';

/** Every rule carries its own examples: they are its unit tests. */
describe.each(languages)('rules in %s', (language) => {
  const pack = library().packs.get(language);
  const rules = pack?.rules ?? [];

  it('has rules for every category that rules can find', () => {
    const found = new Set(rules.map((rule) => rule.category));
    const missing = categories.filter((category) => category !== 'personal_data' && !found.has(category));
    expect(missing).toEqual([]);
  });

  describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    it.each(rule.yes)('finds: %s', (text) => {
      const signal = assess(text, { language }).signals.find((one) => one.rule === id);
      expect(signal?.severity).toBe(rule.severity);
    });

    it.each(rule.no)('lets pass: %s', (text) => {
      const signal = assess(text, { language }).signals.find((one) => one.rule === id);
      expect(severityRank(signal?.severity ?? 'GREEN')).toBe(0);
    });

    it('explains itself in three languages', () => {
      for (const reader of languages) {
        const sentence = explain(id, reader);
        expect(sentence).not.toBe(explain('no such rule', reader));
        expect(sentence).toMatch(/\.$/);
      }
    });
  });
});

it('holds only what its severity lets a moderator see', () => {
  for (const pack of library().packs.values()) {
    for (const rule of pack.rules) if (rule.hold) expect(severityRank(rule.severity)).toBeGreaterThan(0);
  }
});

it('names every category in three languages', () => {
  for (const category of categories)
    for (const language of languages) expect(explainCategory(category, language)).not.toBe('');
});

it('has a general sentence for an unknown rule', () => {
  expect(explain('xx-unknown-99', 'nl')).toMatch(/moderator/);
});
