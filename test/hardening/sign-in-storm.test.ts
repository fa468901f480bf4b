import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import {
  ask,
  foundOrganisation,
  join,
  makeGroup,
  type Member,
  reply,
  rowsOf,
  type RunningKring,
  startKring,
  tell,
  testDatabase,
  type TestDatabase,
} from '@kring/testing';
import { hashesTogether, Passphrases } from '../../libs/identity/src/passphrases';
import { freePort, ServiceProcess } from '../faults/service-process';
import { ended, type Said, trying } from './sign-in-words';

jest.setTimeout(120_000);

/** The time that this share of all times does not exceed. */
function quantileOf(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

describe('hashing of passphrases', () => {
  it('is argon2id with 19 MiB and 2 passes, over a salt of its own', async () => {
    const passphrases = new Passphrases({ KRING_PASSPHRASE_QUEUE: 10 });
    const made = await Promise.all([1, 2].map(() => passphrases.make('vier gewone woorden samen', 'iemand')));
    const hashes = made.map((one) => (one.ok ? one.value : ''));
    for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(new Set(hashes).size).toBe(2);
  });

  it.each([
    [1, 4, 1],
    [2, 4, 1],
    [4, 4, 2],
    [64, 4, 2],
    [64, 16, 14],
    [8, 16, 4],
    [4, 1, 1],
  ])('leaves on %i processors, with %i threads, enough of both: %i at a time', (processors, threads, together) => {
    expect(hashesTogether(processors, threads)).toBe(together);
  });

  it('lets some wait, refuses the rest at once and says when to come back, and keeps no file or name waiting', async () => {
    const passphrases = new Passphrases({ KRING_PASSPHRASE_QUEUE: 20 });
    const one = performance.now();
    await passphrases.fits('een zin', null);
    const ofOne = performance.now() - one;
    const from = performance.now();
    const refusedAfter: number[] = [];
    const answers = Array.from({ length: 40 }, async () => {
      const answer = await passphrases.fits('een zin', null);
      if (!answer.ok) refusedAfter.push(performance.now() - from);
      return answer;
    });
    const looked: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      const before = performance.now();
      await stat(__filename);
      looked.push(performance.now() - before);
    }
    const refused = (await Promise.all(answers)).flatMap((answer) => (answer.ok ? [] : [answer.problem]));
    expect(refused.length).toBeGreaterThanOrEqual(40 - 20 - 2);
    expect(refused.length).toBeLessThan(20);
    for (const problem of refused) {
      expect(problem.code).toBe('TOO_BUSY');
      const wait = (problem.retryAt?.getTime() ?? 0) - Date.now();
      expect(wait).toBeGreaterThan(10_000);
      expect(wait).toBeLessThan(31_000);
    }
    // Each at a moment of their own, so that they do not come back together.
    expect(new Set(refused.map((problem) => problem.retryAt?.getTime())).size).toBeGreaterThan(refused.length / 2);
    // Refused before the first that waited was through; and looking up a file waits for no hash.
    expect(Math.max(...refusedAfter)).toBeLessThan(Math.max(ofOne * 10, 500));
    expect(quantileOf(looked, 0.5)).toBeLessThan(ofOne);
  });
});

