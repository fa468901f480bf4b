import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '@kring/platform';
import { Client } from 'pg';
import { rowsOf, type RunningKring, startKring, testDatabase, type TestDatabase } from '@kring/testing';
import { describeSchema, driftBetween } from '../../apps/cli/src/schema/describe-schema';
import { expectedSchema, schemaFile } from '../../apps/cli/src/schema/schema-file';
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

describe('a filled database', () => {
  let kring: RunningKring;

  beforeAll(async () => {
    kring = await startKring();
    await canaryWorld(kring);
  });
  afterAll(() => kring.stop());

  const kept = (): Promise<{ posts: number; entries: number; words: string }[]> =>
    rowsOf(
      kring.database.adminUrl,
      `SELECT (SELECT count(*)::int FROM posts) AS posts, (SELECT count(*)::int FROM audit_entries) AS entries,
         (SELECT md5(string_agg(text, ' ' ORDER BY id)) FROM posts) AS words,
         (SELECT count(*)::int FROM memberships WHERE state IN ('ACTIVE', 'PAUSED', 'LEFT')) AS inside`,
    );
  /** What later migrations worked out from rows that were there. */
  const workedOut = (): Promise<unknown[]> =>
    rowsOf(
      kring.database.adminUrl,
      `SELECT (SELECT count(*)::int FROM memberships WHERE entered) AS entered,
         (SELECT string_agg(severity || count, ' ' ORDER BY group_id, severity) FROM open_item_counts WHERE count > 0) AS open`,
    );

  it('goes down to where nothing would be lost, no further, and up again to the very same', async () => {
    const before = await kept();
    const schema = await schemaOf(kring.database);
    expect(before[0]?.posts).toBeGreaterThan(8);
    const erased = `SELECT kind, subject_id FROM erasures ORDER BY subject_id, kind`;
    const erasures = await rowsOf(kring.database.adminUrl, erased);
    expect(erasures.length).toBeGreaterThan(0);
    await rowsOf(kring.database.adminUrl, `DELETE FROM hand_over_lines WHERE kind IN ('PROMISED', 'FOLLOWED')`);
    await down(kring.database);
    // What somebody says of a photo, and the reasons that a member was given, are people's words too.
    await expect(down(kring.database)).rejects.toThrow(/^photos holds rows/);
    await rowsOf(kring.database.adminUrl, `TRUNCATE photos`);
    await down(kring.database);
    await expect(down(kring.database)).rejects.toThrow(/statements_kind_check/);
    await rowsOf(kring.database.adminUrl, `DELETE FROM statements WHERE kind LIKE '%\\_MEMBER'`);
    await down(kring.database);
    // What is said apart, and noted about people, is people's words too; without any, the way down is free.
    // So is how an organisation words its guidance.
    for (const [first, tables] of [
      ['recheck_choices', 'later_rechecks, recheck_choices, first_views, saved_views'],
      ['guideline_versions', 'guideline_versions, message_templates'],
      ['practice_comments', 'practice_comments, practice_steps, practice_runs'],
      ['item_mentions', 'item_mentions, blind_reading_posts, blind_readings, quality_choices'],
      ['colleague_asks', 'colleague_asks, exposures, reading_choices, exposure_budgets'],
      ['watch_notes', 'watch_notes, watches'],
      ['aside_promises', 'aside_promises, aside_alarms, aside_readings, aside_messages, asides, aside_requests'],
    ] as const) {
      await expect(down(kring.database)).rejects.toThrow(new RegExp(`^${first} holds rows`));
      await rowsOf(kring.database.adminUrl, `TRUNCATE ${tables}`);
      await down(kring.database);
    }
    // Reasons and what members asked are people's words too; without any, the way down is free.
    await expect(down(kring.database)).rejects.toThrow(/^appeal_answers holds rows/);
    await rowsOf(
      kring.database.adminUrl,
      `TRUNCATE appeal_answers, appeals, statements, crisis_calls, item_notes, hand_over_lines, hand_over_reads; DELETE FROM decisions WHERE kind IN ('UPHELD', 'OVERTURNED');
       DELETE FROM review_items WHERE kind = 'APPEAL'`,
    );
    const made = await workedOut();
    await down(kring.database);
    // So is who works when, and what was handed over.
    await expect(down(kring.database)).rejects.toThrow(/^\w+ holds rows/);
    await rowsOf(
      kring.database.adminUrl,
      `TRUNCATE rota_shifts, rota_people, rota_hours, duties, duty_hours, on_call, crisis_calls, item_notes, hand_overs, hand_over_lines,
         hand_over_reads`,
    );
    const ofShifts = ['HandOvers1763800000021', 'Shifts1763800000020'];
    for (const _ of ofShifts) await down(kring.database);
    await rowsOf(kring.database.adminUrl, `UPDATE interventions SET prompt_id = NULL WHERE prompt_id IS NOT NULL`);
    await rowsOf(kring.database.adminUrl, `DELETE FROM prompts`);
    await rowsOf(kring.database.adminUrl, `TRUNCATE member_measures, spotlights, referral_offers`);
    await down(kring.database);
    await down(kring.database);
    await down(kring.database);
    // What was said after the rules is people's words too; without any, the way down is free.
    await expect(down(kring.database)).rejects.toThrow(/^second_readings holds rows/);
    await rowsOf(
      kring.database.adminUrl,
      `TRUNCATE second_readings, post_judgements, climate_judgements, audit_draws, learned_models, learning_choices`,
    );
    const undone: (string | undefined)[] = [
      'HandOverOfPromises1763800000033',
      'Photos1763800000032',
      'MembersAndNights1763800000031',
      'LanesAndEffect1763800000030',
      'GuidanceAtHand1763800000029',
      'Practice1763800000028',
      'QualityOfDecisions1763800000027',
      'CareForModerators1763800000026',
      'WatchingOver1763800000025',
      'Asides1763800000024',
      'ReasonsAndAppeals1763800000022',
      ...ofShifts,
      'MembersAndOffers1763800000017',
      'MoreToSteerWith1763800000016',
      'OrganisationsAtNight1763800000014',
    ];
    let refusal = '';
    for (const migration of [...migrations].reverse().slice(undone.length)) {
      try {
        await down(kring.database);
        undone.push(migration.name);
      } catch (error) {
        refusal = (error as Error).message;
        break;
      }
    }
    expect(undone).toEqual([
      'HandOverOfPromises1763800000033',
      'Photos1763800000032',
      'MembersAndNights1763800000031',
      'LanesAndEffect1763800000030',
      'GuidanceAtHand1763800000029',
      'Practice1763800000028',
      'QualityOfDecisions1763800000027',
      'CareForModerators1763800000026',
      'WatchingOver1763800000025',
      'Asides1763800000024',
      'ReasonsAndAppeals1763800000022',
      ...ofShifts,
      'MembersAndOffers1763800000017',
      'MoreToSteerWith1763800000016',
      'OrganisationsAtNight1763800000014',
      'WhatOthersSay1763800000013',
      'SafetyOfGroups1763800000012',
      'StandingOfClimates1763800000011',
      'Erasures1763800000010',
      'WhatIsWatched1763800000009',
      'ReadingFast1763800000008',
      'NamesOfThoseInside1763800000007',
      'PlacesOfDeletedPosts1763800000006',
    ]);
    expect(refusal).toMatch(
      /^\w+ holds rows, which going down would lose\. Nothing was changed; restore a backup instead\.$/,
    );
    expect(await schemaOf(kring.database)).not.toEqual(schema);
    expect(await kept()).toEqual(before);
    expect(await up(kring.database)).toHaveLength(undone.length);
    expect(await kept()).toEqual(before);
    expect(await schemaOf(kring.database)).toEqual(schema);
    expect(await workedOut()).toEqual(made);
    expect(await rowsOf(kring.database.adminUrl, erased)).toEqual(erasures);
  });
});

