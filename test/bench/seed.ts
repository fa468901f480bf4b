import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hash } from '@node-rs/argon2';
import { Client } from 'pg';
import { migrations } from '../../migrations';
import { groupsIn, groupsPerOrganisation, membersPerGroup, organisationsIn, postsPerThread, type Size } from './sizes';
import { sentences, titles } from './words';

/** All that is seeded lies before this moment; what a measurement writes comes after it, and is swept by that. */
export const seededUntil = '2025-11-01T00:00:00Z';
export const seededFrom = '2024-10-01T00:00:00Z';
export const passphrase = 'vier gewone woorden samen';

/** Changes when the seed or the tables change: then it is made anew. */
export function seedVersion(size: Size): string {
  const source = readFileSync(__filename);
  const tables = migrations.map((migration) => migration.name).join();
  return createHash('sha256').update(source).update(tables).update(JSON.stringify(size)).digest('base64url');
}

/** The session token of an account of the bench, by its place: group and slot, or `moderator` and organisation. */
export const tokenOf = (who: string): string => `bench-session-token-${who}`;
export const memberOf = (group: number, slot: number): string => `member-${group}-${slot}`;
export const moderatorOf = (organisation: number): string => `moderator-${organisation}`;

/**
 * Ids like those that the service makes: the time first, then what tells them apart. `kind` keeps tables apart, so that
 * a test of mixed-up ids cannot pass by accident.
 */
export const seedFunctions = `
  CREATE OR REPLACE FUNCTION pg_temp.bid(kind int, n bigint, at timestamptz DEFAULT '${seededFrom}') RETURNS uuid LANGUAGE sql IMMUTABLE
  RETURN (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8'
    || lpad(to_hex(n), 15, '0'))::uuid;
  CREATE OR REPLACE FUNCTION pg_temp.mix(a bigint, b bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
  RETURN ((a * 2654435761 + b * 40503 + 12345) # ((a * 2654435761 + b * 40503) >> 13)) & 2147483647;
  CREATE OR REPLACE FUNCTION pg_temp.org(n int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN pg_temp.bid(1, n);
  CREATE OR REPLACE FUNCTION pg_temp.org_of(g int) RETURNS int LANGUAGE sql IMMUTABLE RETURN g / ${groupsPerOrganisation};
  CREATE OR REPLACE FUNCTION pg_temp.grp(n int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN pg_temp.bid(2, n);
  CREATE OR REPLACE FUNCTION pg_temp.staff_id(o int, s int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN pg_temp.bid(3, o * 10 + s);
  CREATE OR REPLACE FUNCTION pg_temp.member(g int, s int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN pg_temp.bid(4, g * 100 + s)`;

/** A story's or reply's words: two to five sentences. */
const text = (a: string, b: string): string => `array_to_string(ARRAY[
  s.list[1 + pg_temp.mix(${a}, ${b}) % array_length(s.list, 1)], s.list[1 + pg_temp.mix(${b}, ${a} + 7) % array_length(s.list, 1)],
  CASE WHEN pg_temp.mix(${a}, ${b} + 1) % 3 > 0 THEN s.list[1 + pg_temp.mix(${a} + 3, ${b}) % array_length(s.list, 1)] END,
  CASE WHEN pg_temp.mix(${a}, ${b} + 2) % 3 > 1 THEN s.list[1 + pg_temp.mix(${a} + 5, ${b}) % array_length(s.list, 1)] END,
  CASE WHEN pg_temp.mix(${a}, ${b} + 3) % 4 > 2 THEN s.list[1 + pg_temp.mix(${a} + 9, ${b}) % array_length(s.list, 1)] END], ' ')`;

/**
 * Fills an empty, migrated database, as its superuser: foreign keys are not checked while it does. Posts of a thread lie
 * between those of others, in the order in which they were written, as they would.
 */
