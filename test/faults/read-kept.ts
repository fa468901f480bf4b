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
    const handled = await rows<{ handler: string; count: number }>(
      `SELECT handler, count(*)::int AS count FROM handled_events WHERE organisation_id = $1 GROUP BY handler`,
    );
    return {
      posts: await rows<One<'posts'>>(
        `SELECT id, thread_id AS "threadId", author_membership_id AS "membershipId", text, revision, state FROM posts
         WHERE organisation_id = $1`,
      ),
      threads: await rows<One<'threads'>>(
        `SELECT id, opener_post_id AS "openerPostId" FROM threads WHERE organisation_id = $1`,
      ),
      revisions: await rows<One<'revisions'>>(
        `SELECT post_id AS "postId", revision, text FROM post_revisions WHERE organisation_id = $1`,
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
      outbox: await rows<One<'outbox'>>(`SELECT type, state FROM outbox WHERE organisation_id = $1`),
      handled: Object.fromEntries(handled.map(({ handler, count }) => [handler, count])),
    };
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