describe('two hundred people who sign in at once', () => {
  const crowdSize = 200;
  let database: TestDatabase;
  let house: RunningKring;
  let service: ServiceProcess;
  let member: Member;
  let threadId: string;

  beforeAll(async () => {
    database = await testDatabase();
    const environment = {
      KRING_SECRET: randomBytes(32).toString('hex'),
      KRING_LOG_LEVEL: 'warn',
      KRING_DATA: joinPath(tmpdir(), 'kring-storm-keeps-nothing'),
      KRING_ADDRESS_TRIES: '100000',
      DATABASE_URL: database.ownerUrl,
      DATABASE_SERVICE_URL: database.serviceUrl,
    };
    house = await startKring({ ...environment, KRING_ROLE: 'api' }, undefined, database);
    service = new ServiceProcess(environment, await freePort());
    await service.start();
    const organisation = await foundOrganisation(house, 'Huis Linde');
    const group = await makeGroup(house, organisation, 'De Luwte');
    member = await join(house, organisation, group);
    threadId = (await tell(house, member, group, 'Een dag', 'Vandaag was een gewone dag.')).post.thread.id;
    for (let turn = 0; turn < 19; turn += 1) await reply(house, member, threadId, `Ik ging wandelen, ${turn}.`);
    // A crowd with the same passphrase, so that making it costs no two hundred hashes.
    await rowsOf(
      database.adminUrl,
      `INSERT INTO accounts (id, sign_in_name, sign_in_key, passphrase_hash, needs_one_time_code, created_at)
       SELECT gen_random_uuid(), 'menigte ' || n, 'menigte ' || n, a.passphrase_hash, false, now()
       FROM generate_series(1, $1::int) n, accounts a WHERE a.sign_in_name = $2`,
      [crowdSize, member.signInName],
    );
  });
  afterAll(async () => {
    await service.stop();
    await house.stop();
    await database.drop();
  });

  const readPage = async (): Promise<number> => {
    const from = performance.now();
    const { data } = await ask<{ thread: { posts: { edges: unknown[] } } }>(
      service.url,
      `query ($id: ID!) { thread(id: $id) { title posts(first: 20) { edges { node { id text author { nickname avatar } myReactions } } } replyPolicy { canReply } } }`,
      { id: threadId },
      member,
    );
    expect(data?.thread.posts.edges).toHaveLength(20);
    return performance.now() - from;
  };

  it('are all answered, with a session or the moment to come back, and those who read notice little', async () => {
    for (let turn = 0; turn < 30; turn += 1) await readPage();
    const calm: number[] = [];
    for (let turn = 0; turn < 100; turn += 1) calm.push(await readPage());

    let isOver = false;
    const from = performance.now();
    const crowd = Promise.all(
      Array.from({ length: crowdSize }, (_, at) =>
        trying(service.url, 'signIn', { signInName: `menigte ${at + 1}`, passphrase: member.passphrase }),
      ),
    ).finally(() => (isOver = true));
    const stormy: number[] = [];
    while (!isOver) stormy.push(await readPage());
    const answers: readonly Said[] = await crowd;
    const seconds = (performance.now() - from) / 1000;

    const counts = new Map<string, number>();
    for (const answer of answers) counts.set(ended(answer), (counts.get(ended(answer)) ?? 0) + 1);
    const ratio = (share: number): string => (quantileOf(stormy, share) / quantileOf(calm, share)).toFixed(1);
    const times = (list: readonly number[]): string =>
      `p50 ${quantileOf(list, 0.5).toFixed(1)} ms, p99 ${quantileOf(list, 0.99).toFixed(1)} ms`;
    process.stdout.write(
      `A thread page: calm ${times(calm)}; with ${crowdSize} signing in ${times(stormy)} (${stormy.length} pages in ${seconds.toFixed(1)} s); ` +
        `ratios ${ratio(0.5)} and ${ratio(0.99)}. ${JSON.stringify(Object.fromEntries(counts))}\n`,
    );

    expect([...counts.keys()].filter((code) => !['Session', 'TOO_BUSY', 'SERVICE_UNAVAILABLE'].includes(code))).toEqual(
      [],
    );
    expect(counts.get('Session') ?? 0).toBeGreaterThanOrEqual(100);
    for (const { code, retryAt } of answers)
      if (code !== undefined) expect(Date.parse(retryAt ?? '')).toBeGreaterThan(Date.now() - 30_000);
    // Reading waits for no hash: the crowd keeps the service busy for seconds, a page takes a small part of that.
    expect(stormy.length).toBeGreaterThan(10);
    expect(quantileOf(stormy, 0.5)).toBeLessThan(Math.max(quantileOf(calm, 0.5) * 8, 60));
  });

  it('are no longer in the way when they are through: those who were told to come back get in', async () => {
    for (const at of [1, 100, 199]) {
      const said = await trying(service.url, 'signIn', { signInName: `menigte ${at}`, passphrase: member.passphrase });
      expect(ended(said)).toBe('Session');
    }
  });
});
