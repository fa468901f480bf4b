import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import {
  ask,
  type Asking,
  foundOrganisation,
  join,
  listen,
  makeGroup,
  type Member,
  rowsOf,
  tell,
} from '@kring/testing';
import { DatabaseProcess } from './database-process';
import { houseOn, settingsOn } from './house';
import { memoryOf } from './process-weight';
import { sentence } from './sentences';
import { freePort, ServiceProcess } from './service-process';
import { until } from './until';

jest.setTimeout(180_000);

const together = 4;
const mayWait = 8;
const longestSeconds = 2;
const loadMs = 6000;

const page = `query ($id: ID!) { thread(id: $id) { title replyPolicy { canReply } posts(first: 20) { edges { node { id text createdAt
  author { nickname } myReactions } } } } }`;
const replying = `mutation ($input: ReplyInput!) { reply(input: $input) { __typename ... on PostSubmitted { post { id } } } }`;
const changed = `subscription ($id: ID!) { postChanged(threadId: $id) { id text } }`;
/** News that weighs a lot, so that what nobody reads soon fills whatever lies between. */
const changedAtLength = `subscription ($id: ID!) { postChanged(threadId: $id) { id text thread { posts(first: 20) { edges { node { text } } } } } }`;

/** Answers by status, and how long the good ones took, in milliseconds. */
class Tally {
  readonly good: number[] = [];
  refused = 0;
  readonly other: string[] = [];

  /** The time that all but `share` of the good answers kept to. */
  slowest(share: number): number {
    const sorted = [...this.good].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - share)))] ?? 0;
  }
}