export async function seed(adminUrl: string, size: Size, say: (line: string) => void): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const organisations = organisationsIn(size);
  const groups = groupsIn(size);
  const withQueue = size.openItems > 0;
  const allOrganisations = organisations + (withQueue ? 1 : 0);
  const allGroups = groups + (withQueue ? groupsPerOrganisation : 0);
  try {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB';
      SET maintenance_work_mem = '256MB'; SET timezone = 'UTC'`);
    await client.query(seedFunctions);
    await client.query('BEGIN');
    const step = async (name: string, sql: string, values: unknown[] = []): Promise<void> => {
      const from = Date.now();
      const { rowCount } = await client.query(sql, values);
      say(`  ${name}: ${rowCount ?? 0} rows in ${((Date.now() - from) / 1000).toFixed(1)} s`);
    };
    const hours = JSON.stringify({
      timeZone: 'Europe/Brussels',
      days: Array.from({ length: 7 }, () => ({ from: 0, to: 1440 })),
    });
    await step(
      'organisations',
      `INSERT INTO organisations (organisation_id, name, staffed_hours, created_at)
       SELECT pg_temp.org(o), 'Organisatie ' || o, $2, timestamptz '${seededFrom}' FROM generate_series(0, $1 - 1) o`,
      [allOrganisations, hours],
    );
    await step(
      'staff',
      `INSERT INTO staff (organisation_id, id, role, display_name, created_at)
       SELECT pg_temp.org(o), pg_temp.staff_id(o, s), (ARRAY['ORGANISER', 'MODERATOR', 'SUPERVISOR'])[s + 1],
         (ARRAY['Nele', 'Karim', 'Lotte'])[s + 1], timestamptz '${seededFrom}'
       FROM generate_series(0, $1 - 1) o, generate_series(0, 2) s`,
      [allOrganisations],
    );
    await step(
      'groups',
      `INSERT INTO groups (organisation_id, id, name, description, moderation_mode, created_by, created_at)
       SELECT pg_temp.org(pg_temp.org_of(g)), pg_temp.grp(g), 'Kring ' || g, 'Voor wie het soms zwaar heeft.', 'POST',
         pg_temp.staff_id(pg_temp.org_of(g), 0), timestamptz '${seededFrom}' FROM generate_series(0, $1 - 1) g`,
      [allGroups],
    );
    await step(
      'charters',
      `INSERT INTO charters (organisation_id, group_id, version, text, created_at)
       SELECT pg_temp.org(pg_temp.org_of(g)), pg_temp.grp(g), 1, 'We vertellen over onszelf, en we zijn mild voor elkaar.', timestamptz '${seededFrom}'
       FROM generate_series(0, $1 - 1) g`,
      [allGroups],
    );
    // Slots from membersPerGroup up belong to accounts of the next group in the same organisation.
    const memberships = `generate_series(0, $1 - 1) g, generate_series(0, ${membersPerGroup + 4}) m`;
    await step(
      'memberships',
      `INSERT INTO memberships (organisation_id, id, group_id, nickname, nickname_key, avatar, state, charter_version, since, entered)
       SELECT pg_temp.org(pg_temp.org_of(g)), pg_temp.member(g, m), pg_temp.grp(g), 'Maan ' || m, 'maan ' || m,
         'vogel:blauw', 'ACTIVE', 1, timestamptz '${seededFrom}', true FROM ${memberships}`,
      [allGroups],
    );
    const kept = await hash(passphrase, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await step(
      'accounts',
      `INSERT INTO accounts (id, sign_in_name, sign_in_key, passphrase_hash, needs_one_time_code, created_at)
       SELECT pg_temp.bid(5, g * 100 + m), 'lid ' || g || ' ' || m, 'lid ' || g || ' ' || m, $2, false, timestamptz '${seededFrom}'
       FROM generate_series(0, $1 - 1) g, generate_series(0, ${membersPerGroup - 1}) m
       UNION ALL SELECT pg_temp.bid(6, o), 'moderator ' || o, 'moderator ' || o, $2, true, timestamptz '${seededFrom}'
       FROM generate_series(0, $3 - 1) o`,
      [allGroups, kept, allOrganisations],
    );
    const neighbour = `(g / ${groupsPerOrganisation} * ${groupsPerOrganisation} + (g + 1) % ${groupsPerOrganisation})`;
    await step(
      'rights',
      `INSERT INTO rights (account_id, organisation_id, subject_id, kind, group_id, state)
       SELECT CASE WHEN m < ${membersPerGroup} THEN pg_temp.bid(5, g * 100 + m)
           ELSE pg_temp.bid(5, ${neighbour} * 100 + m - ${membersPerGroup}) END,
         pg_temp.org(pg_temp.org_of(g)), pg_temp.member(g, m), 'MEMBER', pg_temp.grp(g), 'ACTIVE' FROM ${memberships}`,
      [allGroups],
    );
    await step(
      'rights of moderators',
      `INSERT INTO rights (account_id, organisation_id, subject_id, kind, role, state)
       SELECT pg_temp.bid(6, o), pg_temp.org(o), pg_temp.staff_id(o, 1), 'STAFF', 'MODERATOR', 'ACTIVE' FROM generate_series(0, $1 - 1) o`,
      [allOrganisations],
    );
    await step(
      'sessions',
      `INSERT INTO sessions (id, account_id, token_hash, created_at, last_used_at, expires_at)
       SELECT pg_temp.bid(7, g * 100 + m), pg_temp.bid(5, g * 100 + m),
         sha256(convert_to('${tokenOf('member-')}' || g || '-' || m, 'UTF8')), timestamptz '${seededFrom}', timestamptz '${seededFrom}', timestamptz '${seededFrom}'
       FROM generate_series(0, $1 - 1) g, generate_series(0, ${membersPerGroup - 1}) m
       UNION ALL SELECT pg_temp.bid(8, o), pg_temp.bid(6, o), sha256(convert_to('${tokenOf('moderator-')}' || o, 'UTF8')),
         timestamptz '${seededFrom}', timestamptz '${seededFrom}', timestamptz '${seededFrom}' FROM generate_series(0, $2 - 1) o`,
      [allGroups, allOrganisations],
    );

    const threadAt = `('${seededFrom}'::timestamptz + t * ('${seededUntil}'::timestamptz - '${seededFrom}'::timestamptz - interval '6 days') / $1::int)::timestamptz(3)`;
    await client.query(`CREATE TEMP TABLE plan_threads AS
      SELECT t, g, pg_temp.org(pg_temp.org_of(g)) AS org, pg_temp.grp(g) AS grp, at, pg_temp.bid(9, t, at) AS id, (t * 7 % ${membersPerGroup})::int AS opener,
        (${postsPerThread} - 30 + (t * 37) % 61)::int AS posts
      FROM (SELECT t, (pg_temp.mix(t, 5) % ${groups})::int AS g, ${threadAt.replace('$1::int', String(size.threads))} AS at FROM generate_series(0, ${size.threads} - 1) t) x`);
    const threadColumns =
      'organisation_id, id, group_id, title, opener_post_id, opener_membership_id, visible, created_at';
    await step(
      'threads',
      `INSERT INTO threads (${threadColumns}, slow_mode_minutes, hold_replies)
       SELECT org, id, grp, ($1::text[])[1 + t % array_length($1, 1)], pg_temp.bid(10, t::bigint * 1000, at), pg_temp.member(g, opener), true, at,
         CASE WHEN t % 50 = 1 THEN 30 END, t % 70 = 2 FROM plan_threads ORDER BY at`,
      [titles],
    );
    await client.query(`CREATE TEMP TABLE plan_posts AS
      SELECT p.t, j, p.at + (j * 3600 + pg_temp.mix(p.t, j) % 1800 * sign(j)) * interval '1 second' AS at FROM plan_threads p, generate_series(0, p.posts - 1) j
      ORDER BY 3`);
    const author = `CASE WHEN j = 0 THEN p.opener ELSE (pg_temp.mix(p.t, j) % ${membersPerGroup})::int END`;
    const byStaff = `(j > 0 AND pg_temp.mix(p.t, j + 11) % 15 = 0)`;
    const places = `FROM plan_posts q JOIN plan_threads p USING (t), (SELECT $1::text[] AS list) s`;
    await step(
      'posts',
      `INSERT INTO posts (organisation_id, id, thread_id, group_id, kind, author_membership_id, author_staff_id, text, revision, state,
         content_notes, created_at, edited_at, leaves_place)
       SELECT p.org, pg_temp.bid(10, p.t::bigint * 1000 + j, q.at), p.id, p.grp, CASE WHEN j = 0 THEN 'STORY' ELSE 'REPLY' END,
         CASE WHEN NOT ${byStaff} THEN pg_temp.member(p.g, ${author}) END,
         CASE WHEN ${byStaff} THEN pg_temp.staff_id(pg_temp.org_of(p.g), 1) END, ${text('p.t', 'j')}, 1,
         CASE WHEN j = 0 THEN 'VISIBLE' WHEN k < 15 THEN 'HELD' WHEN k < 20 THEN 'HIDDEN' WHEN k < 25 THEN 'DELETED' ELSE 'VISIBLE' END,
         CASE WHEN k BETWEEN 100 AND 130 THEN '{zelfbeeld}'::text[] ELSE '{}' END, q.at,
         CASE WHEN k BETWEEN 200 AND 220 THEN q.at + interval '5 minutes' END, k BETWEEN 20 AND 24
       ${places}, LATERAL (SELECT pg_temp.mix(p.t + 17, j) % 1000 AS k) l ORDER BY q.at`,
      [sentences],
    );
    await step(
      'reactions',
      `INSERT INTO reactions (organisation_id, post_id, membership_id, kind, group_id, post_author_membership_id, created_at)
       SELECT p.org, pg_temp.bid(10, p.t::bigint * 1000 + j, q.at), pg_temp.member(p.g, (pg_temp.mix(p.t, j * 3 + r) % ${membersPerGroup})::int),
         (ARRAY['HEART', 'STRENGTH', 'SAME_HERE', 'THANK_YOU'])[1 + (j + r) % 4], p.grp,
         CASE WHEN NOT ${byStaff} THEN pg_temp.member(p.g, ${author}) END, q.at + interval '1 hour'
       FROM plan_posts q JOIN plan_threads p USING (t), generate_series(0, 2) r WHERE pg_temp.mix(p.t, j + r * 1000) % 3 = 0`,
    );
    if (size.withRevisions) {
      await step(
        'post_revisions',
        `INSERT INTO post_revisions (organisation_id, post_id, revision, group_id, author_membership_id, text, created_at)
         SELECT organisation_id, id, revision, group_id, author_membership_id, text, created_at FROM posts`,
      );
      const signal = JSON.stringify([
        { category: 'hopelessness', severity: 'AMBER', rule: 'bench', passages: [{ start: 0, end: 12 }] },
      ]);
      await step(
        'assessments',
        `INSERT INTO assessments (organisation_id, post_id, revision, group_id, severity, hold, checked, signals, created_at)
         SELECT organisation_id, id, revision, group_id, CASE WHEN state = 'HELD' THEN 'AMBER' ELSE 'GREEN' END, state = 'HELD', true,
           CASE WHEN state = 'HELD' THEN $1::jsonb ELSE '[]' END, created_at FROM posts`,
        [signal],
      );
      await step(
        'climates',
        `INSERT INTO climates (organisation_id, thread_id, climate, score, components, settled_climate, read_at)
         SELECT organisation_id, id, 'SUPPORTIVE', 0.4, '[]', 'SUPPORTIVE', created_at FROM threads`,
      );
    }
    if (withQueue) await seedQueue(step, organisations, size.openItems);
    await client.query(countOpenItems);
    await client.query('COMMIT');
    const from = Date.now();
    await client.query('VACUUM ANALYZE');
    say(`  vacuumed and analysed in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  } finally {
    await client.end();
  }
}

