import type { Id } from '@kring/kernel';
import { beginFor, system } from '@kring/platform';
import { Client } from 'pg';

/** Names of tables come from the catalogue, never from input. */
interface Reference extends Record<string, unknown> {
  readonly child: string;
  readonly parent: string;
}

/**
 * Throws organisations of the demo away with everything in them: every row of every tenant table, their accounts,
 * sessions, rights and codes. Runs as the owner of the tables, for audit entries refuse deletion to everybody else, and in
 * one transaction for each, so that it happens wholly or not at all. An account that belongs to another organisation
 * too stays.
 */
export async function throwAway(
  ownerUrl: string,
  organisationIds: readonly Id[],
  stewards: readonly string[],
): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 4000 });
  await client.connect();
  try {
    const tables = await tenantTables(client);
    for (const organisationId of organisationIds) {
      // Acting as the system for this one organisation: row-level security keeps the others out of reach.
      await client.query(beginFor(system('dispatch', organisationId)));
      try {
        await client.query('ALTER TABLE audit_entries DISABLE TRIGGER append_only');
        await clear(client, organisationId, tables);
        await client.query('ALTER TABLE audit_entries ENABLE TRIGGER append_only');
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    }
    await client.query(
      `DELETE FROM accounts a WHERE a.is_steward AND a.sign_in_name = ANY ($1) AND NOT EXISTS (SELECT FROM rights r WHERE r.account_id = a.id)`,
      [stewards],
    );
  } finally {
    await client.end();
  }
}

async function clear(client: Client, organisationId: Id, tables: readonly string[]): Promise<void> {
  const own = await client.query<{ id: string }>(
    `SELECT DISTINCT r.account_id AS id FROM rights r WHERE r.organisation_id = $1
       AND NOT EXISTS (SELECT FROM rights other WHERE other.account_id = r.account_id AND other.organisation_id <> $1)`,
    [organisationId],
  );
  for (const table of tables) await client.query(`DELETE FROM ${table} WHERE organisation_id = $1`, [organisationId]);
  await client.query('DELETE FROM accounts WHERE id = ANY ($1)', [own.rows.map((row) => row.id)]);
}

/** Every table with an organisation in it, those that refer to others before those. */
async function tenantTables(client: Client): Promise<string[]> {
  const tables = await client.query<{ name: string }>(
    `SELECT quote_ident(c.relname) AS name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname`,
  );
  const references = await client.query<Reference>(
    `SELECT quote_ident(child.relname) AS child, quote_ident(parent.relname) AS parent FROM pg_constraint f
     JOIN pg_class child ON child.oid = f.conrelid JOIN pg_class parent ON parent.oid = f.confrelid
     WHERE f.contype = 'f' AND child.oid <> parent.oid AND child.relnamespace = 'public'::regnamespace`,
  );
  const left = new Set(tables.rows.map((row) => row.name));
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (name) => !references.rows.some(({ child, parent }) => parent === name && left.has(child)),
    );
    if (free.length === 0) throw new Error('tenant tables refer to each other in a circle');
    for (const name of free) left.delete(name);
    order.push(...free);
  }
  return order;
}
