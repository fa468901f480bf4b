import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import {
  ask,
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  makeGroup,
  mutate,
  oneTimeCode,
  type Organisation,
  passphrase,
  rowsOf,
  type RunningKring,
  startKring,
} from '@kring/testing';
import { cookiesOf, ended, joining, newDevice, trying } from './sign-in-words';

jest.setTimeout(60_000);

const accountTries = 3;
const codeTries = 2;
const addressTries = 16;
const wrong = 'steeds een andere zin';
const nobodysCode = 'AAAA-BBBB-CCCC-DDDD';

/** Everything that somebody can guess at, from both sides: how often it is allowed, and that it stops then. */
describe('guessing', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;

  const signIn = (signInName: string, words = wrong, asking = {}, code?: string) =>
    trying(kring.url, 'signIn', { signInName, passphrase: words, ...(code ? { oneTimeCode: code } : {}) }, asking);
  const times = async <T>(count: number, doIt: (turn: number) => Promise<T>): Promise<T[]> => {
    const done: T[] = [];
    for (let turn = 0; turn < count; turn += 1) done.push(await doIt(turn));
    return done;
  };
  const refusedHonestly = (said: { code?: string; retryAt?: string | null }): void => {
    expect(said.code).toBe('TOO_MANY_TRIES');
    const until = Date.parse(said.retryAt ?? '') - Date.now();
    expect(until).toBeGreaterThan(10 * 60_000);
    expect(until).toBeLessThan(16 * 60_000);
  };

  beforeAll(async () => {
    kring = await startKring({
      KRING_SIGN_IN_TRIES: String(accountTries),
      KRING_CODE_TRIES: String(codeTries),
      KRING_ADDRESS_TRIES: String(addressTries),
    });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
  });
  beforeEach(() => rowsOf(kring.database.adminUrl, 'TRUNCATE tries'));
  afterAll(() => kring.stop());

  describe('a passphrase', () => {
    it('counts every alias of one document', async () => {
      const member = await join(kring, organisation, group);
      const tries = async (): Promise<string[]> => {
        const aliases = Array.from(
          { length: 3 },
          (_, at) =>
            `a${at}: signIn(input: { signInName: "${member.signInName}", passphrase: "${wrong} ${at}" }) { ... on Problem { code } }`,
        );
        const { data } = await ask<Record<string, { code: string }>>(kring.url, `mutation { ${aliases.join(' ')} }`);
        return Object.values(data ?? {}).map(({ code }) => code);
      };
      expect(await tries()).toEqual(Array(3).fill('SIGN_IN_FAILED'));
      expect(await tries()).toEqual(Array(3).fill('TOO_MANY_TRIES'));
    });

    it('of one account stops over any number of devices, and its owner goes on where they signed in before', async () => {
      const member = await join(kring, organisation, group);
      const own = { cookies: cookiesOf((await signIn(member.signInName, passphrase)).answer) };
      const tries = await times(accountTries, () => signIn(member.signInName, wrong, newDevice()));
      expect(tries.map(ended)).toEqual(Array(accountTries).fill('SIGN_IN_FAILED'));
      refusedHonestly(await signIn(member.signInName, passphrase, newDevice()));
      expect(ended(await signIn(member.signInName, passphrase, own))).toBe('Session');
    });

    it('stops over any number of accounts and devices of one address, and not for those who were there before', async () => {
      const member = await join(kring, organisation, group);
      const own = { cookies: cookiesOf((await signIn(member.signInName, passphrase)).answer) };
      const tries = await times(addressTries + 3, (turn) => signIn(`niemand ${turn}`, wrong, newDevice()));
      expect(tries.map(ended).indexOf('TOO_MANY_TRIES')).toBe(addressTries);
      refusedHonestly(tries.at(-1) ?? {});
      refusedHonestly(await signIn(member.signInName, passphrase, newDevice()));
      expect(ended(await signIn(member.signInName, passphrase, own))).toBe('Session');
    });

    it('that is right counts for nobody: a whole school comes in by one address', async () => {
      const member = await join(kring, organisation, group);
      const tries = await times(addressTries + 3, () => signIn(member.signInName, passphrase, newDevice()));
      expect(new Set(tries.map(ended))).toEqual(new Set(['Session']));
    });

    it('of one account is not used up by a device or an address that is refused already', async () => {
      const member = await join(kring, organisation, group);
      const device = newDevice();
      await times(accountTries * 3, (turn) => signIn(`niemand ${turn}`, wrong, device));
      refusedHonestly(await signIn(member.signInName, wrong, device));
      await times(accountTries, () => signIn(member.signInName, wrong, device));
      expect(ended(await signIn(member.signInName, passphrase, newDevice()))).toBe('Session');
    });

    it('stops for whoever took over a session and wants new recovery codes', async () => {
      const member = await join(kring, organisation, group);
      const own = cookiesOf((await signIn(member.signInName, passphrase)).answer);
      const renew = (words: string, asking = {}) =>
        trying(kring.url, 'renewRecoveryCodes', { passphrase: words }, asking);
      const stolen = { token: member.token };
      expect((await times(accountTries, () => renew(wrong, stolen))).map(ended)).toEqual(
        Array(accountTries).fill('INVALID_INPUT'),
      );
      refusedHonestly(await renew(passphrase, stolen));
      expect(ended(await renew(passphrase, { cookies: own }))).toBe('RecoveryCodes');
    });

    it('stops for whoever joins again with the key of somebody else', async () => {
      const input = joining(await invite(kring, organisation, group), 'nieuw hier', passphrase);
      expect(ended(await trying(kring.url, 'joinGroup', input))).toBe('Joined');
      const again = (words: string) => trying(kring.url, 'joinGroup', { ...input, passphrase: words }, newDevice());
      expect((await times(accountTries, () => again(wrong))).map(ended)).toEqual(
        Array(accountTries).fill('INVALID_INPUT'),
      );
      refusedHonestly(await again(passphrase));
    });
  });

  describe('a recovery code', () => {
    it('stops over any number of devices, and goes on where its owner signed in before', async () => {
      const member = await join(kring, organisation, group);
      const own = { cookies: cookiesOf((await signIn(member.signInName, passphrase)).answer) };
      const { codes = [] } = await trying(kring.url, 'renewRecoveryCodes', { passphrase }, own);
      const recover = (recoveryCode: string, asking = {}) =>
        trying(
          kring.url,
          'recoverAccount',
          { signInName: member.signInName, recoveryCode, newPassphrase: 'een nieuwe zin van later' },
          asking,
        );
      const tries = await times(accountTries, () => recover('AAAA-BBBB-CCCC', newDevice()));
      expect(tries.map(ended)).toEqual(Array(accountTries).fill('RECOVERY_FAILED'));
      refusedHonestly(await recover(codes[0] ?? '', newDevice()));
      expect(ended(await recover(codes[0] ?? '', own))).toBe('Session');
    });

    it('counts nothing when the new passphrase cannot be used: no code was looked at', async () => {
      const member = await join(kring, organisation, group);
      const recover = () =>
        trying(kring.url, 'recoverAccount', {
          signInName: member.signInName,
          recoveryCode: nobodysCode,
          newPassphrase: 'kort',
        });
      expect((await times(accountTries * 2, recover)).map(ended)).toEqual(
        Array(accountTries * 2).fill('INVALID_INPUT'),
      );
    });
  });

  describe('a one-time code', () => {
    it('stops for whoever has the passphrase, the right one too, and goes on where its owner signed in before', async () => {
      const moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
      const later = (steps: number) => oneTimeCode(moderator.secret, Date.now() + steps * 30_000);
      const first = await signIn(moderator.signInName, passphrase, {}, later(1));
      const own = { cookies: cookiesOf(first.answer) };
      expect(ended(first)).toBe('Session');
      const tries = await times(accountTries, () => signIn(moderator.signInName, passphrase, newDevice(), '000000'));
      expect(tries.map(ended)).toEqual(Array(accountTries).fill('SIGN_IN_FAILED'));
      refusedHonestly(await signIn(moderator.signInName, passphrase, newDevice(), later(1)));
      expect(ended(await signIn(moderator.signInName, passphrase, own, '000000'))).toBe('SIGN_IN_FAILED');
    });

    it('of a set-up stops for that set-up, and for no colleague who sets theirs up', async () => {
      const setUp = async (): Promise<{ setupToken: string; secret: string }> => {
        const input = {
          clientKey: randomUUID(),
          organisationId: organisation.id,
          role: 'MODERATOR',
          displayName: 'Nieuw',
        };
        const { code } = await mutate<{ code: string }>(
          kring,
          organisation.organiser,
          'inviteStaff',
          input,
          '... on StaffInvitation { code }',
        );
        const accepted = await trying(kring.url, 'acceptStaffInvitation', {
          clientKey: randomUUID(),
          code,
          signInName: `collega ${randomUUID().slice(0, 6)}`,
          passphrase,
        });
        return { setupToken: accepted.setupToken ?? '', secret: accepted.secret ?? '' };
      };
      const confirm = (setupToken: string, code: string) =>
        trying(kring.url, 'confirmOneTimeCode', { setupToken, oneTimeCode: code }, newDevice());
      const one = await setUp();
      expect((await times(accountTries, () => confirm(one.setupToken, '000000'))).map(ended)).toEqual(
        Array(accountTries).fill('ONE_TIME_CODE_WRONG'),
      );
      refusedHonestly(await confirm(one.setupToken, oneTimeCode(one.secret)));
      // Made-up tokens count for the device and the address that send them, and for nobody else.
      expect((await times(accountTries * 2, () => confirm('v1.verzonnen', '000000'))).map(ended)).toEqual(
        Array(accountTries * 2).fill('ONE_TIME_CODE_WRONG'),
      );
      const colleagues = await times(accountTries + 1, setUp);
      for (const { setupToken, secret } of colleagues) {
        expect(ended(await confirm(setupToken, oneTimeCode(secret)))).toBe('StaffSignedIn');
      }
    });
  });

  describe('an invitation code', () => {
    const look = async (query: 'invitation' | 'staffInvitation', codes: readonly string[], asking = {}) => {
      const field = query === 'invitation' ? 'groupName' : 'displayName';
      const aliases = codes.map((code, at) => `a${at}: ${query}(code: "${code}") { ${field} }`);
      const { data } = await ask<Record<string, object | null>>(kring.url, `{ ${aliases.join(' ')} }`, {}, asking);
      return Object.values(data ?? {});
    };

    it('counts every alias of one document, though they are looked at side by side', async () => {
      const good = await invite(kring, organisation, group);
      const wrongOnes = Array.from({ length: 9 }, (_, at) => `AAAA-BBBB-CCCC-DDD${at}`);
      let found = 0;
      for (let turn = 0; turn < 4; turn += 1) {
        await rowsOf(kring.database.adminUrl, 'TRUNCATE tries');
        const device = newDevice();
        expect(await look('invitation', wrongOnes.slice(0, codeTries - 1), device)).toEqual(
          Array(codeTries - 1).fill(null),
        );
        const looked = await look('invitation', [...wrongOnes, good], device);
        expect(looked).toHaveLength(10);
        found += looked.filter((one) => one !== null).length;
      }
      // One of the ten is looked at, whichever comes first; were they counted afterwards, all would be.
      expect(found).toBeLessThan(4);
      await rowsOf(kring.database.adminUrl, 'TRUNCATE tries');
      // One that is good may be looked at as often as one likes.
      const device = newDevice();
      for (const seen of await times(codeTries * 2, () => look('invitation', [good], device)))
        expect(seen).toEqual([{ groupName: 'De Luwte' }]);
    });

    it('stops for one device, and over devices for one address', async () => {
      const good = await invite(kring, organisation, group);
      const tryJoin = (code: string, asking: object) =>
        trying(kring.url, 'joinGroup', joining(code, 'iemand nieuw', passphrase), asking);
      const device = newDevice();
      expect((await times(codeTries, () => tryJoin(nobodysCode, device))).map(ended)).toEqual(
        Array(codeTries).fill('INVITATION_UNUSABLE'),
      );
      refusedHonestly(await tryJoin(good, device));
      const tries = await times(addressTries, () => tryJoin(nobodysCode, newDevice()));
      expect(tries.map(ended).indexOf('TOO_MANY_TRIES')).toBe(addressTries - codeTries - 1);
    });

    it('for staff stops too', async () => {
      const accept = (asking: object) =>
        trying(
          kring.url,
          'acceptStaffInvitation',
          { clientKey: randomUUID(), code: nobodysCode, signInName: 'iemand nieuw', passphrase },
          asking,
        );
      const device = newDevice();
      expect((await times(codeTries, () => accept(device))).map(ended)).toEqual(
        Array(codeTries).fill('INVITATION_UNUSABLE'),
      );
      refusedHonestly(await accept(device));
      const input = {
        clientKey: randomUUID(),
        organisationId: organisation.id,
        role: 'MODERATOR',
        displayName: 'Nieuw',
      };
      const { code } = await mutate<{ code: string }>(
        kring,
        organisation.organiser,
        'inviteStaff',
        input,
        '... on StaffInvitation { code }',
      );
      expect(await look('staffInvitation', [code], device)).toEqual([null]);
      expect(await look('staffInvitation', [code], newDevice())).toEqual([{ displayName: 'Nieuw' }]);
    });
  });

  describe('a name', () => {
    it('is told to be taken to whoever holds an invitation, some times a device and some more an invitation', async () => {
      const member = await join(kring, organisation, group);
      const code = await invite(kring, organisation, group);
      const tryName = (signInName: string, asking: object, by = code) =>
        trying(kring.url, 'joinGroup', joining(by, signInName, passphrase), asking);
      const device = newDevice();
      expect((await times(codeTries, () => tryName(member.signInName, device))).map(ended)).toEqual(
        Array(codeTries).fill('SIGN_IN_NAME_TAKEN'),
      );
      refusedHonestly(await tryName(member.signInName, device));
      refusedHonestly(await tryName('nog niemand hier', device));
      const tries = await times(codeTries * 5, () => tryName(member.signInName, newDevice()));
      expect(tries.map(ended).indexOf('TOO_MANY_TRIES')).toBe(codeTries * 5 - codeTries - 2);
      // Another invitation goes on, and a name that is free counts for nobody.
      const other = await invite(kring, organisation, group);
      const free = await times(codeTries * 5 + 2, (turn) => tryName(`vrije naam ${turn}`, newDevice(), other));
      expect(new Set(free.map(ended))).toEqual(new Set(['Joined']));
    });

    it('is told to nobody without an invitation', async () => {
      const member = await join(kring, organisation, group);
      for (const name of [member.signInName, 'niemand hier']) {
        expect(ended(await trying(kring.url, 'joinGroup', joining(nobodysCode, name, passphrase), newDevice()))).toBe(
          'INVITATION_UNUSABLE',
        );
      }
    });
  });

  describe('a token, on a socket', () => {
    const opened = (token: string): Promise<{ told: string; ms: number }> =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`${kring.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
        let from = 0;
        const end = (told: string): void => {
          resolve({ told, ms: performance.now() - from });
          socket.close();
        };
        const init = JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
        socket.on('open', () => {
          from = performance.now();
          socket.send(init);
        });
        socket.on('message', (data: Buffer) => end((JSON.parse(data.toString()) as { type: string }).type));
        socket.on('close', (code: number) => end(String(code)));
        socket.on('error', reject);
      });

    it('that is wrong costs a socket and a moment, over any number of sockets; one that is right waits for nothing', async () => {
      const { token } = organisation.organiser;
      const wrongOnes = await Promise.all(
        Array.from({ length: 20 }, (_, at) => opened(`${String(at).padStart(3, '0')}${token.slice(3)}`)),
      );
      expect(new Set(wrongOnes.map(({ told }) => told))).toEqual(new Set(['4403']));
      expect(Math.min(...wrongOnes.map(({ ms }) => ms))).toBeGreaterThan(240);
      const right = await times(8, () => opened(token));
      expect(new Set(right.map(({ told }) => told))).toEqual(new Set(['connection_ack']));
      expect(Math.min(...right.map(({ ms }) => ms))).toBeLessThan(200);
    });

    it('is said once: a second one closes the socket', async () => {
      const socket = new WebSocket(`${kring.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
      const say = (token: string): void =>
        socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
      const code = await new Promise<number>((resolve, reject) => {
        socket.on('open', () => {
          say('x'.repeat(43));
          say(organisation.organiser.token);
        });
        socket.on('close', resolve);
        socket.on('error', reject);
      });
      expect(code).toBe(4429);
    });
  });
});