describe('ten times more than the service can bear', () => {
  let database: DatabaseProcess;
  let service: ServiceProcess;
  let members: Member[];
  let threadId: string;
  let otherThreadId: string;
  let number = 0;

  beforeAll(async () => {
    database = await DatabaseProcess.start();
    const settings = settingsOn(database);
    service = new ServiceProcess(
      {
        ...settings,
        KRING_LOG_LEVEL: 'warn',
        KRING_POOL_SIZE: '4',
        KRING_REQUESTS_TOGETHER: String(together),
        KRING_REQUESTS_WAITING: String(mayWait),
        KRING_REQUEST_WAIT_SECONDS: String(longestSeconds),
        // Each subscription hands over one piece of news at a time, so no more than ten wait on the socket below.
        KRING_SOCKET_BACKLOG: '16384',
      },
      await freePort(),
    );
    await service.start();
    const house = await houseOn(database, settings);
    const organisation = await foundOrganisation(house, 'Huis Linde');
    const group = await makeGroup(house, organisation, 'De Luwte');
    members = [];
    for (const nickname of ['Merel', 'Linde', 'Varen', 'Zwaluw'])
      members.push(await join(house, organisation, group, { nickname }));
    const [merel] = members;
    if (!merel) throw new Error('somebody writes');
    threadId = (await tell(house, merel, group, 'Een dag', 'Vandaag was een gewone dag.')).post.thread.id;
    otherThreadId = (await tell(house, merel, group, 'Nog een dag', 'Vandaag was het rustig.')).post.thread.id;
    await house.stop();
  });
  afterAll(async () => {
    await service?.stop();
    await database?.remove();
  });

  const member = (place: number): Member => {
    const one = members[place % members.length];
    if (!one) throw new Error('there are members');
    return one;
  };
  const write = () => ({
    input: { clientKey: randomUUID(), threadId, text: sentence(6 * (number += 1)) },
  });

  /** Asks once and counts what came of it. A refusal must be polite: when to come back, in words, and nothing half. */
  async function once(tally: Tally, query: string, variables: object, asking: Asking): Promise<boolean> {
    const from = performance.now();
    const answer = await ask(service.url, query, { ...variables }, asking).catch((error: unknown) => String(error));
    if (typeof answer === 'string') tally.other.push(answer);
    else if (answer.status === 200 && answer.errors.length === 0) tally.good.push(performance.now() - from);
    else if (answer.status === 503) {
      const { code, retryAt } = answer.errors[0]?.extensions ?? {};
      const isPolite =
        code === 'SERVICE_UNAVAILABLE' && Date.parse(retryAt ?? '') > Date.now() && Number(answer.retryAfter) > 0;
      if (isPolite && answer.data === null) tally.refused += 1;
      else tally.other.push(answer.text);
      return false;
    } else tally.other.push(`${answer.status} ${answer.text}`);
    return true;
  }

  /** As many readers as named, each asking again as soon as there is an answer; the impolite ones come back at once. */
  async function read(readers: number, ms: number): Promise<Tally> {
    const tally = new Tally();
    const end = Date.now() + ms;
    await Promise.all(
      Array.from({ length: readers }, async (_, place) => {
        while (Date.now() < end) {
          const good = await once(tally, page, { id: threadId }, { token: member(place).token });
          if (!good) await pause(30);
        }
      }),
    );
    return tally;
  }

  it('are refused early and politely, while words still arrive, help answers, and memory stays bounded', async () => {
    for (let posts = 0; posts < 20; posts += 1)
      await ask(service.url, replying, write(), { token: member(posts).token });
    await read(together, 1000);
    const calm = await read(together, 2500);
    const bears = calm.good.length / 2.5;
    expect([calm.refused, calm.other]).toEqual([0, []]);

    let memory = 0;
    let isOver = false;
    const writing = new Tally();
    const helping = new Tally();
    const alive: number[] = [];
    const beside = Promise.all([
      ...members.slice(0, 2).map(async (one) => {
        while (!isOver) {
          await once(writing, replying, write(), { token: one.token });
          await pause(50);
        }
      }),
      (async () => {
        while (!isOver) {
          await once(helping, '{ helplines { name phone } }', {}, { token: member(0).token });
          alive.push((await fetch(`${service.url}/live`)).status);
          memory = Math.max(memory, memoryOf(service.pid) ?? 0);
          await pause(50);
        }
      })(),
    ]);
    const storm = await read(10 * (together + mayWait), loadMs);
    isOver = true;
    await beside;
    const fell = Date.now();
    const after = new Tally();
    await until('everybody is served again', 10_000, async () => {
      const good = await Promise.all(
        Array.from({ length: together }, (_, place) =>
          once(after, page, { id: threadId }, { token: member(place).token }),
        ),
      );
      return good.every((one) => one);
    });
    const recovered = Date.now() - fell;
    const accepted = storm.good.length / (loadMs / 1000);
    process.stdout.write(
      `bears ${bears.toFixed(0)} pages/s; offered by ${10 * (together + mayWait)} readers at once: accepted ${accepted.toFixed(0)}/s, refused ${(storm.refused / (loadMs / 1000)).toFixed(0)}/s, ` +
        `accepted p50 ${storm.slowest(0.5).toFixed(0)} ms, p99 ${storm.slowest(0.01).toFixed(0)} ms; words ${writing.good.length} of ${writing.good.length + writing.refused} taken, p99 ${writing.slowest(0.01).toFixed(0)} ms; ` +
        `help p99 ${helping.slowest(0.01).toFixed(0)} ms; at most ${(memory / 1024 / 1024).toFixed(0)} MB; everybody served again ${recovered} ms after\n`,
    );
    expect([storm.other, writing.other, helping.other]).toEqual([[], [], []]);
    expect(storm.refused).toBeGreaterThan(storm.good.length);
    expect(storm.good.length).toBeGreaterThan(20);
    expect(storm.slowest(0.01)).toBeLessThan((longestSeconds + 3) * 1000);
    // Whoever writes is not turned away for those who read.
    expect([writing.refused, writing.good.length > 5]).toEqual([0, true]);
    expect([helping.refused, helping.good.length > 5]).toEqual([0, true]);
    expect(new Set(alive)).toEqual(new Set([200]));
    expect(recovered).toBeLessThan(5000);
    expect(memory).toBeLessThan(400 * 1024 * 1024);
  });

  it('of one reader who never reads: their socket is ended, and nothing waits for them', async () => {
    const socket = new WebSocket(`${service.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${member(3).token}` } }));
    await new Promise((resolve) => socket.once('message', resolve));
    for (let id = 1; id <= 10; id += 1)
      socket.send(
        JSON.stringify({
          type: 'subscribe',
          id: String(id),
          payload: { query: changedAtLength, variables: { id: otherThreadId } },
        }),
      );
    await pause(300);
    socket.pause();
    const long = 'Vandaag was een gewone dag. '.repeat(140);
    const before = memoryOf(service.pid) ?? 0;
    let most = 0;
    await until('it is ended', 90_000, async () => {
      const input = {
        clientKey: randomUUID(),
        threadId: otherThreadId,
        text: `${sentence(6 * (number += 1))} ${long}`,
      };
      await ask(service.url, replying, { input }, { token: member(0).token });
      most = Math.max(most, memoryOf(service.pid) ?? 0);
      return service.output.includes('a socket that nobody reads is ended');
    });
    process.stdout.write(
      `a reader who never reads: ended, memory ${((most - before) / 1024 / 1024).toFixed(0)} MB more at most\n`,
    );
    expect(most - before).toBeLessThan(150 * 1024 * 1024);
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    expect(await Promise.race([ended, pause(5000, 'still open')])).toBe(1006);
  });

  it('of news for one reader: their client is told to connect again, and so to read again', async () => {
    const listening = await listen<{ id: string }>(
      service.url,
      changed,
      { id: otherThreadId },
      { token: member(1).token },
    );
    const [place] = await rowsOf<{ organisation: string; post: string; group: string }>(
      database.adminUrl,
      `SELECT organisation_id AS organisation, opener_post_id AS post, group_id AS "group" FROM threads WHERE id = $1`,
      [otherThreadId],
    );
    await until('it listens', 10_000, async () => {
      await ask(service.url, replying, { input: { clientKey: randomUUID(), threadId: otherThreadId, text: sentence(6 * (number += 1)) } }, { token: member(0).token }); // prettier-ignore
      return listening.heard.length > 0;
    });
    await rowsOf(
      database.adminUrl,
      `SELECT pg_notify('kring_live', jsonb_build_object('id', gen_random_uuid(), 'organisationId', $1::text, 'type', 'post.moved',
         'payload', jsonb_build_object('groupId', $2::text, 'threadId', $3::text, 'postId', $4::text, 'wasVisible', 'yes'))::text)
       FROM generate_series(1, 3000)`,
      [place?.organisation, place?.group, otherThreadId, place?.post],
    );
    expect(await Promise.race([listening.closed, pause(20_000, 0)])).toBe(4205);
  });
});
