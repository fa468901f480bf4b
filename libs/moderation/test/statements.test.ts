import fc from 'fast-check';
import { faultsInMoves } from '@kring/kernel';
import { partTold, told } from '@kring/kernel';
import { figuresOf } from '../src/domain/figures';
import {
  appealDue,
  appealMoves,
  type AppealState,
  appealUntil,
  fateOf,
  fateOfMeasure,
  isOpenToLook,
  type MeasureStated,
  type MemberNow,
  mayAppeal,
  mayDecideAppeal,
  softwarePartOf,
  statementFates,
} from '../src/domain/statements';

const at = new Date('2026-03-01T10:00:00Z');
const code = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'ok' : result.problem?.code);

describe('what became of a decision', () => {
  const returned = { kind: 'RETURNED', revision: 2, isNewest: true } as const;
  const hidden = { kind: 'HIDDEN', revision: 2, isNewest: true } as const;
  it.each([
    ['a post that was given back waits for its author', returned, { state: 'RETURNED', revision: 2 }, 'STANDS'],
    ['written again, it waits', returned, { state: 'HELD', revision: 3 }, 'REWRITTEN'],
    ['and is seen', returned, { state: 'VISIBLE', revision: 3 }, 'PLACED'],
    ['given back and released as it was', returned, { state: 'VISIBLE', revision: 2 }, 'TAKEN_BACK'],
    ['given back and waiting as it was', returned, { state: 'HELD', revision: 2 }, 'TAKEN_BACK'],
    ['a post that is hidden', hidden, { state: 'HIDDEN', revision: 2 }, 'STANDS'],
    ['hidden and shown again', hidden, { state: 'VISIBLE', revision: 2 }, 'TAKEN_BACK'],
    ['hidden, shown and changed by its author', hidden, { state: 'VISIBLE', revision: 5 }, 'TAKEN_BACK'],
    ['hidden and waiting again', hidden, { state: 'HELD', revision: 2 }, 'TAKEN_BACK'],
    ['decided on once more', { ...hidden, isNewest: false }, { state: 'HIDDEN', revision: 2 }, 'REPLACED'],
    ['deleted by its author', hidden, { state: 'DELETED', revision: 2 }, 'GONE'],
    ['deleted after a later decision', { ...returned, isNewest: false }, { state: 'DELETED', revision: 2 }, 'GONE'],
    ['out of reach', returned, null, 'GONE'],
  ] as const)('%s', (_, statement, post, fate) => {
    expect(fateOf(statement, post)).toBe(fate);
  });

  it('is that it stands for one state of the post alone, whatever came before', () => {
    const states = ['VISIBLE', 'HELD', 'RETURNED', 'HIDDEN', 'DELETED'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom('RETURNED' as const, 'HIDDEN' as const),
        fc.constantFrom(...states),
        fc.nat(9),
        fc.nat(9),
        (kind, state, revision, now) => {
          const stands = fateOf({ kind, revision, isNewest: true }, { state, revision: now }) === 'STANDS';
          return stands === (state === kind);
        },
      ),
    );
  });
});

describe('what became of a decision about a member', () => {
  const hour = 60 * 60_000;
  const [before, after] = [new Date(at.getTime() - hour), new Date(at.getTime() + hour)];
  const stated = (kind: MeasureStated['kind'], more: Partial<MeasureStated> = {}): MeasureStated => ({
    ...{ kind, isNewest: true, endsAt: null, takenBackAt: null },
    ...more,
  });
  it.each([
    ['a time-out that lasts', stated('PAUSE_MEMBER', { endsAt: after }), 'PAUSED', 'STANDS'],
    ['one that is over, to the millisecond', stated('PAUSE_MEMBER', { endsAt: at }), 'ACTIVE', 'ENDED'],
    ['one that was taken back', stated('PAUSE_MEMBER', { endsAt: after, takenBackAt: before }), 'ACTIVE', 'TAKEN_BACK'],
    ['one after which another came', stated('PAUSE_MEMBER', { endsAt: after, isNewest: false }), 'PAUSED', 'REPLACED'],
    ['one of who was removed since', stated('PAUSE_MEMBER', { endsAt: after }), 'REMOVED', 'REPLACED'],
    ['one of who left', stated('PAUSE_MEMBER', { endsAt: after }), 'LEFT', 'GONE'],
    ['reading first without an end', stated('HOLD_MEMBER'), 'ACTIVE', 'STANDS'],
    ['reading first during a time-out', stated('HOLD_MEMBER'), 'PAUSED', 'STANDS'],
    ['a removal', stated('REMOVE_MEMBER'), 'REMOVED', 'STANDS'],
    ['a removal that was taken back', stated('REMOVE_MEMBER', { takenBackAt: before }), 'ACTIVE', 'TAKEN_BACK'],
    ['the first of two', stated('REMOVE_MEMBER', { takenBackAt: before, isNewest: false }), 'REMOVED', 'TAKEN_BACK'],
    ['a membership out of reach', stated('REMOVE_MEMBER'), null, 'GONE'],
  ] as const satisfies readonly (readonly [string, MeasureStated, MemberNow | null, string])[])(
    '%s',
    (_, measure, membership, fate) => expect(fateOfMeasure(measure, membership, at)).toBe(fate),
  );
});

