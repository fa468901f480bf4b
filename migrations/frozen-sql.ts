// Frozen: migrations that have run were written with these. A new need gets a new function, never a change here.
import type { QueryRunner } from 'typeorm';

export type Command = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'ALL';

/** `[name, command, condition]`; the condition compares columns with the settings of the transaction and holds no subquery. */
export type Policy = readonly [name: string, command: Command, condition: string];

/** Conditions that return in many policies. */
export const isSystem = `organisation_id = ANY (kring_ids('kring.system'))`;
export const inOrganisation = `organisation_id = ANY (kring_ids('kring.organisations'))`;
export const reads = `organisation_id = ANY (kring_ids('kring.reads'))`;
export const isStaff = `organisation_id = ANY (kring_ids('kring.staff'))`;
export const organises = `organisation_id = ANY (kring_ids('kring.organises'))`;
export const inGroup = (column = 'group_id'): string =>
  `${inOrganisation} AND ${column} = ANY (kring_ids('kring.groups'))`;
export const writesIn = (column = 'group_id'): string =>
  `${inOrganisation} AND ${column} = ANY (kring_ids('kring.writable_groups'))`;
export const mine = (column: string): string =>
  `${inOrganisation} AND ${column} = ANY (kring_ids('kring.memberships'))`;

/** The login that serves people; policies and grants are for it. */
export async function serviceRole(runner: QueryRunner): Promise<string> {
  const rows = (await runner.query(`SELECT quote_ident(current_setting('kring.service_role')) AS role`)) as {
    role: string;
  }[];
  const role = rows[0]?.role;
  if (!role) throw new Error('kring.service_role is not set on this connection');
  return role;
}

/** Grants what the service may do with a table at all. */
export async function grant(runner: QueryRunner, table: string, rights: string): Promise<void> {
  await runner.query(`GRANT ${rights} ON ${table} TO ${await serviceRole(runner)}`);
}

/** Forces row-level security on a tenant table: what no policy allows does not exist. */
export async function protect(
  runner: QueryRunner,
  table: string,
  rights: string,
  policies: readonly Policy[],
): Promise<void> {
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  for (const [name, command, condition] of policies) {
    const using = command === 'INSERT' ? '' : `USING (${condition})`;
    const check = command === 'SELECT' || command === 'DELETE' ? '' : `WITH CHECK (${condition})`;
    await runner.query(`CREATE POLICY ${name} ON ${table} FOR ${command} ${using} ${check}`);
  }
  await grant(runner, table, rights);
}

/** Drops tables on the way down; refuses while one of them holds anything, for going down must not lose what people wrote. */
export async function drop(runner: QueryRunner, ...tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`); // so that the owner sees what is there
    const found = (await runner.query(`SELECT FROM ${table} LIMIT 1`)) as unknown[];
    if (found.length > 0)
      throw new Error(
        `${table} holds rows, which going down would lose. Nothing was changed; restore a backup instead.`,
      );
  }
  for (const table of tables) await runner.query(`DROP TABLE IF EXISTS ${table} CASCADE`);
}

/**
 * Lets the owner's login alone, and only in a transaction that says that it makes a backup, see every row of a tenant
 * table. For every tenant table made after 0010; a test of the catalogue asks for it.
 */
export async function readWhole(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(
    `CREATE POLICY read_whole ON ${table} FOR SELECT TO CURRENT_USER USING (current_setting('kring.why', true) = 'backup')`,
  );
}
