import { Client } from 'pg';
import { rowsOf, type RunningKring, startKring, testDatabase, type TestDatabase } from '@kring/testing';
import { timerNames } from '../../apps/api/src/timer-names';
import { migrations } from '../../migrations';
import { migrate, revertNewest } from '../../migrations/run';
import { canaryWorld } from '../access/canary-world';

jest.setTimeout(120_000);

/** All that a migration can make, in words, so that two databases can be compared. */
const parts = {
  columns: `SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY 1, 2`,
  constraints: `SELECT conrelid::regclass::text AS "table", conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
  indexes: `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
  policies: `SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`,
  security: `SELECT relname, relrowsecurity, relforcerowsecurity, relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1`,
  grants: `SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants WHERE table_schema = 'public' ORDER BY 1, 2, 3`,
  functions: `SELECT proname, pg_get_functiondef(oid) AS definition FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
  triggers: `SELECT tgrelid::regclass::text AS "table", tgname, pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`,
} as const;

async function schemaOf(database: TestDatabase): Promise<Record<string, readonly object[]>> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const found: Record<string, readonly object[]> = {};
    for (const [part, statement] of Object.entries(parts)) found[part] = (await client.query<object>(statement)).rows;
    return found;
  } finally {
    await client.end();
  }
}

const up = (database: TestDatabase): Promise<string[]> => migrate(database.ownerUrl, database.serviceUrl, timerNames);
const down = (database: TestDatabase): Promise<void> => revertNewest(database.ownerUrl, database.serviceUrl);

describe('the migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase({ empty: true });
  });
  afterAll(() => database.drop());

  it('go up, all the way down, and up again to the very same', async () => {
    expect(await up(database)).toHaveLength(migrations.length);
    const first = await schemaOf(database);
    expect(first['policies']?.length).toBeGreaterThan(60);

    for (const _ of migrations) await down(database);
    const left = JSON.stringify(await schemaOf(database));
    const tables = [...left.matchAll(/"(?:table|table_name|tablename)":"([^"]+)"/g)].map((match) => match[1]);
    expect([...new Set(tables)]).toEqual(['migrations']);
    expect(JSON.parse(left)).toMatchObject({ policies: [], functions: [], triggers: [] });

    expect(await up(database)).toHaveLength(migrations.length);
    expect(await schemaOf(database)).toEqual(first);
  });

  it('change nothing when there is nothing to do, also when two processes start at once', async () => {
    const before = await schemaOf(database);
    expect(await Promise.all([up(database), up(database)])).toEqual([[], []]);
    expect(await schemaOf(database)).toEqual(before);
  });

  it('are the template that all tests clone', async () => {
    const clone = await testDatabase();
    try {
      expect(await schemaOf(clone)).toEqual(await schemaOf(database));
    } finally {
      await clone.drop();
    }
  });

  it('run once when two processes start together on an empty database', async () => {
    const fresh = await testDatabase({ empty: true });
    try {
      const done = await Promise.all([up(fresh), up(fresh)]);
      expect(done.map((names) => names.length).sort()).toEqual([0, migrations.length]);
    } finally {
      await fresh.drop();
    }
  });
});

describe('the newest migration on a filled database', () => {
  let kring: RunningKring;

  beforeAll(async () => {
    kring = await startKring();
    await canaryWorld(kring);
  });
  afterAll(() => kring.stop());

  it('goes down and up, and leaves what earlier migrations keep as it was', async () => {
    const kept = (): Promise<{ posts: number; entries: number; words: string }[]> =>
      rowsOf(
        kring.database.adminUrl,
        `SELECT (SELECT count(*)::int FROM posts) AS posts, (SELECT count(*)::int FROM audit_entries) AS entries,
           (SELECT md5(string_agg(text, ' ' ORDER BY id)) FROM posts) AS words`,
      );
    const before = await kept();
    const schema = await schemaOf(kring.database);
    expect(before[0]?.posts).toBeGreaterThan(8);
    await down(kring.database);
    expect(await schemaOf(kring.database)).not.toEqual(schema);
    expect(await kept()).toEqual(before);
    expect(await up(kring.database)).toHaveLength(1);
    expect(await kept()).toEqual(before);
    expect(await schemaOf(kring.database)).toEqual(schema);
  });
});
