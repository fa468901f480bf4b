import { codeFrom, normaliseCode, randomToken, Secrets, tokenHash } from '@kring/platform';

const secrets = new Secrets({ KRING_SECRET: 'ab'.repeat(32) });
const others = new Secrets({ KRING_SECRET: 'ac'.repeat(32) });

describe('sealing', () => {
  it('opens again where it was sealed for, and looks different each time', () => {
    const sealed = secrets.seal('JBSWY3DPEHPK3PXP é 👍', 'one-time code 1');
    expect(secrets.open(sealed, 'one-time code 1')).toBe('JBSWY3DPEHPK3PXP é 👍');
    expect(secrets.seal('JBSWY3DPEHPK3PXP é 👍', 'one-time code 1')).not.toBe(sealed);
    expect(sealed).not.toContain('JBSWY');
    expect(new Secrets({ KRING_SECRET: 'ab'.repeat(32) }).open(sealed, 'one-time code 1')).toBe(
      'JBSWY3DPEHPK3PXP é 👍',
    );
  });

  it('stays shut for something else, for somebody else, and when it was changed anywhere', () => {
    const sealed = secrets.seal('geheim', 'one-time code 1');
    expect(() => secrets.open(sealed, 'one-time code 2')).toThrow();
    expect(() => secrets.open(sealed, '')).toThrow();
    expect(() => others.open(sealed, 'one-time code 1')).toThrow();
    const [form, key, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => secrets.open(`${form}.${key}.${changed.toString('base64url')}`, 'one-time code 1')).toThrow();
    }
    for (const nonsense of ['', 'v1.', 'x', sealed.slice(0, -3), `${sealed}AAAA`])
      expect(() => secrets.open(nonsense, 'one-time code 1')).toThrow();
  });
});

describe('deriving', () => {
  it('finds the same from the same words, and nothing else from any others', () => {
    expect(secrets.derive('session', 'a', 'b')).toEqual(secrets.derive('session', 'a', 'b'));
    const all = [
      secrets.derive('session', 'a', 'b'),
      secrets.derive('session', 'ab'),
      secrets.derive('session', 'a', 'b', ''),
      secrets.derive('session', 'b', 'a'),
      secrets.derive('sessiona', 'b'),
      others.derive('session', 'a', 'b'),
    ].map((bytes) => bytes.toString('hex'));
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((hex) => hex.length === 64)).toBe(true);
  });
});

describe('codes and tokens', () => {
  it('are long enough, and kept as hashes only', () => {
    expect(Buffer.from(randomToken(), 'base64url')).toHaveLength(32);
    expect(randomToken()).not.toBe(randomToken());
    expect(tokenHash('a')).toHaveLength(32);
    expect(tokenHash('a')).not.toEqual(tokenHash('b'));
  });

  it('use signs that cannot be mistaken for each other, each as likely as any', () => {
    const signs = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const sign = codeFrom(new Uint8Array(4).fill(byte), 1).charAt(0);
      signs.set(sign, (signs.get(sign) ?? 0) + 1);
    }
    expect([...signs.keys()].join('')).toBe('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
    expect(new Set(signs.values())).toEqual(new Set([8]));
    expect(codeFrom(new Uint8Array(16).fill(31), 4)).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  });

  it('are read however somebody types them', () => {
    for (const typed of [
      '0A1B-1C0D-EFGH-JKMN',
      ' 0a1b 1c0d efgh jkmn ',
      'oaib-lcod-efgh-jkmn',
      '0A1B1C0DEFGHJKMN',
      'O A I B L C O D - E F G H J K M N',
    ]) {
      expect(normaliseCode(typed)).toBe('0A1B-1C0D-EFGH-JKMN');
    }
    expect(normaliseCode('')).toBe('');
    expect(normaliseCode('x'.repeat(100_000)).length).toBeLessThan(100);
  });
});
