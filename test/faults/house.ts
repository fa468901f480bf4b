import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningKring, startKring } from '@kring/testing';
import type { DatabaseProcess } from './database-process';

/** Settings of a service on this database, as npm start gives them. Nothing is written beside the project. */
export function settingsOn(database: DatabaseProcess): Record<string, string> {
  return {
    DATABASE_URL: database.addresses.ownerUrl,
    DATABASE_SERVICE_URL: database.addresses.serviceUrl,
    KRING_SECRET: randomBytes(32).toString('hex'),
    KRING_DATA: join(tmpdir(), 'kring-faults-keeps-nothing'),
    KRING_LOG_LEVEL: 'error',
    KRING_MIGRATE: 'yes',
    KRING_POOL_SIZE: '10',
  };
}

/** The same house in this process, without its background: for what only a steward can do, on a database that is migrated. */
export function houseOn(database: DatabaseProcess, settings: Readonly<Record<string, string>>): Promise<RunningKring> {
  const addresses = { ...database.addresses, drop: () => Promise.resolve() };
  return startKring({ ...settings, KRING_ROLE: 'api' }, undefined, addresses);
}
