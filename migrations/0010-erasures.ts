import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inOrganisation, isSystem, mine, protect, reads, readWhole } from './frozen-sql';

/**
 * Why: a backup keeps what people erase later, so a restore would bring back what they took away. What was erased must be
 * known apart from what it said, and outlive the database that it was erased from.
 * What: the ledger of erasures (ids, no words), written in the transaction that erases. And for the owner's login alone,
 * in a transaction that says `kring.why = 'backup'`, sight of every row of every tenant table, to make a backup of the
 * whole; it writes nothing by that, and nobody else gets it.
 */
export class Erasures1763800000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erasures (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('POST', 'LEAVING', 'LEAVING_WITH_WORDS')),
        subject_id uuid NOT NULL,
        group_id uuid NOT NULL,
        at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, kind, subject_id)
      );
      CREATE INDEX erasures_by_time ON erasures (at)`);
    await protect(runner, 'erasures', 'SELECT, INSERT', [
      ['of_own_words', 'INSERT', `${inOrganisation} AND kind = 'POST' AND group_id = ANY (kring_ids('kring.groups'))`],
      ['of_oneself', 'INSERT', `${mine('subject_id')} AND kind <> 'POST'`],
      ['by_moderators', 'INSERT', `${reads} AND kind = 'POST'`],
      ['system', 'ALL', isSystem],
      ['kept_outside', 'SELECT', `current_setting('kring.why', true) = 'keep-erasures'`],
    ]);
    // What was erased before there was a ledger, so that an older backup cannot bring it back either.
    await runner.query(`
      ALTER TABLE posts NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE erasures NO FORCE ROW LEVEL SECURITY;
      INSERT INTO erasures (organisation_id, id, kind, subject_id, group_id)
        SELECT organisation_id, gen_random_uuid(), 'POST', id, group_id FROM posts WHERE state = 'DELETED';
      INSERT INTO erasures (organisation_id, id, kind, subject_id, group_id)
        SELECT organisation_id, gen_random_uuid(), CASE WHEN nickname = '' THEN 'LEAVING_WITH_WORDS' ELSE 'LEAVING' END, id, group_id
        FROM memberships WHERE state = 'LEFT';
      ALTER TABLE posts FORCE ROW LEVEL SECURITY;
      ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
      ALTER TABLE erasures FORCE ROW LEVEL SECURITY`);
    for (const table of await tenantTables(runner)) await readWhole(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of await tenantTables(runner)) await runner.query(`DROP POLICY read_whole ON ${table}`);
    await runner.query(`DROP TABLE erasures`);
  }
}

/** The tables that row-level security guards, as they are at this point of the list. */
async function tenantTables(runner: QueryRunner): Promise<string[]> {
  const rows = (await runner.query(
    `SELECT quote_ident(relname) AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relforcerowsecurity ORDER BY relname`,
  )) as { name: string }[];
  return rows.map((row) => row.name);
}