/** One organisation with nothing but a long queue, and half as many items that were settled before. */
async function seedQueue(
  step: (name: string, sql: string, values?: unknown[]) => Promise<void>,
  organisation: number,
  items: number,
): Promise<void> {
  const first = organisation * groupsPerOrganisation;
  const at = `('${seededUntil}'::timestamptz - interval '20 days' + t * interval '19 days' / ${items})::timestamptz(3)`;
  const from = `generate_series(0, ${items} - 1) t, LATERAL (SELECT ${at} AS at, (${first} + t % ${groupsPerOrganisation})::int AS g) l`;
  await step(
    'threads in the queue',
    `INSERT INTO threads (organisation_id, id, group_id, title, opener_post_id, opener_membership_id, visible, created_at)
     SELECT pg_temp.org(${organisation}), pg_temp.bid(11, t, at), pg_temp.grp(g), ($1::text[])[1 + t % array_length($1, 1)],
       pg_temp.bid(12, t, at), pg_temp.member(g, (t % ${membersPerGroup})::int), true, at FROM ${from}`,
    [titles],
  );
  await step(
    'their stories',
    `INSERT INTO posts (organisation_id, id, thread_id, group_id, kind, author_membership_id, text, revision, state, content_notes, created_at)
     SELECT pg_temp.org(${organisation}), pg_temp.bid(12, t, at), pg_temp.bid(11, t, at), pg_temp.grp(g), 'STORY',
       pg_temp.member(g, (t % ${membersPerGroup})::int), ${text('t', '1')}, 1, 'VISIBLE', '{}', at
     FROM ${from}, (SELECT $1::text[] AS list) s`,
    [sentences],
  );
  const columns =
    'organisation_id, id, thread_id, group_id, severity, severity_rank, reason, state, opened_at, touched_at, due_at, claimed_by, claim_expires_at, version';
  // One in a hundred is a crisis, one in ten red, six in ten amber.
  const rank = `CASE WHEN t % 100 = 0 THEN 3 WHEN t % 10 = 1 THEN 2 WHEN t % 10 < 8 THEN 1 ELSE 0 END`;
  const claimed = `t % 33 = 0`;
  await step(
    'open review items',
    `INSERT INTO review_items (${columns})
     SELECT pg_temp.org(${organisation}), pg_temp.bid(13, t, at), pg_temp.bid(11, t, at), pg_temp.grp(g),
       (ARRAY['GREEN', 'AMBER', 'RED', 'CRISIS'])[1 + rank], rank, 'why.serious_for:hopelessness',
       CASE WHEN ${claimed} THEN 'CLAIMED' WHEN t % 50 = 7 THEN 'WAITING' ELSE 'OPEN' END, at, at, at + interval '30 minutes' * (4 - rank),
       CASE WHEN ${claimed} THEN pg_temp.staff_id(${organisation}, 1) END,
       CASE WHEN ${claimed} THEN timestamptz '${seededUntil}' + CASE WHEN t % 66 = 0 THEN interval '50 years' ELSE interval '0' END END, 1
     FROM ${from}, LATERAL (SELECT ${rank} AS rank) r`,
  );
  await step(
    'settled review items',
    `INSERT INTO review_items (${columns})
     SELECT pg_temp.org(${organisation}), pg_temp.bid(14, t, at), pg_temp.bid(11, t, at), pg_temp.grp(g),
       (ARRAY['GREEN', 'AMBER', 'RED', 'CRISIS'])[1 + rank], rank, 'why.serious_for:hopelessness', 'RESOLVED', at, at, at + interval '30 minutes' * (4 - rank),
       NULL, NULL, 3 FROM ${from}, LATERAL (SELECT ${rank} AS rank) r WHERE t % 2 = 0`,
  );
}

