import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The `pg` pool under a data source, for the few libraries that want one. */
export function poolOf(database: DataSource): Pool {
  return (database.driver as unknown as { master: Pool }).master;
}
