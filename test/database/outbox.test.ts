import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import {
  Dispatcher,
  type DomainEvent,
  type EventHandler,
  EventHandlers,
  eventType,
  newId,
  Outbox,
  readSettings,
  system,
  type Transaction,
  UnitOfWork,
  WakeWorkers,
} from '@kring/platform';
import { rowsOf, testDatabase, type TestDatabase } from '@kring/testing';
import { DataSource } from 'typeorm';

jest.setTimeout(60_000);
Logger.overrideLogger(false);

const happened = eventType<{ readonly thing: string }>('test.happened', { live: true });
const organisationId = newId();

/** A process of its own, as far as the outbox can tell. */
interface Process {
  readonly work: UnitOfWork;
  readonly outbox: Outbox;
  readonly handlers: EventHandlers;
  readonly dispatcher: Dispatcher;
  readonly wakeWorkers: WakeWorkers;
  end(): Promise<void>;
}

async function processAt(database: TestDatabase): Promise<Process> {
  const settings = readSettings({ DATABASE_SERVICE_URL: database.serviceUrl, KRING_SECRET: '0'.repeat(64) });
  const source = await new DataSource({
    type: 'postgres',
    url: database.serviceUrl,
    poolSize: 6,
    installExtensions: false,
  }).initialize();
  const work = new UnitOfWork(source);
  const outbox = new Outbox();
  const handlers = new EventHandlers();
  const dispatcher = new Dispatcher(work, outbox, handlers, settings);
  const wakeWorkers = new WakeWorkers(outbox, source);
  const end = async (): Promise<void> => {
    wakeWorkers.onApplicationShutdown();
    await dispatcher.onApplicationShutdown();
    await source.destroy();
  };
  return { work, outbox, handlers, dispatcher, wakeWorkers, end };
}

/** Leaves a mark in the database for each time it took effect. */
function marking(
  name: string,
  then: (event: DomainEvent) => Promise<void> | void = () => undefined,
): EventHandler & { runs: number } {
  const handler = {
    name,
    types: [happened],
    runs: 0,
    handle: async (transaction: Transaction, event: DomainEvent): Promise<void> => {
      handler.runs += 1;
      await transaction.run(
        `INSERT INTO client_keys (organisation_id, who, operation, client_key, fingerprint) VALUES ($1, $2, $3, $4, '')`,
        [event.organisationId, event.id, name, newId()],
      );
      await then(event);
    },
  };
  return handler;
}

