import { assess } from '@kring/safety';

const found = (text: string): string[] =>
  assess(text)
    .signals.filter((signal) => signal.category === 'personal_data')
    .map((signal) => signal.rule);

describe('personal data', () => {
  it.each([
    ['find-phone', 'bel mij op 0470 12 34 56'],
    ['find-phone', 'mijn nummer is +32 470/12.34.56'],
    ['find-phone', 'nul vier zeven nul een twee drie vier vijf zes'],
    ['find-phone', 'thuis is het 02 123 45 67'],
    ['find-email', 'mail naar iemand.anders@voorbeeld.be'],
    ['find-email', 'iemand apenstaartje voorbeeld punt be'],
    ['find-number', 'stort het op BE68 5390 0754 7034'],
    ['find-number', 'mijn rijksregisternummer is 85.07.30-033.28'],
    ['find-handle', 'mijn insta is sterre_k'],
    ['find-handle', 'snap: jonas99'],
    ['find-handle', 'add me @lotte_2009'],
    ['find-handle', 'mijn tiktok heet sterre.k'],
    ['find-handle', 'kom naar https://t.me/sterre_praat'],
    ['find-handle', 'chat.whatsapp.com/AbCdEf123 is de groep'],
    ['find-address', 'ik woon in de Kerkstraat 12'],
    ['find-address', "j'habite rue de la Gare 14"],
    ['find-address', 'come to 12 Oak Lane'],
    ['find-school', 'ik ben Jan en zit in 5B op het Sint-Jozefscollege'],
  ])('%s: %s', (rule, text) => {
    expect(found(text)).toContain(rule);
    expect(assess(text).hold).toBe(true);
  });

  it.each([
    'bel 1813, 112, 102, 106 of 1712',
    'Child Focus is 116 000',
    'je kan gratis bellen op 0800 13 500 of 0800 99 533',
    'le numéro est le 0800 200 88',
    'het nummer 078 15 10 20 is er dag en nacht',
    'mail naar info@awel.be',
    'haar praktijk is in de Kerkstraat 12',
    'ik zit in 5B en heb toets',
    'BE68 5390 0754 7035',
    'om 10.30 uur op 12/11/2026',
    'ik heb 12 345 678 punten',
    'kijk op https://www.zelfmoord1813.be/hulp',
    'https://nl.wikipedia.org/wiki/Slaap legt het uit',
    'insta is traag vandaag',
    'ik heb snap verwijderd',
  ])('leaves alone: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('points at the number itself', () => {
    const text = '🙂 bel 0470 12 34 56 maar';
    const [passage] = assess(text).signals.flatMap((signal) => signal.passages);
    expect(text.slice(passage?.start, passage?.end)).toBe('0470 12 34 56');
  });
});

describe('pressure and blackmail', () => {
  it.each([
    ['solicitation', 'Hoe oud ben je? Stuur eens een foto van jezelf.'],
    ['solicitation', 'Zet je webcam aan als je ouders slapen.'],
    ['solicitation', 'How old are you? Send me a pic.'],
    ['solicitation', 'Quel âge as-tu ? Envoie une photo.'],
    ['sextortion', 'Als je niet betaalt stuur ik je filmpje naar je ouders.'],
    ['sextortion', "If you don't pay I will send the video to your school."],
    ['sextortion', "Si tu n'envoies pas l'argent je publie tes photos."],
  ])('%s waits for a moderator: %s', (category, text) => {
    const { severity, hold, signals } = assess(text);
    expect(signals.map((signal) => signal.category)).toContain(category);
    expect(['RED', 'CRISIS']).toContain(severity);
    expect(hold).toBe(true);
  });

  it.each([
    'Hoe oud ben je? Ik ben vijftien.',
    'Stuur de foto van de schoolreis eens door!',
    'Iemand vroeg hoe oud ik ben en wou een foto. Ik heb hem gemeld.',
  ])('is not: %s', (text) => {
    expect(assess(text).hold).toBe(false);
  });

  it('is not an offer to listen, by the rules: the head holds this one still', () => {
    expect(assess('If you need anything, send me a message.', { head: false }).hold).toBe(false);
  });
});