/** What a trigger keeps in step, where triggers are off. */
const countOpenItems = `TRUNCATE open_item_counts;
  INSERT INTO open_item_counts (organisation_id, group_id, severity, count)
  SELECT organisation_id, group_id, severity, count(*) FROM review_items WHERE state <> 'RESOLVED' GROUP BY 1, 2, 3`;

/** Takes away what earlier measurements wrote, and lets the sessions of the bench begin anew. */
export async function tidy(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off`);
    for (const table of ['assessments', 'post_revisions', 'posts', 'client_keys', 'climate_points'])
      await client.query(
        `DELETE FROM ${table} WHERE ${table === 'climate_points' ? 'at' : 'created_at'} > '${seededUntil}'`,
      );
    await client.query(`DELETE FROM sessions WHERE created_at > '${seededUntil}'`);
    await client.query(`DELETE FROM review_items WHERE opened_at > '${seededUntil}'`);
    await client.query(countOpenItems);
    await client.query(`TRUNCATE outbox, handled_events, tries`);
    await client.query(`UPDATE sessions SET last_used_at = now(), expires_at = now() + interval '30 days'`);
    await client.query(
      `VACUUM ANALYZE posts, post_revisions, assessments, client_keys, sessions, review_items, outbox`,
    );
  } finally {
    await client.end();
  }
}
