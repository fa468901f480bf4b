import { setTimeout as pause } from 'node:timers/promises';
import { Bridge, rowsOf, testDatabase, type TestDatabase } from '@kring/testing';
import type { DataSource } from 'typeorm';
import { system } from '../src/database/actor';
import { ChannelListener } from '../src/database/channel-listener';
import { openServiceDataSource } from '../src/database/data-source';
import { isAway, PoolBusy } from '../src/database/is-away';
import { poolOf } from '../src/database/pool-of';
import { UnitOfWork } from '../src/database/unit-of-work';

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds();) {
    if (Date.now() > end) throw new Error('it did not come to that within 10 s');
    await pause(10);
  }
}

const pool = { KRING_POOL_WAITING: 100, KRING_STATEMENT_SECONDS: 1 };

jest.setTimeout(60_000);

describe('connections that PostgreSQL ends', () => {
  let database: TestDatabase;
  let proxy: Bridge;

  beforeAll(async () => {
    database = await testDatabase();
    proxy = await Bridge.before(database.serviceUrl);
  });
  afterEach(() => proxy.heal());
  afterAll(async () => {
    await proxy.close();
    await database.drop();
  });

  describe('in the pool', () => {
    let source: DataSource;
    let work: UnitOfWork;
    const ask = (): Promise<unknown> =>
      work.as(system('sweep', null), (transaction) => transaction.row('SELECT 1 AS one'));

    beforeAll(async () => {
      source = await openServiceDataSource(proxy.url, { ...pool, KRING_POOL_SIZE: 2 });
      work = new UnitOfWork(source);
    });
    afterAll(() => source.destroy());

    it('fail one unit of work, also when it happens as they open, and not the process', async () => {
      proxy.mode = 'end as it opens';
      // The first has the connection that is there already, the second needs a new one.
      const second = work.as(system('sweep', null), async () => {
        const error: unknown = await ask().catch((caught: unknown) => caught);
        return isAway(error);
      });
      expect(await second).toBe(true);
      proxy.mode = 'pass';
      expect(await ask()).toEqual({ one: 1 });
    });

    it('fail who waited for one that ends with the answer to somebody else, and not the process', async () => {
      const single = await openServiceDataSource(proxy.url, { ...pool, KRING_POOL_SIZE: 1 });
      const waits = new UnitOfWork(single);
      proxy.endNext = true;
      const asked = poolOf(single).query('SELECT 1 AS one');
      const error: unknown = await waits
        .as(system('sweep', null), () => Promise.resolve())
        .catch((caught: unknown) => caught);
      expect(isAway(error)).toBe(true);
      expect((await asked).rows).toEqual([{ one: 1 }]);
      await waits.as(system('sweep', null), () => Promise.resolve());
      await single.destroy();
    });

    it('fail who asked when nobody answers any more, within the time of a statement, and are not used again', async () => {
      await ask();
      proxy.swallows = true;
      const from = Date.now();
      const errors: unknown[] = await Promise.all([ask(), ask()].map((one) => one.catch((error: unknown) => error)));
      expect(errors.map(isAway)).toEqual([true, true]);
      expect(Date.now() - from).toBeLessThan(8000);
      proxy.swallows = false; // what was lost stays lost: a connection that is used again hangs
      expect(await ask()).toEqual({ one: 1 });
      expect(poolOf(source).totalCount).toBeLessThanOrEqual(2);
    });

    it('are all given up with the first one that says nothing, so that only one wait is lost on them', async () => {
      const bridge = await Bridge.before(database.serviceUrl);
      const wide = await openServiceDataSource(bridge.url, { ...pool, KRING_POOL_SIZE: 6 });
      const waits = new UnitOfWork(wide);
      const one = (): Promise<unknown> =>
        waits.as(system('sweep', null), (transaction) => transaction.row('SELECT 1 AS one'));
      await Promise.all(Array.from({ length: 6 }, () => poolOf(wide).query('SELECT pg_sleep(0.1)')));
      expect(poolOf(wide).idleCount).toBe(6);
      bridge.strand();
      expect(isAway(await one().catch((error: unknown) => error))).toBe(true);
      const from = Date.now();
      for (let times = 0; times < 6; times += 1) expect(await one()).toEqual({ one: 1 });
      expect(Date.now() - from).toBeLessThan(1000);
      await wide.destroy();
      await bridge.close();
    });

    it('break in the middle of an answer without harm to the next', async () => {
      await ask();
      proxy.truncateNext = true;
      const error: unknown = await ask().catch((caught: unknown) => caught);
      expect(isAway(error)).toBe(true);
      expect(await ask()).toEqual({ one: 1 });
    });

    it('have a line before them that is not endless', async () => {
      const narrow = await openServiceDataSource(proxy.url, { ...pool, KRING_POOL_SIZE: 2, KRING_POOL_WAITING: 3 });
      const asked = Array.from({ length: 20 }, () => poolOf(narrow).query('SELECT pg_sleep(0.2)'));
      const answers = await Promise.allSettled(asked);
      const refused = answers.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
      expect(refused.length).toBeGreaterThanOrEqual(15);
      expect(refused.length).toBeLessThan(20);
      for (const error of refused) expect(error).toBeInstanceOf(PoolBusy);
      expect((await poolOf(narrow).query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await narrow.destroy();
    });

    it('are replaced by the next unit of work', async () => {
      await ask();
      proxy.cut();
      await until(() => proxy.count === 0);
      await pause(20);
      expect(await ask()).toEqual({ one: 1 });
    });
  });

  it('are opened again, one at a time, by a listener that then hears everything once', async () => {
    const heard: string[] = [];
    let losses = 0;
    let returns = 0;
    await until(() => proxy.count === 0);
    const listener = new ChannelListener(proxy.url, 'test_channel', {
      heard: (payload) => heard.push(payload),
      lost: () => (losses += 1),
      back: () => (returns += 1),
    });
    await listener.start();
    expect({ losses, returns }).toEqual({ losses: 0, returns: 0 });
    for (let round = 1; round <= 3; round += 1) {
      proxy.mode = 'close unheard';
      proxy.cut();
      await pause(1300); // long enough for two tries that fail
      proxy.mode = 'pass';
      await until(() => returns === round);
      expect({ losses, open: proxy.count }).toEqual({ losses: round, open: 1 });
      await rowsOf(database.adminUrl, `SELECT pg_notify('test_channel', $1)`, [`round ${round}`]);
      await until(() => heard.length >= round);
    }
    await pause(600);
    expect(heard).toEqual(['round 1', 'round 2', 'round 3']);
    await listener.stop();
    await until(() => proxy.count === 0);
    await pause(600);
    expect(proxy.count).toBe(0);
  });

  it('are given up by a listener that hears nothing at all, and heard on again when somebody is there', async () => {
    await until(() => proxy.count === 0);
    const heard: string[] = [];
    const told: string[] = [];
    const listener = new ChannelListener(proxy.url, 'test_channel', {
      heard: (payload) => heard.push(payload),
      lost: () => told.push('lost'),
      back: () => told.push('back'),
    });
    await listener.start();
    proxy.swallows = true;
    await until(() => told.includes('lost'));
    proxy.swallows = false;
    await until(() => told.includes('back'));
    await rowsOf(database.adminUrl, `SELECT pg_notify('test_channel', 'there')`);
    await until(() => heard.length > 0);
    expect({ heard, told }).toEqual({ heard: ['there'], told: ['lost', 'back'] });
    proxy.swallows = true;
    const from = Date.now();
    await listener.stop();
    expect(Date.now() - from).toBeLessThan(3000);
    proxy.heal();
    await until(() => proxy.count === 0);
  });
});
