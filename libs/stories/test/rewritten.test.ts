import fc from 'fast-check';
import { isMuchTheSame, stateOfRewritten } from '../src/domain/rewritten';

const returned = 'Jij bent zo dom dat niemand hier je wil, ga toch weg uit deze groep.';

describe('a post that was given back and is sent again', () => {
  it.each([
    ['the very same', returned, null],
    ['one word changed', returned.replace('dom', 'd0m'), 'HELD'],
    ['one word added', `${returned} Echt.`, 'HELD'],
    ['half of it left out', 'Jij bent zo dom dat niemand hier je wil.', 'HELD'],
    ['the words in another order', 'Weg uit deze groep, ga toch, niemand wil je hier, zo dom ben jij', 'HELD'],
    ['other capitals and signs', returned.toUpperCase().replace(',', '!'), 'HELD'],
    ['signs and no words', '...', 'HELD'],
    ['said anew', 'Ik werd boos omdat ik me niet gehoord voelde. Dat ligt niet aan jou.', 'VISIBLE'],
  ])('%s', (_, after, state) => {
    const placed = stateOfRewritten(returned, after, 'VISIBLE');
    expect(placed).toMatchObject(
      state === null ? { ok: false, problem: { code: 'NOTHING_CHANGED', field: 'text' } } : { ok: true, value: state },
    );
  });

  it('waits whenever the group or safety makes it wait', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const placed = stateOfRewritten(before, after, 'HELD');
        return !placed.ok || placed.value === 'HELD';
      }),
    );
  });

  it('never comes into sight with nothing but words that were given back', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }), fc.func(fc.boolean()), (words, keep) =>
        isMuchTheSame(words.join(' '), words.filter((word) => keep(word)).join(' ')),
      ),
    );
  });
});
