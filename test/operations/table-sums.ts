import { Client } from 'pg';

/** A sum over all rows of each table, made by the database itself and by other means than a backup's own checksums. */
export async function tableSums(adminUrl: string, without: readonly string[]): Promise<Record<string, string>> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`SET timezone = 'UTC'`);
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL ($1) ORDER BY 1`,
      [without],
    );
    const sums: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(row, E'\\n' ORDER BY row COLLATE "C")), '') AS sum
         FROM (SELECT (SELECT string_agg(key || '=' || value, ',' ORDER BY key COLLATE "C") FROM jsonb_each_text(to_jsonb(t))) AS row FROM ${name} t) rows`,
      );
      sums[name] = rows[0]?.sum ?? '';
    }
    return sums;
  } finally {
    await client.end();
  }
}

/** In which tables, columns left aside, a word stands anywhere; tables of timers included. */
export async function tablesWith(adminUrl: string, word: string): Promise<string[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r'
         AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'pgboss')) ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await client.query(`SELECT FROM ${name} t WHERE t::text ILIKE $1 LIMIT 1`, [`%${word}%`]);
      if (rowCount) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}