describe('an appeal', () => {
  it('is answered once, and can be answered in every way', () => {
    const ends: AppealState[] = ['UPHELD', 'OVERTURNED', 'LAPSED'];
    expect(faultsInMoves(appealMoves, ['OPEN'], ends)).toEqual([]);
  });

  const until = appealUntil(at, 14);
  it.each(statementFates)('of a decision that is %s', (fate) => {
    const wanted = fate === 'STANDS' || fate === 'ENDED' ? 'ok' : 'NOTHING_TO_APPEAL';
    expect(isOpenToLook(fate)).toBe(wanted === 'ok');
    expect(code(mayAppeal({ fate, isAppealed: false, until }, at))).toBe(wanted);
    expect(code(mayAppeal({ fate, isAppealed: true, until }, at))).toBe('ALREADY_APPEALED');
  });

  it('comes in time, to the millisecond', () => {
    expect(until.toISOString()).toBe('2026-03-15T10:00:00.000Z');
    const decision = { fate: 'STANDS', isAppealed: false, until } as const;
    expect(code(mayAppeal(decision, new Date(until.getTime() - 1)))).toBe('ok');
    expect(code(mayAppeal(decision, until))).toBe('TOO_LATE_TO_APPEAL');
    expect(appealDue(at, 3).toISOString()).toBe('2026-03-04T10:00:00.000Z');
  });

  it.each([
    ['MODERATOR', 'first', 'OWN_DECISION'],
    ['SUPERVISOR', 'first', 'OWN_DECISION'],
    ['MODERATOR', 'flagged', 'TOOK_PART'],
    ['SUPERVISOR', 'flagged', 'ok'],
    ['MODERATOR', 'other', 'ok'],
    ['SUPERVISOR', 'other', 'ok'],
  ])('is decided by a %s who is the %s one: %s', (role, staffId, wanted) => {
    const first = { kind: 'HIDDEN', deciderId: 'first', tookPart: ['flagged', 'first'] } as const;
    expect(code(mayDecideAppeal({ staffId, role }, first))).toBe(wanted);
    expect(code(mayDecideAppeal({ staffId, role }, { ...first, kind: 'PAUSE_MEMBER' }))).toBe(wanted);
  });

  it.each([
    ['SUPERVISOR', 'first', 'OWN_DECISION'],
    ['SUPERVISOR', 'other', 'ok'],
    ['MODERATOR', 'other', 'NEEDS_SUPERVISOR'],
    ['ORGANISER', 'other', 'NEEDS_SUPERVISOR'],
  ])('of a removal is decided by a %s who is the %s one: %s', (role, staffId, wanted) => {
    const first = { kind: 'REMOVE_MEMBER', deciderId: 'first', tookPart: [] } as const;
    expect(code(mayDecideAppeal({ staffId, role }, first))).toBe(wanted);
  });
});

describe('what software had to do with a decision', () => {
  const signal = (category: string, severity = 'AMBER') => ({ category, severity });
  it.each([
    ['nothing that is known of', null, 'HELD', 'NONE', []],
    ['nothing', { hold: false, signals: [] }, 'VISIBLE', 'NONE', []],
    ['a good sign', { hold: false, signals: [signal('support')] }, 'VISIBLE', 'NONE', []],
    ['a faint one', { hold: false, signals: [signal('self_harm', 'GREEN')] }, 'VISIBLE', 'NONE', []],
    [
      'signs, each named once',
      { hold: false, signals: [signal('goodbye'), signal('goodbye')] },
      'VISIBLE',
      'POINTED',
      ['goodbye'],
    ],
    ['a hold', { hold: true, signals: [signal('goodbye', 'CRISIS')] }, 'HELD', 'HELD', ['goodbye']],
    ['a hold that was over', { hold: true, signals: [signal('goodbye')] }, 'VISIBLE', 'POINTED', ['goodbye']],
    ['a group that holds everything', { hold: false, signals: [] }, 'HELD', 'NONE', []],
  ] as const)('%s', (_, assessment, before, software, noticed) => {
    expect(softwarePartOf(assessment, before)).toEqual({ software, noticed });
  });
});

describe('figures about staff', () => {
  it.each([
    [0, null],
    [4, null],
    [5, 5],
    [90, 90],
  ])('%d are told as %s', (count, shown) => expect(told(count)).toBe(shown));

  it('never let anybody work out a number below five', () => {
    const count = fc.nat(60);
    fc.assert(
      fc.property(count, count, count, count, (asked, answered, overturned, late) => {
        const counts = {
          decisions: 60,
          asked,
          answered: Math.min(asked, answered),
          overturned: Math.min(asked, answered, overturned),
          late: Math.min(asked, answered, late),
          medianHours: 7.26,
        };
        const shown = figuresOf(counts);
        const rests = [
          shown.asked !== null && shown.answered !== null ? shown.asked - shown.answered : 0,
          shown.answered !== null && shown.overturned !== null ? shown.answered - shown.overturned : 0,
          shown.answered !== null && shown.late !== null ? shown.answered - shown.late : 0,
        ];
        const all = [shown.asked, shown.answered, shown.overturned, shown.late, ...rests];
        return (
          all.every((one) => one === null || one === 0 || one >= 5) &&
          (shown.medianHours === null) === counts.answered < 5
        );
      }),
    );
    expect(partTold(7, 7)).toBe(7);
    expect(partTold(7, 9)).toBeNull();
    expect(
      figuresOf({ decisions: 9, asked: 9, answered: 9, overturned: 9, late: 9, medianHours: 7.26 }).medianHours,
    ).toBe(7.3);
  });
});