describe('a passphrase that nobody had time to look at', () => {
  it('is no try: who is told that it is busy can come back as often as before', async () => {
    const kring = await startKring({ KRING_SIGN_IN_TRIES: '2', KRING_PASSPHRASE_QUEUE: '1' });
    try {
      const organisation = await foundOrganisation(kring, 'Huis Linde');
      const group = await makeGroup(kring, organisation, 'De Luwte');
      const members = [await join(kring, organisation, group), await join(kring, organisation, group)];
      const codes: string[] = [];
      for (let turn = 0; turn < 4; turn += 1) {
        const crowd = Array.from({ length: 6 }, (_, at) =>
          trying(kring.url, 'signIn', { signInName: `menigte ${turn} ${at}`, passphrase: wrong }),
        );
        const member = members[turn % 2];
        const input = { signInName: member?.signInName, passphrase };
        const said = await trying(kring.url, 'signIn', input);
        codes.push(ended(said));
        if (said.code === 'TOO_BUSY') {
          const wait = Date.parse(said.retryAt ?? '') - Date.now();
          expect(wait).toBeGreaterThan(10_000);
          expect(wait).toBeLessThan(31_000);
        }
        await Promise.all(crowd);
      }
      expect(codes).toContain('TOO_BUSY');
      expect(codes).not.toContain('TOO_MANY_TRIES');
      for (const member of members)
        expect(ended(await trying(kring.url, 'signIn', { signInName: member.signInName, passphrase }))).toBe('Session');
    } finally {
      await kring.stop();
    }
  });
});
