import { DataSource } from 'typeorm';

/** The service's own connection pool. The role behind the URL owns nothing and cannot bypass row-level security. */
export function serviceDataSource(url: string, poolSize: number): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    installExtensions: false,
    logging: false,
    applicationName: 'kring',
    connectTimeoutMS: 5000,
    extra: { idleTimeoutMillis: 30_000, statement_timeout: 15_000, idle_in_transaction_session_timeout: 20_000 },
  });
}
