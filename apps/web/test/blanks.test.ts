import { blanksIn, fillIn, kindOf } from '../src/staff/blanks';

describe('blanks', () => {
  it('are what the server takes for them', () => {
    expect(blanksIn('Dag {bijnaam}, tot {datum}. {eigen woorden}')).toEqual([
      '{bijnaam}',
      '{datum}',
      '{eigen woorden}',
    ]);
    expect(blanksIn('een smiley :-{ en {} en { } en {12} en }a{')).toEqual([]);
    expect(blanksIn('{over\ntwee regels}')).toEqual([]);
    expect(blanksIn(`{${'a'.repeat(61)}}`)).toEqual([]);
  });

  it('are known by their name in each language', () => {
    expect(['{bijnaam}', '{pseudo}', '{Nickname}', "{ligne d'aide}", '{ hulplijn }'].map(kindOf)).toEqual([
      'nickname',
      'nickname',
      'nickname',
      'helpline',
      'helpline',
    ]);
    expect(kindOf('{eigen woorden}')).toBeUndefined();
  });

  it('are filled in with what is known, and stay open without', () => {
    const known = { nickname: 'Vroege Merel', group: 'De Luwte' };
    expect(fillIn('Dag {bijnaam} in {groep}, tot {datum}. {waarom}', known)).toBe(
      'Dag Vroege Merel in De Luwte, tot {datum}. {waarom}',
    );
    // A name is put in as it is, also when it means something to a replacement.
    expect(fillIn('Dag {bijnaam}', { nickname: '$& $1' })).toBe('Dag $& $1');
  });
});
