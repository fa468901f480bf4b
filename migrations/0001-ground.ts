import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, grant, inOrganisation, isStaff, isSystem, protect } from './frozen-sql';

/**
 * Why: nothing acknowledged may be lost, nothing may happen twice, and every staff action must be traceable; so the
 * outbox, the memory of client keys and the audit chain come before anything they serve.
 * What: the functions that policies compare with, the outbox, handled events, client keys, tries, audit heads and entries.
 */
export class Ground1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION kring_ids(setting text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
      RETURN coalesce(nullif(current_setting(setting, true), ''), '{}')::uuid[]`);

    await runner.query(`
      CREATE TABLE outbox (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        type text NOT NULL,
        live boolean NOT NULL,
        payload jsonb NOT NULL,
        state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'POISON')),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        due_at timestamptz(3) NOT NULL DEFAULT now(),
        lease_until timestamptz(3),
        attempts int NOT NULL DEFAULT 0,
        last_error text,
        PRIMARY KEY (organisation_id, id)
      );
      CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'PENDING'`);
    await protect(runner, 'outbox', 'SELECT, INSERT, UPDATE, DELETE', [
      ['written_by_anyone_inside', 'INSERT', inOrganisation],
      ['written_by_system', 'INSERT', isSystem],
      ['delivered', 'ALL', `current_setting('kring.why', true) = 'dispatch'`],
    ]);

    await runner.query(`
      CREATE TABLE handled_events (
        organisation_id uuid NOT NULL,
        event_id uuid NOT NULL,
        handler text NOT NULL,
        at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (organisation_id, event_id, handler)
      );
      CREATE INDEX handled_events_age ON handled_events (at)`);
    await protect(runner, 'handled_events', 'SELECT, INSERT, DELETE', [
      ['system', 'ALL', isSystem],
      ['swept', 'SELECT', `current_setting('kring.why', true) = 'sweep'`],
      ['swept_away', 'DELETE', `current_setting('kring.why', true) = 'sweep'`],
    ]);

    await runner.query(`
      CREATE TABLE client_keys (
        organisation_id uuid NOT NULL,
        who uuid NOT NULL,
        operation text NOT NULL,
        client_key uuid NOT NULL,
        fingerprint text NOT NULL,
        outcome jsonb,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (organisation_id, who, operation, client_key)
      );
      CREATE INDEX client_keys_age ON client_keys (created_at)`);
    await protect(runner, 'client_keys', 'SELECT, INSERT, UPDATE, DELETE', [
      ['own', 'ALL', `${inOrganisation} AND who = ANY (kring_ids('kring.account'))`],
      ['system', 'ALL', isSystem],
      ['swept', 'SELECT', `current_setting('kring.why', true) = 'sweep'`],
      ['swept_away', 'DELETE', `current_setting('kring.why', true) = 'sweep'`],
    ]);

    // The table that rate-limiter-flexible expects; keys are keyed hashes.
    await runner.query(
      `CREATE TABLE tries (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)`,
    );
    await grant(runner, 'tries', 'SELECT, INSERT, UPDATE, DELETE');

    await runner.query(`
      CREATE TABLE audit_heads (
        organisation_id uuid PRIMARY KEY,
        position bigint NOT NULL,
        hash bytea NOT NULL
      );
      CREATE TABLE audit_entries (
        organisation_id uuid NOT NULL,
        position bigint NOT NULL,
        id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        actor_kind text NOT NULL CHECK (actor_kind IN ('STAFF', 'SYSTEM')),
        actor text NOT NULL,
        action text NOT NULL,
        subjects jsonb NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (organisation_id, position),
        UNIQUE (organisation_id, id)
      );
      CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$;
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
      CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()`);
    await protect(runner, 'audit_heads', 'SELECT, INSERT, UPDATE', [
      ['staff', 'ALL', isStaff],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'audit_entries', 'SELECT, INSERT', [
      ['written_by_staff', 'INSERT', isStaff],
      ['system', 'ALL', isSystem],
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(runner, 'audit_entries', 'audit_heads', 'tries', 'client_keys', 'handled_events', 'outbox');
    await runner.query(`DROP FUNCTION audit_is_append_only; DROP FUNCTION kring_ids`);
  }
}
