import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, isSystem, protect, readWhole, reads } from './frozen-sql';

const tables = ['practice_comments', 'practice_steps', 'practice_runs'] as const;

const isOwn = `${reads} AND staff_id = ANY (kring_ids('kring.staff_ids'))`;
const supervises = `organisation_id = ANY (kring_ids('kring.supervises'))`;

/**
 * Why: a moderator meets the first hard thread alone with real people. They should have met it before, with people who do not exist,
 * and have somebody look back on it with them.
 * What: runs of practice threads (each with the script as it was when it began, so that it plays on when the file changes), what the
 * trainee did in them with its time in the story, and what a supervisor and the trainee say about that. Apart from everything
 * real: nothing here points at a group, a member or a post, and nothing there points here. Whose run it is stands on each row, so that
 * policies compare columns: the trainee and the supervisors read it, nobody else. A position that ends takes its runs along.
 */
export class Practice1763800000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE practice_runs (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        id uuid NOT NULL,
        staff_id uuid NOT NULL,
        script_key text NOT NULL,
        script jsonb NOT NULL,
        language text NOT NULL CHECK (language IN ('nl', 'fr', 'en')),
        began_at timestamptz(3) NOT NULL,
        speed int NOT NULL CHECK (speed BETWEEN 1 AND 100),
        ran_ms int NOT NULL CHECK (ran_ms >= 0),
        since timestamptz(3),
        ended_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, id, staff_id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        CHECK (ended_at IS NULL OR since IS NULL)
      );
      CREATE INDEX practice_runs_of_staff ON practice_runs (organisation_id, staff_id, began_at DESC, id DESC);
      CREATE INDEX practice_runs_to_erase ON practice_runs (organisation_id, began_at);
      CREATE TABLE practice_steps (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        run_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        number int NOT NULL,
        at timestamptz(3) NOT NULL,
        story_ms int NOT NULL CHECK (story_ms >= 0),
        deed jsonb NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, id, run_id),
        UNIQUE (organisation_id, run_id, number),
        FOREIGN KEY (organisation_id, run_id, staff_id) REFERENCES practice_runs (organisation_id, id, staff_id)
      );
      CREATE TABLE practice_comments (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        run_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        step_id uuid,
        by_staff_id uuid NOT NULL,
        text text NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, run_id, staff_id) REFERENCES practice_runs (organisation_id, id, staff_id),
        FOREIGN KEY (organisation_id, step_id, run_id) REFERENCES practice_steps (organisation_id, id, run_id),
        FOREIGN KEY (organisation_id, by_staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX practice_comments_of_run ON practice_comments (organisation_id, run_id, at, id);
      CREATE INDEX practice_comments_by_staff ON practice_comments (organisation_id, by_staff_id);
      CREATE FUNCTION practice_follows_staff() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE before text := current_setting('kring.system', true);
        BEGIN
          EXECUTE format('SET LOCAL kring.system = %L', '{' || NEW.organisation_id || '}');
          DELETE FROM practice_comments
          WHERE organisation_id = NEW.organisation_id AND (staff_id = NEW.id OR by_staff_id = NEW.id);
          DELETE FROM practice_steps WHERE organisation_id = NEW.organisation_id AND staff_id = NEW.id;
          DELETE FROM practice_runs WHERE organisation_id = NEW.organisation_id AND staff_id = NEW.id;
          EXECUTE format('SET LOCAL kring.system = %L', coalesce(before, ''));
          RETURN NULL;
        END $$;
      CREATE TRIGGER practice_follows AFTER UPDATE OF ended_at, role ON staff FOR EACH ROW
        WHEN (NEW.ended_at IS NOT NULL OR NEW.role NOT IN ('MODERATOR', 'SUPERVISOR'))
        EXECUTE FUNCTION practice_follows_staff()`);
    await protect(runner, 'practice_runs', 'SELECT, INSERT, UPDATE, DELETE', [
      ['own', 'SELECT', isOwn],
      ['begun', 'INSERT', isOwn],
      ['gone_on_with', 'UPDATE', isOwn],
      ['supervisors', 'SELECT', supervises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'practice_steps', 'SELECT, INSERT, DELETE', [
      ['own', 'SELECT', isOwn],
      ['taken', 'INSERT', isOwn],
      ['supervisors', 'SELECT', supervises],
      ['system', 'ALL', isSystem],
    ]);
    const isMine = `by_staff_id = ANY (kring_ids('kring.staff_ids'))`;
    await protect(runner, 'practice_comments', 'SELECT, INSERT, DELETE', [
      ['own', 'SELECT', isOwn],
      ['answered', 'INSERT', `${isOwn} AND ${isMine}`],
      ['supervisors', 'SELECT', supervises],
      ['said_by_supervisors', 'INSERT', `${supervises} AND ${isMine}`],
      ['system', 'ALL', isSystem],
    ]);
    for (const table of tables) await readWhole(runner, table);
    await runner.query(`
      CREATE POLICY listed_to_forget_practice ON organisations FOR SELECT
        USING (current_setting('kring.why', true) = 'forget-practice')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY listed_to_forget_practice ON organisations;
      DROP TRIGGER practice_follows ON staff`);
    await drop(runner, ...tables);
    await runner.query(`DROP FUNCTION practice_follows_staff`);
  }
}
