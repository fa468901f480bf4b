import type { Client } from 'pg';

/** Tables that live by themselves: what was delivered, and what the session check keeps. */
const restless = ['handled_events', 'outbox', 'codes', 'rights'];

/** A mark of all that an organisation's tables hold, by table; the same as long as nothing changes. */
export async function marksOf(
  admin: Client,
  organisationIds: readonly string[],
): Promise<Record<string, string | null>> {
  const { rows } = await admin.query<{ table: string }>(
    `SELECT table_name AS "table" FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organisation_id'
       AND table_name <> ALL ($1) ORDER BY 1`,
    [restless],
  );
  const found: Record<string, string | null> = {};
  for (const { table } of rows) {
    const marked = await admin.query<{ mark: string | null }>(
      `SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) AS mark FROM ${table} t WHERE organisation_id = ANY ($1)`,
      [organisationIds],
    );
    found[table] = marked.rows[0]?.mark ?? null;
  }
  return found;
}
