import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from '@kring/kernel';
import { Dispatcher, readSettings, type Settings, system, UnitOfWork } from '@kring/platform';
import { startApi } from '../../../apps/api/src/create-app';
import { testDatabase, type TestDatabase } from './database';

/** A running service on a database of its own. */
export interface RunningKring {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly settings: Settings;
  /** Waits until all news that is due was delivered. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the real thing: HTTP, WebSocket, worker and a clone of the migrated database. */
export async function startKring(
  environment: Readonly<Record<string, string>> = {},
  clock?: Clock,
  database?: TestDatabase,
): Promise<RunningKring> {
  const own = database ?? (await testDatabase());
  const settings = readSettings({
    KRING_PORT: '0',
    // Not there until something is kept in it.
    KRING_DATA: join(tmpdir(), `kring-tests-${randomUUID()}`),
    KRING_SECRET: randomBytes(32).toString('hex'),
    KRING_PROFILE: 'test',
    KRING_LOG_LEVEL: 'silent',
    KRING_POOL_SIZE: '8',
    KRING_SIGN_IN_TRIES: '1000',
    KRING_CODE_TRIES: '1000',
    // Walks of the whole schema ask for everything below everything; test/hardening keeps to the limits of the service.
    KRING_OPERATION_COST: '10000000',
    // Chance would now and then open an item where a test expects none.
    KRING_AUDIT_PER_MILLE: '0',
    DATABASE_URL: own.ownerUrl,
    DATABASE_SERVICE_URL: own.serviceUrl,
    ...environment,
  });
  const { app, port } = await startApi(settings, clock);
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    database: own,
    settings,
    settle: () => settle(app),
    stop: async () => {
      await app.close();
      if (!environment['KRING_DATA']) rmSync(settings.KRING_DATA, { recursive: true, force: true });
      if (!database) await own.drop();
    },
  };
}

/** What the worker has in hand or tries again counts as well: draining alone passes over it. */
async function settle(app: NestFastifyApplication): Promise<void> {
  for (const end = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 5))) {
    await app.get(Dispatcher).drain();
    const waiting = await app
      .get(UnitOfWork)
      .as(system('dispatch', null), (transaction) =>
        transaction.rows<{ type: string; error: string | null }>(
          `SELECT type, last_error AS error FROM outbox WHERE organisation_id IS NOT NULL AND state = 'PENDING'`,
        ),
      );
    if (waiting.length === 0) return;
    if (Date.now() > end) throw new Error(`news that cannot be delivered: ${JSON.stringify(waiting)}`);
  }
}
