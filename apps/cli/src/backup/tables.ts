import type { Client } from 'pg';
import { Complaint } from './complaint';

/** Tables whose rows are not in a backup, each with its reason. */
export const leftOut: Readonly<Record<string, string>> = {
  migrations: 'the migrations fill it themselves',
  sessions: 'a restore must not bring back a session that somebody ended; everybody signs in again',
  tries: 'counts of the last quarter of an hour, under keyed hashes',
};

/** Made at the beginning of a restore and taken away at its end: while it is there, no service starts. */
export const unfinishedMark = 'unfinished_restore';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** The primary key, as it is written behind ORDER BY: the same order on every machine. */
  readonly order: string;
}

/** How values are written down, so that the same rows give the same bytes on every machine. */
export const plainWriting = `SET client_encoding = 'UTF8'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres';
  SET timezone = 'UTC'; SET bytea_output = 'hex'; SET extra_float_digits = 1; SET statement_timeout = 0; SET lock_timeout = 0;
  SET idle_in_transaction_session_timeout = 0`;

/** Every table that a backup holds, those that others refer to first. */
export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; order: string | null }>(
    `SELECT t.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attgenerated = '' ORDER BY a.attname) AS columns,
       (SELECT string_agg(quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', ' ORDER BY k.place)
         FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (number, place)
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
         WHERE i.indrelid = t.oid AND i.indisprimary) AS order
     FROM pg_class t WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relispartition
       AND t.relname <> ALL ($1) ORDER BY t.relname`,
    [[...Object.keys(leftOut), unfinishedMark]],
  );
  const { rows: references } = await client.query<{ child: string; parent: string }>(
    `SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint f
     JOIN pg_class child ON child.oid = f.conrelid JOIN pg_class parent ON parent.oid = f.confrelid
     WHERE f.contype = 'f' AND child.oid <> parent.oid AND child.relnamespace = 'public'::regnamespace`,
  );
  const left = new Map(
    rows.map(({ name, columns, order }) => {
      if (order === null) throw new Error(`${name} has no primary key`);
      return [name, { name, columns, order }];
    }),
  );
  const sorted: Table[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ name }) => !references.some(({ child, parent }) => child === name && left.has(parent)),
    );
    if (free.length === 0) throw new Error('tables refer to each other in a circle');
    for (const table of free) left.delete(table.name);
    sorted.push(...free);
  }
  return sorted;
}

/** The names of the migrations that were done, oldest first; empty when there are none. */
export async function migrationsDone(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return rows.map((row) => row.name);
}

/** Refuses a login that would see, and keep, a part only. */
export async function checkSightOfAll(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND c.relrowsecurity AND (c.relowner <> current_user::regrole OR NOT EXISTS (
         SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'read_whole' AND p.polroles = ARRAY[c.relowner]))`,
  );
  if (rows.length === 0) return;
  throw new Complaint(
    `DATABASE_URL: this login cannot see all of ${rows[0]?.name ?? 'a table'}. Use the one that owns the tables, and npm run migrate first.`,
  );
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const columnList = (table: Pick<Table, 'columns'>): string => table.columns.map(quoted).join(', ');
