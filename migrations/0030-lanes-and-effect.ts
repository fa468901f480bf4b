import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, isSystem, protect, readWhole, reads } from './frozen-sql';

const own = `${reads} AND staff_id = ANY (kring_ids('kring.staff_ids'))`;
const supervises = `organisation_id = ANY (kring_ids('kring.supervises'))`;
const open = `state <> 'RESOLVED'`;

/**
 * Why: what nobody touched for longest is to be found however long the queue is; a team looks at its queue in a few ways again and
 * again; and whoever steers is to see later, by the clock or when the next shift begins, what came of it.
 *
 * What: when somebody last had an item in hand or did something about it, and whether members flagged it, kept on the item; an index for
 * each order and for what is rare. Saved views, read by who made them and, where shared, by the team; which one somebody begins with.
 * When an organisation looks again, and a second look beside the first.
 */
export class LanesAndEffect1763800000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE review_items ADD COLUMN touched_at timestamptz(3), ADD COLUMN flagged boolean NOT NULL DEFAULT false;
      ALTER TABLE review_items NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE flags NO FORCE ROW LEVEL SECURITY;
      UPDATE review_items r SET touched_at = opened_at, flagged = EXISTS (
        SELECT FROM flags f WHERE f.organisation_id = r.organisation_id AND f.review_item_id = r.id AND f.membership_id IS NOT NULL);
      ALTER TABLE review_items FORCE ROW LEVEL SECURITY;
      ALTER TABLE flags FORCE ROW LEVEL SECURITY;
      ALTER TABLE review_items ALTER COLUMN touched_at SET NOT NULL;
      CREATE FUNCTION flags_mark_items() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE review_items r SET flagged = EXISTS (
            SELECT FROM flags f WHERE f.organisation_id = r.organisation_id AND f.review_item_id = r.id AND f.membership_id IS NOT NULL)
          WHERE r.organisation_id = NEW.organisation_id AND r.id = ANY (ARRAY[OLD.review_item_id, NEW.review_item_id]);
          RETURN NULL;
        END $$;
      CREATE TRIGGER mark_items AFTER UPDATE OF review_item_id ON flags FOR EACH ROW
        WHEN (NEW.membership_id IS NOT NULL AND OLD.review_item_id IS DISTINCT FROM NEW.review_item_id)
        EXECUTE FUNCTION flags_mark_items();
      CREATE TRIGGER mark_item_at_once AFTER INSERT ON flags FOR EACH ROW
        WHEN (NEW.membership_id IS NOT NULL AND NEW.review_item_id IS NOT NULL)
        EXECUTE FUNCTION flags_mark_items();
      CREATE INDEX review_items_untouched ON review_items (organisation_id, severity_rank, touched_at, id) WHERE ${open};
      CREATE INDEX review_items_of_group ON review_items (organisation_id, group_id, severity_rank, due_at, id) WHERE ${open};
      CREATE INDEX review_items_untouched_of_group ON review_items (organisation_id, group_id, severity_rank, touched_at, id)
        WHERE ${open};
      CREATE INDEX review_items_flagged ON review_items (organisation_id, severity_rank, due_at, id) WHERE ${open} AND flagged;
      CREATE INDEX review_items_appeals ON review_items (organisation_id, severity_rank, due_at, id) WHERE ${open} AND kind = 'APPEAL';
      CREATE INDEX review_items_drawn ON review_items (organisation_id, severity_rank, due_at, id) WHERE ${open} AND reason = 'why.audit';
      CREATE INDEX review_items_waiting ON review_items (organisation_id, severity_rank, due_at, id) WHERE state = 'WAITING';
      CREATE INDEX review_items_claimed ON review_items (organisation_id, severity_rank, due_at, id) WHERE state = 'CLAIMED';

      CREATE TABLE saved_views (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        staff_id uuid NOT NULL,
        name text NOT NULL,
        filter jsonb NOT NULL,
        sorting text NOT NULL CHECK (sorting IN ('GRAVEST', 'UNTOUCHED')),
        shared boolean NOT NULL,
        created_at timestamptz(3) NOT NULL,
        version int NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX saved_views_of_staff ON saved_views (organisation_id, staff_id, created_at, id);
      CREATE INDEX saved_views_of_team ON saved_views (organisation_id, created_at, id) WHERE shared;
      CREATE TABLE first_views (
        organisation_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        view_id uuid NOT NULL,
        PRIMARY KEY (organisation_id, staff_id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, view_id) REFERENCES saved_views (organisation_id, id) ON DELETE CASCADE
      );
      CREATE INDEX first_views_of_view ON first_views (organisation_id, view_id);
      CREATE FUNCTION views_follow_staff() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE before text := current_setting('kring.system', true);
        BEGIN
          EXECUTE format('SET LOCAL kring.system = %L', '{' || NEW.organisation_id || '}');
          DELETE FROM first_views WHERE organisation_id = NEW.organisation_id AND staff_id = NEW.id;
          DELETE FROM saved_views WHERE organisation_id = NEW.organisation_id AND staff_id = NEW.id AND NOT shared;
          EXECUTE format('SET LOCAL kring.system = %L', coalesce(before, ''));
          RETURN NULL;
        END $$;
      CREATE TRIGGER views_follow AFTER UPDATE OF ended_at, role ON staff FOR EACH ROW
        WHEN (NEW.ended_at IS NOT NULL OR NEW.role NOT IN ('MODERATOR', 'SUPERVISOR')) EXECUTE FUNCTION views_follow_staff();

      CREATE TABLE recheck_choices (
        organisation_id uuid NOT NULL,
        looks text NOT NULL CHECK (looks IN ('MINUTES', 'NEXT_SHIFT', 'BOTH')),
        minutes int NOT NULL CHECK (minutes BETWEEN 15 AND 2880),
        changed_by uuid NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id),
        FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id),
        FOREIGN KEY (organisation_id, changed_by) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE later_rechecks (
        organisation_id uuid NOT NULL,
        intervention_id uuid NOT NULL,
        climate text NOT NULL CHECK (climate IN ('SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING')),
        score real NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, intervention_id),
        FOREIGN KEY (organisation_id, intervention_id) REFERENCES interventions (organisation_id, id)
      );
      CREATE INDEX interventions_by_time ON interventions (organisation_id, at)`);
    await protect(runner, 'saved_views', 'SELECT, INSERT, UPDATE, DELETE', [
      ['own', 'SELECT', own],
      ['shared_with_team', 'SELECT', `${reads} AND shared`],
      ['made_for_oneself', 'INSERT', `${own} AND NOT shared`],
      ['changed_for_oneself', 'UPDATE', `${own} AND NOT shared`],
      ['taken_away', 'DELETE', `${own} AND NOT shared`],
      ['supervisors_own', 'ALL', `${supervises} AND staff_id = ANY (kring_ids('kring.staff_ids'))`],
      ['supervisors_team', 'UPDATE', `${supervises} AND shared`],
      ['supervisors_take_away', 'DELETE', `${supervises} AND shared`],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'first_views', 'SELECT, INSERT, UPDATE, DELETE', [
      ['own', 'ALL', own],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'recheck_choices', 'SELECT, INSERT, UPDATE', [
      ['moderators', 'SELECT', reads],
      ['supervisors', 'ALL', supervises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'later_rechecks', 'SELECT, INSERT', [
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    for (const table of ['saved_views', 'first_views', 'recheck_choices', 'later_rechecks'])
      await readWhole(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER views_follow ON staff`);
    await drop(runner, 'later_rechecks', 'recheck_choices', 'first_views', 'saved_views');
    await runner.query(`
      DROP FUNCTION views_follow_staff;
      DROP TRIGGER mark_item_at_once ON flags;
      DROP TRIGGER mark_items ON flags;
      DROP FUNCTION flags_mark_items;
      DROP INDEX interventions_by_time;
      DROP INDEX review_items_claimed;
      DROP INDEX review_items_waiting;
      DROP INDEX review_items_drawn;
      DROP INDEX review_items_appeals;
      DROP INDEX review_items_flagged;
      DROP INDEX review_items_untouched_of_group;
      DROP INDEX review_items_of_group;
      DROP INDEX review_items_untouched;
      ALTER TABLE review_items DROP COLUMN touched_at, DROP COLUMN flagged`);
  }
}
