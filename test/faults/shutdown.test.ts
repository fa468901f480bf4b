import { setTimeout as pause } from 'node:timers/promises';
import { foundOrganisation, type Group, join, listen, makeGroup, type Member, rowsOf, tell } from '@kring/testing';
import { DatabaseProcess } from './database-process';
import { houseOn, settingsOn } from './house';
import { sentence } from './sentences';
import { Child, type End, isGone } from './child';
import { freePort, mainProgram, ServiceProcess } from './service-process';
import { until } from './until';
import { Weather, Writer } from './writer';

jest.setTimeout(120_000);

const posts = `subscription ($id: ID!) { postChanged(threadId: $id) { id } }`;

describe('the end of the service', () => {
  let database: DatabaseProcess;
  let service: ServiceProcess;
  let group: Group;
  let threadId: string;
  let members: Member[];

  beforeAll(async () => {
    database = await DatabaseProcess.start();
    const settings = settingsOn(database);
    service = new ServiceProcess(settings, await freePort());
    await service.start();
    const house = await houseOn(database, settings);
    const organisation = await foundOrganisation(house, 'Huis Linde');
    group = await makeGroup(house, organisation, 'De Luwte');
    members = [];
    for (const nickname of ['Merel', 'Linde', 'Varen', 'Zwaluw'])
      members.push(await join(house, organisation, group, { nickname }));
    threadId = (await tell(house, members[0] as Member, group, 'Een dag', 'Vandaag was een gewone dag.')).post.thread
      .id;
    await house.stop();
  });
  afterEach(async () => {
    if (service.runs) await service.stop();
  });
  afterAll(async () => {
    await service?.stop();
    await database?.remove();
  });

  /** Ends the service by `how` while all members write; answers how it ended, how long that took, and what was met. */
  async function endWhileWriting(first: number, how: () => Promise<End>) {
    const stop = new AbortController();
    const weather = new Weather();
    const acknowledged: string[] = [];
    let number = first;
    const writing = members.map(async (member) => {
      const writer = new Writer(service.url, member, weather, stop.signal);
      for (;;) {
        const { asked } = await writer.write({ threadId }, sentence(6 * (number += 1)), false);
        acknowledged.push(asked.postId ?? '');
      }
    });
    const writers = Promise.allSettled(writing);
    while (weather.acknowledged < 20) await pause(5);
    const from = Date.now();
    const end = await how();
    const took = Date.now() - from;
    stop.abort();
    const reasons = (await writers).map((one) => (one.status === 'rejected' ? String(one.reason) : ''));
    return { end, took, acknowledged, unanswered: weather.unanswered, reasons };
  }

  async function kept(ids: readonly string[]): Promise<number> {
    const rows = await rowsOf<{ count: number }>(
      database.adminUrl,
      'SELECT count(*)::int AS count FROM posts JOIN assessments a ON a.post_id = posts.id WHERE posts.id = ANY ($1)',
      [ids],
    );
    return rows[0]?.count ?? 0;
  }

  it('answers what is under way, closes sockets, loses nothing and is soon over', async () => {
    const socket = await listen(service.url, posts, { id: threadId }, { token: (members[0] as Member).token });
    const { end, took, acknowledged, unanswered, reasons } = await endWhileWriting(0, () => service.stop());
    process.stdout.write(
      `ended in ${took} ms with ${end}, ${acknowledged.length} acknowledged, unanswered ${JSON.stringify([...unanswered])}\n`,
    );
    expect(end).toBe(0);
    expect(took).toBeLessThan(5000);
    expect(await socket.closed).toBe(1001);
    expect(await kept(acknowledged)).toBe(acknowledged.length);
    // Whoever asked in vain was told to try again, or found nobody listening any more.
    for (const reason of reasons) expect(reason).toMatch(/AbortError/);
    const written = await rowsOf<{ count: number }>(
      database.adminUrl,
      'SELECT count(*)::int AS count FROM posts WHERE kind = $1',
      ['REPLY'],
    );
    // A post that was kept was answered: nothing under way was cut off.
    expect(written[0]?.count).toBe(acknowledged.length);
  });

  it('follows the end of whoever started it', async () => {
    await service.start();
    const { end, took, acknowledged } = await endWhileWriting(40, () => service.leave());
    expect(end).toBe(0);
    expect(took).toBeLessThan(5000);
    expect(await kept(acknowledged)).toBe(acknowledged.length);
  });

  it('is over when whoever started it is killed', async () => {
    const starter = `const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, [process.argv[1]], { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      console.log('started ' + child.pid);
      setInterval(() => {}, 1000);`;
    const parent = new Child(['-e', starter, mainProgram], service.environment);
    const pid = await until(
      'the service is started',
      10_000,
      () => Number(/started (\d+)/.exec(parent.output)?.[1] ?? 0) || null,
    );
    await until('the service is ready', 60_000, async () => (await service.readiness()) === 200);
    parent.signal('SIGKILL');
    expect(await parent.ended).toBe('SIGKILL');
    await until('the service is gone', 10_000, () => isGone(pid));
    expect(await service.readiness()).toBe(0);
  });
});
