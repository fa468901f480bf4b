import { assess, highestSeverity, severityRank, type Category, type Severity } from '@kring/safety';

const severityOf = (text: string): Severity => assess(text).severity;
const has = (text: string, category: Category): boolean =>
  assess(text).signals.some((signal) => signal.category === category && signal.severity !== 'GREEN');

it('orders severities', () => {
  expect(highestSeverity([])).toBe('GREEN');
  expect(highestSeverity(['AMBER', 'CRISIS', 'RED'])).toBe('CRISIS');
  expect(severityRank('RED')).toBeGreaterThan(severityRank('AMBER'));
});

describe('disguises', () => {
  it.each([
    'k wil doooood',
    'ik wil d00d',
    'ik wil d o o d',
    'ik wil st\u200berven',
    'ik wil stеrven', // a Cyrillic е
    'IK WIL STERVEN',
    'ｉｋ ｗｉｌ ｓｔｅｒｖｅｎ',
    'i want to d1e',
    'je veux m0urir',
  ])('are seen through: %s', (text) => {
    expect(has(text, 'suicidal_ideation')).toBe(true);
  });

  it('leaves harmless stretching and numbers alone', () => {
    for (const text of ['jaaaaa zaaalig', 'w8 ff om 4u', 'mijn 2de toets was om 10u30', 'z o m o e van het sporten']) {
      expect(severityOf(text)).toBe('GREEN');
    }
  });
});

describe('chat spelling and dialect read like the standard language', () => {
  it.each([
    ['kwil ni meer leven', 'Ik wil niet meer leven.'],
    ['jveux plus vivre', 'Je ne veux plus vivre.'],
    ['i dont wanna live anymore', 'I do not want to live anymore.'],
  ])('%s', (chat, standard) => {
    expect(assess(chat).signals.map((signal) => signal.rule)).toEqual(
      assess(standard).signals.map((signal) => signal.rule),
    );
  });

  it('finds a risk in another language than the one that was announced', () => {
    expect(assess('je veux mourir', { language: 'nl' }).severity).toBe('RED');
  });
});

describe('modifiers lower a hit and never delete it', () => {
  it.each([
    ['negation', 'Ik wil helemaal niet sterven.', 'suicidal_ideation'],
    ['past', 'Twee jaar geleden wou ik sterven.', 'suicidal_ideation'],
    ['quotation', 'Mijn opa zei altijd: "ik wil sterven met mijn sloefen aan".', 'suicidal_ideation'],
    ['figure of speech', 'Ik sterf van de honger en ik wil sterven van schaamte.', 'suicidal_ideation'],
    ['fiction', 'In mijn kortverhaal zegt het hoofdpersonage: ik wil sterven.', 'suicidal_ideation'],
    ['negation in French', "Je n'ai jamais voulu mourir.", 'suicidal_ideation'],
    ['negation in English', 'I do not want to die.', 'suicidal_ideation'],
  ] as const)('%s', (_what, text, category) => {
    const { severity, hold, signals } = assess(text);
    expect(signals.some((signal) => signal.category === category)).toBe(true);
    expect(severityRank(severity)).toBeLessThanOrEqual(1);
    expect(hold).toBe(false);
  });

  it('does not take "no longer wanting to live" for a negation', () => {
    expect(severityOf('Ik wil niet meer leven')).toBe('RED');
    expect(severityOf('je ne veux plus vivre')).toBe('RED');
    expect(severityOf('i do not want to live anymore')).toBe('RED');
  });

  it('lets a denial in one clause stand beside a risk in the next', () => {
    expect(severityOf('ik kan niet slapen, ik wil dood')).toBe('RED');
  });
});

describe('hold is decided apart from severity', () => {
  it('never holds distress alone', () => {
    for (const text of [
      'Ik wil niet meer leven.',
      'Ik heb mezelf pijn gedaan.',
      'je me sens vide',
      'my dad hit me again',
    ]) {
      expect(assess(text).hold).toBe(false);
    }
  });

  it('holds methods, encouragement, pacts, personal data and goodbyes', () => {
    for (const text of [
      'Weet iemand een methode die geen pijn doet?',
      'Doe het dan, niemand gaat je missen.',
      'Zullen we samen sterven?',
      'bel mij op 0470 12 34 56',
      'Vaarwel allemaal.',
    ]) {
      expect(assess(text).hold).toBe(true);
    }
  });

  it('follows what the group chose', () => {
    expect(assess('Vaarwel allemaal.', { group: { holdGoodbyes: false } }).hold).toBe(false);
    expect(assess('Ik wil niet meer leven.', { group: { suicideTalk: 'HOLD' } }).hold).toBe(true);
    expect(assess('Ik wil niet meer leven.', { group: { suicideTalk: 'ALLOW_WITHOUT_METHOD' } }).hold).toBe(false);
    expect(assess('Zullen we samen sterven?', { group: { holdGoodbyes: false } }).hold).toBe(true);
  });
});
