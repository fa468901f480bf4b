import { timerSchema } from '@kring/platform';
import type { Client } from 'pg';
import { Complaint } from './complaint';
import { quoted, unfinishedMark } from './tables';

/**
 * Makes sure that a database holds nothing, and marks it, so that no service starts on it before the restore is finished.
 * What an earlier restore left when it was cut off is taken away first; anything else is left alone, with a complaint.
 */
export async function claimEmpty(client: Client, say: (line: string) => void): Promise<void> {
  const tables = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', $1))
       AND relkind IN ('r', 'p', 'v', 'm') ORDER BY relname`,
    [timerSchema],
  );
  const names = tables.rows.map((row) => row.name);
  if (names.includes(unfinishedMark)) {
    say('An earlier restore was cut off; starting anew');
    await emptyAgain(client);
  } else if (names.length > 0) {
    throw new Complaint(
      `This database is not empty (it has ${names[0] ?? ''}). A restore goes into an empty one only; nothing was changed.`,
    );
  }
  await client.query(`CREATE TABLE ${unfinishedMark} (since timestamptz PRIMARY KEY DEFAULT now())`);
}

/** Takes away what migrations made, the mark last. For a database that was claimed, and for no other. */
export async function emptyAgain(client: Client): Promise<void> {
  const tables = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> $1`,
    [unfinishedMark],
  );
  const functions = await client.query<{ name: string }>(
    `SELECT oid::regprocedure::text AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole`,
  );
  await client.query(
    [
      'BEGIN',
      `DROP SCHEMA IF EXISTS ${timerSchema} CASCADE`,
      ...tables.rows.map(({ name }) => `DROP TABLE IF EXISTS ${quoted(name)} CASCADE`),
      ...functions.rows.map(({ name }) => `DROP FUNCTION IF EXISTS ${name} CASCADE`),
      `DROP TABLE ${unfinishedMark}`,
      'COMMIT',
    ].join('; '),
  );
}
