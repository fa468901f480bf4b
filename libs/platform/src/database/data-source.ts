import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';

/**
 * Opens the service's own connection pool. The role behind the URL owns nothing and cannot bypass row-level security.
 * Rejects when no database answers.
 */
export function openServiceDataSource(url: string, poolSize: number): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
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
      idleTimeoutMillis: 30_000,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 20_000,
      // PostgreSQL can end a connection in the breath in which the pool hands it on, before TypeORM listens for that.
      // Nobody listening would end the process; the first statement on such a connection is refused all the same.
      onConnect: (client: PoolClient) => void client.on('error', () => undefined),
    },
  }).initialize();
}
