import { poolOf } from '@kring/platform';
import type { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';

/** What the service waits for: nobody can read, nobody can write, or not all tables are there yet. */
export type Missing = 'database' | 'writing' | 'migrations';

/** A look at the database that takes longer than this says that it is away. */
const patienceMs = 2000;

/**
 * Asks what is missing for serving people; null when all is there. Everybody who asks at the same time gets the same answer,
 * so that asking costs one connection at most.
 */
export function readiness(database: DataSource): () => Promise<Missing | null> {
  let looking: Promise<Missing | null> | null = null;
  return () => {
    looking ??= withinPatience(look(database)).finally(() => (looking = null));
    return looking;
  };
}

async function look(database: DataSource): Promise<Missing | null> {
  try {
    const { rows } = await poolOf(database).query<{ count: number; readOnly: boolean }>(
      `SELECT count(*)::int AS count, current_setting('transaction_read_only') = 'on' AS "readOnly" FROM migrations`,
    );
    if ((rows[0]?.count ?? 0) < migrations.length) return 'migrations';
    return rows[0]?.readOnly ? 'writing' : null;
  } catch (error) {
    return (error as { code?: string }).code === '42P01' ? 'migrations' : 'database';
  }
}

function withinPatience(looking: Promise<Missing | null>): Promise<Missing | null> {
  let patience: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Missing>((resolve) => (patience = setTimeout(() => resolve('database'), patienceMs)));
  return Promise.race([looking, tooLong]).finally(() => clearTimeout(patience));
}