describe('the outbox', () => {
  let database: TestDatabase;
  let admin: Client;
  let here: Process;
  const others: Process[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });
  beforeEach(async () => {
    await admin.query('DELETE FROM outbox; DELETE FROM client_keys; DELETE FROM handled_events');
    here = await processAt(database);
  });
  afterEach(async () => {
    await here.end();
    for (const other of others.splice(0)) await other.end();
  });

  const another = async (): Promise<Process> => {
    const made = await processAt(database);
    others.push(made);
    return made;
  };
  const news = (from: Process = here): Promise<void> =>
    from.work.as(system('test', organisationId), (transaction) =>
      from.outbox.add(transaction, organisationId, happened, { thing: newId() }),
    );
  const waiting = () =>
    rowsOf<{ state: string; attempts: number; last_error: string | null; wait: number }>(
      database.adminUrl,
      'SELECT state, attempts, last_error, extract(epoch FROM due_at - now())::float AS wait FROM outbox ORDER BY id',
    );
  const effects = async (name: string): Promise<number> =>
    (await rowsOf(database.adminUrl, 'SELECT FROM client_keys WHERE operation = $1', [name])).length;
  const dueNow = (): Promise<unknown> => admin.query('UPDATE outbox SET due_at = now(), lease_until = NULL');
  async function until(fits: () => boolean | Promise<boolean>, ms = 5000): Promise<number> {
    const start = performance.now();
    while (!(await fits())) {
      if (performance.now() - start > ms) throw new Error(`not within ${ms} ms`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return performance.now() - start;
  }

  it('delivers to everybody who listens, then forgets', async () => {
    const [one, two] = [marking('one'), marking('two')];
    here.handlers.register(one);
    here.handlers.register(two);
    await news();
    await here.dispatcher.drain();
    expect([one.runs, two.runs, await waiting()]).toEqual([1, 1, []]);
    expect(() => here.handlers.register(marking('one'))).toThrow('two handlers are called one');
  });

  it('has no news of what was rolled back', async () => {
    let rung = 0;
    here.outbox.woken.subscribe(() => (rung += 1));
    const failing = here.work.as(system('test', organisationId), async (transaction) => {
      await here.outbox.add(transaction, organisationId, happened, { thing: newId() });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect([rung, await waiting()]).toEqual([0, []]);
  });

  it('takes effect once for each handler though a later one fails and it comes again', async () => {
    let failures = 3;
    const first = marking('first');
    const second = marking('second', () => {
      if (failures-- > 0) throw new Error('crashed after its work');
    });
    here.handlers.register(first);
    here.handlers.register(second);
    await news();
    for (let round = 0; round < 5; round += 1) {
      await dueNow();
      await here.dispatcher.drain();
    }
    expect([first.runs, second.runs]).toEqual([1, 4]);
    expect([await effects('first'), await effects('second'), await waiting()]).toEqual([1, 1, []]);
  });

  it('takes no effect twice when a process died between the work and forgetting', async () => {
    const handler = marking('once');
    here.handlers.register(handler);
    await news();
    const [event] = await rowsOf<Record<string, unknown>>(database.adminUrl, 'SELECT * FROM outbox');
    await here.dispatcher.drain();
    await admin.query('INSERT INTO outbox SELECT * FROM jsonb_populate_record(NULL::outbox, $1)', [
      JSON.stringify(event),
    ]);
    await here.dispatcher.drain();
    expect([handler.runs, await effects('once'), await waiting()]).toEqual([1, 1, []]);
  });

  it('waits longer after each failure, and puts an event that fails eight times where a person sees it', async () => {
    const handler = marking('never', () => {
      throw Object.assign(new Error('Ik ga kapot, schreef iemand'), { code: '23505' });
    });
    here.handlers.register(handler);
    await news();
    const waits: number[] = [];
    for (let round = 1; round <= 8; round += 1) {
      await dueNow();
      await here.dispatcher.drain();
      const [event] = await waiting();
      expect(event?.attempts).toBe(round);
      expect(event?.state).toBe(round < 8 ? 'PENDING' : 'POISON');
      waits.push(event?.wait ?? 0);
    }
    const doubling = [0.5, 1, 2, 4, 8, 16, 32, 64];
    waits.forEach((wait, round) => expect(Math.abs(wait - (doubling[round] ?? 0))).toBeLessThan(0.5));
    expect(handler.runs).toBe(8);

    await dueNow();
    await here.dispatcher.drain();
    expect(handler.runs).toBe(8);
    const seen = await here.work.as(system('dispatch', null), (transaction) =>
      transaction.rows(`SELECT type, last_error FROM outbox WHERE organisation_id IS NOT NULL AND state = 'POISON'`),
    );
    // The kind of error and nothing that somebody wrote.
    expect(seen).toEqual([{ type: 'test.happened', last_error: 'Error 23505' }]);
    expect(await effects('never')).toBe(0);
  });

  it('lets other events pass one that fails', async () => {
    let failing: string | null = null;
    const handler = marking('some', (event) => {
      failing ??= event.id;
      if (event.id === failing) throw new Error('this one never');
    });
    here.handlers.register(handler);
    for (let turn = 0; turn < 40; turn += 1) await news();
    await here.dispatcher.drain();
    expect(await waiting()).toHaveLength(1);
    expect(await effects('some')).toBe(39);
  });

  it('gives an event to nobody else while it is leased, and to somebody else when the lease ran out', async () => {
    const handler = marking('leased');
    here.handlers.register(handler);
    await news();
    await admin.query(`UPDATE outbox SET attempts = 1, lease_until = now() + interval '10 seconds'`);
    await here.dispatcher.drain();
    expect(handler.runs).toBe(0);
    await admin.query(`UPDATE outbox SET lease_until = now() - interval '1 millisecond'`);
    await here.dispatcher.drain();
    expect([handler.runs, await waiting()]).toEqual([1, []]);
  });

  it('takes effect once when the lease runs out while the work is still being done', async () => {
    const slow = marking('slow', () => new Promise((resolve) => setTimeout(resolve, 400)));
    const there = await another();
    const again = marking('slow');
    here.handlers.register(slow);
    there.handlers.register(again);
    await news();
    const first = here.dispatcher.drain();
    await until(() => slow.runs === 1);
    await admin.query(`UPDATE outbox SET lease_until = now() - interval '1 second'`);
    await Promise.all([first, there.dispatcher.drain()]);
    expect([slow.runs, again.runs, await effects('slow'), await waiting()]).toEqual([1, 0, 1, []]);
  });

  it('shares the work among processes, each event to effect once', async () => {
    const there = await another();
    const [mine, theirs] = [marking('shared'), marking('shared')];
    here.handlers.register(mine);
    there.handlers.register(theirs);
    for (let turn = 0; turn < 80; turn += 1) await news();
    await Promise.all([here.dispatcher.drain(), there.dispatcher.drain()]);
    expect([mine.runs + theirs.runs, await effects('shared'), await waiting()]).toEqual([80, 80, []]);
  });

  it('is woken by the commit, long before it would look by itself', async () => {
    const handler = marking('soon');
    here.handlers.register(handler);
    await here.dispatcher.start();
    await until(async () => (await waiting()).length === 0);
    const lags: number[] = [];
    for (let turn = 1; turn <= 9; turn += 1) {
      await news();
      lags.push(await until(() => handler.runs === turn));
    }
    // Looking once a second would take half a second in the median.
    expect(lags.sort((a, b) => a - b)[4]).toBeLessThan(250);
  });

  it('is woken by the commits of other processes too', async () => {
    const handler = marking('far');
    here.handlers.register(handler);
    await here.dispatcher.start();
    const there = await another();
    there.wakeWorkers.start();
    const lags: number[] = [];
    for (let turn = 1; turn <= 9; turn += 1) {
      await news(there);
      lags.push(await until(() => handler.runs === turn));
    }
    expect(lags.sort((a, b) => a - b)[4]).toBeLessThan(300);
  });

  it('looks by itself when nobody rang', async () => {
    const handler = marking('found');
    here.handlers.register(handler);
    await here.dispatcher.start();
    await news(await another());
    expect(await until(() => handler.runs === 1, 4000)).toBeLessThan(4000);
  });
});
