import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, grant } from './frozen-sql';

/**
 * Why: a person's sign-in must be apart from everything they say, so that no table of an organisation names an account.
 * What: accounts, sessions and recovery codes; `rights`, the only link from an account to its memberships and staff
 * positions, read by the session check; `codes`, which lead from a code's hash to the organisation that made it.
 */
export class Identity1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY,
        sign_in_name text NOT NULL,
        sign_in_key text NOT NULL UNIQUE,
        passphrase_hash text NOT NULL,
        needs_one_time_code boolean NOT NULL,
        one_time_code_sealed text,
        one_time_code_step bigint NOT NULL DEFAULT 0,
        is_steward boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL
      );
      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        token_hash bytea NOT NULL UNIQUE,
        created_at timestamptz(3) NOT NULL,
        last_used_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE INDEX sessions_of_account ON sessions (account_id);
      CREATE TABLE recovery_codes (
        account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        used_at timestamptz(3),
        PRIMARY KEY (account_id, code_hash)
      );
      CREATE TABLE rights (
        account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        organisation_id uuid NOT NULL,
        subject_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('MEMBER', 'STAFF')),
        group_id uuid,
        role text CHECK (role IN ('ORGANISER', 'MODERATOR', 'SUPERVISOR')),
        state text NOT NULL,
        PRIMARY KEY (account_id, organisation_id, subject_id),
        CHECK ((kind = 'MEMBER') = (group_id IS NOT NULL)),
        CHECK ((kind = 'STAFF') = (role IS NOT NULL))
      );
      CREATE INDEX rights_of_subject ON rights (organisation_id, subject_id);
      CREATE UNIQUE INDEX rights_one_membership ON rights (account_id, organisation_id, group_id)
        WHERE state IN ('REQUESTED', 'ACTIVE', 'PAUSED');
      CREATE TABLE codes (
        code_hash bytea PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('GROUP', 'STAFF')),
        organisation_id uuid NOT NULL,
        subject_id uuid NOT NULL
      )`);
    await grant(runner, 'accounts', 'SELECT, INSERT, UPDATE');
    await grant(runner, 'sessions', 'SELECT, INSERT, UPDATE, DELETE');
    await grant(runner, 'recovery_codes', 'SELECT, INSERT, UPDATE, DELETE');
    await grant(runner, 'rights', 'SELECT, INSERT, UPDATE');
    await grant(runner, 'codes', 'SELECT, INSERT, DELETE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(runner, 'codes', 'rights', 'recovery_codes', 'sessions', 'accounts');
  }
}
