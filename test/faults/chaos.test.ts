import { setTimeout as pause } from 'node:timers/promises';
import { VerifyChain } from '@kring/audit';
import { EventHandlers } from '@kring/platform';
import {
  Bridge,
  foundOrganisation,
  hire,
  join,
  makeGroup,
  type Member,
  rowsOf,
  type RunningKring,
  type StaffPerson,
} from '@kring/testing';
import { timerNames } from '../../apps/api/src/timer-names';
import { migrate } from '../../migrations/run';
import { Caller } from './caller';
import { DatabaseProcess } from './database-process';
import { Dice } from './dice';
import { fullDisk, harms, type Part } from './harm';
import { houseOn, settingsOn } from './house';
import { Keeper } from './keeper';
import { type Fault, faultsIn } from './kept';
import { Ledger } from './ledger';
import { MemberLife } from './member-life';
import { memoryOf, socketsOf } from './process-weight';
import { noteEvents, readKept, waitingEvents } from './read-kept';
import { freePort, ServiceProcess } from './service-process';
import { Shift } from './shift';
import { Town } from './town';
import { until } from './until';
import { Watch } from './watch';
import { Weather } from './weather';

/** `FAULTS_ROUNDS=200 npm run test:faults -- chaos` does more of them; FAULTS_SEED does the same harm again. */
const rounds = Number(process.env['FAULTS_ROUNDS'] ?? 20);
const nicknames = ['Merel', 'Linde', 'Varen', 'Zwaluw', 'Egel', 'Berk'];
const minute = 60_000;
/** After this long it is told what it still waits for. */
const lateMs = 10_000;
/** The most that a process of the service may take, in bytes. */
const mostMemory = 450 * 1024 * 1024;
/** Connections of a process that nobody asks anything: two that listen, three of the timers, which ask all the time, and a few of the pool. */
const quietConnections = { api: 3, worker: 8 };

jest.setTimeout(rounds * 20_000 + 180_000);

interface Round {
  readonly kinds: readonly string[];
  /** From the end of the harm until every process had answered well and no news waited. */
  readonly recoveredMs: number;
}

