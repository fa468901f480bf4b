import { DataSource } from 'typeorm';
import { poolOf } from './pool-of';

/**
 * Opens the service's own connection pool. The role behind the URL owns nothing and cannot bypass row-level security.
 * Rejects when no database answers.
 */
export async function openServiceDataSource(url: string, poolSize: number): Promise<DataSource> {
  const database = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    installExtensions: false,
    logging: false,
    applicationName: 'kring',
    connectTimeoutMS: 5000,
    extra: { idleTimeoutMillis: 30_000, statement_timeout: 15_000, idle_in_transaction_session_timeout: 20_000 },
  });
  await database.initialize();
  // PostgreSQL can end a connection in the same breath as it opens it, before TypeORM listens for that. Nobody listening
  // would end the process; the first statement on such a connection is refused all the same.
  poolOf(database).on('connect', (client) => client.on('error', () => undefined));
  return database;
}
