import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of its own for one test file: a clone of the migrated template. */
export interface TestDatabase {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly serviceUrl: string;
  drop(): Promise<void>;
}

function address(
  name: 'KRING_TEST_ADMIN_URL' | 'KRING_TEST_OWNER_URL' | 'KRING_TEST_SERVICE_URL',
  database?: string,
): string {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: run these tests by "npm run test:<part>"`);
  return database ? Object.assign(new URL(url), { pathname: `/${database}` }).toString() : url;
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: address('KRING_TEST_ADMIN_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** `empty` starts from nothing instead of the migrated template, for tests of the migrations themselves. */
export async function testDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const name = `kring_test_${randomBytes(6).toString('hex')}`;
  const template = options.empty
    ? 'template0'
    : decodeURIComponent(new URL(address('KRING_TEST_OWNER_URL')).pathname.slice(1));
  await asAdmin(`CREATE DATABASE ${name} OWNER kring_owner TEMPLATE ${template}`);
  return {
    adminUrl: address('KRING_TEST_ADMIN_URL', name),
    ownerUrl: address('KRING_TEST_OWNER_URL', name),
    serviceUrl: address('KRING_TEST_SERVICE_URL', name),
    drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Rows of one statement, over a connection of its own. */
export async function rowsOf<Row extends object>(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row & Record<string, unknown>>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}
