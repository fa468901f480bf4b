import { setTimeout as pause } from 'node:timers/promises';
import { Bridge, rowsOf, testDatabase, type TestDatabase } from '@kring/testing';
import type { DataSource } from 'typeorm';
import { system } from '../src/database/actor';
import { openServiceDataSource } from '../src/database/data-source';
import { newId } from '../src/database/new-id';
import { UnitOfWork } from '../src/database/unit-of-work';
import { PatientDatabase } from '../src/jobs/patient-database';
import { Timers } from '../src/jobs/timers';

jest.setTimeout(60_000);

/** One of those whose queues the migrations made. */
const name = 'recheck-climate';

describe('timers that ring while the database is away', () => {
  let database: TestDatabase;
  let proxy: Bridge;
  let source: DataSource;
  let timers: Timers;
  /** Told by the process when nobody waited for what went wrong: the service would end. */
  const unheard: unknown[] = [];
  const hear = (error: unknown): void => void unheard.push(error);

  beforeAll(async () => {
    database = await testDatabase();
    proxy = await Bridge.before(database.serviceUrl);
    source = await openServiceDataSource(database.serviceUrl, {
      KRING_POOL_WAITING: 100,
      KRING_STATEMENT_SECONDS: 5,
      KRING_POOL_SIZE: 2,
    });
    timers = new Timers({ DATABASE_SERVICE_URL: proxy.url });
    process.on('unhandledRejection', hear);
  });
  afterAll(async () => {
    process.removeListener('unhandledRejection', hear);
    await timers.onApplicationShutdown();
    await source.destroy();
    await proxy.close();
    await database.drop();
  });

  it('are ticked off, or failed and rung again, when it is back, and end nothing', async () => {
    let rung = 0;
    timers.register({
      name,
      run: async () => {
        rung += 1;
        await proxy.close();
        if (rung === 1) throw new Error('it did not work');
      },
    });
    const work = new UnitOfWork(source);
    await work.as(system('sweep', null), (transaction) => timers.set(transaction, name, newId(), new Date(), {}));
    await timers.start();

    const stateOf = async (): Promise<string> => {
      const rows = await rowsOf<{ state: string }>(
        database.adminUrl,
        `SELECT state::text AS state FROM pgboss.job WHERE name = '${name}'`,
      );
      return rows[0]?.state ?? 'gone';
    };
    for (const [times, state] of [
      [1, 'retry'],
      [2, 'completed'],
    ] as const) {
      for (const end = Date.now() + 20_000; rung < times || (await stateOf()) !== state; await pause(50)) {
        if (Date.now() > end) throw new Error(`rung ${rung}, ${await stateOf()} for too long`);
        // Away for a while after each ring, and then back.
        if (rung > 0) await pause(700).then(() => proxy.build());
      }
    }
    expect(rung).toBe(2);
    expect(unheard).toEqual([]);
  });

  it('are ended with an answer for everybody who asked, also those in line', async () => {
    const patient = new PatientDatabase(database.serviceUrl, 1, hear);
    const asked = Array.from({ length: 20 }, () => patient.executeSql('SELECT pg_sleep(0.02)', []));
    await patient.close();
    const all = Promise.all(asked).then((answers) => answers.length);
    expect(await Promise.race([all, pause(1000, 'some wait for ever')])).toBe(20);
  });
});
