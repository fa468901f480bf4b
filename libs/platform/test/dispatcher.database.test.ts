import { Logger } from '@nestjs/common';
import { rowsOf, testDatabase, type TestDatabase } from '@kring/testing';
import type { DataSource } from 'typeorm';
import { system } from '../src/database/actor';
import { openServiceDataSource } from '../src/database/data-source';
import { newId } from '../src/database/new-id';
import { UnitOfWork } from '../src/database/unit-of-work';
import { Dispatcher } from '../src/outbox/dispatcher';
import { eventType } from '../src/outbox/event';
import { EventHandlers } from '../src/outbox/handlers';
import { Outbox } from '../src/outbox/outbox';
import { readSettings } from '../src/settings/settings';

const happened = eventType<{ thing: string }>('thing.happened');

const pool = { KRING_POOL_WAITING: 100, KRING_STATEMENT_SECONDS: 1 };

describe('an event that cannot be handled', () => {
  let database: TestDatabase;
  let source: DataSource;
  let dispatcher: Dispatcher;
  /** What the handler does with the next event. */
  let handle: () => Promise<void>;
  let handled = 0;
  const organisationId = newId();

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await testDatabase();
    source = await openServiceDataSource(database.serviceUrl, { ...pool, KRING_POOL_SIZE: 4 });
    const work = new UnitOfWork(source);
    const handlers = new EventHandlers();
    handlers.register({
      name: 'try-it',
      types: [happened],
      handle: () => {
        handled += 1;
        return handle();
      },
    });
    const settings = readSettings({ KRING_SECRET: 'ab'.repeat(32), DATABASE_SERVICE_URL: database.serviceUrl });
    dispatcher = new Dispatcher(work, new Outbox(), handlers, settings);
  });
  beforeEach(async () => {
    handled = 0;
    await new UnitOfWork(source).as(system('test', organisationId), (transaction) =>
      new Outbox().add(transaction, organisationId, happened, { thing: newId() }),
    );
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  /** Delivers, as if the time to wait had passed already. */
  async function tryAgain(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await dispatcher.drain();
      await rowsOf(database.adminUrl, `UPDATE outbox SET due_at = now() WHERE state = 'PENDING'`);
    }
  }
  const waiting = (): Promise<{ state: string; attempts: number }[]> =>
    rowsOf(database.adminUrl, 'SELECT state, attempts FROM outbox');

  it('is tried again however long the database is away, and then handled', async () => {
    handle = () => Promise.reject(Object.assign(new Error('terminating connection'), { code: '57P01' }));
    await tryAgain(20);
    expect(handled).toBe(20);
    expect(await waiting()).toEqual([{ state: 'PENDING', attempts: 0 }]);
    handle = () => Promise.resolve();
    await tryAgain(1);
    expect(await waiting()).toEqual([]);
    expect(handled).toBe(21);
  });

  it('waits for a person after eight tries', async () => {
    handle = () => Promise.reject(new Error('this is not how it works'));
    await tryAgain(12);
    expect(handled).toBe(8);
    expect(await waiting()).toEqual([{ state: 'POISON', attempts: 8 }]);
  });
});
