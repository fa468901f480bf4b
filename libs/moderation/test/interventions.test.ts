import {
  alreadySaid,
  type DoneIntervention,
  type InterventionAsk,
  interventionKinds,
  interventions,
  isUndoable,
  ruleOf,
  settingsFrom,
  settingsWithout,
  type SteeredPost,
  type SteeringKind,
} from '../src/domain/interventions';
import { type InterventionInput, readAsk } from '../src/domain/read-ask';

const now = new Date('2026-11-23T09:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const kinds = Object.keys(interventions) as SteeringKind[];

let made = 0;
function done(
  kind: SteeringKind,
  more: Partial<DoneIntervention> = {},
): DoneIntervention & { staffId: string; reason: string } {
  made += 1;
  return {
    id: `i${made}`,
    kind,
    at: now,
    minutes: null,
    endsAt: null,
    messageToMembers: null,
    postStateBefore: null,
    terms: {},
    newThreadId: null,
    staffId: 'a',
    reason: 'het ging snel',
    ...more,
  };
}

function ask(kind: SteeringKind, more: Partial<InterventionAsk> = {}): InterventionAsk {
  return {
    kind,
    text: null,
    messageToMembers: null,
    messageToAuthor: null,
    afterPostId: null,
    minutes: null,
    endsAt: null,
    terms: {},
    ...more,
  };
}

const seen: SteeredPost = { state: 'VISIBLE', contentNotes: [] };
const inState = (state: SteeredPost['state']): SteeredPost => ({ state, contentNotes: [] });

describe('the table of interventions', () => {
  test('each row sets something or does something, and all but the end of a membership can be taken back', () => {
    for (const kind of kinds) {
      const rule = ruleOf(kind);
      const sets = !!rule?.sets || !!rule?.setsMember;
      expect([kind, sets]).toEqual([kind, rule?.act === null]);
      expect([kind, sets || !!rule?.takeBack]).toEqual([kind, kind !== 'REMOVE_MEMBER']);
      if (rule?.sets) expect(rule.on).toBe('THREAD');
      if (rule?.setsMember) expect(rule.on).toBe('MEMBER');
    }
    expect(interventionKinds.filter((kind) => !ruleOf(kind))).toEqual(['OPEN_ASIDE']);
    expect(kinds.filter((kind) => ruleOf(kind)?.needsSupervisor)).toEqual(['REMOVE_MEMBER']);
  });
});

const noSlowMode = {
  slowModeMinutes: null,
  slowModeEndsAt: null,
  slowModeFor: 'EVERYONE',
  slowModeSparesOpener: false,
};

describe('taking back what was set on a thread', () => {
  test('nothing else stands: the thread is as it was before', () => {
    const slow = done('SLOW_MODE', { minutes: 10 });
    expect(settingsWithout(slow, [slow])).toEqual({ ...noSlowMode });
    const hold = done('HOLD_REPLIES');
    expect(settingsWithout(hold, [hold])).toEqual({ holdReplies: false, holdRepliesEndsAt: null });
  });

  test('a newer one of the same kind is left alone', () => {
    const ten = done('SLOW_MODE', { minutes: 10 });
    const thirty = done('SLOW_MODE', { minutes: 30, endsAt: later(60) });
    expect(settingsWithout(ten, [thirty, ten])).toEqual({
      ...noSlowMode,
      slowModeMinutes: 30,
      slowModeEndsAt: later(60),
    });
  });

  test('an older one counts again, one that was taken back does not', () => {
    const ten = done('SLOW_MODE', { minutes: 10 });
    const thirty = done('SLOW_MODE', { minutes: 30 });
    expect(settingsWithout(thirty, [thirty, ten])).toEqual({ ...noSlowMode, slowModeMinutes: 10 });
    expect(settingsWithout(thirty, [thirty])).toEqual({ ...noSlowMode });
  });

  test('each part falls to whoever set it last: a pause keeps its words when the end is taken back, and the other way round', () => {
    const pause = done('PAUSE_THREAD', { endsAt: later(60), messageToMembers: 'Even rust.' });
    const close = done('CLOSE_THREAD', { at: later(5), messageToMembers: 'We ronden af.' });
    expect(settingsWithout(close, [close, pause])).toEqual({ closedAt: null, explanation: 'Even rust.' });
    expect(settingsWithout(pause, [close, pause])).toEqual({ pausedUntil: null, explanation: 'We ronden af.' });
  });

  test('what was set and what is taken back are about the same parts, for every kind', () => {
    for (const kind of kinds) {
      const one = done(kind, { minutes: 5, endsAt: later(5), messageToMembers: 'woorden' });
      expect(Object.keys(settingsWithout(one, [one])).sort()).toEqual(Object.keys(settingsFrom(one)).sort());
    }
  });
});

describe('the same asked twice', () => {
  const slow = done('SLOW_MODE', { minutes: 10, endsAt: later(60) });
  const again = { ...ask('SLOW_MODE', { minutes: 10, endsAt: later(60) }), staffId: 'a', reason: 'het ging snel' };

  test('is done once while it stands', () => {
    expect(alreadySaid(again, [slow], now)).toBe(slow);
  });

  test.each([
    ['other minutes', { ...again, minutes: 20 }],
    ['another end', { ...again, endsAt: null }],
    ['another reason', { ...again, reason: 'nog eens' }],
    ['another moderator', { ...again, staffId: 'b' }],
    ['another kind', { ...again, kind: 'HOLD_REPLIES' as const }],
  ])('but not with %s', (_, other) => {
    expect(alreadySaid(other, [slow], now)).toBeNull();
  });

  test('nor when it ended, or something newer stands in between', () => {
    expect(alreadySaid(again, [slow], later(60))).toBeNull();
    expect(alreadySaid(again, [done('SLOW_MODE', { minutes: 30 }), slow], now)).toBeNull();
  });
});

describe('what is done to a post', () => {
  const hide = interventions.HIDE_POST;
  const release = interventions.RELEASE_POST;
  const note = interventions.CONTENT_NOTE;

  test.each<[string, SteeredPost['state'], boolean, boolean]>([
    ['VISIBLE', 'VISIBLE', true, false],
    ['HELD', 'HELD', true, true],
    ['RETURNED', 'RETURNED', true, true],
    ['HIDDEN', 'HIDDEN', false, true],
    ['DELETED', 'DELETED', false, false],
  ])('a %s post', (_, state, canHide, canRelease) => {
    expect(hide.act(ask('HIDE_POST', { messageToAuthor: 'Lees je mee?' }), inState(state)).ok).toBe(canHide);
    expect(release.act(ask('RELEASE_POST'), inState(state)).ok).toBe(canRelease);
  });

  test('hiding tells its author, and goes back to where the post was', () => {
    expect(hide.act(ask('HIDE_POST', { messageToAuthor: 'Eén zin deed pijn.' }), seen)).toEqual({
      ok: true,
      value: { do: 'MOVE', to: 'HIDDEN', message: 'Eén zin deed pijn.' },
    });
    const back = (before: SteeredPost['state']) =>
      hide.takeBack(done('HIDE_POST', { postStateBefore: before }), inState('HIDDEN'));
    expect(back('VISIBLE')).toMatchObject({ value: { to: 'VISIBLE' } });
    expect(back('HELD')).toMatchObject({ value: { to: 'HELD' } });
    expect(back('RETURNED')).toMatchObject({ value: { to: 'HELD' } });
  });

  test('a released post is held again, a shown one hidden again, and neither when somebody moved it since', () => {
    const back = (before: SteeredPost['state'], state: SteeredPost['state']) =>
      release.takeBack(done('RELEASE_POST', { postStateBefore: before }), inState(state));
    expect(back('HELD', 'VISIBLE')).toMatchObject({ value: { to: 'HELD' } });
    expect(back('HIDDEN', 'VISIBLE')).toMatchObject({ value: { to: 'HIDDEN' } });
    expect(back('HELD', 'HIDDEN')).toMatchObject({ problem: { code: 'STALE' } });
    expect(back('HELD', 'DELETED')).toMatchObject({ problem: { code: 'STALE' } });
  });

  test('a content note comes and goes, once, beside others', () => {
    const about = ask('CONTENT_NOTE', { messageToMembers: 'eten' });
    expect(note.act(about, { ...seen, contentNotes: ['angst'] })).toEqual({
      ok: true,
      value: { do: 'NOTES', notes: ['angst', 'eten'] },
    });
    expect(note.act(about, { ...seen, contentNotes: ['eten'] })).toMatchObject({ problem: { code: 'STALE' } });
    expect(note.act(about, { ...seen, contentNotes: ['1', '2', '3', '4', '5'] })).toMatchObject({
      problem: { code: 'INVALID_INPUT', reason: 'too_many' },
    });
    expect(
      note.takeBack(done('CONTENT_NOTE', { messageToMembers: 'eten' }), { ...seen, contentNotes: ['angst', 'eten'] }),
    ).toEqual({
      ok: true,
      value: { do: 'NOTES', notes: ['angst'] },
    });
  });

  test('a guide note that is taken back goes out of sight; one that is gone already is left', () => {
    const guide = interventions.GUIDE_NOTE;
    expect(guide.takeBack(done('GUIDE_NOTE'), seen)).toMatchObject({ value: { do: 'MOVE', to: 'HIDDEN' } });
    expect(guide.takeBack(done('GUIDE_NOTE'), inState('DELETED'))).toEqual({ ok: true, value: null });
  });

  test('something is undoable once, and not when it ended by itself', () => {
    const slow = done('SLOW_MODE', { minutes: 5, endsAt: later(10) });
    expect(isUndoable({ ...slow, undoneAt: null }, now)).toBe(true);
    expect(isUndoable({ ...slow, undoneAt: now }, now)).toBe(false);
    expect(isUndoable({ ...slow, undoneAt: null }, later(10))).toBe(false);
  });
});

describe('reading what a moderator asks', () => {
  const input = (kind: SteeringKind, more: Partial<InterventionInput> = {}): InterventionInput => ({
    kind,
    clientKey: null,
    threadId: 't',
    postId: null,
    reason: 'het ging snel',
    ...more,
  });
  const faultOf = (asked: InterventionInput): unknown => {
    const read = readAsk(asked, now);
    return read.ok ? null : [read.problem.field, read.problem.reason];
  };
  const inDays = (days: number): Date => later(days * 24 * 60);
  const pause = { words: { messageToMembers: 'Even rust.' }, endsAt: later(60) };

  test.each<[string, InterventionInput, unknown]>([
    ['slow mode', input('SLOW_MODE', { minutes: 1440 }), null],
    ['no time between posts', input('SLOW_MODE', { minutes: 0 }), ['minutes', 'out_of_range']],
    ['more than a day between posts', input('SLOW_MODE', { minutes: 1441 }), ['minutes', 'out_of_range']],
    ['an end that is over', input('SLOW_MODE', { minutes: 5, endsAt: now }), ['endsAt', 'not_in_future']],
    ['an end without a year', input('HOLD_REPLIES', { endsAt: inDays(366) }), ['endsAt', 'too_far']],
    ['no end', input('HOLD_REPLIES', { endsAt: null }), null],
    ['a quiet night', input('QUIET_HOURS', { ...pause, terms: { from: '22:00', to: '07:30' } }), null],
    ['no time of day', input('QUIET_HOURS', { ...pause, terms: { from: '22', to: '07:30' } }), ['from', 'time_of_day']],
    ['25 o’clock', input('QUIET_HOURS', { ...pause, terms: { from: '22:00', to: '25:00' } }), ['to', 'time_of_day']],
    ['a whole day', input('QUIET_HOURS', { ...pause, terms: { from: '22:00', to: '22:00' } }), ['to', 'same_time']],
    ['a quiet night that says nothing', input('QUIET_HOURS', { terms: {} }), ['messageToMembers', 'empty']],
    ['a pause', input('PAUSE_THREAD', pause), null],
    ['a pause of thirty days', input('PAUSE_THREAD', { ...pause, endsAt: inDays(30) }), null],
    ['a longer pause', input('PAUSE_THREAD', { ...pause, endsAt: inDays(30.01) }), ['reopensAt', 'too_far']],
    ['a pause without an end', input('PAUSE_THREAD', { ...pause, endsAt: null }), ['reopensAt', 'empty']],
    ['a pause that says nothing', input('PAUSE_THREAD', { endsAt: later(60) }), ['messageToMembers', 'empty']],
    [
      'hiding without a word to the author',
      input('HIDE_POST', { words: { messageToAuthor: '  ' } }),
      ['messageToAuthor', 'empty'],
    ],
    [
      'a content note of 61 letters',
      input('CONTENT_NOTE', { words: { messageToMembers: 'x'.repeat(61) } }),
      ['note', 'too_long'],
    ],
    ['a guide note of 5001 letters', input('GUIDE_NOTE', { words: { text: 'x'.repeat(5001) } }), ['text', 'too_long']],
    [
      'a message of 2001 letters',
      input('CLOSE_THREAD', { words: { messageToMembers: 'x'.repeat(2001) } }),
      ['messageToMembers', 'too_long'],
    ],
    ['no reason', input('RELEASE_POST', { reason: ' ' }), ['reason', 'empty']],
    ['a reason of 1001 letters', input('RELEASE_POST', { reason: 'x'.repeat(1001) }), ['reason', 'too_long']],
  ])('%s', (_, asked, fault) => {
    expect(faultOf(asked)).toEqual(fault);
  });

  test('what a kind does not need is left out', () => {
    const read = readAsk(
      input('CLOSE_THREAD', {
        words: { messageToMembers: ' We ronden af. ', text: 'x' },
        minutes: 5,
        endsAt: later(9),
      }),
      now,
    );
    expect(read).toMatchObject({
      ok: true,
      value: { messageToMembers: 'We ronden af.', text: null, minutes: null, endsAt: null },
    });
  });
});
