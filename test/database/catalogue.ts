import type { Client } from 'pg';

/** Tables that belong to no organisation, each with its reason. Every other table is a tenant's. */
export const apartFromTenants: Readonly<Record<string, string>> = {
  accounts: 'a person signs in once, whatever organisations they belong to; no tenant table names an account',
  sessions: 'checked before it is known which organisations somebody may enter',
  recovery_codes: 'belong to an account',
  rights: 'the only link from an account to its memberships and positions, read by the session check',
  codes: 'lead from the hash of a code to the organisation that issued it',
  tries: 'count guesses before anybody is known; keys are keyed hashes',
  migrations: 'what was done to the database itself',
};

/** Policies that reach over organisations, for one purpose of the service itself each. */
export const acrossOrganisations: readonly string[] = [
  'aside_alarms.watched',
  'client_keys.swept',
  'client_keys.swept_away',
  'handled_events.swept',
  'handled_events.swept_away',
  'organisations.listed_at_night',
  'organisations.listed_by_steward',
  'organisations.listed_for_photos',
  'organisations.listed_to_forget',
  'organisations.listed_to_forget_practice',
  'organisations.listed_to_look_after',
  'organisations.listed_to_forget_exposure',
  'organisations.listed_to_read_again',
  'outbox.delivered',
  'erasures.kept_outside',
  'review_items.watched',
];

/** The one policy that is for a role by name: the owner's, to read all for a backup, and nothing else. */
const readWhole = {
  name: 'read_whole',
  command: 'r',
  using: `(current_setting('kring.why'::text, true) = 'backup'::text)`,
} as const;

/** What was decided or recorded stays as it was said. */
export const appendOnly: readonly string[] = [
  'appeal_answers',
  'audit_entries',
  'erasures',
  'decisions',
  'interventions',
  'intervention_undos',
  'intervention_rechecks',
  'later_rechecks',
  'membership_moves',
];

async function column(client: Client, statement: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows } = await client.query<{ fault: string }>(statement, [...values]);
  return rows.map((row) => row.fault);
}

/** The tables of organisations, as the database has them. */
export async function tenantTables(client: Client): Promise<string[]> {
  return column(
    client,
    `SELECT relname AS fault FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> ALL ($1) ORDER BY relname`,
    [Object.keys(apartFromTenants)],
  );
}

/**
 * Everything by which the tables of a database fall short of "closed": keys that do not begin with the organisation,
 * row-level security that is absent or not forced, policies with a subquery or without a setting, side doors, and a
 * service role that may do too much. Empty when all holds.
 */
export async function faultsOfCatalogue(client: Client, serviceRole: string): Promise<string[]> {
  const tables = await tenantTables(client);
  return [
    ...(await faultsOfKeys(client, tables)),
    ...(await faultsOfPolicies(client, tables)),
    ...(await faultsOfSideDoors(client, tables)),
    ...(await faultsOfRole(client, serviceRole)),
  ];
}

async function faultsOfKeys(client: Client, tables: readonly string[]): Promise<string[]> {
  const withoutOrganisation = await column(
    client,
    `SELECT wanted || ' has no organisation_id uuid NOT NULL' AS fault FROM unnest($1::text[]) wanted
     WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = format('public.%I', wanted)::regclass AND attname = 'organisation_id'
       AND atttypid = 'uuid'::regtype AND attnotnull AND NOT attisdropped)`,
    [tables],
  );
  const withoutKey = await column(
    client,
    `SELECT wanted || ' has no primary key' AS fault FROM unnest($1::text[]) wanted
     WHERE NOT EXISTS (SELECT FROM pg_index WHERE indrelid = format('public.%I', wanted)::regclass AND indisprimary)`,
    [tables],
  );
  const uniqueElsewhere = await column(
    client,
    `SELECT format('%s: %s does not begin with organisation_id', t.relname, i.relname) AS fault
     FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
     LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY ($1) AND x.indisunique AND a.attname IS DISTINCT FROM 'organisation_id'`,
    [tables],
  );
  const foreign = await column(
    client,
    `SELECT format('%s: %s does not lead from organisation_id to organisation_id', c.conrelid::regclass, c.conname) AS fault
     FROM pg_constraint c
     JOIN pg_attribute here ON here.attrelid = c.conrelid AND here.attnum = c.conkey[1]
     JOIN pg_attribute there ON there.attrelid = c.confrelid AND there.attnum = c.confkey[1]
     JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class target ON target.oid = c.confrelid
     WHERE c.contype = 'f' AND (t.relname = ANY ($1) OR target.relname = ANY ($1))
       AND NOT (here.attname = 'organisation_id' AND there.attname = 'organisation_id')`,
    [tables],
  );
  return [...withoutOrganisation, ...withoutKey, ...uniqueElsewhere, ...foreign];
}

