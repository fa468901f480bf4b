import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inGroup } from './frozen-sql';

/**
 * Why: by plain SQL, members could read the nickname of somebody who waits before their group, or who was refused. No
 * screen shows it; one lock in the wall is better than a guard at each door.
 *
 * What: whether a membership was ever inside, kept by the database itself, and members see those that were.
 */
export class NamesOfThoseInside1763800000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE memberships ADD COLUMN entered boolean NOT NULL DEFAULT false;
      ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY; -- or the owner would see no row to change
      ALTER TABLE membership_moves NO FORCE ROW LEVEL SECURITY;
      UPDATE memberships m SET entered = m.state IN ('ACTIVE', 'PAUSED', 'LEFT') OR EXISTS (
        SELECT FROM membership_moves v WHERE v.organisation_id = m.organisation_id AND v.membership_id = m.id AND v.to_state = 'ACTIVE');
      ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
      ALTER TABLE membership_moves FORCE ROW LEVEL SECURITY;
      CREATE FUNCTION membership_entered() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.entered := NEW.state IN ('ACTIVE', 'PAUSED') OR (TG_OP = 'UPDATE' AND OLD.entered);
          RETURN NEW;
        END $$;
      CREATE TRIGGER entered BEFORE INSERT OR UPDATE ON memberships FOR EACH ROW EXECUTE FUNCTION membership_entered();
      ALTER POLICY members ON memberships USING (${inGroup()} AND entered)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER POLICY members ON memberships USING (${inGroup()});
      DROP TRIGGER entered ON memberships;
      DROP FUNCTION membership_entered;
      ALTER TABLE memberships DROP COLUMN entered`);
  }
}
