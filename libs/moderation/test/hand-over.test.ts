import { type HandOverFacts, handOverLinesLimit, linesOf } from '../src/domain/hand-over';

const nothing: HandOverFacts = {
  mine: [],
  called: [],
  notes: [],
  heldPosts: [],
  watched: [],
  promised: [],
  followed: [],
  open: [],
};
const short = (facts: Partial<HandOverFacts>, isHandedOn = false): string[] =>
  linesOf({ ...nothing, ...facts }, isHandedOn).map(
    ({ kind, reviewItemId, interventionId, noteId, promiseId, watchId }) =>
      `${kind} ${[reviewItemId, interventionId, noteId, promiseId, watchId].filter(Boolean).join(' ')}`,
  );

describe('the lines of a hand-over', () => {
  it.each<[string, Partial<HandOverFacts>, boolean, string[]]>([
    ['are none when there is nothing', {}, false, []],
    ['say what was let go', { mine: ['a'], open: ['a', 'b'] }, false, ['LET_GO a', 'OPEN b']],
    ['say what was handed on', { mine: ['a'], open: ['a'] }, true, ['HANDED a']],
    [
      'say each thing once',
      { mine: ['a'], called: ['a', 'b'], heldPosts: ['b', 'c'], open: ['a', 'b', 'c', 'd'] },
      false,
      ['LET_GO a', 'CALLED b', 'HELD_POSTS c', 'OPEN d'],
    ],
    ['keep every note', { notes: [{ id: 'n', reviewItemId: 'a' }], open: ['a'] }, false, ['NOTE a n', 'OPEN a']],
    [
      'keep what was promised and who is watched over, before what is merely open',
      { promised: ['p'], followed: ['w'], open: ['a'] },
      false,
      ['PROMISED p', 'FOLLOWED w', 'OPEN a'],
    ],
    ['keep what is looked at again', { watched: [{ interventionId: 'i', reviewItemId: null }] }, false, ['WATCHED i']],
  ])('%s', (_, facts, isHandedOn, lines) => {
    expect(short(facts, isHandedOn)).toEqual(lines);
  });

  it('are no more than somebody reads, the most pressing first', () => {
    const open = Array.from({ length: 500 }, (_, index) => String(index));
    const lines = linesOf({ ...nothing, mine: ['499'], open }, false);
    expect(lines).toHaveLength(handOverLinesLimit);
    expect(lines[0]?.kind).toBe('LET_GO');
  });
});