describe('whatever happens to api, worker, PostgreSQL and what lies between them', () => {
  const dice = Dice.thrown();
  /** What is done to whom, and when: thrown apart, so that a seed does it again. */
  const fate = new Dice(dice.between(1, 2 ** 31));
  const weather = new Weather();
  const ledger = new Ledger();
  let database: DatabaseProcess;
  let environment: Record<string, string>;
  let parts: Part[] = [];
  let urls: string[] = [];
  let house: RunningKring;
  /** What was done, in order. */
  const last: string[] = [];

  beforeAll(async () => {
    database = await DatabaseProcess.start({ small: true });
    environment = settingsOn(database);
    await migrate(database.addresses.ownerUrl, database.addresses.serviceUrl, timerNames);
    house = await houseOn(database, { ...environment, KRING_POOL_SIZE: '4' });
    await noteEvents(database.adminUrl);
    for (const name of ['api 1', 'api 2', 'worker']) {
      const bridge = await Bridge.before(database.addresses.serviceUrl);
      const role = name === 'worker' ? 'worker' : 'api';
      const own = {
        DATABASE_SERVICE_URL: bridge.url,
        KRING_ROLE: role,
        KRING_MIGRATE: 'no',
        KRING_STATEMENT_SECONDS: '2',
        // Connections of clients that ask nothing more are gone soon, so that what is left over at the end is a leak.
        KRING_KEEP_ALIVE_SECONDS: '5',
      };
      const keeper = new Keeper(new ServiceProcess({ ...environment, ...own }, await freePort()));
      parts.push({ name, keeper, bridge });
      keeper.start();
    }
    for (const { keeper } of parts) await keeper.service.up();
    urls = parts.filter(({ name }) => name !== 'worker').map(({ keeper }) => keeper.service.url);
  });
  afterAll(async () => {
    await Promise.all(parts.map(({ keeper }) => keeper.stop()));
    await Promise.all(parts.map(({ bridge }) => bridge.close()));
    await house?.stop();
    await database?.remove();
    parts = [];
  });

  function note(...lines: readonly string[]): void {
    last.push(...lines);
    if (process.env['FAULTS_TELL']) process.stderr.write(`${lines.join('\n')}\n`);
  }

  /** Everything that was said, when something goes wrong. */
  function told(error: unknown): never {
    const said = parts.map(({ name, keeper }) => `── ${name}\n${keeper.service.output.slice(-6000)}`);
    // What matters most stands last: a long log is shortened in its middle.
    throw new Error(
      [...said, '──', ...weather.waits.values(), ...last.slice(-40), `seed ${dice.seed}: ${String(error)}`].join('\n'),
    );
  }

  async function drained(): Promise<void> {
    let waiting: string[] = [];
    await until('the outbox is empty', 60_000, async () => {
      waiting = await waitingEvents(database.adminUrl);
      return waiting.length === 0;
    }).catch((error: unknown) => told(`${String(error)}\n${waiting.join('\n')}`));
  }

  /** Until each api has answered something that was asked after `since`, and no news is older than a second. */
  async function recovered(since: number): Promise<void> {
    await until('all answer again', 60_000, () => urls.every((url) => (weather.servedAt.get(url) ?? 0) > since)).catch(
      told,
    );
    let isLate = Date.now() - since > lateMs;
    if (isLate) note('some process was late to answer');
    await until('all news is delivered', 60_000, async () => {
      const late = await rowsOf<{ count: number }>(
        database.adminUrl,
        `SELECT count(*)::int AS count FROM outbox WHERE created_at < now() - interval '1 second'`,
      ).catch(() => null);
      const isDone = late?.[0]?.count === 0;
      if (!isDone && !isLate && Date.now() - since > lateMs) {
        isLate = true;
        note('news was late:', ...(await waitingEvents(database.adminUrl).catch(() => [])));
      }
      return isDone;
    }).catch(async (error: unknown) => told([String(error), ...(await waitingEvents(database.adminUrl))].join('\n')));
  }

  it('everything acknowledged is there once, somebody is called to every cry for help, and nothing leaks', async () => {
    const begun = Date.now();
    const quiet = parts.map(({ keeper, bridge }) => (socketsOf(keeper.service.pid) ?? 0) - bridge.count);
    const giveUp = new AbortController();
    const caller = () => new Caller(urls, weather, new Dice(dice.between(1, 2 ** 31)), giveUp.signal);
    const organisation = await foundOrganisation(house, 'Huis Linde');
    const moderators: StaffPerson[] = [];
    for (const name of ['Imke', 'Wout']) moderators.push(await hire(house, organisation, 'MODERATOR', name));
    const open = await makeGroup(house, organisation, 'De Luwte');
    const waiting = await makeGroup(house, organisation, 'De Kade', { moderationMode: 'PRE' });
    /** Newcomers come by way of a house that nobody harms but by its database. */
    const welcome = async (): Promise<Member> => {
      for (;;) {
        giveUp.signal.throwIfAborted();
        const nickname = `Gast ${Array.from({ length: 8 }, () => dice.one([...'abdefgiklmnoprstuvz'])).join('')}`;
        const member = await join(house, organisation, open, { nickname }).catch((error: unknown) => {
          weather.waits.set(house, `joining: ${String(error)}`);
          return null;
        });
        if (member) return member;
        await pause(200);
      }
    };
    const town = new Town(organisation, open, waiting, ledger, welcome);
    const lives: MemberLife[] = [];
    const settle = (member: Member, group: typeof open, isGuest: boolean): unknown =>
      lives.push(new MemberLife(member, group, isGuest, caller(), town, weather, new Dice(dice.between(1, 2 ** 31))));
    for (const nickname of nicknames) settle(await join(house, organisation, open, { nickname }), open, false);
    settle(await join(house, organisation, waiting, { nickname: 'Klaver' }), waiting, false);
    settle(await welcome(), open, true);
    const watches = moderators.map(({ token }) => new Watch(urls, organisation.id, token));
    const shifts = moderators.map((one) => new Shift(one, caller(), town, new Dice(dice.between(1, 2 ** 31))));

    let isOver = false;
    const busy = Promise.all([
      ...lives.map((life) => life.live(() => isOver)),
      ...shifts.map((shift) => shift.work(() => isOver)),
    ]);
    let broken: unknown = null;
    busy.catch((error: unknown) => (broken = error));

    const field = { database, parts, dice: fate };
    const known = Object.entries(database.disk ? { ...harms, 'full disk': fullDisk } : harms);
    const done: Round[] = [];
    const times = new Map<string, number>();
    let deck: typeof known = [];
    let heaviest = 0;
    await until('people write', 30_000, () => weather.total > 20).catch(told);
    try {
      for (let round = 1; round <= rounds; round += 1) {
        if (deck.length === 0) deck = fate.shuffled(known);
        const chosen = [deck.pop(), ...(fate.next() < 0.25 ? [fate.one(known)] : [])].flatMap((one) =>
          one ? [one] : [],
        );
        note(`${chosen.map(([kind]) => kind).join(' and ')}: now`);
        const from = Date.now();
        await Promise.all(chosen.map(([, harm]) => harm(field)));
        const harmed = Date.now();
        await recovered(harmed);
        note(
          `${chosen.map(([kind]) => kind).join(' and ')}: ${harmed - from} ms, recovered in ${Date.now() - harmed} ms`,
        );
        if (broken) told(broken);
        for (const [kind] of chosen) times.set(kind, (times.get(kind) ?? 0) + 1);
        done.push({ kinds: chosen.map(([kind]) => kind), recoveredMs: Date.now() - harmed });
        for (const { keeper } of parts) heaviest = Math.max(heaviest, memoryOf(keeper.service.pid) ?? 0);
        await pause(fate.between(100, 500));
      }
    } finally {
      isOver = true;
      for (const { keeper, bridge } of parts) {
        keeper.setClock(0);
        bridge.heal();
      }
      const tooLong = setTimeout(() => giveUp.abort(), 60_000);
      await busy.catch((error: unknown) => (broken ??= error)).finally(() => clearTimeout(tooLong));
    }
    if (broken) told(broken);
    await drained();

    await until('every cry for help is on both screens', 20_000, () =>
      watches.every((watch) => [...ledger.crises.keys()].every((threadId) => watch.crises.has(threadId))),
    ).catch(told);
    const lags = [...ledger.crises].map(([threadId, at]) => Math.max(0, Math.min(...watches.map((watch) => watch.crises.get(threadId) ?? at)) - at)); // prettier-ignore
    for (const watch of watches) await watch.end();

    // One moderator has everything in hand and goes; when their time is over, another one can take it all.
    await shifts[0]?.takeAll();
    for (const { keeper } of parts) keeper.setClock(25 * minute);
    await pause(200);
    const stuck = await shifts[1]?.takeAll();
    for (const { keeper } of parts) keeper.setClock(0);
    await drained();

    const kept = await readKept(database.adminUrl, organisation.id);
    const handlers = (type: string) =>
      house.app
        .get(EventHandlers)
        .of(type)
        .map(({ name }) => name);
    const toldAll = { ...ledger, decidedGroup: waiting.id };
    const asked = [...ledger.posts.values()];
    const faults = faultsIn(kept, asked, toldAll, handlers).filter(({ rule }) => rule !== 'claim stuck');
    const chain = await house.app.get(VerifyChain).run(organisation.id);

    const whatIsOpen = async () => ({
      connections: parts.map(({ bridge }) => bridge.count),
      sockets: parts.map(
        ({ keeper, bridge }, place) => (socketsOf(keeper.service.pid) ?? 0) - bridge.count - (quiet[place] ?? 0),
      ),
      held: await rowsOf(
        database.adminUrl,
        `SELECT state, query_start FROM pg_stat_activity WHERE usename = 'kring_service' AND state LIKE 'idle in transaction%'`,
      ),
    });
    let left = await whatIsOpen();
    const isQuiet = () =>
      left.connections.every(
        (count, place) => count <= (parts[place]?.name === 'worker' ? quietConnections.worker : quietConnections.api),
      ) &&
      left.sockets.every((count) => count <= 2) &&
      left.held.length === 0;
    await until('connections and sockets are what they were', 30_000, async () => {
      left = await whatIsOpen();
      return isQuiet();
    }).catch(() => undefined);

    const recoveries = done.map(({ recoveredMs }) => recoveredMs).sort((a, b) => a - b);
    const slowest = done.reduce<Round | null>(
      (most, one) => (one.recoveredMs > (most?.recoveredMs ?? -1) ? one : most),
      null,
    );
    const count = (...rules: string[]): number => faults.filter((fault: Fault) => rules.some((rule) => fault.rule.includes(rule))).length; // prettier-ignore
    process.stdout.write(
      [
        `seed ${dice.seed}; ${done.length} rounds in ${((Date.now() - begun) / 1000).toFixed(0)} s: ${[...times].map(([kind, number]) => `${kind} ${number}`).join(', ')}`,
        `acknowledged ${ledger.counted} (${[...weather.acknowledged].map(([name, number]) => `${name} ${number}`).join(', ')}), lost ${count('lost', 'nobody', 'not gone')}, doubled ${count('doubled', 'twice')}, kept though the answer never arrived ${weather.keptUnanswered}`,
        `tries that were not acknowledged: ${[...weather.unanswered].map(([code, number]) => `${code} ${number}`).join(', ')}`,
        `time to recover: p50 ${recoveries[Math.floor(recoveries.length / 2)]} ms, max ${recoveries.at(-1)} ms (${slowest?.kinds.join(' and ')})`,
        `cries for help ${ledger.crises.size}, all on a moderator's screen, the slowest ${Math.max(0, ...lags)} ms after its acknowledgement; sockets opened again ${watches.reduce((sum, watch) => sum + watch.closed.length, 0)} times`,
        `events ${kept.events.length}, each handled once; ${kept.reviewItems.length} review items, ${chain.entries} audit entries, ${ledger.deeds.length} decisions and interventions`,
        `left open: connections ${left.connections.join(' ')}, sockets more than before ${left.sockets.join(' ')}; heaviest process ${(heaviest / 1024 / 1024).toFixed(0)} MB`,
        `ends that nobody asked for ${parts.reduce((sum, { keeper }) => sum + keeper.crashes.length, 0)}, starts without a database ${parts.reduce((sum, { keeper }) => sum + keeper.vain, 0)}`,
        '',
      ].join('\n'),
    );

    expect(faults).toEqual([]);
    expect(weather.wrong).toEqual([]);
    expect(stuck).toEqual([]);
    expect(chain.brokenAt).toBeNull();
    expect(chain.entries).toBeGreaterThanOrEqual(ledger.staffActions);
    expect(watches.flatMap((watch) => watch.broken)).toEqual([]);
    expect(left.held).toEqual([]);
    expect({ ...left, isQuiet: isQuiet() }).toEqual({ ...left, isQuiet: true });
    expect(heaviest).toBeLessThan(mostMemory);
    expect(parts.flatMap(({ keeper }) => keeper.crashes)).toEqual([]);

    // The same eyes on a state that is not right see it.
    const [firstItem] = kept.reviewItems.filter((item) => item.severity === 'CRISIS' && item.state !== 'RESOLVED');
    expect(faultsIn({ ...kept, posts: kept.posts.slice(1) }, asked, toldAll, handlers)).toContainEqual(expect.objectContaining({ rule: 'lost' })); // prettier-ignore
    expect(faultsIn({ ...kept, reviewItems: kept.reviewItems.filter((item) => item !== firstItem) }, asked, toldAll, handlers)).toContainEqual(expect.objectContaining({ rule: 'nobody was called' })); // prettier-ignore
    expect(await Promise.all(parts.map(({ keeper }) => keeper.stop()))).toEqual([0, 0, 0]);
  });
});
