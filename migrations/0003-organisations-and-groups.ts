import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, inGroup, inOrganisation, isStaff, isSystem, mine, organises, protect, reads } from './frozen-sql';

/**
 * Why: closed means closed, so who belongs where comes before anything that can be said there.
 * What: organisations and their staff, groups, charters, invitations, memberships. A trigger keeps `rights` in step with
 * them, so that no path can end a membership and leave a door open.
 */
export class OrganisationsAndGroups1763800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisations (
        organisation_id uuid PRIMARY KEY,
        name text NOT NULL,
        staffed_hours jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL
      );
      CREATE TABLE staff (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        id uuid NOT NULL,
        role text NOT NULL CHECK (role IN ('ORGANISER', 'MODERATOR', 'SUPERVISOR')),
        display_name text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        PRIMARY KEY (organisation_id, id)
      );
      CREATE TABLE staff_invitations (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        id uuid NOT NULL,
        role text NOT NULL CHECK (role IN ('ORGANISER', 'MODERATOR', 'SUPERVISOR')),
        display_name text NOT NULL,
        invited_by uuid,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        staff_id uuid,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, invited_by) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE groups (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        id uuid NOT NULL,
        name text NOT NULL,
        description text NOT NULL,
        moderation_mode text NOT NULL CHECK (moderation_mode IN ('POST', 'NEWCOMERS', 'PRE')),
        created_by uuid NOT NULL,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, created_by) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE charters (
        organisation_id uuid NOT NULL,
        group_id uuid NOT NULL,
        version int NOT NULL,
        text text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, group_id, version),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id)
      );
      CREATE TABLE invitations (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        group_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('PERSONAL', 'OPEN')),
        uses_left int NOT NULL CHECK (uses_left >= 0),
        created_by uuid NOT NULL,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id),
        FOREIGN KEY (organisation_id, created_by) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE memberships (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        group_id uuid NOT NULL,
        nickname text NOT NULL,
        nickname_key text NOT NULL,
        avatar text NOT NULL,
        state text NOT NULL CHECK (state IN ('REQUESTED', 'ACTIVE', 'PAUSED', 'LEFT', 'REMOVED')),
        charter_version int NOT NULL,
        since timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, group_id, nickname_key),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id),
        FOREIGN KEY (organisation_id, group_id, charter_version) REFERENCES charters (organisation_id, group_id, version)
      );
      CREATE INDEX memberships_of_group ON memberships (organisation_id, group_id, state, since, id);
      CREATE TABLE member_profiles (
        organisation_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        age_band text CHECK (age_band IN ('AGE_12_15', 'AGE_16_17', 'AGE_18_25')),
        gender text CHECK (gender IN ('F', 'M', 'X')),
        PRIMARY KEY (organisation_id, membership_id),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id)
      );
      CREATE TABLE membership_moves (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        membership_id uuid NOT NULL,
        from_state text,
        to_state text NOT NULL,
        staff_id uuid,
        reason text,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX membership_moves_of_membership ON membership_moves (organisation_id, membership_id, at);

      CREATE FUNCTION rights_follow_membership() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE rights SET state = NEW.state WHERE organisation_id = NEW.organisation_id AND subject_id = NEW.id;
          RETURN NULL;
        END $$;
      CREATE TRIGGER rights_follow AFTER UPDATE OF state ON memberships
        FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION rights_follow_membership();
      CREATE FUNCTION rights_follow_staff() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE rights SET state = CASE WHEN NEW.ended_at IS NULL THEN 'ACTIVE' ELSE 'ENDED' END, role = NEW.role
          WHERE organisation_id = NEW.organisation_id AND subject_id = NEW.id;
          RETURN NULL;
        END $$;
      CREATE TRIGGER rights_follow AFTER UPDATE OF ended_at, role ON staff FOR EACH ROW EXECUTE FUNCTION rights_follow_staff()`);

    await protect(runner, 'organisations', 'SELECT, INSERT, UPDATE', [
      ['seen_from_inside', 'SELECT', inOrganisation],
      ['kept_by_organisers', 'UPDATE', organises],
      ['system', 'ALL', isSystem],
      ['listed_by_steward', 'SELECT', `current_setting('kring.why', true) = 'steward'`],
    ]);
    await protect(runner, 'staff', 'SELECT, INSERT, UPDATE', [
      ['seen_from_inside', 'SELECT', inOrganisation],
      ['kept_by_organisers', 'UPDATE', organises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'staff_invitations', 'SELECT, INSERT, UPDATE', [
      ['organisers', 'ALL', organises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'groups', 'SELECT, INSERT, UPDATE', [
      ['members', 'SELECT', inGroup('id')],
      ['waiting', 'SELECT', `${inOrganisation} AND id = ANY (kring_ids('kring.lobby'))`],
      ['staff', 'SELECT', isStaff],
      ['made_by_organisers', 'INSERT', organises],
      ['kept_by_organisers', 'UPDATE', organises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'charters', 'SELECT, INSERT', [
      ['members', 'SELECT', inGroup()],
      ['waiting', 'SELECT', `${inOrganisation} AND group_id = ANY (kring_ids('kring.lobby'))`],
      ['staff', 'SELECT', isStaff],
      ['made_by_organisers', 'INSERT', organises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'invitations', 'SELECT, INSERT, UPDATE', [
      ['organisers', 'ALL', organises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'memberships', 'SELECT, INSERT, UPDATE', [
      ['own', 'SELECT', mine('id')],
      ['left_by_oneself', 'UPDATE', mine('id')],
      ['members', 'SELECT', inGroup()],
      ['staff', 'SELECT', isStaff],
      ['moved_by_staff', 'UPDATE', isStaff],
      ['system', 'ALL', isSystem],
    ]);
    // Oneself, one can only leave.
    await runner.query(`ALTER POLICY left_by_oneself ON memberships WITH CHECK (${mine('id')} AND state = 'LEFT')`);
    await protect(runner, 'member_profiles', 'SELECT, INSERT, DELETE', [
      ['own', 'SELECT', mine('membership_id')],
      ['taken_back', 'DELETE', mine('membership_id')],
      ['readers', 'SELECT', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'membership_moves', 'SELECT, INSERT', [
      ['staff', 'ALL', isStaff],
      ['left_by_oneself', 'INSERT', `${mine('membership_id')} AND staff_id IS NULL`],
      ['system', 'ALL', isSystem],
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(
      runner,
      'membership_moves',
      'member_profiles',
      'memberships',
      'invitations',
      'charters',
      'groups',
      'staff_invitations',
      'staff',
      'organisations',
    );
    await runner.query(`DROP FUNCTION rights_follow_membership; DROP FUNCTION rights_follow_staff`);
  }
}
