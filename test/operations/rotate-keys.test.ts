import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secrets } from '@kring/platform';
import {
  askFor,
  foundOrganisation,
  type Group,
  hire,
  invite,
  join as joinGroup,
  listen,
  makeGroup,
  movingClock,
  mutate,
  oneTimeCode,
  type Organisation,
  passphrase,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
} from '@kring/testing';
import { type Ran, runCommand } from './command';

jest.setTimeout(120_000);

interface Joined {
  readonly session: { readonly token: string };
  readonly recoveryCodes: readonly string[];
}

describe('keys that are rotated under a running service', () => {
  const data = mkdtempSync(join(tmpdir(), 'kring-rotate-'));
  const secret = randomBytes(32).toString('hex');
  const clock = movingClock();
  let kring: RunningKring;
  let house: Organisation;
  let group: Group;
  let moderator: StaffPerson;
  let late: StaffPerson;
  let rotated: Ran;

  const rotate = (...words: string[]): Promise<Ran> =>
    runCommand('rotate-keys', words, {
      DATABASE_SERVICE_URL: kring.database.serviceUrl,
      KRING_SECRET: secret,
      KRING_DATA: data,
    });
  const seals = async (): Promise<string[]> =>
    (
      await rowsOf<{ seal: string }>(
        kring.database.adminUrl,
        `SELECT one_time_code_sealed AS seal FROM accounts WHERE one_time_code_sealed IS NOT NULL ORDER BY id`,
      )
    ).map((row) => row.seal);
  const keyOf = (seal: string): string => seal.split('.')[1] ?? '';
  const viewer = (token: string): Promise<unknown> => askFor(kring.url, '{ viewer { id } }', {}, { token });
  /** Codes work once, so each sign-in is at a moment of its own. */
  async function staffSignsIn(person: StaffPerson): Promise<string> {
    clock.forward(2);
    const code = oneTimeCode(person.secret, clock.now().getTime());
    const answer = await askFor<{ token?: string; code?: string }>(
      kring.url,
      `mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } ... on Problem { code } } }`,
      { input: { signInName: person.signInName, passphrase, oneTimeCode: code } },
    );
    return answer.token ?? answer.code ?? 'nothing';
  }

  const joining = {
    clientKey: randomUUID(),
    code: '',
    nickname: 'Ree',
    signInName: 'ree van toen',
    passphrase,
    acceptedCharterVersion: 1,
  };
  const joins = (): Promise<Joined> =>
    mutate<Joined>(kring, null, 'joinGroup', joining, '... on Joined { session { token } recoveryCodes }');
  const invitation = {
    clientKey: randomUUID(),
    groupId: '',
    kind: 'OPEN',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  };
  const invites = (): Promise<{ code: string }> =>
    mutate(kring, house.organiser, 'createInvitation', invitation, '... on Invitation { code }');
  const hiring = { clientKey: randomUUID(), organisationId: '', role: 'MODERATOR', displayName: 'Noor' };
  const hires = (): Promise<{ code: string }> =>
    mutate(kring, house.organiser, 'inviteStaff', hiring, '... on StaffInvitation { code }');

  let before: { joined: Joined; invited: { code: string }; hired: { code: string } };

  beforeAll(async () => {
    kring = await startKring({ KRING_SECRET: secret, KRING_DATA: data }, clock);
    house = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, house, 'MODERATOR', 'Imke');
    group = await makeGroup(kring, house, 'De Luwte');
    joining.code = await invite(kring, house, group, 'PERSONAL');
    invitation.groupId = group.id;
    hiring.organisationId = house.id;
    before = { joined: await joins(), invited: await invites(), hired: await hires() };
  });
  afterAll(async () => {
    await kring.stop();
    rmSync(data, { recursive: true });
  });

  it('leave every session and socket open', async () => {
    const tokens = [before.joined.session.token, moderator.token, house.organiser.token];
    const socket = await listen(
      kring.url,
      `subscription ($id: ID!) { reviewItemChanged(organisationId: $id) { id } }`,
      { id: house.id },
      { token: moderator.token },
    );
    rotated = await rotate();
    expect(rotated).toMatchObject({ code: 0, complaint: '' });
    for (const token of tokens) expect(await viewer(token)).not.toBeNull();
    const closed = await Promise.race([
      socket.closed,
      new Promise((resolve) => setTimeout(() => resolve('open'), 1500)),
    ]);
    expect(closed).toBe('open');
    await socket.stop();
  });

  it('seal what is kept anew, under a key that is told by its id alone', async () => {
    const [, id = ''] = /^Key ([0-9a-f]{8}) is the current one now/m.exec(rotated.out) ?? [];
    expect(rotated.out).toMatch(/2 seals: 2 made anew, 0 open with no key/);
    expect((await seals()).map(keyOf)).toEqual([id, id]);
    const file = readFileSync(join(data, 'keys.json'), 'utf8');
    expect(statSync(join(data, 'keys.json')).mode & 0o777).toBe(0o600);
    const fresh = /"secret": "([0-9a-f]{64})"/.exec(file)?.[1] ?? 'none';
    expect(rotated.out).not.toContain(fresh);
    expect(file).not.toContain(secret);
    late = await hire(kring, house, 'SUPERVISOR', 'Bas'); // before the clock is set ahead, which their authenticator is not
    expect(await staffSignsIn(moderator)).toMatch(/^[\w-]{43}$/);
  });

  it('let an act that was cut off be asked again: joining, inviting, hiring', async () => {
    expect(await joins()).toEqual(before.joined);
    expect((await invites()).code).toBe(before.invited.code);
    expect((await hires()).code).toBe(before.hired.code);
    const newcomer = await joinGroup(kring, house, group, { code: before.invited.code });
    expect(newcomer.membershipId).not.toBe('');
    expect((await seals()).map(keyOf)).toEqual(Array(3).fill(keyOf((await seals())[0] ?? '')));
    expect(await staffSignsIn(late)).toMatch(/^[\w-]{43}$/);
  });

  it('are given up by another command, and refused before anything is lost', async () => {
    const stranger = new Secrets({ KRING_SECRET: randomBytes(32).toString('hex') });
    const [owner] = await rowsOf<{ id: string; seal: string }>(
      kring.database.adminUrl,
      `SELECT id, one_time_code_sealed AS seal FROM accounts WHERE one_time_code_sealed IS NOT NULL ORDER BY id LIMIT 1`,
    );
    const put = (seal: string): Promise<object[]> =>
      rowsOf(kring.database.adminUrl, `UPDATE accounts SET one_time_code_sealed = $2 WHERE id = $1`, [owner?.id, seal]);
    await put(stranger.seal('x', `one-time code ${owner?.id}`));
    const refused = await rotate('--drop');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.complaint).toMatch(/^Some seals open with no key that is kept\. .*nothing is given up\.$/);
    await put(owner?.seal ?? '');

    const kept = new Secrets({ KRING_SECRET: secret, KRING_DATA: data });
    const old = kept.keyring.keys.at(-1)?.id ?? '';
    const given = await rotate('--drop');
    expect(given).toMatchObject({ code: 0, complaint: '' });
    expect(given.out).toContain(`Given up: ${old}`);
    expect((await rotate('--status')).out).toMatch(/earlier none\n3 seals: 0 need an earlier key/);
    expect(await staffSignsIn(moderator)).toMatch(/^[\w-]{43}$/);
    expect(await viewer(before.joined.session.token)).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const again = await invites();
    expect(again.code).not.toBe(before.invited.code); // the key of then is gone; this code opens the same invitation
    expect((await joinGroup(kring, house, group, { code: again.code })).membershipId).not.toBe('');
  });

  it('go with everybody signed out when that is asked for', async () => {
    const ended = await rotate('--reseal', '--end-sessions');
    expect(ended.out).toMatch(/^\d+ sessions ended$/m);
    for (const token of [before.joined.session.token, moderator.token]) expect(await viewer(token)).toBeNull();
  });
});