describe('a database of an earlier version with people in it', () => {
  it('keeps what they have, the places of deleted posts, and what was erased, on the way up', async () => {
    const old = await testDatabase({ empty: true });
    try {
      expect(await migrate(old.ownerUrl, old.serviceUrl, timerNames, 5)).toHaveLength(5);
      const client = new Client({ connectionString: old.adminUrl });
      await client.connect();
      await client.query(oldRelease);
      await client.end();
      expect(await up(old)).toHaveLength(migrations.length - 5);
      const posts = `SELECT text, state, leaves_place FROM posts ORDER BY created_at`;
      expect(await rowsOf(old.adminUrl, posts)).toEqual([
        { text: 'Mijn verhaal', state: 'VISIBLE', leaves_place: false },
        { text: '', state: 'DELETED', leaves_place: true },
      ]);
      expect(await rowsOf(old.adminUrl, `SELECT state, entered FROM memberships ORDER BY state`)).toEqual([
        { state: 'ACTIVE', entered: true },
        { state: 'LEFT', entered: true },
        { state: 'REMOVED', entered: false },
      ]);
      expect(await rowsOf(old.adminUrl, `SELECT severity, count FROM open_item_counts`)).toEqual([
        { severity: 'RED', count: 1 },
      ]);
      expect(await rowsOf(old.adminUrl, `SELECT kind FROM erasures ORDER BY kind`)).toEqual([
        { kind: 'LEAVING_WITH_WORDS' },
        { kind: 'POST' },
      ]);
    } finally {
      await old.drop();
    }
  });
});

