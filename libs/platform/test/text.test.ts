import { readText, visibleLength } from '@kring/kernel';

const rule = { field: 'text', limit: 20 };
const read = (text: string, options: Partial<typeof rule & { optional: boolean; oneLine: boolean }> = {}) =>
  readText(text, { ...rule, ...options });
const kept = (value: string) => ({ ok: true, value });
const refused = (reason: string) => ({
  ok: false,
  problem: expect.objectContaining({ code: 'INVALID_INPUT', field: 'text', reason }) as unknown,
});

describe('a person’s words', () => {
  it('are counted as people see them', () => {
    expect(visibleLength('één')).toBe(3);
    expect(visibleLength('e\u0301e\u0301n')).toBe(3);
    expect(visibleLength('👩‍👩‍👧‍👦')).toBe(1);
    expect(visibleLength('🇧🇪🇫🇷')).toBe(2);
    expect(visibleLength('👍🏽!')).toBe(2);
    expect(visibleLength('')).toBe(0);
  });

  it('fit up to the limit and not one sign more', () => {
    expect(read('👩‍👩‍👧‍👦'.repeat(20))).toEqual(kept('👩‍👩‍👧‍👦'.repeat(20)));
    expect(read('a'.repeat(20))).toEqual(kept('a'.repeat(20)));
    expect(read('a'.repeat(21))).toEqual(refused('too_long'));
    expect(read(`  ${'a'.repeat(20)}\n`)).toEqual(kept('a'.repeat(20)));
    expect(read('a'.repeat(21))).toMatchObject({ problem: { values: { limit: 20, length: 21 } } });
  });

  it('are measured in no time, however long and however strange', () => {
    const start = performance.now();
    for (const text of [
      'a'.repeat(1_000_000),
      '\u0301'.repeat(500_000),
      '👩‍👩‍👧‍👦'.repeat(50_000),
      ' '.repeat(1_000_000),
      '\r\n'.repeat(300_000),
    ])
      read(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('are kept in one form, with plain line breaks and nothing around them', () => {
    expect(read(' e\u0301e\u0301n\r\ntwee\rdrie ')).toEqual(kept('één\ntwee\ndrie'));
    expect(read('een\n\n twee\tdrie ', { oneLine: true })).toEqual(kept('een twee drie'));
    expect(read('familie 👩‍👩‍👧 \u200d')).toMatchObject({ ok: true });
  });

  it('must be there, unless they need not be', () => {
    for (const nothing of ['', '   ', '\n\t\r\n', '\u00a0\u2003']) {
      expect(read(nothing)).toEqual(refused('empty'));
      expect(read(nothing, { optional: true })).toEqual(kept(''));
    }
  });

  it.each([
    ['a null', 'a\u0000b'],
    ['a bell', 'a\u0007b'],
    ['an escape', 'a\u001b[31mb'],
    ['a deletion', 'a\u007fb'],
    ['a C1 control', 'a\u0085b'],
    ['a right-to-left override', 'a\u202eb'],
    ['an isolate', 'a\u2066b'],
    ['half of a surrogate pair', 'a\ud83db'],
    ['the other half', 'a\udc00b'],
    ['a noncharacter', 'a\ufdd0b'],
  ])('hold no %s', (_what, text) => {
    expect(read(text)).toEqual(refused('control_characters'));
  });
});
