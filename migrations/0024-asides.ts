import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, isSystem, mine, protect, readWhole, reads } from './frozen-sql';

const tables = ['aside_promises', 'aside_alarms', 'aside_readings', 'aside_messages', 'asides', 'aside_requests'] as const; // prettier-ignore

/** Whoever talks, as a moderator or supervisor: those positions of the reader. */
const talks = `${reads} AND staff_id = ANY (kring_ids('kring.staff_ids'))`;
const supervises = `organisation_id = ANY (kring_ids('kring.supervises'))`;

/** What ends asides in the transaction of somebody who may not see them: the function acts for the organisation while it does. */
const endAsides = (name: string, condition: string, by: string): string => `
  CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      before text := current_setting('kring.system', true);
      ended record;
    BEGIN
      EXECUTE format('SET LOCAL kring.system = %L', '{' || NEW.organisation_id || '}');
      FOR ended IN
        UPDATE asides SET ended_at = now(), ended_by = '${by}'
        WHERE organisation_id = NEW.organisation_id AND ${condition} = NEW.id AND ended_at IS NULL
        RETURNING organisation_id, id, membership_id, staff_id
      LOOP
        INSERT INTO outbox (organisation_id, id, type, live, payload)
        VALUES (ended.organisation_id, gen_random_uuid(), 'aside.changed', true, jsonb_build_object(
          'asideId', ended.id, 'membershipId', ended.membership_id, 'staffId', ended.staff_id));
      END LOOP;
      EXECUTE format('SET LOCAL kring.system = %L', coalesce(before, ''));
      RETURN NULL;
    END $$;`;

/**
 * Why: some things are said between two people. A moderator must be able to talk with one member apart from the group, and
 * that must stay between them: not even other moderators read it, and a supervisor who does is on record.
 * What: requests (who is to talk with whom, and why; for staff only), asides, what is said in them and how it was read, the
 * alarms that tell every moderator that somebody needs them without telling what was said, and promises that were made.
 * Who talks stands on each row, so that policies compare columns. A membership that is paused or ends, and a position that
 * ends, end what they talk in, whoever does it and by whatever path.
 */
