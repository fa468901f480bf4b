import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categories, type Climate, type Severity } from '@kring/safety';
import { countsInClimate, hasUnreadWords, isWorse, settledAfter } from '../src/domain/climate';
import {
  concernOfAppeal,
  concernOfClimate,
  concernOfAside,
  concernOfDraw,
  concernOfFlag,
  concernOfJudgement,
  concernOfRewriting,
  concernOfSecondReading,
  concernOfSilence,
  concernOfWaiting,
  concernOfWords,
  gravest,
  readReason,
  type WeighedPost,
} from '../src/domain/concern';
import { type FlagReason, receiptFor, severityOfFlag } from '../src/domain/flag-reasons';

function post(
  severity: Severity,
  more: Partial<NonNullable<WeighedPost['assessment']>> & { state?: string; photoCount?: number } = {},
): WeighedPost {
  const { state = 'VISIBLE', photoCount = 0, ...assessment } = more;
  const signals = severity === 'GREEN' ? [] : [{ category: 'hopelessness', severity }];
  return {
    role: 'member',
    state,
    photoCount,
    assessment: { severity, hold: false, checked: true, signals, ...assessment },
  };
}

describe('what a post asks of a moderator', () => {
  test.each<[string, WeighedPost, unknown]>([
    ['a green post that is seen', post('GREEN'), null],
    ['a green post with a photo', post('GREEN', { photoCount: 1 }), { severity: 'AMBER', reason: 'why.photo' }],
    [
      'a green post with a photo that waits',
      post('GREEN', { photoCount: 2, state: 'HELD' }),
      { severity: 'AMBER', reason: 'why.held_photo' },
    ],
    [
      'a red post with a photo',
      post('RED', { photoCount: 1 }),
      { severity: 'RED', reason: 'why.serious_for:hopelessness' },
    ],
    [
      'a green post in a group that reads first',
      post('GREEN', { state: 'HELD' }),
      { severity: 'GREEN', reason: 'why.held' },
    ],
    [
      'a green post that is held for what it says',
      post('GREEN', { state: 'HELD', hold: true }),
      { severity: 'AMBER', reason: 'why.held' },
    ],
    ['an amber post', post('AMBER'), { severity: 'AMBER', reason: 'why.serious_for:hopelessness' }],
    [
      'an amber post that waits as all posts do',
      post('AMBER', { state: 'HELD' }),
      { severity: 'AMBER', reason: 'why.serious_for:hopelessness' },
    ],
    [
      'a red post that is held',
      post('RED', { state: 'HELD', hold: true }),
      { severity: 'RED', reason: 'why.held_for:hopelessness' },
    ],
    ['a crisis', post('CRISIS'), { severity: 'CRISIS', reason: 'why.crisis_for:hopelessness' }],
    [
      'a crisis that is held',
      post('CRISIS', { state: 'HELD', hold: true }),
      { severity: 'CRISIS', reason: 'why.crisis_for:hopelessness' },
    ],
    ['a failed check', post('GREEN', { checked: false }), { severity: 'AMBER', reason: 'why.unchecked' }],
    ['no check at all', { ...post('GREEN'), assessment: null }, { severity: 'AMBER', reason: 'why.unchecked' }],
    ['a post that is gone', post('CRISIS', { state: 'DELETED' }), null],
    ['a post that was hidden meanwhile', post('RED', { state: 'HIDDEN' }), null],
    ["a moderator's own post", { ...post('RED'), role: 'moderator' }, null],
  ])('%s', (_, written, concern) => {
    expect(concernOfWords(written)).toEqual(concern);
  });

  test('says what the gravest signal is about, and never good news', () => {
    const signals = [
      { category: 'support', severity: 'RED' as const },
      { category: 'secrecy', severity: 'AMBER' as const },
      { category: 'self_harm', severity: 'RED' as const },
    ];
    expect(concernOfWords(post('RED', { signals }))?.reason).toBe('why.serious_for:self_harm');
    expect(concernOfWords(post('AMBER', { signals: signals.slice(0, 1) }))?.reason).toBe('why.serious');
  });

  test('what waits again needs somebody; what moved elsewhere does not', () => {
    expect(concernOfWaiting(post('GREEN', { state: 'HELD' }))).toEqual({ severity: 'GREEN', reason: 'why.held_again' });
    expect(concernOfWaiting(post('GREEN', { state: 'HELD', hold: true }))?.severity).toBe('AMBER');
    expect(concernOfWaiting({ ...post('GREEN', { state: 'HELD' }), assessment: null })?.severity).toBe('AMBER');
    expect(concernOfWaiting(post('CRISIS', { state: 'VISIBLE' }))).toBeNull();
    expect(concernOfWaiting(post('CRISIS', { state: 'RETURNED' }))).toBeNull();
  });
});

