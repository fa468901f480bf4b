import { languages, learnDrift, readThread, sentencesOf, threadsOf, writeWeights } from '@kring/safety';
import { Weighing } from '../src/climate/weigh';
import { markPost } from '../src/climate/post-marks';
import { driftOf } from '../src/head/drift';
import { driftFor, headFolder } from '../src/head/head-for';
import { Head } from '../src/head/head';
import { library } from '../src/library';
import { readPost } from '../src/reading/read-post';
import { fingerprintOfDriftData } from '../src/training/learn-drift';
import { readThreads, type WrittenThread } from '../src/training/written-thread';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const dark = [
  'de hele dag is grijs voor mij',
  'alles rondom mij wordt stiller en grijs',
  'het wordt elke week een beetje grijzer',
];
const light = [
  'de hele dag was gewoon rustig',
  'alles rondom mij ruikt naar soep',
  'het wordt elke week een beetje lichter',
];

/** Threads of two writers in words that no rule knows; those that turn get darker halfway. */
function madeThreads(): WrittenThread[] {
  return ['nl-a', 'nl-b'].flatMap((writer) =>
    Array.from({ length: 24 }, (_, at): WrittenThread => {
      const turns = at % 2 === 0;
      const text = (place: number): string => (turns && place >= 2 ? dark : light)[(at + place) % 3] ?? '';
      return {
        ...{ id: `${writer}-${at}`, kind: turns ? 'co_rumination' : 'supportive', writer },
        posts: Array.from({ length: 12 }, (_one, place) => ({
          ...{ author: 'abc'.charAt(place % 3), role: 'member' as const, minute: place, text: text(place) },
        })),
        expect: { climate: ['NEUTRAL'], turnsAt: turns ? 2 : null, escalates: turns },
      };
    }),
  );
}

describe('written threads', () => {
  it('are refused, with their line, when a label is missing', () => {
    const whole = {
      id: 'a',
      kind: 'supportive',
      writer: 'nl-a',
      posts: [],
      expect: { turnsAt: null, escalates: false },
    };
    expect(readThreads(`${JSON.stringify(whole)}\n`, 'here')).toHaveLength(1);
    for (const bad of [{ kind: 3 }, { posts: 'none' }, { expect: { turnsAt: 'soon', escalates: true } }])
      expect(() => readThreads(`\n${JSON.stringify({ ...whole, ...bad })}`, 'here')).toThrow('here, line 2');
  });

  it.each(languages)('are some hundreds with what is set aside in %s, half of them healthy', (language) => {
    const threads = [...threadsOf(language), ...threadsOf(language, 'ASIDE')];
    expect(threads.length).toBeGreaterThan(200);
    expect(new Set(threads.map(({ id }) => id)).size).toBe(threads.length);
    const turning = threads.filter(({ expect: { escalates } }) => escalates);
    expect(turning.length / threads.length).toBeGreaterThan(0.4);
    expect(turning.length / threads.length).toBeLessThan(0.6);
    for (const {
      posts,
      expect: { escalates, turnsAt },
    } of threads) {
      expect(turnsAt !== null).toBe(escalates);
      expect(turnsAt ?? 0).toBeLessThan(posts.length);
    }
  });
});

describe('drift', () => {
  it('is learned where it calls what rules do not, and gives the same bytes each time', () => {
    const learned = learnDrift('nl', madeThreads(), []);
    expect(learned.weights).not.toBeNull();
    const turning = learned.compared.filter(({ thread }) => thread.expect.escalates);
    expect(turning.filter((one) => one.without.calledAt !== null)).toEqual([]);
    expect(turning.filter((one) => one.with.calledAt !== null).length).toBeGreaterThan(turning.length * 0.8);
    const again = learnDrift('nl', madeThreads(), []);
    expect(again.weights && writeWeights(again.weights)).toBe(learned.weights && writeWeights(learned.weights));
  });

  it('is not kept where words tell nothing', () => {
    const mixed = madeThreads().map((thread, at) => ({
      ...thread,
      expect: { ...thread.expect, escalates: at % 3 === 0, turnsAt: at % 3 === 0 ? 2 : null },
    }));
    const { weights, compared } = learnDrift('nl', mixed, []);
    expect(weights).toBeNull();
    for (const one of compared) expect(one.with).toEqual(one.without);
  });

  it('says nothing of one post, of short words, or of a language that nothing is known of', () => {
    const { weights } = learnDrift('nl', madeThreads(), []);
    if (!weights) throw new Error('it was learned');
    const head = new Head(weights);
    const of = (text: string): number =>
      driftOf(readPost(text, library(), undefined), [], (language) => (language === 'nl' ? head : undefined));
    expect(of(dark[0] ?? '')).toBeGreaterThan(of(light[0] ?? ''));
    expect(of('grijs')).toBe(0);
    expect(of('the kitchen smells of bread and somebody sings upstairs')).toBe(0);
    expect(driftOf(readPost(dark[0] ?? '', library(), undefined), [], () => undefined)).toBe(0);
  });

  it('needs three posts of members, fades, and is broken by a moderator', () => {
    const weighing = new Weighing();
    const post = (role: 'member' | 'moderator', drift: number) => ({
      ...markPost({ author: role, role, minute: 0, text: 'De trein rijdt.' }, 'member', library(), () => undefined),
      drift,
    });
    const after = (role: 'member' | 'moderator', drift: number): number =>
      weighing.add(post(role, drift)).components.drift;
    expect([after('member', 2), after('member', 2)]).toEqual([0, 0]);
    const high = after('member', 2);
    expect(high).toBeGreaterThan(0.5);
    expect(after('moderator', 0)).toBeLessThan(high / 2);
    expect(after('member', -2)).toBe(0);
  });

  it('was learned from the threads and sentences that are here', () => {
    for (const language of languages) {
      const file = join(headFolder(), `${language}-drift.json`);
      if (!existsSync(file)) continue;
      const kept = JSON.parse(readFileSync(file, 'utf8')) as { sentences: string };
      // Otherwise: npm run train.
      expect([language, kept.sentences]).toEqual([
        language,
        fingerprintOfDriftData(threadsOf(language), sentencesOf(language)),
      ]);
      expect(driftFor(language)?.kept.targets).toEqual(['DRIFT']);
    }
  });

  it('leaves an everyday conversation alone', () => {
    const posts = [
      'Wie kijkt er vanavond voetbal?',
      'Ik, met mijn broer en veel chips.',
      'Wij ook, mijn oma komt erbij zitten.',
      'Leuk! Wie wint er denk je?',
      'Hopelijk wij, maar het wordt spannend.',
      'Ik ga straks nog naar de winkel om limonade.',
    ];
    const read = readThread(
      posts.map((text, minute) => ({ author: 'abc'.charAt(minute % 3), role: 'member', minute, text })),
    );
    expect(read.turnedAt).toBeNull();
  });
});
