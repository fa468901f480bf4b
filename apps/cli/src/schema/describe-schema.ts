import type { Client } from 'pg';

/** What the tables of Kring are, in words: one statement for each kind of thing, one line for each thing. */
const kinds: readonly string[] = [
  `SELECT format('table %s: %s', relname, CASE WHEN relrowsecurity AND relforcerowsecurity THEN 'row-level security forced'
     WHEN relrowsecurity THEN 'row-level security not forced' ELSE 'no row-level security' END)
   || CASE WHEN relowner <> (SELECT datdba FROM pg_database WHERE datname = current_database()) THEN ', not the owner''s' ELSE '' END AS line
   FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  `SELECT format('%s %s', CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialised view' WHEN 'S' THEN 'sequence' ELSE 'foreign table' END, relname) AS line
   FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'S', 'f')`,
  `SELECT format('column %s.%s: %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ', never null' ELSE '' END,
     coalesce(', default ' || pg_get_expr(d.adbin, d.adrelid), '')) AS line
   FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
  `SELECT format('constraint %s.%s: %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line
   FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'`,
  `SELECT format('index %s', indexdef) AS line FROM pg_indexes WHERE schemaname = 'public'`,
  `SELECT format('policy %s.%s: %s%s to %s%s%s', tablename, policyname, CASE permissive WHEN 'PERMISSIVE' THEN '' ELSE 'restrictive ' END, cmd,
     array_to_string(roles, ', '), coalesce(' using ' || qual, ''), coalesce(' check ' || with_check, '')) AS line
   FROM pg_policies WHERE schemaname = 'public'`,
  `SELECT format('grant %s: %s to %s', c.relname, string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type), pg_get_userbyid(g.grantee)) AS line
   FROM pg_class c, aclexplode(c.relacl) g WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND g.grantee <> c.relowner
   GROUP BY c.relname, g.grantee`,
  `SELECT format('grant %s.%s: %s to %s', c.relname, a.attname, g.privilege_type, pg_get_userbyid(g.grantee)) AS line
   FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) g WHERE c.relnamespace = 'public'::regnamespace`,
  `SELECT format('trigger %s.%s: %s%s', tgrelid::regclass, tgname, pg_get_triggerdef(oid), CASE tgenabled WHEN 'O' THEN '' ELSE ', standing still' END) AS line
   FROM pg_trigger WHERE NOT tgisinternal`,
  `SELECT format('function %s: %s', oid::regprocedure, pg_get_functiondef(oid)) AS line FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
];

/**
 * The live catalogue of a database, line by line, sorted. The two logins are called <owner> and <service>, so that two
 * databases with other names for them can be compared.
 */
export async function describeSchema(client: Client, serviceRole: string): Promise<string[]> {
  const { rows } = await client.query<{ owner: string }>(
    `SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = current_database()`,
  );
  const owner = rows[0]?.owner ?? '';
  const lines: string[] = [];
  for (const statement of kinds)
    for (const { line } of (await client.query<{ line: string }>(statement)).rows)
      lines.push(
        line
          .replace(/\s+/g, ' ')
          .trim()
          .replaceAll(new RegExp(`\\bto ${owner}\\b`, 'g'), 'to <owner>')
          .replaceAll(new RegExp(`\\bto ${serviceRole}\\b`, 'g'), 'to <service>'),
      );
  return lines.sort((one, other) => (one < other ? -1 : 1));
}

/** How a database departs from what it should be: a line for each thing that is missing, and each that should not be there. */
export function driftBetween(expected: readonly string[], found: readonly string[]): string[] {
  const there = new Set(found);
  const wanted = new Set(expected);
  return [
    ...expected.filter((line) => !there.has(line)).map((line) => `missing:    ${line}`),
    ...found.filter((line) => !wanted.has(line)).map((line) => `unexpected: ${line}`),
  ];
}
