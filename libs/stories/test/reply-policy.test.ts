import { isHeavyPoster, writesMuch } from '../src/domain/heavy-posters';
import {
  mayBegin,
  mayReply,
  openPolicy,
  replyPolicyAt,
  type ThreadPolicy,
  type Writer,
} from '../src/domain/reply-policy';
import { mayGoBack, readMove } from '../src/domain/splitting';

const now = new Date('2026-11-23T21:30:00Z'); // 22:30 in Brussels
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const member: Writer = { isModerator: false, mayWrite: true, lastPostAt: null, isOpener: false, writesMuch: false };
const policy = (set: Partial<ThreadPolicy>, writer: Partial<Writer> = {}, at = now) =>
  replyPolicyAt({ ...openPolicy, ...set }, { ...member, ...writer }, at);
const night = { from: 22 * 60, to: 7 * 60, timeZone: 'Europe/Brussels' };
const morning = new Date('2026-11-24T06:00:00Z');

describe('who writes much', () => {
  test.each<[string, number, number[], boolean]>([
    ['three posts', 3, [], false],
    ['four posts alone', 4, [], true],
    ['as many as the one who answers', 6, [6], false],
    ['half as many again', 6, [4], true],
    ['much more than each of three', 10, [4, 4, 2], true],
  ])('%s', (_, mine, others, much) => {
    expect(writesMuch(mine, others)).toBe(much);
  });

  test('a moderator is nobody who is slowed', () => {
    expect(isHeavyPoster([{ membershipId: 'a', count: 9 }], null)).toBe(false);
  });
});

describe('slow mode for some', () => {
  const slow: Partial<ThreadPolicy> = { slowModeMinutes: 10, slowModeFor: 'HEAVIEST_POSTERS' };
  test.each<[string, Partial<ThreadPolicy>, Partial<Writer>, number | null]>([
    ['slows who writes much', slow, { writesMuch: true }, 10],
    ['leaves others alone', slow, {}, null],
    ['shows a moderator what is set', slow, { isModerator: true }, 10],
    ['spares the opener', { ...slow, slowModeSparesOpener: true }, { writesMuch: true, isOpener: true }, null],
    ['spares no other', { slowModeMinutes: 10, slowModeSparesOpener: true }, {}, 10],
    ['is over at its end', { ...slow, slowModeEndsAt: now }, { writesMuch: true }, null],
  ])('%s', (_, set, writer, minutes) => {
    expect(policy(set, writer).slowModeMinutes).toBe(minutes);
  });
});

describe('the night of a group', () => {
  const own = { from: 21 * 60, to: 8 * 60, timeZone: 'Europe/Brussels' };
  const code = (set: Partial<ThreadPolicy>): unknown => {
    const may = mayReply(policy(set));
    return may.ok ? null : [may.problem.code, may.problem.retryAt];
  };

  test('holds in each of its threads, and is told beforehand', () => {
    expect(policy({ groupNight: night })).toMatchObject({
      ...{ canReply: false, reopensAt: morning, restraint: 'NIGHT', explanation: null, groupNight: night },
    });
    expect(code({ groupNight: night })).toEqual(['GROUP_RESTS', morning]);
    expect(policy({ groupNight: night }, { isModerator: true }).canReply).toBe(true);
    expect(policy({ groupNight: night }, {}, later(-60))).toMatchObject({ canReply: true, groupNight: night });
    expect(policy({ groupNight: night, closedAt: now })).toMatchObject({ restraint: 'CLOSED', groupNight: null });
  });

  test('and that of a thread: the stricter holds, whichever it is', () => {
    const eight = new Date('2026-11-24T07:00:00Z');
    const set = { quietHours: own, quietExplanation: 'Slaap zacht.', groupNight: night };
    expect(policy(set)).toMatchObject({ reopensAt: eight, restraint: 'QUIET', explanation: 'Slaap zacht.' });
    expect(policy({ quietHours: night, groupNight: own })).toMatchObject({ reopensAt: eight });
    expect(policy(set, {}, new Date('2026-11-24T06:30:00Z'))).toMatchObject({ reopensAt: eight, restraint: 'QUIET' });
    expect(policy({ ...set, quietEndsAt: later(30) })).toMatchObject({ reopensAt: morning, restraint: 'QUIET' });
    expect(policy({ groupNight: night, pausedUntil: later(60) })).toMatchObject({
      reopensAt: morning,
      restraint: 'PAUSED',
    });
    expect(code({ ...set, pausedUntil: later(60) })).toEqual(['THREAD_PAUSED', eight]);
  });

  test('and that of a thread may fill the day: then nobody writes, and looking ends', () => {
    const day = { from: 7 * 60, to: 22 * 60, timeZone: 'Europe/Brussels' };
    expect(policy({ quietHours: day, groupNight: night })).toMatchObject({ canReply: false, restraint: 'NIGHT' });
  });

  test('is an hour longer or shorter when the clocks change', () => {
    const opens = (at: string): unknown => policy({ groupNight: night }, {}, new Date(at)).reopensAt;
    expect(opens('2026-10-24T21:00:00Z')).toEqual(new Date('2026-10-25T06:00:00Z'));
    expect(opens('2026-03-28T22:00:00Z')).toEqual(new Date('2026-03-29T05:00:00Z'));
    // Between the two hours that the clock shows twice, and in the hour that it skips.
    const early = { from: 60, to: 2 * 60 + 30, timeZone: 'Europe/Brussels' };
    const until = (at: string): Date | null => policy({ groupNight: early }, {}, new Date(at)).reopensAt;
    expect(until('2026-03-29T00:30:00Z')).toEqual(new Date('2026-03-29T01:00:00Z'));
    expect(until('2026-03-29T01:00:00Z')).toBeNull();
    expect(until('2026-10-25T00:45:00Z')).toBeNull();
    expect(until('2026-10-25T01:10:00Z')).toEqual(new Date('2026-10-25T01:30:00Z'));
  });

  test('is for who begins something too', () => {
    expect(mayBegin(night, false, now)).toMatchObject({ problem: { code: 'GROUP_RESTS', retryAt: morning } });
    for (const may of [mayBegin(night, true, now), mayBegin(null, false, now), mayBegin(night, false, morning)])
      expect(may.ok).toBe(true);
  });
});

