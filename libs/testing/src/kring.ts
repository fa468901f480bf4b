import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
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
    KRING_SECRET: randomBytes(32).toString('hex'),
    KRING_PROFILE: 'test',
    KRING_LOG_LEVEL: 'silent',
    KRING_POOL_SIZE: '8',
    KRING_SIGN_IN_TRIES: '1000',
    KRING_CODE_TRIES: '1000',
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
      if (!database) await own.drop();
    },
  };
}

/** What the worker took up already counts as well: draining alone passes over news that is being delivered right now. */
async function settle(app: NestFastifyApplication): Promise<void> {
  for (let waiting = 1; waiting > 0;) {
    await app.get(Dispatcher).drain();
    const row = await app.get(UnitOfWork).as(system('dispatch', null), (transaction) =>
      transaction.row<{ count: number }>(
        `SELECT count(*)::int AS count FROM outbox
           WHERE organisation_id IS NOT NULL AND state = 'PENDING' AND (due_at <= now() OR lease_until > now())`,
      ),
    );
    waiting = row?.count ?? 0;
    if (waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
