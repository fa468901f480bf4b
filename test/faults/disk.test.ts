import { setTimeout as pause } from 'node:timers/promises';
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
import { sentence } from './sentences';
import { freePort, ServiceProcess } from './service-process';
import { until } from './until';

jest.setTimeout(180_000);

const reading = `query ($id: ID!) { thread(id: $id) { title posts(first: 50) { edges { node { id } } } } }`;
const writing = `mutation ($input: ReplyInput!) { reply(input: $input) { __typename ... on PostSubmitted { post { id } } ... on Problem { code } } }`;

describe('a database that takes nothing in', () => {
  let database: DatabaseProcess;
  let service: ServiceProcess;
  let member: Member;
  let threadId: string;
  let number = 0;
  const acknowledged: string[] = [];

  beforeAll(async () => {
    database = await DatabaseProcess.start({ small: true });
    const settings = settingsOn(database);
    service = new ServiceProcess(settings, await freePort());
    await service.start();
    const house = await houseOn(database, settings);
    const organisation = await foundOrganisation(house, 'Huis Linde');
    const group = await makeGroup(house, organisation, 'De Luwte');
    member = await join(house, organisation, group, { nickname: 'Merel' });
    threadId = (await tell(house, member, group, 'Een dag', 'Vandaag was een gewone dag.')).post.thread.id;
    await house.stop();
  });
  afterAll(async () => {
    await service?.stop();
    await database?.remove();
  });

  /** Tries to write; answers the status, and remembers what was acknowledged. Anything but a post or a clear problem fails. */
  async function write(words = ''): Promise<number> {
    const input = { clientKey: crypto.randomUUID(), threadId, text: `${sentence(6 * (number += 1))} ${words}`.trim() };
    const answer = await ask<{ reply: { post?: { id: string } } }>(
      service.url,
      writing,
      { input },
      { token: member.token },
    );
    const id = answer.data?.reply.post?.id;
    if (id) acknowledged.push(id);
    else {
      expect(answer.errors).toMatchObject([
        { extensions: { code: 'SERVICE_UNAVAILABLE', retryAt: expect.any(String) } },
      ]);
      expect([answer.status, answer.data]).toEqual([503, null]);
      expect(answer.text).not.toMatch(/disk|space|read-only|INSERT|postgres/i);
    }
    return answer.status;
  }

  async function lost(): Promise<string[]> {
    const rows = await rowsOf<{ id: string }>(database.adminUrl, 'SELECT id FROM posts WHERE id = ANY ($1)', [
      acknowledged,
    ]);
    const there = new Set(rows.map(({ id }) => id));
    return acknowledged.filter((id) => !there.has(id));
  }

  async function backToWork(): Promise<void> {
    await until('it writes again', 30_000, async () => (await write()) === 200);
    await until('it is ready', 10_000, async () => (await service.readiness()) === 200);
    expect(await lost()).toEqual([]);
    expect(service.runs).toBe(true);
    const reply_ = await reply(
      { url: service.url } as RunningKring,
      member,
      threadId,
      `Daar ben ik weer, ${sentence(6 * (number += 1))}`,
    );
    await until('news is delivered', 20_000, async () => {
      const points = await rowsOf<{ count: number }>(
        database.adminUrl,
        'SELECT count(*)::int AS count FROM climate_points WHERE post_id = $1',
        [reply_.post?.id],
      );
      return points[0]?.count === 1;
    });
  }

  it('because it may only be read: says so, still lets people read, also those it has not seen for a while', async () => {
    expect(await write()).toBe(200);
    // A session that was not used for an hour is noted when it is used again.
    await rowsOf(database.adminUrl, `UPDATE sessions SET last_used_at = now() - interval '2 hours'`);
    await database.set({ default_transaction_read_only: 'on' });
    await until('it notices', 10_000, async () => (await service.readiness()) === 503);
    const ready = (await (await fetch(`${service.url}/ready`)).json()) as unknown;
    expect(ready).toEqual({ status: 'waiting', for: 'writing' });
    expect(await write()).toBe(503);
    const read = await ask<{ thread: { posts: { edges: unknown[] } } }>(
      service.url,
      reading,
      { id: threadId },
      { token: member.token },
    );
    expect([read.status, read.errors]).toEqual([200, []]);
    expect(read.data?.thread.posts.edges.length).toBe(acknowledged.length + 1);
    await database.set({ default_transaction_read_only: 'off' });
    await backToWork();
  });

  it('because its disk is full: says so, loses nothing that was acknowledged, and goes on when there is room', async () => {
    if (!database.disk) return;
    const before = acknowledged.length;
    database.disk.fill();
    const statuses: number[] = [];
    try {
      // What room PostgreSQL has set aside, or makes by tidying up, may take some words yet: also after a while.
      for (const wait of [0, 1500]) {
        await pause(wait);
        await until('nothing is taken in any more', 30_000, async () => {
          const tries = Array.from({ length: 8 }, () => write('En nog wat meer. '.repeat(150)));
          const answers = await Promise.all(tries);
          statuses.push(...answers);
          return answers.every((status) => status === 503);
        });
      }
      expect(service.runs).toBe(true);
    } finally {
      database.disk.free();
    }
    const freed = Date.now();
    await backToWork();
    process.stdout.write(
      `full disk: ${statuses.filter((status) => status === 503).length} refused, ${acknowledged.length - before} acknowledged and kept, back ${Date.now() - freed} ms after there was room\n`,
    );
  });
});
