import {
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  makeGroup,
  type Organisation,
  passphrase,
  type RunningKring,
  startKring,
} from '@kring/testing';
import { apartTwice, tryBoth } from '../access/apart';
import { ended, joining, trying } from './sign-in-words';

jest.setTimeout(120_000);

const wrong = 'steeds een andere zin';
/** Pairs, so that a comparison of two names rests on 200 tries. */
const turns = 100;

describe('whether a name is there', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  /** Somebody with a passphrase only, somebody with a one-time code too, and nobody. */
  let names: { member: string; staff: string; nobody: string };

  beforeAll(async () => {
    kring = await startKring({ KRING_SIGN_IN_TRIES: '100000', KRING_ADDRESS_TRIES: '100000' });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    const member = await join(kring, organisation, group);
    const staff = await hire(kring, organisation, 'MODERATOR', 'Imke');
    names = { member: member.signInName, staff: staff.signInName, nobody: 'niemand hier 1' };
  });
  afterAll(() => kring.stop());

  const signIn = (signInName: string, words = wrong, code?: string) =>
    trying(kring.url, 'signIn', { signInName, passphrase: words, ...(code ? { oneTimeCode: code } : {}) });
  const recover = (signInName: string, code = 'AAAA-BBBB-CCCC', oneTimeCode?: string) =>
    trying(kring.url, 'recoverAccount', {
      signInName,
      recoveryCode: code,
      newPassphrase: 'een nieuwe zin van later',
      ...(oneTimeCode ? { oneTimeCode } : {}),
    });

  const odd: readonly string[] = [
    '',
    ' ',
    'x'.repeat(10_000),
    '\u0000',
    '\ud800',
    '\u202e',
    '👩‍👩‍👧',
    '﷽'.repeat(200),
    wrong,
  ];

  it('is not told by the answer, whatever is said with it', async () => {
    for (const words of odd) {
      const said: string[] = [];
      for (const name of Object.values(names)) {
        said.push((await signIn(name, words)).answer.text, (await signIn(name, words, '123456')).answer.text);
      }
      expect(new Set(said).size).toBe(1);
      expect(said[0]).toContain('SIGN_IN_FAILED');
      const tried: string[] = [];
      for (const name of Object.values(names)) {
        tried.push((await recover(name, words)).answer.text, (await recover(name, words, '123456')).answer.text);
      }
      expect(new Set(tried).size).toBe(1);
      expect(tried[0]).toContain('RECOVERY_FAILED');
    }
  });

  it('is not told by names that nobody can have', async () => {
    for (const name of odd) {
      expect(ended(await signIn(name))).toBe('SIGN_IN_FAILED');
      expect(ended(await recover(name))).toBe('RECOVERY_FAILED');
    }
  });

  it('makes the same of a name however it is written: composed, wide, in capitals, with more spaces', async () => {
    const code = await invite(kring, organisation, group);
    expect(ended(await trying(kring.url, 'joinGroup', joining(code, 'Zoë de Graaf', passphrase)))).toBe('Joined');
    for (const name of ['zoe\u0308 DE graaf', '  Zoë   de\tGraaf ', 'Ｚｏë de Graaf']) {
      expect(ended(await signIn(name, passphrase))).toBe('Session');
      expect(ended(await trying(kring.url, 'joinGroup', joining(code, name.trim(), passphrase)))).toBe(
        'SIGN_IN_NAME_TAKEN',
      );
    }
    expect(ended(await signIn('Zoe de Graaf', passphrase))).toBe('SIGN_IN_FAILED');
  });

  /** Every turn says something else, the same with each name: a sentence, nothing, very much, signs that break programs. */
  const said = (): (() => string) => {
    let asked = 0;
    return () => odd[odd.length - 1 - (Math.floor(asked++ / 2) % odd.length)] ?? wrong;
  };
  const [ofSigningIn, ofRecovering] = [said(), said()];

  it.each([
    ['signing in', (name: string) => signIn(name, ofSigningIn())],
    ['recovering', (name: string) => recover(name, ofRecovering())],
  ])('is not told by the time that %s takes', async (what, tryName) => {
    const { nobody, ...others } = names;
    for (const [who, name] of Object.entries(others)) {
      const both = () =>
        tryBoth(
          turns,
          () => tryName(name),
          () => tryName(nobody),
          () => Promise.resolve(),
        );
      const found = await apartTwice(both);
      process.stdout.write(
        `${what}, ${who} against nobody: ${found.shift.toFixed(2)} ms apart, noise ${found.noise.toFixed(2)} ms, by chance ${found.chance.toPrecision(2)}\n`,
      );
      expect({ who, ...found }).toMatchObject({ who, isTold: false });
    }
  });
});
