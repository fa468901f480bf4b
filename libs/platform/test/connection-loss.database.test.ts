import { setTimeout as pause } from 'node:timers/promises';
import { rowsOf, testDatabase, type TestDatabase } from '@kring/testing';
import type { DataSource } from 'typeorm';
import { system } from '../src/database/actor';
import { ChannelListener } from '../src/database/channel-listener';
import { openServiceDataSource } from '../src/database/data-source';
import { isAway } from '../src/database/is-away';
import { poolOf } from '../src/database/pool-of';
import { UnitOfWork } from '../src/database/unit-of-work';
import { CuttingProxy } from './cutting-proxy';

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds();) {
    if (Date.now() > end) throw new Error('it did not come to that within 10 s');
    await pause(10);
  }
}

describe('connections that PostgreSQL ends', () => {
  let database: TestDatabase;
  let proxy: CuttingProxy;

  beforeAll(async () => {
    database = await testDatabase();
    proxy = await CuttingProxy.before(database.serviceUrl);
  });
  afterEach(() => (proxy.mode = 'pass'));
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
      source = await openServiceDataSource(proxy.url, 2);
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
      const single = await openServiceDataSource(proxy.url, 1);
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
});
