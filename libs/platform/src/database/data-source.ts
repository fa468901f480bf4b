import * as pg from 'pg';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import type { Settings } from '../settings/settings';
import { BoundedPool } from './bounded-pool';

type PoolSettings = Pick<Settings, 'KRING_POOL_SIZE' | 'KRING_POOL_WAITING' | 'KRING_STATEMENT_SECONDS'>;

/** How much longer than PostgreSQL itself the service waits for its answer, before it takes the connection for dead. */
const silenceMs = 2000;

/**
 * Opens the service's own connection pool. The role behind the URL owns nothing and cannot bypass row-level security.
 * Rejects when no database answers.
 */
export function openServiceDataSource(url: string, settings: PoolSettings): Promise<DataSource> {
  const longestMs = settings.KRING_STATEMENT_SECONDS * 1000;
  return new DataSource({
    type: 'postgres',
    driver: { ...pg, Pool: BoundedPool },
    url,
    poolSize: settings.KRING_POOL_SIZE,
    installExtensions: false,
    logging: false,
    applicationName: 'kring',
    connectTimeoutMS: 5000,
    extra: {
      // Statements that do not wait for each other are sent together and answered in order, in one round trip.
      pipeline: true,
      // A statement is planned once a connection, for any values: planning anew under row-level security costs more than
      // reading a page does. Statements are written so that one plan fits all.
      options: '-c plan_cache_mode=force_generic_plan',
      mayWait: settings.KRING_POOL_WAITING,
      keepAlive: true,
      idleTimeoutMillis: 10_000,
      statement_timeout: longestMs,
      // Whoever dies or is cut off inside a transaction keeps its locks until then.
      idle_in_transaction_session_timeout: longestMs,
      // PostgreSQL ends what takes too long; that it does not answer even then means that nobody is there any more.
      query_timeout: longestMs + silenceMs,
      // PostgreSQL can end a connection in the breath in which the pool hands it on, before TypeORM listens for that.
      // Nobody listening would end the process; the first statement on such a connection is refused all the same.
      onConnect: (client: PoolClient) => void client.on('error', () => undefined),
    },
  }).initialize();
}