export class Asides1763800000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE aside_requests (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        group_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        asked_by uuid NOT NULL,
        post_id uuid,
        reason text NOT NULL,
        at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, asked_by) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id) REFERENCES posts (organisation_id, id)
      );
      CREATE INDEX aside_requests_open ON aside_requests (organisation_id, staff_id, at) WHERE answered_at IS NULL;
      CREATE TABLE asides (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        group_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        request_id uuid NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        last_at timestamptz(3) NOT NULL,
        last_by text NOT NULL CHECK (last_by IN ('MEMBER', 'STAFF')),
        ended_at timestamptz(3),
        ended_by text CHECK (ended_by IN ('MEMBER', 'STAFF', 'MEMBERSHIP', 'POSITION')),
        erased_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, id, group_id, membership_id, staff_id),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, request_id) REFERENCES aside_requests (organisation_id, id),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
        CHECK (erased_at IS NULL OR ended_at IS NOT NULL)
      );
      CREATE UNIQUE INDEX asides_one_open ON asides (organisation_id, membership_id, staff_id) WHERE ended_at IS NULL;
      CREATE INDEX asides_of_staff ON asides (organisation_id, staff_id, last_at DESC, id DESC);
      CREATE INDEX asides_of_member ON asides (organisation_id, membership_id, last_at DESC, id DESC);
      CREATE INDEX asides_by_time ON asides (organisation_id, last_at DESC, id DESC);
      CREATE INDEX asides_to_erase ON asides (organisation_id, ended_at) WHERE ended_at IS NOT NULL AND erased_at IS NULL;
      CREATE TABLE aside_messages (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        aside_id uuid NOT NULL,
        group_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        by_member boolean NOT NULL,
        text text NOT NULL,
        helpline text,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, aside_id, group_id, membership_id, staff_id)
          REFERENCES asides (organisation_id, id, group_id, membership_id, staff_id),
        CHECK (helpline IS NULL OR NOT by_member)
      );
      CREATE INDEX aside_messages_of_aside ON aside_messages (organisation_id, aside_id, at, id);
      CREATE TABLE aside_readings (
        organisation_id uuid NOT NULL,
        message_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        severity text NOT NULL CHECK (severity IN ('GREEN', 'AMBER', 'RED', 'CRISIS')),
        checked boolean NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, message_id),
        FOREIGN KEY (organisation_id, message_id) REFERENCES aside_messages (organisation_id, id)
      );
      CREATE TABLE aside_alarms (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        aside_id uuid NOT NULL,
        group_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        thread_id uuid,
        at timestamptz(3) NOT NULL,
        answered_by uuid,
        answered_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, aside_id, group_id, membership_id, staff_id)
          REFERENCES asides (organisation_id, id, group_id, membership_id, staff_id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, answered_by) REFERENCES staff (organisation_id, id),
        CHECK ((answered_by IS NULL) = (answered_at IS NULL))
      );
      CREATE INDEX aside_alarms_open ON aside_alarms (organisation_id, at) WHERE answered_at IS NULL;
      CREATE TABLE aside_promises (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        aside_id uuid NOT NULL,
        message_id uuid NOT NULL,
        group_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        sentence text NOT NULL,
        due_at timestamptz(3) NOT NULL,
        made_at timestamptz(3) NOT NULL,
        settled_as text CHECK (settled_as IN ('KEPT', 'LET_GO')),
        settled_by uuid,
        settled_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, aside_id, group_id, membership_id, staff_id)
          REFERENCES asides (organisation_id, id, group_id, membership_id, staff_id),
        FOREIGN KEY (organisation_id, message_id) REFERENCES aside_messages (organisation_id, id),
        FOREIGN KEY (organisation_id, settled_by) REFERENCES staff (organisation_id, id),
        CHECK ((settled_as IS NULL) = (settled_by IS NULL) AND (settled_as IS NULL) = (settled_at IS NULL))
      );
      CREATE INDEX aside_promises_open ON aside_promises (organisation_id, group_id, due_at, id) WHERE settled_at IS NULL;
      ${endAsides('asides_follow_membership', 'membership_id', 'MEMBERSHIP')}
      CREATE TRIGGER asides_follow AFTER UPDATE OF state ON memberships FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state <> 'ACTIVE') EXECUTE FUNCTION asides_follow_membership();
      ${endAsides('asides_follow_staff', 'staff_id', 'POSITION')}
      CREATE TRIGGER asides_follow AFTER UPDATE OF ended_at, role ON staff FOR EACH ROW
        WHEN (NEW.ended_at IS NOT NULL OR NEW.role NOT IN ('MODERATOR', 'SUPERVISOR')) EXECUTE FUNCTION asides_follow_staff()`);

    await protect(runner, 'aside_requests', 'SELECT, INSERT, UPDATE', [
      ['asked', 'ALL', talks],
      ['asking', 'SELECT', `${reads} AND asked_by = ANY (kring_ids('kring.staff_ids'))`],
      ['made_by_asker', 'INSERT', `${reads} AND asked_by = ANY (kring_ids('kring.staff_ids'))`],
      ['supervisors', 'SELECT', supervises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'asides', 'SELECT, INSERT, UPDATE', [
      ['own', 'SELECT', mine('membership_id')],
      ['written_by_member', 'UPDATE', mine('membership_id')],
      ['talking', 'ALL', talks],
      ['supervisors', 'SELECT', supervises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'aside_messages', 'SELECT, INSERT, UPDATE', [
      ['own', 'SELECT', mine('membership_id')],
      ['written_by_member', 'INSERT', `${mine('membership_id')} AND by_member`],
      ['talking', 'SELECT', talks],
      ['written_by_staff', 'INSERT', `${talks} AND NOT by_member`],
      ['supervisors', 'SELECT', supervises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'aside_readings', 'SELECT, INSERT', [
      ['written_by_member', 'INSERT', mine('membership_id')],
      ['talking', 'SELECT', talks],
      ['supervisors', 'SELECT', supervises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'aside_alarms', 'SELECT, INSERT, UPDATE', [
      ['raised_by_member', 'INSERT', `${mine('membership_id')} AND thread_id IS NULL AND answered_by IS NULL`],
      ['moderators', 'SELECT', reads],
      ['answered', 'UPDATE', reads],
      ['watched', 'SELECT', `current_setting('kring.why', true) = 'watch' AND answered_at IS NULL`],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'aside_promises', 'SELECT, INSERT, UPDATE', [
      ['moderators', 'SELECT', reads],
      ['settled', 'UPDATE', reads],
      ['made', 'INSERT', talks],
      ['system', 'ALL', isSystem],
    ]);
    for (const table of tables) await readWhole(runner, table);
    await runner.query(`
      CREATE POLICY listed_to_forget ON organisations FOR SELECT
        USING (current_setting('kring.why', true) = 'forget-asides')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY listed_to_forget ON organisations;
      DROP TRIGGER asides_follow ON staff;
      DROP TRIGGER asides_follow ON memberships`);
    await drop(runner, ...tables);
    await runner.query(`DROP FUNCTION asides_follow_staff; DROP FUNCTION asides_follow_membership`);
  }
}