describe('what the climate asks of a moderator', () => {
  const climates: readonly Climate[] = ['SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING'];

  test('turning calls today, reinforcing within the hour, and only further than was known', () => {
    expect(concernOfClimate('TURNING', 'NEUTRAL')).toEqual({ severity: 'AMBER', reason: 'why.turning' });
    expect(concernOfClimate('REINFORCING', 'TURNING')).toEqual({ severity: 'RED', reason: 'why.reinforcing' });
    expect(concernOfClimate('TURNING', 'TURNING')).toBeNull();
    expect(concernOfClimate('TURNING', 'REINFORCING')).toBeNull();
    expect(concernOfClimate('NEUTRAL', 'SUPPORTIVE')).toBeNull();
  });

  test('a thread that got better and turns again calls again', () => {
    let settled: Climate = 'TURNING';
    settled = settledAfter(settled, 'TURNING');
    expect(isWorse('TURNING', settled)).toBe(false);
    settled = settledAfter(settled, 'NEUTRAL');
    expect(isWorse('TURNING', settled)).toBe(true);
  });

  test('what is settled never gets worse by itself', () => {
    for (const settled of climates) {
      for (const now of climates) expect(isWorse(settledAfter(settled, now), settled)).toBe(false);
    }
  });

  test('words that came after the last reading are not what anybody decided on', () => {
    const read = new Date('2026-11-23T09:00:00Z');
    expect(hasUnreadWords({ writtenAt: read }, read)).toBe(false);
    expect(hasUnreadWords({ writtenAt: new Date(read.getTime() + 1) }, read)).toBe(true);
    expect(hasUnreadWords({ writtenAt: null }, read)).toBe(false);
  });

  test('words that were taken out do not count', () => {
    const states = ['VISIBLE', 'HELD', 'RETURNED', 'HIDDEN', 'DELETED'];
    expect(states.filter((state) => countsInClimate({ state }))).toEqual(['VISIBLE', 'HELD', 'HIDDEN']);
  });
});

describe('flags', () => {
  const reasons = Object.keys(severityOfFlag) as FlagReason[];

  test('always bring a person the same day at least', () => {
    for (const reason of reasons) expect(['AMBER', 'RED']).toContain(concernOfFlag(reason).severity);
    expect(concernOfFlag('SEXUAL_PRESSURE').severity).toBe('RED');
  });
});

test('the gravest of several wins, the first of equals', () => {
  const amber = { severity: 'AMBER', reason: 'one' } as const;
  expect(gravest([null, amber, { severity: 'RED', reason: 'two' }])).toEqual({ severity: 'RED', reason: 'two' });
  expect(gravest([amber, { ...amber, reason: 'two' }])).toBe(amber);
  expect(gravest([null])).toBeNull();
});

describe('words for people', () => {
  const languages = ['nl', 'fr', 'en'];
  const catalogues = languages.map(
    (language) =>
      JSON.parse(readFileSync(join(__dirname, '..', 'messages', `${language}.json`), 'utf8')) as Record<string, string>,
  );
  const flagReasons = Object.keys(severityOfFlag) as FlagReason[];
  const reasons = [
    ...(['GREEN', 'AMBER', 'RED', 'CRISIS'] as const).flatMap((severity) =>
      (['VISIBLE', 'HELD'] as const).flatMap((state) =>
        [true, false].flatMap((hold) =>
          [[], categories.map((category) => ({ category, severity }))].flatMap((signals) => [
            concernOfWords(post(severity, { state, hold, signals })),
            concernOfWords(post(severity, { state, hold, signals, checked: false })),
            concernOfWords(post(severity, { state, hold, signals, photoCount: 1 })),
            concernOfWaiting(post(severity, { state })),
          ]),
        ),
      ),
    ),
    concernOfClimate('TURNING', 'NEUTRAL'),
    concernOfClimate('REINFORCING', 'NEUTRAL'),
    concernOfJudgement('RED', 'AMBER', null),
    concernOfJudgement('RED', 'AMBER', 'pact'),
    concernOfSecondReading('AMBER', 'pact'),
    concernOfAside,
    concernOfDraw,
    concernOfSilence,
    concernOfRewriting,
    concernOfAppeal,
    ...flagReasons.map(concernOfFlag),
  ].flatMap((concern) => (concern ? [readReason(concern.reason)] : []));
  const receipts = flagReasons.flatMap((reason) => [true, false].map((byModerator) => receiptFor(reason, byModerator)));
  const needed = [...new Set([...reasons.map((reason) => reason.key), ...receipts])].sort();

  test('are there for every reason and receipt, in each language, and no others', () => {
    for (const catalogue of catalogues) expect(Object.keys(catalogue).sort()).toEqual(needed);
  });

  test('have a place for the category exactly when there is one', () => {
    for (const { key, category } of reasons) {
      for (const catalogue of catalogues) expect(catalogue[key]?.includes('{category}')).toBe(category !== null);
    }
  });
});