/** Rows as the fifth migration knew them, by plain SQL, so that no living code can make them newer than they are. */
const oldRelease = `
  INSERT INTO organisations VALUES ('00000000-0000-7000-8000-000000000001', 'Huis Linde', '[]', now());
  INSERT INTO staff VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002', 'ORGANISER', 'Nele', now());
  INSERT INTO groups VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000003', 'De Luwte', '', 'POST',
    '00000000-0000-7000-8000-000000000002', now());
  INSERT INTO charters VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000003', 1, 'We zijn zacht.', now());
  INSERT INTO memberships (organisation_id, id, group_id, nickname, nickname_key, avatar, state, charter_version, since) VALUES
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000003', 'Mus', 'mus', 'a', 'ACTIVE', 1, now()),
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000003', '', 'x', '', 'LEFT', 1, now()),
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000009', '00000000-0000-7000-8000-000000000003', 'Nee', 'nee', 'b', 'REMOVED', 1, now());
  INSERT INTO threads (organisation_id, id, group_id, title, opener_post_id, visible, created_at) VALUES
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000003', 'Vandaag',
     '00000000-0000-7000-8000-000000000007', true, now());
  INSERT INTO posts (organisation_id, id, thread_id, group_id, kind, author_membership_id, text, revision, state, content_notes, created_at) VALUES
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000007', '00000000-0000-7000-8000-000000000006',
     '00000000-0000-7000-8000-000000000003', 'STORY', '00000000-0000-7000-8000-000000000004', 'Mijn verhaal', 1, 'VISIBLE', '{}', now()),
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000008', '00000000-0000-7000-8000-000000000006',
     '00000000-0000-7000-8000-000000000003', 'REPLY', NULL, '', 1, 'DELETED', '{}', now() + interval '1 second');
  INSERT INTO review_items (organisation_id, id, thread_id, group_id, severity, severity_rank, reason, state, opened_at, due_at, version) VALUES
    ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000010', '00000000-0000-7000-8000-000000000006',
     '00000000-0000-7000-8000-000000000003', 'RED', 2, 'signals', 'OPEN', now(), now(), 1)`;

describe('drift', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  const check = (): Promise<{ code: number; out: string }> =>
    new Promise((resolve) =>
      execFile(
        process.execPath,
        [join(projectFolder, 'dist/apps/cli/src/migrate.js'), '--check'],
        { env: { ...process.env, DATABASE_URL: database.ownerUrl, DATABASE_SERVICE_URL: database.serviceUrl } },
        (error, out, complaint) => resolve({ code: Number(error?.code ?? 0), out: out + complaint }),
      ),
    );

  it('is none between what the migrations make and the reviewed description of it', async () => {
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    const found = await describeSchema(client, new URL(database.serviceUrl).username);
    await client.end();
    if (process.env['KRING_UPDATE_SNAPSHOTS']) writeFileSync(schemaFile, `${found.join('\n')}\n`);
    expect(driftBetween(expectedSchema(), found)).toEqual([]);
    expect(found.length).toBeGreaterThan(400);
    expect(await check()).toEqual({ code: 0, out: 'The tables are what the migrations make.\n' });
  });

  it('is told thing by thing, whatever was changed by hand', async () => {
    const service = new URL(database.serviceUrl).username;
    const changes: readonly [string, RegExp][] = [
      [`ALTER TABLE posts ADD COLUMN mood text`, /^unexpected: column posts\.mood: text$/m],
      [
        `ALTER TABLE threads ALTER COLUMN title DROP NOT NULL`,
        /^missing: {4}column threads\.title: text, never null$/m,
      ],
      [
        `ALTER TABLE threads ALTER COLUMN hold_replies SET DEFAULT true`,
        /^unexpected: column threads\.hold_replies: .*default true$/m,
      ],
      [
        `ALTER TABLE reactions DROP CONSTRAINT reactions_kind_check`,
        /^missing: {4}constraint reactions\.reactions_kind_check: CHECK/m,
      ],
      [`DROP INDEX posts_waiting`, /^missing: {4}index CREATE INDEX posts_waiting/m],
      [`DROP POLICY places ON posts`, /^missing: {4}policy posts\.places: SELECT to public/m],
      [
        `ALTER POLICY visible_to_members ON threads USING (true)`,
        /^unexpected: policy threads\.visible_to_members: SELECT to public using true$/m,
      ],
      [`ALTER TABLE flags NO FORCE ROW LEVEL SECURITY`, /^unexpected: table flags: row-level security not forced$/m],
      [
        `GRANT DELETE ON decisions TO ${service}`,
        /^unexpected: grant decisions: DELETE, INSERT, SELECT to <service>$/m,
      ],
      [
        `GRANT UPDATE (reasons) ON decisions TO ${service}`,
        /^unexpected: grant decisions\.reasons: UPDATE to <service>$/m,
      ],
      [
        `ALTER TABLE audit_entries DISABLE TRIGGER append_only`,
        /^unexpected: trigger audit_entries\.append_only: .*standing still$/m,
      ],
      [`CREATE FUNCTION aside() RETURNS int LANGUAGE sql AS 'SELECT 1'`, /^unexpected: function aside\(\)/m],
      [`CREATE TABLE notes (id int)`, /^unexpected: table notes: no row-level security$/m],
      [`CREATE VIEW everything AS SELECT * FROM posts`, /^unexpected: view everything$/m],
    ];
    for (const [statement] of changes) await rowsOf(database.ownerUrl, statement);
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(changes.filter(([, told]) => !told.test(out)).map(([statement]) => statement)).toEqual([]);
  });
});