async function faultsOfPolicies(client: Client, tables: readonly string[]): Promise<string[]> {
  const open = await column(
    client,
    `SELECT relname || ': row-level security is not enabled and forced' AS fault FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relname = ANY ($1) AND NOT (relrowsecurity AND relforcerowsecurity)`,
    [tables],
  );
  const without = await column(
    client,
    `SELECT wanted || ' has no policy' AS fault FROM unnest($1::text[]) wanted
     WHERE NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = format('public.%I', wanted)::regclass)`,
    [tables],
  );
  const notWhole = await column(
    client,
    `SELECT wanted || ' is not read whole by a backup' AS fault FROM unnest($1::text[]) wanted
     WHERE NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = format('public.%I', wanted)::regclass AND polname = $2)`,
    [tables, readWhole.name],
  );
  const forRoles = await column(
    client,
    `SELECT format('%s.%s is for a role by name, and not the one of a backup', p.polrelid::regclass, p.polname) AS fault
     FROM pg_policy p JOIN pg_class t ON t.oid = p.polrelid
     WHERE p.polroles <> '{0}' AND NOT (p.polname = $1 AND p.polroles = ARRAY[t.relowner] AND p.polcmd = $2 AND p.polpermissive
       AND p.polwithcheck IS NULL AND pg_get_expr(p.polqual, p.polrelid) = $3)
       OR p.polname = $1 AND p.polroles = '{0}'`,
    [readWhole.name, readWhole.command, readWhole.using],
  );
  const { rows } = await client.query<{ policy: string; using: string | null; check: string | null; tree: string }>(
    `SELECT format('%s.%s', polrelid::regclass, polname) AS policy, pg_get_expr(polqual, polrelid) AS "using",
       pg_get_expr(polwithcheck, polrelid) AS "check", concat(polqual, polwithcheck) AS tree
     FROM pg_policy WHERE polname <> $1 ORDER BY 1`,
    [readWhole.name],
  );
  const ofPolicies = rows.flatMap(({ policy, using, check, tree }) => {
    const expressions = [using, check].filter((one) => one !== null);
    const faults: string[] = [];
    if (tree.includes('{SUBLINK')) faults.push(`${policy} holds a subquery`);
    if (!expressions.every((one) => /\bkring_ids\('kring\.|\bcurrent_setting\('kring\./.test(one)))
      faults.push(`${policy} compares with no setting`);
    const narrowed = expressions.every(
      (one) => /\(?organisation_id = ANY \(kring_ids\('kring\./.test(one) && !/\bOR\b/.test(one),
    );
    if (!narrowed && !acrossOrganisations.includes(policy)) faults.push(`${policy} is not narrowed to organisations`);
    return faults;
  });
  return [...open, ...without, ...notWhole, ...forRoles, ...ofPolicies];
}

async function faultsOfSideDoors(client: Client, tables: readonly string[]): Promise<string[]> {
  const views = await column(
    client,
    `SELECT relname || ' is a view: it reads with the rights of its owner' AS fault FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f')`,
  );
  const definers = await column(
    client,
    `SELECT proname || ' runs with the rights of its owner' AS fault FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef`,
  );
  const sequences = await column(
    client,
    `SELECT format('%s.%s draws from a sequence', t.relname, a.attname) AS fault
     FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND NOT a.attisdropped
     LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY ($1)
       AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) ~ 'nextval'
         OR EXISTS (SELECT FROM pg_depend p JOIN pg_class s ON s.oid = p.objid AND s.relkind = 'S'
           WHERE p.refobjid = t.oid AND p.refobjsubid = a.attnum))`,
    [tables],
  );
  return [...views, ...definers, ...sequences];
}

async function faultsOfRole(client: Client, role: string): Promise<string[]> {
  const attributes = await column(
    client,
    `SELECT format('%s %s', rolname, what) AS fault FROM pg_roles, LATERAL (VALUES
       (rolsuper, 'is a superuser'), (rolbypassrls, 'bypasses row-level security'), (rolcreaterole, 'makes roles'),
       (rolcreatedb, 'makes databases'), (rolreplication, 'replicates')) may (so, what)
     WHERE rolname = $1 AND so`,
    [role],
  );
  const memberships = await column(
    client,
    `SELECT format('%s is a member of %s', $1::text, roleid::regrole) AS fault FROM pg_auth_members WHERE member = $1::text::regrole`,
    [role],
  );
  const owned = await column(
    client,
    `SELECT format('%s owns %s', $1::text, what) AS fault FROM (
       SELECT relowner AS owner, oid::regclass::text AS what FROM pg_class
       UNION ALL SELECT proowner, oid::regprocedure::text FROM pg_proc
       UNION ALL SELECT nspowner, 'schema ' || nspname FROM pg_namespace
       UNION ALL SELECT datdba, 'database ' || datname FROM pg_database) owned WHERE owner = $1::text::regrole`,
    [role],
  );
  const rewriting = await column(
    client,
    `SELECT format('%s may %s %s', $1::text, lower(privilege), relname) AS fault
     FROM pg_class, unnest(ARRAY['UPDATE', 'DELETE']) privilege
     WHERE relnamespace = 'public'::regnamespace AND relname = ANY ($2) AND (has_table_privilege($1, oid, privilege)
       OR (privilege = 'UPDATE' AND has_any_column_privilege($1, oid, privilege)))`,
    [role, appendOnly],
  );
  const emptying = await column(
    client,
    `SELECT format('%s may %s %s', $1::text, lower(privilege), relname) AS fault
     FROM pg_class, unnest(ARRAY['TRUNCATE', 'TRIGGER', 'REFERENCES']) privilege
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND has_table_privilege($1, oid, privilege)`,
    [role],
  );
  const making = await column(
    client,
    `SELECT format('%s may make objects in public', $1::text) AS fault WHERE has_schema_privilege($1, 'public', 'CREATE')`,
    [role],
  );
  return [...attributes, ...memberships, ...owned, ...rewriting, ...emptying, ...making];
}
