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
import { certain, comparePairs, inTurns, medianOf } from './paired-times';
import { ended, joining, trying } from './sign-in-words';

jest.setTimeout(120_000);

const wrong = 'steeds een andere zin';
/** Each name is tried as often, so that a comparison of two names rests on 200 tries. */
const turns = 100;

/** Numbers that look like chance and are the same each time (a linear congruential generator). */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

/** Times as a busy machine takes them: some spread, and now and then a long pause. */
function busyTimes(next: () => number, count: number, longer = 0): number[] {
  return Array.from(
    { length: count },
    () => 30 + 10 * (next() + next() + next()) + (next() < 0.05 ? 500 * next() : 0) + longer,
  );
}

describe('the comparison of times', () => {
  it('finds nothing where there is nothing, whatever pauses there are', () => {
    const next = dice(1);
    const found = Array.from({ length: 300 }, () => comparePairs(busyTimes(next, 100), busyTimes(next, 100)).z);
    expect(found.filter((z) => Math.abs(z) > certain)).toEqual([]);
    // As often beyond two standard deviations as chance goes there.
    const beyondTwo = found.filter((z) => Math.abs(z) > 2).length;
    expect(beyondTwo).toBeGreaterThan(2);
    expect(beyondTwo).toBeLessThan(40);
  });

  it('finds a difference of less than a tenth, on whichever side', () => {
    const next = dice(2);
    for (let turn = 0; turn < 50; turn += 1) {
      const longer = comparePairs(busyTimes(next, 100, 4), busyTimes(next, 100));
      expect(longer.z).toBeGreaterThan(certain);
      expect(longer.median).toBeGreaterThan(1);
      expect(comparePairs(busyTimes(next, 100), busyTimes(next, 100, 4)).z).toBeLessThan(-certain);
    }
  });

  it('says nothing of what is always the same, and refuses what proves nothing', () => {
    expect(comparePairs(Array(20).fill(1), Array(20).fill(1))).toEqual({ median: 0, z: 0 });
    expect(() => comparePairs([1], [2])).toThrow('twenty pairs');
  });
});

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
    return () => odd[odd.length - 1 - (Math.floor(asked++ / 3) % odd.length)] ?? wrong;
  };
  const [ofSigningIn, ofRecovering] = [said(), said()];

  it.each([
    ['signing in', (name: string) => signIn(name, ofSigningIn())],
    ['recovering', (name: string) => recover(name, ofRecovering())],
  ])('is not told by the time that %s takes', async (what, tryName) => {
    const { member, staff, nobody } = names;
    const [ofMember = [], ofStaff = [], ofNobody = []] = await inTurns(turns, [
      () => tryName(member),
      () => tryName(staff),
      () => tryName(nobody),
    ]);
    const differences = { member: comparePairs(ofMember, ofNobody), staff: comparePairs(ofStaff, ofNobody) };
    process.stdout.write(`${what}: ${medianOf(ofNobody).toFixed(1)} ms; ${JSON.stringify(differences)}\n`);
    expect(Math.abs(differences.member.z)).toBeLessThan(certain);
    expect(Math.abs(differences.staff.z)).toBeLessThan(certain);
  });
});
