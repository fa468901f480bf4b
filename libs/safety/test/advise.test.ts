import { advise, assess, categories, languages } from '@kring/safety';
import { library } from '../src/library';

describe('advice to a writer', () => {
  it('points at what might land badly, and says how else', () => {
    const text = 'Stuur me een berichtje op 0470 00 00 00, dan praten we verder.';
    const { remarks, needsHelp } = advise(text, 'nl');
    expect(needsHelp).toBe(false);
    const phone = remarks.find(({ passages }) =>
      passages.some(({ start, end }) => text.slice(start, end).includes('0470')),
    );
    expect(phone?.lands).toMatch(/vinden/);
    expect(phone?.instead).toMatch(/nummers/);
    expect(advise(text, 'fr').remarks[0]?.lands).not.toBe(advise(text, 'nl').remarks[0]?.lands);
  });

  it('remarks nothing about distress, which may always be told, and knows when help is needed', () => {
    expect(advise('Ik voel me al weken zo leeg en ik zie niet hoe het ooit beter wordt.', 'nl').remarks).toEqual([]);
    const plan = 'Vanavond maak ik er een einde aan, alles ligt klaar.';
    expect(assess(plan).severity).toBe('CRISIS');
    expect(advise(plan, 'nl')).toEqual({ remarks: [], needsHelp: true });
  });

  it('remarks nothing about words that were lowered, about a kind reply, or about nothing at all', () => {
    for (const text of ['', '🙂', 'Ik blijf naar je luisteren, je bent niet alleen. Bel gerust 1813.'])
      expect(advise(text, 'nl')).toEqual({ remarks: [], needsHelp: false });
  });

  it('speaks three languages about known categories, and of none that tells of distress', () => {
    const distress = [
      'suicidal_intent',
      'suicidal_ideation',
      'self_harm',
      'hopelessness',
      'goodbye',
      'abuse_disclosure',
    ];
    const all = Object.values(library().advice);
    expect(all.length).toBeGreaterThan(5);
    for (const { categories: about, lands, instead } of all) {
      for (const category of about) {
        expect(categories).toContain(category);
        expect(distress).not.toContain(category);
      }
      for (const language of languages) expect([lands[language], instead[language]].every((words) => words.length > 10)).toBe(true); // prettier-ignore
    }
  });
});
