import { blanksIn, readText } from '@kring/kernel';

const rule = { field: 'text', limit: 200, filled: true };

describe('blanks', () => {
  it('are what stands between braces on one line and holds a letter', () => {
    expect(blanksIn('Dag {bijnaam}, tot {datum}. {eigen woorden}')).toEqual([
      '{bijnaam}',
      '{datum}',
      '{eigen woorden}',
    ]);
    expect(blanksIn('{prénom} {né·e le}')).toEqual(['{prénom}', '{né·e le}']);
    expect(blanksIn('een smiley :-{ en {} en { } en {12} en }a{')).toEqual([]);
    expect(blanksIn('{over\ntwee regels}')).toEqual([]);
    expect(blanksIn(`{${'a'.repeat(61)}}`)).toEqual([]);
  });

  it('are refused in what goes out, and in nothing else', () => {
    expect(readText('Dag {bijnaam}', rule)).toMatchObject({
      ok: false,
      problem: { code: 'UNFILLED_TEMPLATE', field: 'text' },
    });
    expect(readText('Dag Merel', rule)).toEqual({ ok: true, value: 'Dag Merel' });
    expect(readText('Dag {bijnaam}', { ...rule, filled: false })).toMatchObject({ ok: true });
  });
});
