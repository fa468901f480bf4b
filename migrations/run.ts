import 'reflect-metadata';
import { prepareTimers, timerSchema } from '@kring/platform';
import { DataSource } from 'typeorm';
import { migrations } from './index';

/** Any number of its own: only one process migrates at a time, the others wait. */
const migrationLock = 763_800_001;

function owner(ownerUrl: string, serviceRole: string, only = migrations.length): DataSource {
  return new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: migrations.slice(0, only),
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    poolSize: 1,
    installExtensions: false,
    extra: { options: `-c kring.service_role=${serviceRole}` },
  });
}

function roleIn(serviceUrl: string): string {
  const role = decodeURIComponent(new URL(serviceUrl).username);
  if (!/^[a-z_][a-z0-9_]*$/i.test(role))
    throw new Error('DATABASE_SERVICE_URL: its user name must be a plain identifier');
  return role;
}

/**
 * Brings a database up to date. Runs as the owner of the tables; answers the names of what was done. With `only`, not
 * further than that many migrations from the beginning: a backup is restored into the tables that it was made from.
 */
export async function migrate(
  ownerUrl: string,
  serviceUrl: string,
  timers: readonly string[],
  only: number = migrations.length,
): Promise<string[]> {
  const role = roleIn(serviceUrl);
  const database = await owner(ownerUrl, role, only).initialize();
  try {
    await database.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const done = await database.runMigrations();
    await database.query(`GRANT USAGE ON SCHEMA public TO "${role}"; GRANT SELECT ON migrations TO "${role}"`);
    await prepareTimers(ownerUrl, timers);
    await database.query(`
      GRANT USAGE ON SCHEMA ${timerSchema} TO "${role}";
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${timerSchema} TO "${role}";
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${timerSchema} TO "${role}"`);
    return done.map((one) => one.name);
  } finally {
    await database.destroy();
  }
}

/** Takes back the newest migration; for tests. */
export async function revertNewest(ownerUrl: string, serviceUrl: string): Promise<void> {
  const database = await owner(ownerUrl, roleIn(serviceUrl)).initialize();
  try {
    await database.undoLastMigration();
  } finally {
    await database.destroy();
  }
}
