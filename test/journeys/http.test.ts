import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { auditServer } from 'graphql-http';
import { Client } from 'pg';
import {
  type Answer,
  ask,
  askFor,
  Bridge,
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  listen,
  makeGroup,
  oneTimeCode,
  type Organisation,
  passphrase,
  rowsOf,
  type RunningKring,
  startKring,
  testDatabase,
} from '@kring/testing';

jest.setTimeout(120_000);

interface Said {
  readonly __typename: string;
  readonly code?: string;
  readonly token?: string;
  readonly retryAt?: string | null;
}

const signInMutation = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { token } ... on Problem { code message field retryAt } } }`;

function signIn(
  kring: RunningKring,
  {
    signInName,
    passphrase: words,
    oneTimeCode: code,
  }: { signInName: string; passphrase: string; oneTimeCode?: string },
  cookies?: string,
): Promise<Answer<{ signIn: Said }>> {
  const input = { signInName, passphrase: words, ...(code ? { oneTimeCode: code } : {}) };
  return ask<{ signIn: Said }>(kring.url, signInMutation, { input }, cookies ? { cookies } : {});
}

/** Set-Cookie headers as a browser sends them back. */
const cookiesOf = (answer: { readonly cookies: readonly string[] }): string =>
  answer.cookies.map((cookie) => cookie.split(';')[0]).join('; ');

describe('GraphQL over HTTP', () => {
  it('passes the audits of graphql-http: 58 ok, 3 notices, no warning, no error, and nothing on the console', async () => {
    const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const kring = await startKring();
    try {
      const results = await auditServer({ url: `${kring.url}/graphql` });
      const count = (status: string) => results.filter((result) => result.status === status).length;
      const failed = results.filter((result) => result.status === 'warn' || result.status === 'error');
      expect(
        failed.map((result) => `${result.status} ${result.name}: ${'reason' in result ? result.reason : ''}`),
      ).toEqual([]);
      expect({ ok: count('ok'), notice: count('notice'), all: results.length }).toEqual({ ok: 58, notice: 3, all: 61 });
      expect(warned.mock.calls).toEqual([]);
    } finally {
      warned.mockRestore();
      await kring.stop();
    }
  });
});

describe('the service as people meet it', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;

  beforeAll(async () => {
    kring = await startKring({ KRING_PROFILE: 'production' });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
  });
  afterAll(() => kring.stop());

  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${kring.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  describe('tells a stranger nothing about itself', () => {
    it('answers no introspection', async () => {
      for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Viewer") { fields { name } } }']) {
        const answer = await ask(kring.url, query);
        expect(answer.data).toBeNull();
        expect(answer.text).not.toMatch(/isSteward|memberships/);
      }
    });

    it.each([
      ['a field', '{ viewr { id } }'],
      ['a field below', '{ viewer { idd } }'],
      ['an argument', '{ group(idd: "x") { name } }'],
      ['a type', '{ viewer { ... on Viewe { id } } }'],
      ['an enum value', 'mutation { react(input: { postId: "x", kind: HEARTT, on: true }) { __typename } }'],
      ['an input field', 'mutation { react(input: { postIdd: "x", kind: HEART, on: true }) { __typename } }'],
    ])('suggests no name for %s that is wrong', async (_what, query) => {
      const answer = await ask(kring.url, query);
      expect(answer.errors.length).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(/did you mean/i);
    });

    it('suggests none for values in variables either', async () => {
      const answer = await ask(kring.url, 'mutation ($input: ReactInput!) { react(input: $input) { __typename } }', {
        input: { postId: 'x', kind: 'HEARTT', onn: true },
      });
      expect(answer.errors.length).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(/did you mean/i);
    });

    it('says on a socket what is wrong with a subscription, and suggests nothing there', async () => {
      const member = await join(kring, organisation, group);
      const said = async (query: string, variables: Record<string, unknown> = {}): Promise<string> => {
        const socket = await listen(kring.url, query, variables, { token: member.token });
        while (socket.errors.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        await socket.stop();
        return JSON.stringify(socket.errors);
      };
      const wrong = await said('subscription { postChange(threadId: "x") { id } }');
      expect(wrong).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(wrong).not.toMatch(/did you mean/i);
      expect(await said('subscription {')).toContain('GRAPHQL_PARSE_FAILED');
      expect(await said('{ viewer { id } }')).toContain('Sockets carry subscriptions only.');
      expect(await said('mutation { signOut }')).toContain('Sockets carry subscriptions only.');
    });

    it('shows no stack trace, whatever is sent', async () => {
      const bodies = [
        '',
        '{',
        'null',
        '[]',
        '"x"',
        '{"query":1}',
        '{"query":"{"}',
        '{"query":"{ viewer { id } }","variables":"x"}',
        '{"query":"\\u0000"}',
        `{"query":"{ ${'a '.repeat(3000)} }"}`,
      ];
      for (const body of bodies) {
        const response = await post(body);
        const text = await response.text();
        expect([body.slice(0, 40), response.status]).toEqual([body.slice(0, 40), expect.any(Number)]);
        expect(response.status).toBeLessThan(500);
        expect(text).not.toMatch(/stacktrace|node_modules|\bat [\w.<]+ \(|\.ts:\d|\.js:\d/);
      }
    });

    it('refuses operations and bodies beyond any use', async () => {
      const long = await ask(
        kring.url,
        `{ ${Array.from({ length: 700 }, (_, number) => `a${number}: viewer { id }`).join(' ')} }`,
      );
      expect(long.text).toMatch(/token/i);
      expect((await post({ query: '{ viewer { id } }', variables: { x: 'x'.repeat(300_000) } })).status).toBe(413);
    });
  });

  describe('takes requests from its own pages and programs only', () => {
    it('refuses several operations in one request', async () => {
      const response = await post([{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }]);
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain('"data"');
    });

    it('refuses what a form or a picture on another site could send', async () => {
      const query = '{ viewer { id } }';
      const simple = [
        fetch(`${kring.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body: JSON.stringify({ query }),
        }),
        fetch(`${kring.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: `query=${encodeURIComponent(query)}`,
        }),
        fetch(`${kring.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
          body: '--x--',
        }),
        fetch(`${kring.url}/graphql?query=${encodeURIComponent(query)}`),
      ];
      for (const response of await Promise.all(simple)) {
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(response.status).toBeLessThan(500);
        expect(await response.text()).not.toContain('"data"');
      }
    });

    it('changes nothing by GET', async () => {
      const member = await join(kring, organisation, group);
      const response = await fetch(`${kring.url}/graphql?query=${encodeURIComponent('mutation { signOut }')}`, {
        headers: { 'apollo-require-preflight': 'yes', authorization: `Bearer ${member.token}` },
      });
      expect(response.status).toBe(405);
      expect(await askFor(kring.url, '{ viewer { id } }', {}, { token: member.token })).not.toBeNull();
    });

    it('opens no socket for a page of somebody else, and one for its own', async () => {
      const member = await join(kring, organisation, group);
      const upgrade = (origin: string): Promise<string> =>
        new Promise((resolve, reject) => {
          const { hostname, port, host } = new URL(kring.url);
          const socket = connect(Number(port), hostname, () => {
            socket.write(
              `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
                `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nOrigin: ${origin}\r\n` +
                `Cookie: __Host-kring=${member.token}\r\n\r\n`,
            );
          });
          socket.once('data', (data) => {
            resolve(data.toString().split('\r\n')[0] ?? '');
            socket.destroy();
          });
          socket.once('error', reject);
        });
      expect(await upgrade(kring.url)).toContain(' 101 ');
      for (const origin of ['https://elsewhere.example', 'null', `${kring.url}.elsewhere.example`, 'about:blank']) {
        expect([origin, await upgrade(origin)]).toEqual([origin, expect.stringContaining(' 401 ')]);
      }
    });
  });

  it('sends the headers that keep pages and answers in their place', async () => {
    for (const response of [await post({ query: '{ viewer { id } }' }), await fetch(`${kring.url}/live`)]) {
      const header = (name: string): string => response.headers.get(name) ?? '';
      const policy = header('content-security-policy');
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(header('x-content-type-options')).toBe('nosniff');
      expect(header('referrer-policy')).toBe('no-referrer');
      expect(header('cache-control')).toBe('no-store');
      expect(header('permissions-policy')).toContain('camera=()');
      expect(header('x-powered-by')).toBe('');
      expect(header('access-control-allow-origin')).toBe('');
    }
  });

  describe('signs people in', () => {
    const cookie = (answer: { readonly cookies: readonly string[] }, name: string): string =>
      answer.cookies.find((one) => one.startsWith(`${name}=`)) ?? '';

    it('by a cookie that no script and no other site can use', async () => {
      const member = await join(kring, organisation, group);
      const answer = await signIn(kring, member);
      for (const name of ['__Host-kring', '__Host-kring-device', '__Host-kring-known']) {
        const set = cookie(answer, name);
        expect(set).toMatch(/; HttpOnly/);
        expect(set).toMatch(/; Secure/);
        expect(set).toMatch(/; SameSite=Strict/);
        expect(set).toMatch(/; Path=\//);
        expect(set).not.toMatch(/Domain/i);
      }
      const viewer = () =>
        askFor<{ id: string } | null>(kring.url, '{ viewer { id } }', {}, { cookies: cookiesOf(answer) });
      expect(await viewer()).not.toBeNull();
      const out = await ask(kring.url, 'mutation { signOut }', {}, { cookies: cookiesOf(answer) });
      expect(cookie(out, '__Host-kring')).toMatch(/^__Host-kring=;.*(?:Max-Age=0|Expires=Thu, 01 Jan 1970)/);
      expect(await viewer()).toBeNull();
    });

    it('and says the same about a name that is not there and a passphrase that is wrong', async () => {
      const member = await join(kring, organisation, group);
      const wrongPassphrase = await signIn(kring, { signInName: member.signInName, passphrase: 'een heel andere zin' });
      const wrongName = await signIn(kring, { signInName: 'niemand hier', passphrase: 'een heel andere zin' });
      expect(wrongPassphrase.data?.signIn.code).toBe('SIGN_IN_FAILED');
      expect(wrongName.text).toBe(wrongPassphrase.text);
      expect(wrongName.status).toBe(wrongPassphrase.status);
    });

    it('with a one-time code that works once', async () => {
      const moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
      const without = await signIn(kring, moderator);
      expect(without.data?.signIn.code).toBe('ONE_TIME_CODE_REQUIRED');
      const code = oneTimeCode(moderator.secret, Date.now() + 30_000);
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => signIn(kring, { ...moderator, oneTimeCode: code })),
      );
      expect(answers.map((answer) => answer.data?.signIn.code ?? answer.data?.signIn.__typename).sort()).toEqual([
        'SIGN_IN_FAILED',
        'SIGN_IN_FAILED',
        'SIGN_IN_FAILED',
        'Session',
      ]);
      expect((await signIn(kring, { ...moderator, oneTimeCode: code })).data?.signIn.code).toBe('SIGN_IN_FAILED');
      expect((await signIn(kring, { ...moderator, oneTimeCode: '000000' })).data?.signIn.code).toBe('SIGN_IN_FAILED');
    });

    it('with a recovery code, once, which ends every other session', async () => {
      const { member, recoveryCodes } = await joined(`herstel ${randomUUID().slice(0, 4)}`);
      expect(recoveryCodes.length).toBeGreaterThan(5);
      const recover = (recoveryCode: string, signInName = member.signInName): Promise<Said> =>
        askFor<Said>(
          kring.url,
          `mutation ($input: RecoverAccountInput!) { recoverAccount(input: $input) { __typename ... on Session { token } ... on Problem { code message } } }`,
          { input: { signInName, recoveryCode, newPassphrase: 'een nieuwe zin van later' } },
        );
      const wrong = await recover('AAAA-BBBB-CCCC');
      expect(wrong.code).toBe('RECOVERY_FAILED');
      expect(await recover(recoveryCodes[0] ?? '', 'niemand hier')).toEqual(wrong);
      const back = await recover((recoveryCodes[0] ?? '').toLowerCase().replaceAll('-', ' '));
      expect(back.__typename).toBe('Session');
      expect(await askFor(kring.url, '{ viewer { id } }', {}, { token: member.token })).toBeNull();
      expect(await askFor(kring.url, '{ viewer { recoveryCodesLeft } }', {}, { token: back.token ?? '' })).toEqual({
        recoveryCodesLeft: recoveryCodes.length - 1,
      });
      expect(await recover(recoveryCodes[0] ?? '')).toEqual(wrong);
      expect((await signIn(kring, member)).data?.signIn.code).toBe('SIGN_IN_FAILED');
      expect((await signIn(kring, { ...member, passphrase: 'een nieuwe zin van later' })).data?.signIn.__typename).toBe(
        'Session',
      );
    });
  });

  interface JoinedNow {
    readonly session: { readonly token: string };
    readonly membership: { readonly id: string };
    readonly recoveryCodes: string[];
  }
  const joinMutation = `mutation ($input: JoinGroupInput!) { joinGroup(input: $input) { __typename ... on Joined { session { token } membership { id } recoveryCodes } ... on Problem { code message field retryAt } } }`;
  const joinInput = (code: string, signInName: string, clientKey: string = randomUUID()) => ({
    input: {
      clientKey,
      code,
      nickname: `Zachte ${randomUUID()
        .replace(/[^a-f]/g, '')
        .slice(0, 8)}ter`,
      signInName,
      passphrase,
      acceptedCharterVersion: 1,
    },
  });
  async function joined(
    signInName: string,
  ): Promise<{ member: { signInName: string; passphrase: string; token: string }; recoveryCodes: string[] }> {
    const made = await askFor<JoinedNow>(
      kring.url,
      joinMutation,
      joinInput(await invite(kring, organisation, group, 'PERSONAL'), signInName),
    );
    return { member: { signInName, passphrase, token: made.session.token }, recoveryCodes: made.recoveryCodes };
  }

  it('makes one account of the same joining sent at the same time, and answers the same session and recovery codes', async () => {
    const signInName = `tweemaal ${randomUUID().slice(0, 4)}`;
    const variables = joinInput(await invite(kring, organisation, group, 'PERSONAL'), signInName);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => askFor<JoinedNow>(kring.url, joinMutation, variables)),
    );
    answers.push(await askFor<JoinedNow>(kring.url, joinMutation, variables));
    expect(answers[0]).toMatchObject({
      __typename: 'Joined',
      recoveryCodes: expect.arrayContaining([expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)]) as string[],
    });
    expect(answers).toEqual(answers.map(() => answers[0]));
    const accounts = await rowsOf(kring.database.adminUrl, 'SELECT FROM accounts WHERE sign_in_name = $1', [
      signInName,
    ]);
    const memberships = await rowsOf(kring.database.adminUrl, 'SELECT FROM memberships WHERE id = $1', [
      answers[0]?.membership.id,
    ]);
    expect([accounts.length, memberships.length]).toEqual([1, 1]);
    expect(await askFor(kring.url, '{ viewer { id } }', {}, { token: answers[0]?.session.token ?? '' })).not.toBeNull();
    const guessed = await askFor<Said>(kring.url, joinMutation, {
      input: { ...variables.input, passphrase: 'een geraden zin van iemand' },
    });
    expect(guessed.code).toBe('INVALID_INPUT');
  });

  it('says the same of every code that cannot be used: unknown, used up, expired, revoked, and for staff', async () => {
    const [usedUp, expired, revoked] = await Promise.all(
      Array.from({ length: 3 }, () => invite(kring, organisation, group, 'PERSONAL')),
    );
    await askFor(kring.url, joinMutation, joinInput(usedUp ?? '', `op ${randomUUID().slice(0, 4)}`));
    const client = new Client({ connectionString: kring.database.adminUrl });
    await client.connect();
    const [first, second] = (
      await client.query<{ id: string }>(
        'SELECT id FROM invitations WHERE uses_left > 0 ORDER BY created_at DESC, id DESC LIMIT 2',
      )
    ).rows;
    await client.query(`UPDATE invitations SET expires_at = now() - interval '1 second' WHERE id = $1`, [first?.id]);
    await client.end();
    const taken = await askFor<Said>(
      kring.url,
      `mutation ($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { __typename } }`,
      { input: { id: second?.id } },
      { token: organisation.organiser.token },
    );
    expect(taken.__typename).toBe('InvitationSummary');
    const staff = await askFor<{ code: string }>(
      kring.url,
      `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on StaffInvitation { code } } }`,
      { input: { clientKey: randomUUID(), organisationId: organisation.id, role: 'MODERATOR', displayName: 'Bas' } },
      { token: organisation.organiser.token },
    );
    const codes = [
      'AAAA-BBBB-CCCC-DDDD',
      usedUp ?? '',
      expired ?? '',
      revoked ?? '',
      staff.code,
      '',
      'x'.repeat(5000),
      '%',
    ];
    const looks: string[] = [];
    const joins: string[] = [];
    for (const code of codes) {
      looks.push(
        (await ask(kring.url, 'query ($code: String!) { invitation(code: $code) { groupName } }', { code })).text,
      );
      joins.push((await ask(kring.url, joinMutation, joinInput(code, `nieuw ${randomUUID().slice(0, 4)}`))).text);
    }
    expect([...new Set(looks)].map((text) => JSON.parse(text) as unknown)).toEqual([{ data: { invitation: null } }]);
    expect(new Set(joins).size).toBe(1);
    expect(joins[0]).toContain('"code":"INVITATION_UNUSABLE"');
  });
});

describe('guessing', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;

  beforeAll(async () => {
    kring = await startKring({ KRING_SIGN_IN_TRIES: '3', KRING_CODE_TRIES: '4' });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
  });
  afterAll(() => kring.stop());

  it('a passphrase stops after some tries, says truly until when, and does not lock out the device its owner uses', async () => {
    const member = await join(kring, organisation, group);
    const own = cookiesOf(await signIn(kring, member));
    const wrong = { signInName: member.signInName, passphrase: 'steeds een andere zin' };
    // Sent together: they count together.
    const tries = await Promise.all(Array.from({ length: 6 }, () => signIn(kring, wrong)));
    const codes = tries.map((answer) => answer.data?.signIn.code);
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(3);
    expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(3);

    const stranger = (await signIn(kring, member)).data?.signIn;
    expect(stranger?.code).toBe('TOO_MANY_TRIES');
    const until = Date.parse(stranger?.retryAt ?? '');
    const [latest] = await rowsOf<{ expire: string }>(
      kring.database.adminUrl,
      `SELECT expire FROM tries WHERE key LIKE 'sign-in account%' ORDER BY points DESC LIMIT 1`,
    );
    expect(Math.abs(until - Number(latest?.expire))).toBeLessThan(1500);
    expect(until).toBeGreaterThan(Date.now() + 13 * 60_000);
    expect(until).toBeLessThanOrEqual(Date.now() + 15 * 60_000 + 1000);

    expect((await signIn(kring, member, own)).data?.signIn.__typename).toBe('Session');
    await rowsOf(kring.database.adminUrl, `UPDATE tries SET expire = $1 WHERE key LIKE 'sign-in account%'`, [
      Date.now() - 1,
    ]);
    expect((await signIn(kring, member)).data?.signIn.__typename).toBe('Session');
  });

  it('stops for one device over many names, while another device goes on', async () => {
    const mark = cookiesOf(await signIn(kring, { signInName: 'iemand nul', passphrase: 'steeds een andere zin' }));
    const codes: (string | undefined)[] = [];
    for (let number = 0; number < 11; number += 1) {
      codes.push(
        (await signIn(kring, { signInName: `iemand ${number}`, passphrase: 'steeds een andere zin' }, mark)).data
          ?.signIn.code,
      );
    }
    // The first of nine got its mark.
    expect(codes.indexOf('TOO_MANY_TRIES')).toBe(8);
    const member = await join(kring, organisation, group);
    expect((await signIn(kring, member)).data?.signIn.__typename).toBe('Session');
  });

  it('a code stops too, and looks like any code that cannot be used', async () => {
    const mark = cookiesOf(await ask(kring.url, '{ viewer { id } }'));
    const good = await invite(kring, organisation, group, 'OPEN');
    const look = async (code: string): Promise<unknown> =>
      askFor(
        kring.url,
        'query ($code: String!) { invitation(code: $code) { groupName } }',
        { code },
        { cookies: mark },
      );
    expect(await look(good)).toEqual({ groupName: 'De Luwte' });
    for (let turn = 0; turn < 4; turn += 1) expect(await look('AAAA-BBBB-CCCC-DDDD')).toBeNull();
    expect(await look(good)).toBeNull();
    expect(
      await askFor(kring.url, 'query ($code: String!) { invitation(code: $code) { groupName } }', { code: good }),
    ).toEqual({ groupName: 'De Luwte' });
  });
});

describe('health', () => {
  it('tells a process that lives from a service that is ready, and comes back by itself when its database does', async () => {
    const database = await testDatabase();
    const bridge = await Bridge.before(database.serviceUrl);
    const kring = await startKring({ DATABASE_SERVICE_URL: bridge.url }, undefined, database);
    const get = async (path: string): Promise<[number, unknown]> => {
      const response = await fetch(`${kring.url}${path}`);
      return [response.status, await response.json()];
    };
    try {
      const organisation = await foundOrganisation(kring, 'Huis Linde');
      expect(await get('/live')).toEqual([200, { status: 'live' }]);
      expect(await get('/ready')).toEqual([200, { status: 'ready' }]);
      const name = () =>
        ask<{ viewer: { id: string } | null }>(
          kring.url,
          '{ viewer { id } }',
          {},
          { token: organisation.organiser.token },
        );
      expect((await name()).data?.viewer).not.toBeNull();

      await bridge.close();
      expect(await get('/live')).toEqual([200, { status: 'live' }]);
      expect(await get('/ready')).toEqual([503, { status: 'waiting', for: 'database' }]);
      const away = await name();
      expect(away.data?.viewer ?? null).toBeNull();
      expect([away.status, away.errors[0]?.extensions?.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      expect(away.text).not.toMatch(/ECONN|127\.0\.0\.1|stack|postgres/i);

      await bridge.build();
      expect(await get('/ready')).toEqual([200, { status: 'ready' }]);
      expect((await name()).data?.viewer).not.toBeNull();
      const group = await makeGroup(kring, organisation, 'De Luwte');
      expect(group.name).toBe('De Luwte');
    } finally {
      await kring.stop();
      await bridge.close();
      await database.drop();
    }
  });

  it('waits for migrations that another process still has to do', async () => {
    const database = await testDatabase({ empty: true });
    const kring = await startKring({ KRING_ROLE: 'api' }, undefined, database);
    try {
      const response = await fetch(`${kring.url}/ready`);
      expect([response.status, await response.json()]).toEqual([503, { status: 'waiting', for: 'migrations' }]);
    } finally {
      await kring.stop();
      await database.drop();
    }
  });
});