describe('hours of rest', () => {
  test('nobody writes until the morning, and a moderator may', () => {
    expect(policy({ quietHours: night, quietExplanation: 'Slaap zacht.' })).toMatchObject({
      canReply: false,
      reopensAt: morning,
      restraint: 'QUIET',
      explanation: 'Slaap zacht.',
    });
    expect(policy({ quietHours: night }, { isModerator: true }).canReply).toBe(true);
    expect(policy({ quietHours: night }, {}, later(-60))).toMatchObject({ canReply: true, reopensAt: null });
    expect(policy({ quietHours: night }, {}, morning).canReply).toBe(true);
  });

  test('end when there are no more such nights', () => {
    expect(policy({ quietHours: night, quietEndsAt: later(30) }).reopensAt).toEqual(later(30));
    expect(policy({ quietHours: night, quietEndsAt: now })).toMatchObject({ canReply: true, quietHours: null });
  });

  test('a pause that ends in the night opens in the morning, with its own words', () => {
    const both = { quietHours: night, quietExplanation: 'Nacht.', pausedUntil: later(60), explanation: 'Even rust.' };
    expect(policy(both)).toMatchObject({ reopensAt: morning, restraint: 'PAUSED', explanation: 'Even rust.' });
  });

  test('follow the clock on the wall in a night that is an hour longer or shorter', () => {
    const autumn = policy({ quietHours: night }, {}, new Date('2026-10-24T21:00:00Z'));
    expect(autumn.reopensAt).toEqual(new Date('2026-10-25T06:00:00Z'));
    const spring = policy({ quietHours: night }, {}, new Date('2026-03-28T22:00:00Z'));
    expect(spring.reopensAt).toEqual(new Date('2026-03-29T05:00:00Z'));
  });
});

describe('moving posts', () => {
  const post = (id: string, more: object = {}) => ({
    ...{ id, threadId: 't', kind: 'REPLY' as const, state: 'VISIBLE' as const, createdAt: now },
    ...more,
  });
  test.each<[string, ReturnType<typeof post>[], string | null]>([
    ['replies that are there', [post('b'), post('a')], null],
    ['one of another thread', [post('a'), post('b', { threadId: 'other' })], 'not_in_thread'],
    ['the story', [post('a', { kind: 'STORY' }), post('b')], 'story_stays'],
    ['a first that waits', [post('a', { state: 'HELD' }), post('b')], 'first_must_be_seen'],
    ['a later that waits', [post('a'), post('b', { state: 'HELD' })], null],
  ])('%s', (_, posts, fault) => {
    const read = readMove('t', ['a', 'b'], posts);
    expect(read.ok ? null : read.problem.reason).toBe(fault);
    if (read.ok) expect(read.value.map((one) => one.id)).toEqual(['a', 'b']);
  });

  test('one that was deleted refuses all', () => {
    const read = readMove('t', ['a', 'b'], [post('a'), post('b', { state: 'DELETED' })]);
    expect(read).toMatchObject({ ok: false, problem: { code: 'POST_GONE' } });
  });

  test('they go back alone', () => {
    expect(mayGoBack(['a', 'b'], ['b', 'a']).ok).toBe(true);
    expect(mayGoBack(['a'], ['a', 'b'])).toMatchObject({ problem: { reason: 'written_since' } });
    expect(mayGoBack(['a', 'b'], ['a'])).toMatchObject({ problem: { reason: 'moved_on' } });
  });
});
