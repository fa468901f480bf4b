import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import {
  ask,
  foundOrganisation,
  join,
  makeGroup,
  type Member,
  reply,
  type RunningKring,
  rowsOf,
  tell,
} from '@kring/testing';
import { DatabaseProcess } from './database-process';
import { houseOn, settingsOn } from './house';
import { freePort, ServiceProcess } from './service-process';
import { until } from './until';

jest.setTimeout(180_000);

const awayMs = Number(process.env['FAULTS_AWAY_SECONDS'] ?? 30) * 1000;
const soonMs = 3000;

describe('while PostgreSQL is away', () => {
  let database: DatabaseProcess;
  let service: ServiceProcess;
  let member: Member;
  let threadId: string;
  let groupId: string;
  const heard: string[] = [];
  const closed: number[] = [];
  /** What ended the subscription for good. */
  const broken: unknown[] = [];
  let stopListening: () => unknown;
  const questions = [
    { query: `query ($id: ID!) { thread(id: $id) { title posts { edges { node { text } } } } }`, variables: () => ({ id: threadId }) },
    { query: `query ($id: ID!) { group(id: $id) { name threads { edges { node { title } } } } }`, variables: () => ({ id: groupId }) },
    { query: `{ viewer { id memberships { nickname } } }`, variables: () => ({}) },
    { query: `mutation ($input: ReplyInput!) { reply(input: $input) { __typename } }`, variables: () => ({ input: { clientKey: randomUUID(), threadId, text: 'Hoort iemand mij?' } }) },
    { query: `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`, variables: () => ({ input: { signInName: member.signInName, passphrase: member.passphrase } }) },
  ]; // prettier-ignore
  const write = (text: string) => reply({ url: service.url } as RunningKring, member, threadId, text);

  beforeAll(async () => {
    database = await DatabaseProcess.start();
    const settings = settingsOn(database);
    service = new ServiceProcess(settings, await freePort());
    await service.start();
    const house = await houseOn(database, settings);
    const organisation = await foundOrganisation(house, 'Huis Linde');
    const group = await makeGroup(house, organisation, 'De Luwte');
    groupId = group.id;
    member = await join(house, organisation, group, { nickname: 'Merel' });
    threadId = (await tell(house, member, group, 'Een dag', 'Vandaag was een gewone dag.')).post.thread.id;
    await house.stop();
    const client = createClient({
      url: `${service.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: () => pause(200),
      connectionParams: { authorization: `Bearer ${member.token}` },
      on: { closed: (event) => void closed.push((event as { code: number }).code) },
    });
    client.subscribe<{ postChanged: { text: string } }>(
      { query: `subscription ($id: ID!) { postChanged(threadId: $id) { text } }`, variables: { id: threadId } },
      {
        next: ({ data }) => void heard.push(data?.postChanged.text ?? ''),
        error: (error) => void broken.push(error),
        complete: () => undefined,
      },
    );
    // A client that is just told to come back later has nothing left to say goodbye to.
    stopListening = async () => void (await Promise.resolve(client.dispose()).catch(() => undefined));
  });
  afterAll(async () => {
    await stopListening?.();
    await service?.stop();
    await database?.remove();
  });

  it('says so at once and without a word too many, and takes up everything when it is back', async () => {
    await until('the socket hears', 10_000, async () => {
      await write('Hoort iemand mij?');
      return heard.length > 0;
    });
    // Somebody is writing in the moment it goes.
    const writing = Array.from({ length: 40 }, () => write('Hoort iemand mij?').catch(() => null));
    await database.leave();
    await Promise.all(writing);
    const left = Date.now();
    const words = new Set<string>();
    const slowest = { ready: 0, asked: 0 };
    let asked = 0;
    while (Date.now() - left < awayMs) {
      const before = Date.now();
      expect(await service.readiness()).toBe(503);
      const between = Date.now();
      const question = questions[asked % questions.length];
      const language = ['nl', 'fr', 'en'][asked % 3];
      if (!question || !language) throw new Error('there is always a question');
      const answer = await ask(service.url, question.query, question.variables(), { token: member.token, language });
      expect(answer.status).toBe(503);
      expect(answer.data).toBeNull();
      expect(answer.errors.map((error) => error.extensions?.code)).toEqual(['SERVICE_UNAVAILABLE']);
      const wait = Date.parse(answer.errors[0]?.extensions?.retryAt ?? '') - Date.now();
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThan(10_000);
      // Whole seconds, rounded up, and what the answer took on its way.
      expect(Math.abs(Number(answer.retryAfter) * 1000 - wait)).toBeLessThan(3000);
      words.add(`${language} ${answer.errors[0]?.message}`);
      expect(answer.text).not.toMatch(/stack|SELECT|ECONN|127\.0\.0\.1|postgres|\bat /i);
      const help = await ask<{ helplines: { name: string }[] }>(service.url, '{ helplines { name } }', {}, { token: member.token }); // prettier-ignore
      expect([help.status, help.errors, (help.data?.helplines.length ?? 0) > 2]).toEqual([200, [], true]);
      expect((await fetch(`${service.url}/live`)).status).toBe(200);
      slowest.ready = Math.max(slowest.ready, between - before);
      slowest.asked = Math.max(slowest.asked, Date.now() - between);
      asked += 1;
      await pause(100);
    }
    expect(service.runs).toBe(true);
    expect(words.size).toBe(3);

    await database.comeBack();
    const back = Date.now();
    await until('it is ready again', soonMs, async () => (await service.readiness()) === 200);
    const ready = Date.now() - back;
    const text = 'Daar ben ik weer.';
    expect((await write(text)).post?.state).toBe('VISIBLE');
    await until('the post was delivered', soonMs, async () => {
      const points = await rowsOf<{ count: number }>(
        database.adminUrl,
        'SELECT count(*)::int AS count FROM climate_points c JOIN posts p ON p.id = c.post_id WHERE p.text = $1',
        [text],
      );
      return points[0]?.count === 1;
    });
    const delivered = Date.now() - back;
    await until('the socket hears again', soonMs, async () => {
      expect(broken).toEqual([]);
      await write('Nog iets.');
      return heard.includes('Nog iets.');
    });
    const listening = Date.now() - back;
    await rowsOf(database.adminUrl, `INSERT INTO pgboss.job (name) VALUES ('sweep-sessions')`);
    await until('a timer runs', 2 * soonMs, async () => {
      const jobs = await rowsOf<{ state: string }>(
        database.adminUrl,
        `SELECT state FROM pgboss.job WHERE name = 'sweep-sessions'`,
      );
      return jobs.some(({ state }) => state === 'completed');
    });
    process.stdout.write(
      `away ${awayMs} ms, ${asked} questions, slowest answer ${slowest.asked} ms, slowest /ready ${slowest.ready} ms; ` +
        `back: ready ${ready} ms, delivered ${delivered} ms, sockets ${listening} ms, timers ${Date.now() - back} ms; sockets closed with ${[...new Set(closed)].join(', ')}\n`,
    );
    expect(broken).toEqual([]);
    // Open sockets are told to connect again, and new ones to come later; never that they are refused for good.
    for (const code of closed) expect([4205, 1013]).toContain(code);
    expect(slowest.asked).toBeLessThan(2000);
    expect(slowest.ready).toBeLessThan(2000);
  });
});
