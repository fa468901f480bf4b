import { Client } from 'pg';

/**
 * Why this login must not serve people, in one line; null when it is fit. A service role that owns tables, is a superuser
 * or bypasses row-level security would take the wall down without anybody noticing.
 */
export async function unfitServiceLogin(url: string): Promise<string | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 4000, query_timeout: 4000 });
  client.on('error', () => undefined); // what breaks is told by the query that was asked
  try {
    await client.connect();
    const { rows } = await client.query<{
      superuser: boolean;
      bypass: boolean;
      owns: boolean;
      version: number;
      unfinished: boolean;
    }>(`
      SELECT role.rolsuper AS superuser, role.rolbypassrls AS bypass, current_setting('server_version_num')::int AS version,
        EXISTS (SELECT FROM pg_class WHERE relname = 'unfinished_restore' AND relnamespace = 'public'::regnamespace) AS unfinished,
        EXISTS (SELECT FROM pg_class WHERE relowner = role.oid AND relnamespace = 'public'::regnamespace) AS owns
      FROM pg_roles role WHERE role.rolname = current_user`);
    const role = rows[0];
    if (!role) return 'DATABASE_SERVICE_URL: its role cannot be looked up. Give it a login of its own.';
    if (role.version < 150000)
      return 'DATABASE_SERVICE_URL: PostgreSQL 15 or newer is needed. Upgrade the server, or leave the URLs out to use the embedded one.';
    if (role.superuser || role.bypass || role.owns) {
      return 'DATABASE_SERVICE_URL: this role owns tables or can bypass row-level security. Use a login that owns nothing (docs/settings.md shows the SQL).';
    }
    if (role.unfinished)
      return 'DATABASE_SERVICE_URL: the restore of this database was not finished. Run npm run restore again; it starts anew.';
    return null;
  } catch {
    return 'DATABASE_SERVICE_URL: no PostgreSQL answers there with this login. Check that it runs and that host, port, user and password are right.';
  } finally {
    await client.end().catch(() => undefined);
  }
}
