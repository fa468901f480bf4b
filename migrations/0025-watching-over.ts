import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, isSystem, protect, readWhole, reads } from './frozen-sql';

const tables = ['watch_notes', 'watches'] as const;

/**
 * Why: the person who wrote in crisis is to be followed up, not only the post; and nobody may be forgotten at a change of shift.
 * What: watches (a member, an owner, when somebody is to be in touch next) and their notes, for moderators and supervisors alone. One
 * open watch a member. It ends with the membership, by a trigger, so that no path can forget it. And a policy that shows the night
 * jobs which organisations there are.
 */
export class WatchingOver1763800000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE watches (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        group_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        review_item_id uuid,
        state text NOT NULL CHECK (state IN ('PROPOSED', 'WATCHING', 'ENDED')),
        reason text NOT NULL,
        owner_id uuid,
        opened_at timestamptz(3) NOT NULL,
        next_contact_at timestamptz(3),
        quiet_since timestamptz(3),
        ended_at timestamptz(3),
        ended_by uuid,
        end_reason text,
        version int NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, review_item_id, membership_id),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id),
        FOREIGN KEY (organisation_id, owner_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, ended_by) REFERENCES staff (organisation_id, id),
        CHECK (state <> 'WATCHING' OR (owner_id IS NOT NULL AND next_contact_at IS NOT NULL)),
        CHECK ((state = 'ENDED') = (ended_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX watches_one_open ON watches (organisation_id, membership_id) WHERE state <> 'ENDED';
      CREATE INDEX watches_open ON watches (organisation_id, next_contact_at, id) WHERE state <> 'ENDED';
      CREATE TABLE watch_notes (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        watch_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        text text NOT NULL,
        at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, watch_id) REFERENCES watches (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX watch_notes_of_watch ON watch_notes (organisation_id, watch_id, at, id);
      CREATE INDEX watch_notes_to_erase ON watch_notes (organisation_id, expires_at) WHERE text <> '';
      CREATE FUNCTION watches_follow_membership() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE before text := current_setting('kring.system', true);
        BEGIN
          EXECUTE format('SET LOCAL kring.system = %L', '{' || NEW.organisation_id || '}');
          UPDATE watches SET state = 'ENDED', ended_at = now(), quiet_since = NULL, version = version + 1
          WHERE organisation_id = NEW.organisation_id AND membership_id = NEW.id AND state <> 'ENDED';
          EXECUTE format('SET LOCAL kring.system = %L', coalesce(before, ''));
          RETURN NULL;
        END $$;
      CREATE TRIGGER watches_follow AFTER UPDATE OF state ON memberships FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state IN ('LEFT', 'REMOVED')) EXECUTE FUNCTION watches_follow_membership()`);
    const forModerators = [
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ] as const;
    await protect(runner, 'watches', 'SELECT, INSERT, UPDATE', forModerators);
    await protect(runner, 'watch_notes', 'SELECT, INSERT, UPDATE', forModerators);
    for (const table of tables) await readWhole(runner, table);
    await runner.query(`
      CREATE POLICY listed_to_look_after ON organisations FOR SELECT
        USING (current_setting('kring.why', true) = 'look-after-watched')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY listed_to_look_after ON organisations;
      DROP TRIGGER watches_follow ON memberships`);
    await drop(runner, ...tables);
    await runner.query(`DROP FUNCTION watches_follow_membership`);
  }
}
