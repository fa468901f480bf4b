import { createHash } from 'node:crypto';
import { Client } from 'pg';
import {
  ask,
  askFor,
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  listen,
  makeGroup,
  type Member,
  movingClock,
  oneTimeCode,
  type Organisation,
  passphrase,
  type RunningKring,
  type StaffPerson,
  startKring,
} from '@kring/testing';
import { cookiesOf, ended, joining, trying } from './sign-in-words';

jest.setTimeout(60_000);

const hours = 60;
const days = 24 * hours;

describe('a session', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let admin: Client;
  let staff: StaffPerson[];
  let members: Member[];

  beforeAll(async () => {
    kring = await startKring({ KRING_SESSION_DAYS: '30', KRING_SESSION_MOST_DAYS: '100' }, clock);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    staff = [await hire(kring, organisation, 'MODERATOR', 'Imke'), await hire(kring, organisation, 'MODERATOR', 'Bas')];
    members = [await join(kring, organisation, group), await join(kring, organisation, group)];
    admin = new Client({ connectionString: kring.database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await kring.stop();
  });

  const signIn = (signInName: string, asking = {}) => trying(kring.url, 'signIn', { signInName, passphrase }, asking);
  const isOpen = async (asking: { token?: string; cookies?: string }): Promise<boolean> =>
    (await askFor<{ id: string } | null>(kring.url, '{ viewer { id } }', {}, asking)) !== null;
  const setCookie = (answer: { readonly cookies: readonly string[] }, name: string): string =>
    answer.cookies.find((one) => one.startsWith(`${name}=`)) ?? '';

  it('is a token of 256 random bits, never the same, and of it and every code and passphrase the database holds no trace but hashes', async () => {
    const code = await invite(kring, organisation, group, 'PERSONAL');
    const joined = await trying(kring.url, 'joinGroup', joining(code, 'iemand met geheimen', passphrase));
    const again = await signIn('iemand met geheimen');
    const tokens = [joined.session?.token ?? '', again.token ?? ''];
    for (const token of tokens) {
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    }
    const many = await Promise.all(Array.from({ length: 8 }, async () => (await signIn('iemand met geheimen')).token));
    expect(new Set([...tokens, ...many]).size).toBe(10);
    const moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    const secrets = [...tokens, code, passphrase, ...(joined.recoveryCodes ?? []), moderator.secret, moderator.token];
    expect(secrets.length).toBeGreaterThan(10);

    const { rows: tables } = await admin.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    let everything = '';
    for (const { name } of tables) {
      const { rows } = await admin.query<{ all: string | null }>(
        `SELECT string_agg(t::text, ' ') AS all FROM ${name} t`,
      );
      everything += rows[0]?.all ?? '';
    }
    const bytes = (secret: string): string => Buffer.from(secret, 'base64url').toString('hex');
    const found = secrets.filter((one) =>
      [one, one.replaceAll('-', ''), bytes(one)].some((form) => everything.includes(form)),
    );
    expect(found).toEqual([]);
    // It would be found: its hash is there.
    expect(everything).toContain(
      createHash('sha256')
        .update(tokens[0] ?? '')
        .digest('hex'),
    );
    expect(everything).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('lives in cookies that no script, no other site and no plain connection gets, as long as the longest session', async () => {
    const member = await join(kring, organisation, group);
    const { answer } = await signIn(member.signInName);
    for (const name of ['__Host-kring', '__Host-kring-device', '__Host-kring-known']) {
      const attributes = setCookie(answer, name).split('; ').slice(1).sort();
      const seconds = (name === '__Host-kring' ? 100 : 365) * 86_400;
      expect([name, attributes]).toEqual([
        name,
        [`Max-Age=${seconds}`, 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'].sort(),
      ]);
    }
    // Nothing about the person is in the cookies.
    expect(answer.cookies.join(' ')).not.toContain(member.signInName.replace(' ', ''));
  });

  it('is never one that somebody else chose', async () => {
    const member = await join(kring, organisation, group);
    const chosen = 'a'.repeat(43);
    const { answer, token = '' } = await signIn(member.signInName, { cookies: `__Host-kring=${chosen}` });
    expect(token).not.toBe(chosen);
    expect(setCookie(answer, '__Host-kring')).toContain(token);
    expect(await isOpen({ token: chosen })).toBe(false);
    // Nor one that somebody else signed in with, and left behind: it ends.
    const attacker = await signIn((await join(kring, organisation, group)).signInName);
    const planted = attacker.token ?? '';
    const after = await signIn(member.signInName, { cookies: `__Host-kring=${planted}` });
    expect(after.token).not.toBe(planted);
    expect(await isOpen({ token: planted })).toBe(false);
    expect(await isOpen({ token: after.token ?? '' })).toBe(true);
  });

  it('is renewed by signing in: the one before ends, those on other devices do not', async () => {
    const member = await join(kring, organisation, group);
    const here = await signIn(member.signInName);
    const elsewhere = await signIn(member.signInName);
    const again = await signIn(member.signInName, { cookies: cookiesOf(here.answer) });
    expect(ended(again)).toBe('Session');
    expect(await isOpen({ token: here.token ?? '' })).toBe(false);
    expect(await isOpen({ token: elsewhere.token ?? '' })).toBe(true);
    expect(await isOpen({ token: again.token ?? '' })).toBe(true);
    // A failed try changes nothing.
    const failed = await trying(
      kring.url,
      'signIn',
      { signInName: member.signInName, passphrase: 'iets heel anders' },
      { token: again.token ?? '' },
    );
    expect(ended(failed)).toBe('SIGN_IN_FAILED');
    expect(await isOpen({ token: again.token ?? '' })).toBe(true);
  });

  it('stays the same for joining that is sent again with it', async () => {
    const input = joining(await invite(kring, organisation, group), 'twee keer gestuurd', passphrase);
    const first = await trying(kring.url, 'joinGroup', input);
    const second = await trying(kring.url, 'joinGroup', input, { cookies: cookiesOf(first.answer) });
    expect(second.session?.token).toBe(first.session?.token);
    expect(await isOpen({ token: second.session?.token ?? '' })).toBe(true);
  });

  it('is the only one left after recovery', async () => {
    const member = await join(kring, organisation, group);
    const { token = '' } = await signIn(member.signInName);
    const { codes = [] } = await trying(kring.url, 'renewRecoveryCodes', { passphrase }, { token });
    const input = { signInName: member.signInName, recoveryCode: codes[0], newPassphrase: 'een nieuwe zin van later' };
    const recovered = await trying(kring.url, 'recoverAccount', input);
    expect(await isOpen({ token: recovered.token ?? '' })).toBe(true);
    expect([await isOpen({ token }), await isOpen({ token: member.token })]).toEqual([false, false]);
  });

  it('ends at once by signing out, over HTTP and on sockets, and its cookie goes', async () => {
    const member = await join(kring, organisation, group);
    const { answer, token = '' } = await signIn(member.signInName);
    const out = await ask(kring.url, 'mutation { signOut }', {}, { cookies: cookiesOf(answer) });
    expect(setCookie(out, '__Host-kring')).toMatch(
      /^__Host-kring=; (?=.*Max-Age=0|.*Expires=Thu, 01 Jan 1970)(?=.*HttpOnly)(?=.*Secure)/,
    );
    expect(await isOpen({ token })).toBe(false);
    expect(await isOpen({ cookies: cookiesOf(answer) })).toBe(false);
    const socket = await listen(kring.url, 'subscription { postChanged(threadId: "x") { id } }', {}, { token });
    expect(await socket.closed).toBe(4403);
  });

  // From here on the clock moves. Nobody can be invited any more: invitations end by the machine's own.
  it('of staff ends after a shift, used or not, and also for somebody who works there no more', async () => {
    const [moderator, former] = staff;
    await admin.query(
      `UPDATE rights SET state = 'LEFT' WHERE account_id = (SELECT id FROM accounts WHERE sign_in_name = $1)`,
      [former?.signInName],
    );
    const areOpen = () => Promise.all([moderator, former].map((one) => isOpen({ token: one?.token ?? '' })));
    for (let hour = 2; hour < 12; hour += 2) {
      clock.forward(2 * hours);
      expect(await areOpen()).toEqual([true, true]);
    }
    clock.forward(2 * hours + 5);
    expect(await areOpen()).toEqual([false, false]);
  });

  it('of a member ends when it was not used for some weeks, and on its last day however much it is used', async () => {
    const [used = '', unused = ''] = members.map((one) => one.token);
    for (let week = 1; week <= 14; week += 1) {
      clock.forward(7 * days);
      expect([week, await isOpen({ token: used })]).toEqual([week, true]);
      if (week === 5) expect(await isOpen({ token: unused })).toBe(false);
    }
    clock.forward(2 * days);
    expect(await isOpen({ token: used })).toBe(false);
  });

  it('of staff needs the one-time code again each time', async () => {
    const moderator = staff[0] as StaffPerson;
    expect(ended(await signIn(moderator.signInName))).toBe('ONE_TIME_CODE_REQUIRED');
    const at = clock.now().getTime() + 30_000;
    const input = { signInName: moderator.signInName, passphrase, oneTimeCode: oneTimeCode(moderator.secret, at) };
    expect(ended(await trying(kring.url, 'signIn', input))).toBe('Session');
    expect(ended(await trying(kring.url, 'signIn', input))).toBe('SIGN_IN_FAILED');
  });
});
