import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isSystem, protect, reads } from './frozen-sql';

/** Read far more often by members than by anybody else. */
const readByMembers = ['posts', 'threads', 'memberships'] as const;

/**
 * Why: a thread page asked ten questions about each row before it came to the one that lets members in, for PostgreSQL
 * takes policies in the reverse order of their names; and a queue of 100,000 open items was counted item by item each time
 * somebody looked at its first page.
 *
 * What: the policies of members get a name that comes last, and are asked first; how many items are open, by group and
 * severity, is kept in step by a trigger, in the transaction that changes an item. Severities only rise, and are locked in
 * that order, so that no two changes wait for each other.
 */
export class ReadingFast1763800000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of readByMembers)
      await runner.query(`ALTER POLICY members ON ${table} RENAME TO visible_to_members`);

    await runner.query(`
      CREATE TABLE open_item_counts (
        organisation_id uuid NOT NULL,
        group_id uuid NOT NULL,
        severity text NOT NULL CHECK (severity IN ('GREEN', 'AMBER', 'RED', 'CRISIS')),
        count int NOT NULL CHECK (count >= 0),
        PRIMARY KEY (organisation_id, group_id, severity),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id)
      );
      ALTER TABLE review_items NO FORCE ROW LEVEL SECURITY;
      INSERT INTO open_item_counts (organisation_id, group_id, severity, count)
        SELECT organisation_id, group_id, severity, count(*) FROM review_items WHERE state <> 'RESOLVED' GROUP BY 1, 2, 3;
      ALTER TABLE review_items FORCE ROW LEVEL SECURITY;

      CREATE FUNCTION open_item_counts_follow() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP <> 'INSERT' AND OLD.state <> 'RESOLVED' THEN
            UPDATE open_item_counts SET count = count - 1
            WHERE organisation_id = OLD.organisation_id AND group_id = OLD.group_id AND severity = OLD.severity;
          END IF;
          IF TG_OP <> 'DELETE' AND NEW.state <> 'RESOLVED' THEN
            INSERT INTO open_item_counts AS known (organisation_id, group_id, severity, count)
            VALUES (NEW.organisation_id, NEW.group_id, NEW.severity, 1)
            ON CONFLICT (organisation_id, group_id, severity) DO UPDATE SET count = known.count + 1;
          END IF;
          RETURN NULL;
        END $$;
      CREATE TRIGGER counted_in_and_out AFTER INSERT OR DELETE ON review_items
        FOR EACH ROW EXECUTE FUNCTION open_item_counts_follow();
      CREATE TRIGGER counted_again AFTER UPDATE ON review_items FOR EACH ROW
        WHEN (OLD.severity <> NEW.severity OR (OLD.state = 'RESOLVED') <> (NEW.state = 'RESOLVED'))
        EXECUTE FUNCTION open_item_counts_follow()`);
    await protect(runner, 'open_item_counts', 'SELECT, INSERT, UPDATE', [
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER counted_again ON review_items;
      DROP TRIGGER counted_in_and_out ON review_items;
      DROP FUNCTION open_item_counts_follow;
      DROP TABLE open_item_counts`);
    for (const table of readByMembers)
      await runner.query(`ALTER POLICY visible_to_members ON ${table} RENAME TO members`);
  }
}
