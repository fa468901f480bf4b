import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { Client } from 'pg';
import {
  ask,
  Bridge,
  listen,
  passphrase,
  reply,
  type RunningKring,
  startKring,
  testDatabase,
  type TestDatabase,
} from '@kring/testing';
import { act } from '../access/act';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';
import { Child, project } from '../faults/child';
import { freePort, ServiceProcess } from '../faults/service-process';
import { until } from '../faults/until';
import { cookiesOf, trying } from './sign-in-words';

jest.setTimeout(120_000);

/** What must not be in a log whoever it is about: addresses, cookies, places in the program, the way to the database. */
const never: readonly (readonly [what: string, shape: RegExp])[] = [
  ['an address', /\b\d{1,3}(?:\.\d{1,3}){3}\b|::1\b|::ffff:/],
  ['a cookie', /__Host-|set-cookie|authorization|bearer/i],
  ['a stack', /\n\s+at |\\n\s+at |\bat \w+[\w.]* \(|\.[cm]?[jt]s:\d+/],
  ['a path', /node_modules|\/(?:work|home|root|usr|tmp|app)\//],
  ['a way to the database', /postgres(?:ql)?:|kring_service|password/i],
  ['a statement', /\b(?:SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b|Failing row|violates/],
];

describe('what the service logs', () => {
  let database: TestDatabase;
  let proxy: Bridge;
  let house: RunningKring;
  let service: ServiceProcess;
  let world: CanaryWorld;
  let admin: Client;
  /** Words that a person or the service made, by what they are. */
  const secrets = new Map<string, string>();

  /** What of all that stands in a log, by what it is. */
  const foundIn = (output: string): string[] => [
    ...[...secrets].filter(([word]) => output.includes(word)).map(([, what]) => what),
    ...never.filter(([, shape]) => shape.test(output)).map(([what]) => what),
  ];
  const keep = (what: string, ...words: readonly (string | undefined)[]): void => {
    for (const word of words) if (word !== undefined && word.length > 3) secrets.set(word, what);
  };

  beforeAll(async () => {
    database = await testDatabase();
    proxy = await Bridge.before(database.serviceUrl);
    const environment = {
      KRING_SECRET: randomBytes(32).toString('hex'),
      KRING_LOG_LEVEL: 'debug',
      KRING_DATA: joinPath(tmpdir(), 'kring-logs-keeps-nothing'),
      KRING_SIGN_IN_TRIES: '5',
      KRING_CODE_TRIES: '5',
      DATABASE_URL: database.ownerUrl,
      DATABASE_SERVICE_URL: database.serviceUrl,
    };
    house = await startKring({ ...environment, KRING_LOG_LEVEL: 'silent', KRING_ROLE: 'api' }, undefined, database);
    service = new ServiceProcess({ ...environment, DATABASE_SERVICE_URL: proxy.url }, await freePort());
    await service.start();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    // All that people do with a group, done through the service that logs.
    world = await canaryWorld({ ...house, url: service.url });
    for (const { word, place } of world.canaries) if (!place.startsWith('id of')) keep(place, word);
    keep('a secret of the service', environment.KRING_SECRET, passphrase);
    for (const staff of [world.moderator, world.supervisor, world.organisation.organiser])
      keep('of a staff member', staff.secret, staff.token, staff.signInName);
  });
  afterAll(async () => {
    await admin.end();
    await service.stop();
    await proxy.close();
    await house.stop();
    await database.drop();
  });

  const words = (): string => {
    const word = `Zeldzaam${randomBytes(6).toString('hex')}`;
    keep('words of a person', word);
    return `Vandaag ${word}.`;
  };

  it('is no word, address, token or path, while people sign in, fail to, and send what cannot be', async () => {
    const { url } = service;
    for (const name of [world.peer.signInName, `vreemde ${randomBytes(4).toString('hex')}`]) {
      keep('a sign-in name', name);
      for (const said of [passphrase, words(), '']) {
        const signedIn = await trying(url, 'signIn', { signInName: name, passphrase: said });
        keep('a token', signedIn.token);
        const cookies = cookiesOf(signedIn.answer);
        keep('a cookie of a device', ...cookies.split('; ').map((cookie) => cookie.split('=')[1]));
        await ask(url, '{ viewer { id sessions { id } } }', {}, { cookies });
      }
    }
    keep('a code', 'ABCD-EFGH-JKMN-PQRS', '135790');
    await trying(url, 'recoverAccount', {
      signInName: world.peer.signInName,
      recoveryCode: 'ABCD-EFGH-JKMN-PQRS',
      newPassphrase: words(),
    });
    await trying(url, 'confirmOneTimeCode', { setupToken: `v1.${words()}`, oneTimeCode: '135790' });
    await ask(url, `{ invitation(code: "ABCD-EFGH-JKMN-PQRS") { groupName } }`);
    await ask(
      url,
      `query ($id: ID!) { thread(id: $id) { posts(after: "${words()}") { edges { cursor } } } }`,
      { id: world.ids.thread },
      world.peer,
    );
    await ask(url, `{ ${words()} }`, {}, world.peer);
    await ask(
      url,
      `mutation ($input: ReplyInput!) { reply(input: $input) { __typename } }`,
      { input: { text: words() } },
      world.peer,
    );
    await fetch(`${url}/graphql`, { method: 'POST', body: words(), headers: { 'content-type': 'application/json' } });
    await fetch(`${url}/${encodeURIComponent(words())}`);
  });

  it('nor while sockets come, listen, break off and are refused', async () => {
    const { url } = service;
    const threadId = world.ids.thread;
    const document = 'subscription ($threadId: ID!) { postChanged(threadId: $threadId) { id text } }';
    const listening = await listen<{ text: string }>(url, document, { threadId }, world.author);
    const refused = await listen(url, document, { threadId: words() }, { token: words().padEnd(43, 'x') });
    const wrong = await listen(url, document, { threadId: null }, world.peer);
    await act({ url }, world.moderator, 'pinGuideNote', {
      clientKey: randomUUID(),
      threadId,
      text: words(),
      reason: words(),
    });
    await listening.until((post) => post.text.includes('Zeldzaam'));
    await Promise.all([listening.stop(), refused.stop(), wrong.stop()]);
  });

  it('nor of a bug, though PostgreSQL tells the whole row, and the error is logged by its name and code', async () => {
    await admin.query(`ALTER TABLE posts ADD CONSTRAINT broken CHECK (false) NOT VALID`);
    const told = await act({ url: service.url }, world.moderator, 'pinGuideNote', {
      clientKey: randomUUID(),
      threadId: world.ids.thread,
      text: words(),
      reason: words(),
    }).catch((error: unknown) => String(error));
    await admin.query(`ALTER TABLE posts DROP CONSTRAINT broken`);
    expect(told).toContain('INTERNAL_SERVER_ERROR');
    await until('its code is logged', 15_000, () => service.output.includes('"code":"23514"'));
  });

  it('nor of news that cannot be handled', async () => {
    await admin.query(`ALTER TABLE review_items ADD CONSTRAINT broken CHECK (false) NOT VALID`);
    await act({ url: service.url }, world.peer, 'flag', {
      clientKey: randomUUID(),
      postId: world.ids.post,
      reason: 'OTHER',
      note: words(),
    });
    await until('news failed', 15_000, () => service.output.includes('event failed'));
    await admin.query(`ALTER TABLE review_items DROP CONSTRAINT broken`);
  });

  it('nor while the database is away', async () => {
    proxy.mode = 'close unheard';
    proxy.cut();
    const peer = { token: world.peer.token, signInName: world.peer.signInName, passphrase };
    const told = await reply({ url: service.url } as RunningKring, peer, world.ids.thread, words()).catch(String);
    await trying(service.url, 'signIn', { signInName: world.peer.signInName, passphrase: words() }).catch(String);
    expect(JSON.stringify(told)).toContain('SERVICE_UNAVAILABLE');
    proxy.mode = 'pass';
    await service.ready();
  });

  it('is something after all, and nothing of what it must not be', () => {
    const lines = service.output.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => line.includes('an operation failed')).length).toBeGreaterThan(2);
    expect(secrets.size).toBeGreaterThan(80);
    expect(foundIn(service.output)).toEqual([]);
  });

  it('would be found in it: each of these, logged on purpose by the logger of the service', async () => {
    const [word = ''] = [...secrets.keys()];
    const careless: readonly (readonly [string, string])[] = [
      [word, `'somebody wrote ${word}'`],
      ['an address', `{ ip: '192.168.1.20' }, 'who asks'`],
      ['a cookie', `{ cookie: '__Host-kring=abc' }`],
      ['a stack', `{ stack: new Error('x').stack }`],
      ['a way to the database', `'connecting to ${database.serviceUrl}'`],
      ['a statement', `{ sql: 'SELECT text FROM posts' }`],
    ];
    for (const [what, call] of careless) {
      const logger = JSON.stringify(joinPath(project, 'dist/apps/api/src/plain-logger.js'));
      const child = new Child(['-e', `new (require(${logger}).PlainLogger)('debug').warn(${call})`]);
      await child.ended;
      expect(foundIn(child.output)).toContain(secrets.get(what) ?? what);
    }
  });

  it('is the name and code of an error only, when a whole error is handed to the logger', async () => {
    const logger = JSON.stringify(joinPath(project, 'dist/apps/api/src/plain-logger.js'));
    const error = `Object.assign(new TypeError('somebody wrote this'), { code: '23505', detail: 'Key (a)=(b)' })`;
    const child = new Child(['-e', `new (require(${logger}).PlainLogger)('debug').error(${error}, 'stack', 'place')`]);
    await child.ended;
    const { time, ...line } = JSON.parse(child.output) as Record<string, unknown>;
    expect(time).toEqual(expect.any(String));
    expect(line).toEqual({ level: 50, context: 'place', error: 'TypeError', code: '23505', msg: 'something failed' });
  });
});
