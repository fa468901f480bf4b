import { randomUUID } from 'node:crypto';
import { foundOrganisation, type Group, join, listen, makeGroup, type Member, rowsOf, tell } from '@kring/testing';
import { Caller } from './caller';
import { DatabaseProcess } from './database-process';
import { Dice } from './dice';
import { houseOn, settingsOn } from './house';
import { waitingEvents } from './read-kept';
import { sentence } from './sentences';
import { Child, type End, isGone } from './child';
import { freePort, mainProgram, ServiceProcess } from './service-process';
import { until } from './until';
import { Weather } from './weather';

jest.setTimeout(120_000);

const posts = `subscription ($id: ID!) { postChanged(threadId: $id) { id } }`;

describe('the end of the service', () => {
  let database: DatabaseProcess;
  let service: ServiceProcess;
  let group: Group;
  let threadId: string;
  let members: Member[];
  let number = 0;

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

  /** Ends something by `how` while all members write to `url`; answers how it ended, how long that took, and what was met. */
  async function endWhileWriting(url: string, how: () => Promise<End>) {
    const stop = new AbortController();
    const weather = new Weather();
    const acknowledged: string[] = [];
    const writing = members.map(async (member, place) => {
      const caller = new Caller([url], weather, new Dice(place), stop.signal);
      for (;;) {
        const input = { clientKey: randomUUID(), threadId, text: sentence(6 * (number += 1)) };
        const said = await caller.mutate<{ post: { id: string } }>(member.token, 'reply', input, '... on PostSubmitted { post { id } }'); // prettier-ignore
        if (said.kind === 'refused') throw new Error(`a reply was refused with ${said.code}`);
        acknowledged.push(said.value.post.id);
      }
    });
    const writers = Promise.allSettled(writing);
    await until('people write', 30_000, () => acknowledged.length >= 20);
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
    const { end, took, acknowledged, unanswered, reasons } = await endWhileWriting(service.url, () => service.stop());
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
    const { end, took, acknowledged } = await endWhileWriting(service.url, () => service.leave());
    expect(end).toBe(0);
    expect(took).toBeLessThan(5000);
    expect(await kept(acknowledged)).toBe(acknowledged.length);
  });

  it('of a worker leaves nothing half done and nothing behind, and an api needs none to end', async () => {
    const own = { ...service.environment, KRING_MIGRATE: 'no' };
    const api = new ServiceProcess({ ...own, KRING_ROLE: 'api' }, await freePort());
    const worker = new ServiceProcess({ ...own, KRING_ROLE: 'worker' }, await freePort());
    await Promise.all([api.start(), worker.start()]);
    try {
      const first = await endWhileWriting(api.url, () => worker.stop());
      expect([first.end, first.took < 10_000]).toEqual([0, true]);
      // Whoever wrote did not notice.
      expect([...first.unanswered.keys()]).toEqual([]);
      const inHand = await rowsOf<{ count: number }>(
        database.adminUrl,
        'SELECT count(*)::int AS count FROM outbox WHERE lease_until > now()',
      );
      expect(inHand[0]?.count).toBe(0);
      const second = await endWhileWriting(api.url, () => api.stop());
      expect([second.end, second.took < 10_000]).toEqual([0, true]);
      const acknowledged = [...first.acknowledged, ...second.acknowledged];
      expect(await kept(acknowledged)).toBe(acknowledged.length);
      process.stdout.write(`worker ended in ${first.took} ms, api in ${second.took} ms\n`);
      void worker.spawn();
      await until('everything is delivered', 20_000, async () => (await waitingEvents(database.adminUrl)).length === 0);
    } finally {
      await Promise.all([api.stop(), worker.stop()]);
    }
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
