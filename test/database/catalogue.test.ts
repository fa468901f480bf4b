import { Client } from 'pg';
import { type Actor, beginFor, visitor } from '@kring/platform';
import { Sessions } from '@kring/identity';
import { type RunningKring, startKring, testDatabase, type TestDatabase } from '@kring/testing';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';
import { apartFromTenants, appendOnly, faultsOfCatalogue, tenantTables } from './catalogue';

jest.setTimeout(120_000);

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

const roleIn = (url: string): string => decodeURIComponent(new URL(url).username);

describe('the catalogue of a migrated database', () => {
  let database: TestDatabase;
  let owner: Client;
  let service: string;

  beforeAll(async () => {
    database = await testDatabase();
    owner = await connected(database.ownerUrl);
    service = roleIn(database.serviceUrl);
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('has every table either with its organisation or on the short list of those apart', async () => {
    const tables = await tenantTables(owner);
    expect(tables).toEqual(
      expect.arrayContaining(['organisations', 'groups', 'memberships', 'threads', 'posts', 'review_items']),
    );
    expect(tables.length).toBeGreaterThanOrEqual(28);
    const { rows } = await owner.query<{ tablename: string }>(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
    );
    const there = rows.map((row) => row.tablename);
    expect(Object.keys(apartFromTenants).filter((table) => !there.includes(table))).toEqual([]);
    expect(appendOnly.filter((table) => !tables.includes(table))).toEqual([]);
  });

  it('is closed: keys, forced row-level security, policies without subqueries, a service that owns nothing', async () => {
    expect(await faultsOfCatalogue(owner, service)).toEqual([]);
  });

  it('would not let a forgetful table pass: each fault is told', async () => {
    await owner.query('BEGIN');
    try {
      await owner.query(`
        CREATE TABLE forgetful (id uuid PRIMARY KEY, number serial, post_id uuid);
        CREATE TABLE hasty (organisation_id uuid NOT NULL, id uuid NOT NULL UNIQUE, account_id uuid REFERENCES accounts (id),
          PRIMARY KEY (organisation_id, id));
        ALTER TABLE hasty ENABLE ROW LEVEL SECURITY;
        CREATE POLICY looks_around ON hasty FOR SELECT
          USING (organisation_id = ANY (kring_ids('kring.organisations')) AND EXISTS (SELECT FROM memberships m WHERE m.id = hasty.id));
        CREATE POLICY open_door ON hasty FOR SELECT USING (true);
        CREATE POLICY either ON hasty FOR SELECT USING (organisation_id = ANY (kring_ids('kring.organisations')) OR id IS NULL);
        CREATE POLICY anywhere ON hasty FOR SELECT USING (id = ANY (kring_ids('kring.groups')));
        CREATE POLICY for_one ON hasty FOR SELECT TO ${service} USING (organisation_id = ANY (kring_ids('kring.organisations')));
        ALTER POLICY read_whole ON groups TO PUBLIC;
        ALTER POLICY read_whole ON staff TO ${service};
        ALTER POLICY read_whole ON charters USING (true);
        DROP POLICY read_whole ON memberships;
        CREATE POLICY read_whole ON memberships FOR ALL TO CURRENT_USER USING (current_setting('kring.why', true) = 'backup');
        DROP POLICY read_whole ON threads;
        CREATE VIEW everything AS SELECT * FROM posts;
        CREATE FUNCTION all_posts() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM posts';
        GRANT UPDATE (reasons) ON decisions TO ${service};
        GRANT TRUNCATE ON posts TO ${service};
        ALTER TABLE reactions NO FORCE ROW LEVEL SECURITY`);
      const faults = await faultsOfCatalogue(owner, service);
      expect(faults.sort()).toEqual(
        [
          'forgetful has no organisation_id uuid NOT NULL',
          'forgetful: forgetful_pkey does not begin with organisation_id',
          'forgetful: row-level security is not enabled and forced',
          'forgetful has no policy',
          'forgetful.number draws from a sequence',
          'hasty: hasty_id_key does not begin with organisation_id',
          'hasty: hasty_account_id_fkey does not lead from organisation_id to organisation_id',
          'hasty: row-level security is not enabled and forced',
          'forgetful is not read whole by a backup',
          'hasty is not read whole by a backup',
          'hasty.looks_around holds a subquery',
          'hasty.open_door compares with no setting',
          'hasty.open_door is not narrowed to organisations',
          'hasty.either is not narrowed to organisations',
          'hasty.anywhere is not narrowed to organisations',
          'hasty.for_one is for a role by name, and not the one of a backup',
          'groups.read_whole is for a role by name, and not the one of a backup',
          'staff.read_whole is for a role by name, and not the one of a backup',
          'charters.read_whole is for a role by name, and not the one of a backup',
          'memberships.read_whole is for a role by name, and not the one of a backup',
          'threads is not read whole by a backup',
          'everything is a view: it reads with the rights of its owner',
          'all_posts runs with the rights of its owner',
          `${service} may update decisions`,
          `${service} may truncate posts`,
          'reactions: row-level security is not enabled and forced',
        ].sort(),
      );
    } finally {
      await owner.query('ROLLBACK');
    }
  });

  it('would not let a table without a key, or a role with too much, pass', async () => {
    const admin = await connected(database.adminUrl);
    await admin.query('BEGIN');
    try {
      await admin.query(`CREATE TABLE keyless (organisation_id uuid NOT NULL);
        CREATE ROLE kring_strong BYPASSRLS CREATEROLE IN ROLE ${roleIn(database.ownerUrl)};
        ALTER TABLE keyless OWNER TO kring_strong`);
      const faults = await faultsOfCatalogue(admin, 'kring_strong');
      expect(faults).toEqual(
        expect.arrayContaining([
          'keyless has no primary key',
          'kring_strong bypasses row-level security',
          'kring_strong makes roles',
          'kring_strong owns keyless',
          `kring_strong is a member of ${roleIn(database.ownerUrl)}`,
          'kring_strong may delete decisions',
        ]),
      );
    } finally {
      await admin.query('ROLLBACK');
      await admin.end();
    }
  });
});

describe('a filled database', () => {
  let kring: RunningKring;
  let world: CanaryWorld;
  let admin: Client;
  let service: Client;
  let tables: string[];

  beforeAll(async () => {
    kring = await startKring();
    world = await canaryWorld(kring);
    admin = await connected(kring.database.adminUrl);
    service = await connected(kring.database.serviceUrl);
    tables = await tenantTables(admin);
    // What a world has for a moment only, or not yet.
    await admin.query(
      `INSERT INTO outbox (organisation_id, id, type, live, payload, due_at) VALUES ($1, gen_random_uuid(), 'test.waits', false, '{}', now() + interval '1 day')`,
      [world.organisation.id],
    );
    await admin.query(
      `INSERT INTO member_profiles (organisation_id, membership_id, age_band) VALUES ($1, $2, 'AGE_16_17')`,
      [world.organisation.id, world.author.membershipId],
    );
    for (const table of ['intervention_rechecks', 'later_rechecks'])
      await admin.query(
        `INSERT INTO ${table} (organisation_id, intervention_id, climate, score, at) VALUES ($1, $2, 'NEUTRAL', 0, now())`,
        [world.organisation.id, world.ids.intervention],
      );
  });
  afterAll(async () => {
    await service.end();
    await admin.end();
    await kring.stop();
  });

  async function counts(client: Client, where = ''): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const table of tables) {
      const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} ${where}`);
      found[table] = rows[0]?.count ?? -1;
    }
    return found;
  }

  async function actorOf(person: { readonly token: string }): Promise<Actor> {
    const actor = await kring.app.get(Sessions).check(person.token);
    if (!actor) throw new Error('this session should be good');
    return actor;
  }

  async function as<T>(begin: string, work: () => Promise<T>): Promise<T> {
    await service.query(begin);
    try {
      return await work();
    } finally {
      await service.query('ROLLBACK');
    }
  }

  const nothing = (): Record<string, number> => Object.fromEntries(tables.map((table) => [table, 0]));
  const ofThisOrganisation = (): string => `WHERE organisation_id = '${world.organisation.id}'`;
  const strangers = (): [string, { readonly token: string }][] => [
    ['a member elsewhere', world.elsewhere.member],
    ['a moderator elsewhere', world.elsewhere.moderator],
    ['a supervisor elsewhere', world.elsewhere.supervisor],
    ['an organiser elsewhere', world.elsewhere.organisation.organiser],
  ];

  it('holds rows in every table, so that the tests below say something', async () => {
    const empty = Object.entries(await counts(admin, ofThisOrganisation())).filter(([, count]) => count === 0);
    expect(empty).toEqual([]);
  });

  it('shows no row to a transaction that does not say who acts, nor to a visitor', async () => {
    expect(await as('BEGIN', () => counts(service))).toEqual(nothing());
    expect(await as(beginFor(visitor), () => counts(service))).toEqual(nothing());
  });

  it('shows no row to anybody of another organisation', async () => {
    for (const [who, person] of strangers()) {
      const seen = await as(beginFor(await actorOf(person)), () => counts(service, ofThisOrganisation()));
      expect([who, seen]).toEqual([who, nothing()]);
    }
  });

  it('shows nothing of a group to members of another group, those who wait, and those who are out', async () => {
    const grouped = await admin.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'group_id' AND table_name = ANY ($1)`,
      [tables],
    );
    const outsiders: [string, { readonly token: string }, string[]][] = [
      ['a member of another group', world.ofOtherGroup, []],
      ['somebody who waits', world.requested, ['charters', 'memberships']],
      ['somebody who left', world.left, []],
      ['somebody removed', world.removed, []],
    ];
    expect(grouped.rows.length).toBeGreaterThan(8);
    for (const [who, person, may] of outsiders) {
      const begin = beginFor(await actorOf(person));
      for (const { table_name: table } of grouped.rows) {
        const found = await as(begin, () =>
          service.query(`SELECT FROM ${table} WHERE group_id = $1`, [world.group.id]),
        );
        expect([who, table, (found.rowCount ?? 0) > 0]).toEqual([who, table, may.includes(table)]);
      }
    }
  });

  it('lets nobody of another organisation change, remove or add a row', async () => {
    for (const [who, person] of strangers()) {
      const begin = beginFor(await actorOf(person));
      for (const table of tables) {
        const { rows } = await admin.query<{ row: unknown }>(
          `SELECT to_jsonb(t) AS row FROM ${table} t ${ofThisOrganisation()} LIMIT 1`,
        );
        const tried: [string, string, unknown[]][] = [
          ['update', `UPDATE ${table} SET organisation_id = organisation_id ${ofThisOrganisation()}`, []],
          ['delete', `DELETE FROM ${table} ${ofThisOrganisation()}`, []],
          ['insert', `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`, [rows[0]?.row]],
        ];
        for (const [deed, statement, values] of tried) {
          const outcome = await as(begin, () =>
            service.query(statement, values).then(
              (done) => (done.rowCount === 0 ? 'nothing' : `${done.rowCount} rows`),
              (error: { code?: string }) => (error.code === '42501' ? 'nothing' : `error ${error.code}`),
            ),
          );
          expect([who, deed, table, outcome]).toEqual([who, deed, table, 'nothing']);
        }
      }
    }
  });
});
