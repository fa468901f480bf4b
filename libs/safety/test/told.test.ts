import { assess, explain, languages, type Severity } from '@kring/safety';
import { assessReading, noHead } from '../src/assess';
import { library } from '../src/library';
import { readPost } from '../src/reading/read-post';

/** By rules alone: what is told of the past must not depend on what was learned. */
const byRules = (text: string): Severity =>
  assessReading(readPost(text, library(), undefined), library(), {}, noHead).severity;

describe('what was, said against how it is now', () => {
  it.each([
    'Vorig jaar wou ik dood. Nu speel ik weer in de fanfare.',
    'Toen ik dertien was wilde ik dood, en nu wil ik vooral een hond.',
    'vorige zomer wou ik er ni meer zijn. dees zomer geef ik zwemles',
    "L'année passée je voulais mourir. Maintenant je joue dans une équipe.",
    'In fifth grade I wanted to be dead. I have a dog now and a room of my own.',
    'First winter here I wanted to die. Then I got into the choir.',
  ])('needs nobody: %s', (text) => expect(byRules(text)).toBe('GREEN'));

  it.each([
    'Ik wou dat ik dood was.',
    'Gisteren wou ik dood. Nu zit ik op de bus.',
    'Vannacht wilde ik dood, vandaag heb ik school.',
    'Vorig jaar wou ik dood en nu weer.',
    'Vroeger wilde ik dood. Nu wil ik niet meer leven.',
    'I wanted to die last night. Now I am in class.',
    'I wish I was dead.',
    'Hier je voulais mourir. Maintenant je suis au cours.',
  ])('is of now all the same: %s', (text) => expect(['RED', 'CRISIS']).toContain(byRules(text)));
});

describe('what is said of somebody who is spoken to', () => {
  it.each(['mate you wanna die and you say it so calmly, I heard you', 'ge wilt dood zegt ge, en ik geloof u'])(
    'is not about who writes: %s',
    (text) => expect(['GREEN', 'AMBER']).toContain(byRules(text)),
  );

  it('is about who writes when they say so', () => {
    expect(byRules('you know that i want to die')).toBe('RED');
    expect(byRules('ge weet da ik dood wil')).toBe('RED');
  });
});

describe('a hint', () => {
  const hint = [...library().packs.values()].flatMap(({ rules, language }) =>
    rules.flatMap((rule) => (rule.hintsAt === undefined ? [] : [{ rule, language }])),
  );

  it('is shown, and raises or holds nothing by itself', () => {
    expect(hint.length).toBeGreaterThan(20);
    for (const { rule, language } of hint) {
      const [text = ''] = rule.yes;
      const found = assess(text, { language, head: false }).signals.filter((one) => one.rule === rule.id);
      expect([rule.id, found.map(({ severity }) => severity)]).toEqual([rule.id, found.map(() => 'GREEN')]);
      expect(found.length).toBeGreaterThan(0);
      expect(rule.hold).toBe(false);
    }
  });

  it('is explained as a hint, not as what it might be', () => {
    for (const { rule } of hint)
      for (const language of languages) expect(explain(rule.id, language)).toBe(explain('hint', language));
    expect(explain('hint', 'nl')).not.toBe(explain('no such rule', 'nl'));
  });
});

describe('who is quoted', () => {
  it.each([
    'Ge zegt "ik wil dood" en ik hoor u.',
    'Tu dis « je veux mourir » et je te lis.',
    'You repeat "I want to be dead" and I did that as well.',
  ])('is not who writes: %s', (text) => expect(byRules(text)).toBe('GREEN'));

  it.each(['"Ik wil dood" is alles wat ik denk.', 'Ik zei "ik wil dood" tegen mijn ma en ik meende het.'])(
    'may be who writes: %s',
    (text) => expect(byRules(text)).not.toBe('GREEN'),
  );
});
