import { assess, climateComponents, labelComponent, languages, readThread, type ThreadPost } from '@kring/safety';

/** `a: text` lines; `mod` is the moderator. */
function thread(...lines: string[]): ThreadPost[] {
  return lines.map((line, minute) => {
    const at = line.indexOf(': ');
    const author = line.slice(0, at);
    return { author, role: author === 'mod' ? 'moderator' : 'member', minute: minute * 4, text: line.slice(at + 2) };
  });
}

const alarming = ['TURNING', 'REINFORCING'];

describe('threads that turn', () => {
  it.each([
    [
      'contagion',
      thread(
        'a: Ik heb mezelf gisteren weer pijn gedaan.',
        'b: ik ook, ik herken het',
        'c: door dit te lezen krijg ik de drang terug',
        'd: ik heb het nu ook gedaan',
        'b: iedereen hier doet het blijkbaar',
      ),
    ],
    [
      'competition',
      thread(
        'a: Ik eet al dagen bijna niets.',
        'b: ik helemaal niets, ik win',
        'c: wie vrijdag het minste weegt krijgt de titel',
        'b: ik doe mee',
      ),
    ],
    [
      'pile-on',
      thread(
        'a: Ik heb iets verzwegen en dat spijt me.',
        'b: leugenaar',
        'c: alles wat jij zegt is fake',
        'd: laten we haar negeren',
      ),
    ],
    [
      'secrecy',
      thread(
        "a: Ik voel me 's avonds alleen.",
        'b: hoe oud ben je eigenlijk? lezen je ouders mee?',
        'b: kom op telegram en wis dit bericht',
        'a: oké, waar dan?',
      ),
    ],
    [
      'hopelessness in English',
      thread(
        'a: what is the point of getting up',
        'b: there is none, nothing ever gets better',
        'c: no way out for people like us',
        'a: we are broken, nobody stays',
      ),
    ],
  ])('%s', (_kind, posts) => {
    const reading = readThread(posts);
    expect(reading.turnedAt).not.toBeNull();
    expect(reading.turnedAt ?? 99).toBeLessThan(posts.length - 1);
    expect(alarming).toContain(reading.climate);
  });
});

describe('threads that do not turn', () => {
  it.each([
    [
      'sadness that is carried',
      thread(
        'a: Mijn oma is vannacht gestorven.',
        'b: Wat erg, veel sterkte.',
        'c: ik denk aan u, wilt ge erover praten?',
        'a: Merci, het helpt om het te vertellen.',
      ),
    ],
    [
      'a disclosure that is met with help',
      thread(
        'a: Ik denk de laatste tijd vaak aan de dood.',
        'b: Ik ben blij dat je het zegt. Weet je mama ervan?',
        'c: Als het te zwaar wordt kan je 1813 bellen, ik heb dat ook gedaan.',
        'mod: Dank je om dit te delen, ik stuur je een bericht.',
        'a: Ik ga het vanavond aan mijn mama vertellen. Bedankt.',
      ),
    ],
    [
      'a milestone',
      thread('a: drie maanden clean vandaag!', 'b: proficiat!!', 'c: wat heeft u geholpen?', 'a: mijn zus bellen'),
    ],
    [
      'chat',
      thread('a: wie kijkt er naar de match?', 'b: ik ook!', 'c: 2-0, ik win mijn pronostiek', 'a: haha zo mooi'),
    ],
    [
      'a quarrel that is made up',
      thread(
        'a: wie heeft mijn tekst gepikt? dat vraag je toch',
        'b: rustig, tis ma een tekst',
        'a: voor jou misschien',
        'b: sorry dat ik zo fel was, heb hem weggehaald',
        'a: dank je, geen probleem',
      ),
    ],
  ])('%s', (_kind, posts) => {
    const reading = readThread(posts);
    expect(reading.turnedAt).toBeNull();
    expect(alarming).not.toContain(reading.climate);
  });
});

describe('hysteresis', () => {
  const turned = thread(
    'a: Ik heb mezelf weer pijn gedaan.',
    'b: door dit te lezen krijg ik de drang terug',
    'c: ik heb het nu ook gedaan',
    'd: iedereen hier doet het',
  );

  it('one post does not turn a thread, whatever it says', () => {
    for (const text of [
      'Doe het dan, niemand gaat je missen.',
      'leugenaar, alles is fake, negeer haar',
      'ik wil dood',
      'kys',
    ]) {
      expect(alarming).not.toContain(readThread(thread(`a: ${text}`)).climate);
      expect(readThread(thread('a: hoi iedereen', `b: ${text}`, 'c: hm')).turnedAt).toBeNull();
    }
  });

  it('one kind word does not turn it back', () => {
    const after = readThread([...turned, ...thread('e: sterkte allemaal')]);
    expect(alarming).toContain(after.climate);
  });

  it('comes down when people turn it together, and keeps where it turned', () => {
    const after = readThread([
      ...turned,
      ...thread(
        'mod: Ik lees mee. Hoe gaat het nu met jullie? Bel 1813 als het te zwaar is.',
        'e: blij dat je het zegt, wil je erover praten?',
        'mod: Wie kan er vanavond bij jullie zijn?',
        'a: mijn mama zit naast mij, ik voel mij al rustiger, dank je',
        'f: goed gedaan, trots op je',
        'a: merci, het helpt om dit te horen',
        'e: sterkte, wij zijn er voor je',
      ),
    ]);
    expect(alarming).not.toContain(after.climate);
    expect(after.turnedAt).not.toBeNull();
    expect(after.score).toBeLessThan(readThread(turned).score);
  });
});

it('gives one point per post and keeps to the assessments it was given', () => {
  const posts = thread('a: hallo', 'b: dag');
  expect(readThread(posts).points).toHaveLength(2);
  const grave = assess('ik wil niet meer leven');
  const given = readThread([{ author: 'a', role: 'member', minute: 0, text: 'hallo', assessment: grave }]);
  expect(given.components.risk).toBeGreaterThan(readThread(thread('a: hallo')).components.risk);
});

it('notices a serious post that nobody answers', () => {
  const reading = readThread(
    thread('a: ik wil niet meer leven', 'b: wie kijkt er voetbal?', 'c: ik', 'd: leuke match'),
  );
  expect(reading.components.unanswered).toBeGreaterThan(0.5);
});

it('reads an empty thread as neutral', () => {
  expect(readThread([])).toMatchObject({ climate: 'NEUTRAL', score: 0, turnedAt: null, points: [] });
});

it('names every component in three languages', () => {
  for (const name of climateComponents)
    for (const language of languages) expect(labelComponent(name, language)).not.toBe(name);
});
