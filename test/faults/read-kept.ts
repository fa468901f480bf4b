import { Client } from 'pg';
import type { Kept } from './kept';

/** Reads what one organisation's posts left in the database, as a superuser whom no policy narrows. */
export async function readKept(adminUrl: string, organisationId: string): Promise<Kept> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const rows = async <Row extends object>(sql: string): Promise<Row[]> =>
    (await client.query<Row & Record<string, unknown>>(sql, [organisationId])).rows;
  type One<Name extends keyof Kept> = Kept[Name] extends readonly (infer Row)[] ? Row & object : never;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return {
      posts: await rows<One<'posts'>>(
        `SELECT id, thread_id AS "threadId", author_membership_id AS "membershipId", text, revision, state FROM posts
         WHERE organisation_id = $1 AND kind <> 'GUIDE_NOTE'`,
      ),
      threads: await rows<One<'threads'>>(
        `SELECT id, opener_post_id AS "openerPostId", group_id AS "groupId" FROM threads WHERE organisation_id = $1`,
      ),
      revisions: await rows<One<'revisions'>>(
        `SELECT r.post_id AS "postId", r.revision, r.text FROM post_revisions r
         JOIN posts p ON p.organisation_id = r.organisation_id AND p.id = r.post_id AND p.kind <> 'GUIDE_NOTE'
         WHERE r.organisation_id = $1`,
      ),
      assessments: await rows<One<'assessments'>>(
        `SELECT post_id AS "postId", revision, severity, hold, checked FROM assessments WHERE organisation_id = $1`,
      ),
      climates: await rows<One<'climates'>>(`SELECT thread_id AS "threadId" FROM climates WHERE organisation_id = $1`),
      climatePoints: await rows<One<'climatePoints'>>(
        `SELECT post_id AS "postId" FROM climate_points WHERE organisation_id = $1`,
      ),
      reviewItems: await rows<One<'reviewItems'>>(
        `SELECT id, thread_id AS "threadId", severity, state,
           extract(epoch FROM claim_expires_at - now())::float8 / 60 AS "claimMinutesLeft"
         FROM review_items WHERE organisation_id = $1`,
      ),
      clientKeys: await rows<One<'clientKeys'>>(
        `SELECT client_key AS "clientKey", operation, outcome ->> 'postId' AS "postId" FROM client_keys
         WHERE organisation_id = $1 AND operation IN ('openThread', 'reply')`,
      ),
      reactions: await rows<One<'reactions'>>(
        `SELECT concat_ws(' ', post_id, membership_id, kind) AS key FROM reactions WHERE organisation_id = $1`,
      ),
      flags: await rows<One<'flags'>>(
        `SELECT id, review_item_id AS "reviewItemId" FROM flags WHERE organisation_id = $1`,
      ),
      memberships: await rows<One<'memberships'>>(`SELECT id, state FROM memberships WHERE organisation_id = $1`),
      decisions: await rows<One<'decisions'>>(`SELECT reasons AS reason FROM decisions WHERE organisation_id = $1`),
      interventions: await rows<One<'interventions'>>(`SELECT reason FROM interventions WHERE organisation_id = $1`),
      outbox: await rows<One<'outbox'>>(`SELECT type, state FROM outbox WHERE organisation_id = $1`),
      events: await rows<One<'events'>>(`SELECT id, type FROM faults.events WHERE organisation_id = $1`),
      handled: await rows<One<'handled'>>(
        `SELECT event_id AS "eventId", handler FROM handled_events WHERE organisation_id = $1`,
      ),
    };
  } finally {
    await client.end();
  }
}

/** From now on every event that is written is noted in the same transaction, for deliveries leave nothing behind. */
export async function noteEvents(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`
      CREATE SCHEMA faults;
      CREATE TABLE faults.events (organisation_id uuid NOT NULL, id uuid PRIMARY KEY, type text NOT NULL);
      CREATE FUNCTION faults.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN INSERT INTO faults.events VALUES (new.organisation_id, new.id, new.type); RETURN null; END $$;
      CREATE TRIGGER noted AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION faults.note()`);
  } finally {
    await client.end();
  }
}

/** The events that wait for delivery, poison included, each in one line. */
export async function waitingEvents(adminUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(
      `SELECT concat_ws(' ', type, state, 'tried', attempts, 'due', due_at - now(), 'leased', lease_until - now(), last_error) AS line
       FROM outbox ORDER BY due_at`,
    );
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}
