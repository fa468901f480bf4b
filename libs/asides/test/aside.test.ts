import { faultsInMoves } from '@kring/kernel';
import { type AsideState, asideMoves, asideState, keptUntil, mayWrite, sideOf } from '../src/domain/aside';
import { readPromise } from '../src/domain/promise';

const at = new Date('2026-11-23T09:00:00Z');
const day = 86_400_000;

test('an aside opens, ends and loses its words, and nothing else', () => {
  expect(faultsInMoves<AsideState>(asideMoves, ['OPEN'], ['ERASED'])).toEqual([]);
});

test.each([
  [null, null, 'OPEN', true],
  [at, null, 'ENDED', false],
  [at, at, 'ERASED', false],
] as const)('ended %s, erased %s: %s', (endedAt, erasedAt, state, writes) => {
  expect(asideState({ endedAt, erasedAt })).toBe(state);
  expect(mayWrite(asideState({ endedAt, erasedAt })).ok).toBe(writes);
});

test.each([
  ['the member', { membershipIds: ['m'], staffIds: [] }, 'MEMBER'],
  ['the moderator', { membershipIds: [], staffIds: ['x', 's'] }, 'STAFF'],
  ['another moderator', { membershipIds: [], staffIds: ['t'] }, null],
  ['another member', { membershipIds: ['n'], staffIds: [] }, null],
  ['nobody', { membershipIds: [], staffIds: [] }, null],
] as const)('%s stands where they stand', (_, who, side) => {
  expect(sideOf(who, { membershipId: 'm', staffId: 's' })).toBe(side);
});

test('words are kept for so many days, to the millisecond', () => {
  expect(keptUntil(at, 90)).toEqual(new Date('2026-08-25T09:00:00Z'));
});

describe('a promise', () => {
  const said = 'Dank je.  Ik bel je\nmorgen om vier uur. Tot dan.';
  const reason = (sentence: string, due: Date): unknown => {
    const read = readPromise(said, sentence, due, at);
    return read.ok ? read.value : read.problem.reason;
  };
  test.each([
    ['Ik bel je morgen om vier uur.', 1, 'Ik bel je morgen om vier uur.'],
    ['Ik bel je\nmorgen  om vier uur.', 60, 'Ik bel je morgen om vier uur.'],
    ['Ik bel je overmorgen.', 1, 'not_said'],
    ['Ik bel je morgen om vier uur.', 0, 'not_in_future'],
    ['Ik bel je morgen om vier uur.', -1, 'not_in_future'],
    ['Ik bel je morgen om vier uur.', 60.001, 'too_far'],
  ])('%j in %d days: %s', (sentence, days, expected) => {
    expect(reason(sentence, new Date(at.getTime() + days * day))).toBe(expected);
  });
});
