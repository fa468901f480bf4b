import { categories, goodNews, languages } from '@kring/safety';
import { guidelineParts, standingGuideline } from '../src/domain/guidelines';
import { shippedId, templatePurposes, templatesOf } from '../src/domain/message-templates';
import { byGravity, guidelineTopics, topicOfCategory } from '../src/domain/topics';
import { shippedGuidelines, shippedTemplates } from '../src/shipped';

describe('topics', () => {
  it('are there for each category that calls for somebody, and for no good news', () => {
    for (const category of categories) expect(topicOfCategory(category) === null).toBe(goodNews.includes(category));
    expect(topicOfCategory('something_newer')).toBeNull();
  });

  it('stand once each, the gravest first, then in the order of the list', () => {
    expect(
      byGravity([
        { topic: 'SECRECY', severity: 'AMBER' },
        { topic: 'PERSONAL_DATA', severity: 'AMBER' },
        { topic: 'SUBSTANCE', severity: 'RED' },
        { topic: 'SECRECY', severity: 'AMBER' },
        { topic: 'GOODBYE', severity: 'CRISIS' },
      ]),
    ).toEqual(['GOODBYE', 'SUBSTANCE', 'PERSONAL_DATA', 'SECRECY']);
    expect(byGravity([])).toEqual([]);
  });
});

describe('what comes with the service', () => {
  it.each(languages)('says something of each topic in %s, short enough to read beside an item', (language) => {
    expect(Object.keys(shippedGuidelines[language]).sort()).toEqual([...guidelineTopics].sort());
    for (const guideline of Object.values(shippedGuidelines[language])) {
      for (const part of guidelineParts) {
        expect(guideline[part].length).toBeGreaterThan(20);
        expect(guideline[part].length).toBeLessThan(330);
      }
    }
  });

  it.each(languages)('has a template for each purpose in %s, with the same blanks as in Dutch', (language) => {
    const here = shippedTemplates[language];
    expect(new Set(here.map(({ purpose }) => purpose))).toEqual(new Set(templatePurposes));
    const blanks = (text: string): number => text.match(/\{[^}]+\}/g)?.length ?? 0;
    expect(here.map(({ key, purpose, text }) => [key, purpose, blanks(text)])).toEqual(
      shippedTemplates.nl.map(({ key, purpose, text }) => [key, purpose, blanks(text)]),
    );
  });
});

describe('wordings', () => {
  const shipped = shippedGuidelines.nl.GOODBYE;
  const words = { look: 'Kijk.', helps: '', avoid: '', call: 'Bel.' };
  const at = new Date();
  const version = { topic: 'GOODBYE' as const, language: 'nl', staffId: 'bas', at };

  it('of the organisation count, until it goes back', () => {
    expect(standingGuideline('GOODBYE', shipped, [])).toMatchObject({
      look: shipped.look,
      isShipped: true,
      version: 0,
    });
    const own = { ...version, version: 1, words };
    expect(standingGuideline('GOODBYE', shipped, [own])).toMatchObject({ ...words, isShipped: false, version: 1 });
    const back = { ...version, version: 2, words: null };
    expect(standingGuideline('GOODBYE', shipped, [back, own])).toMatchObject({
      look: shipped.look,
      isShipped: true,
      version: 2,
      history: [back, own],
    });
    expect(standingGuideline('PACT', shipped, [own])).toMatchObject({ isShipped: true, history: [] });
  });

  it('of templates stand in the place of the one they were', () => {
    const one = { key: 'a', purpose: 'ASIDE' as const, name: 'A', text: 'a' };
    const own = { ...one, id: 'own', shippedKey: 'a', language: 'fr' as const, text: 'b', version: 1, retiredAt: null };
    const added = { ...own, id: 'added', shippedKey: null };
    const library = templatesOf({ nl: [one], fr: [one], en: [] }, [added, own]);
    expect(library.map(({ id, text }) => [id, text])).toEqual([
      [shippedId('nl', 'a'), 'a'],
      ['own', 'b'],
      ['added', 'b'],
    ]);
  });
});
