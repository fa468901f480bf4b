import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, isSystem, type Policy, protect, readWhole, reads } from './frozen-sql';

const tables = ['colleague_asks', 'exposures', 'reading_choices', 'exposure_budgets'] as const;

const isOwn = (column: string): string => `${reads} AND ${column} = ANY (kring_ids('kring.staff_ids'))`;
const supervises = `organisation_id = ANY (kring_ids('kring.supervises'))`;

/**
 * Why: moderators are worn out by what they read. Limits, breaks and somebody to talk to protect them; covering alone does not.
 * What: what a moderator read that was heavy (which item, how grave, what about; for themselves alone, counted by the service for who
 * leads them), how they choose to read (for themselves alone), how much an organisation asks of one shift, and what colleagues ask of
 * each other: to read along, which the team sees at the item, or to talk, which only the two see. Choices and words go with a
 * position that ends, by a trigger, so that no path can forget it.
 */
export class CareForModerators1763800000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exposure_budgets (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        severe int NOT NULL CHECK (severe BETWEEN 1 AND 100),
        same_theme int NOT NULL CHECK (same_theme BETWEEN 1 AND 100),
        set_by uuid NOT NULL,
        set_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id),
        FOREIGN KEY (organisation_id, set_by) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE reading_choices (
        organisation_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        covers boolean NOT NULL,
        avoids text[] NOT NULL,
        PRIMARY KEY (organisation_id, staff_id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE exposures (
        organisation_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        since timestamptz(3) NOT NULL,
        review_item_id uuid NOT NULL,
        severity text NOT NULL CHECK (severity IN ('AMBER', 'RED', 'CRISIS')),
        theme text,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, staff_id, since, review_item_id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id)
      );
      CREATE INDEX exposures_by_time ON exposures (organisation_id, at);
      CREATE TABLE colleague_asks (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('READ_ALONG', 'TALK')),
        asker_id uuid NOT NULL,
        asked_id uuid NOT NULL,
        review_item_id uuid,
        words text NOT NULL,
        at timestamptz(3) NOT NULL,
        answer text,
        answered_at timestamptz(3),
        ended_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, asker_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, asked_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id),
        CHECK ((kind = 'READ_ALONG') = (review_item_id IS NOT NULL)),
        CHECK (asker_id <> asked_id)
      );
      CREATE UNIQUE INDEX colleague_asks_one_open ON colleague_asks (organisation_id, review_item_id, asker_id, asked_id)
        WHERE answered_at IS NULL AND ended_at IS NULL AND review_item_id IS NOT NULL;
      CREATE INDEX colleague_asks_of_item ON colleague_asks (organisation_id, review_item_id, at) WHERE review_item_id IS NOT NULL;
      CREATE INDEX colleague_asks_of_asked ON colleague_asks (organisation_id, asked_id, at) WHERE ended_at IS NULL;
      CREATE INDEX colleague_asks_of_asker ON colleague_asks (organisation_id, asker_id, at) WHERE ended_at IS NULL;
      CREATE FUNCTION care_follows_staff() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE before text := current_setting('kring.system', true);
        BEGIN
          EXECUTE format('SET LOCAL kring.system = %L', '{' || NEW.organisation_id || '}');
          DELETE FROM reading_choices WHERE organisation_id = NEW.organisation_id AND staff_id = NEW.id;
          DELETE FROM exposures WHERE organisation_id = NEW.organisation_id AND staff_id = NEW.id;
          UPDATE colleague_asks SET words = '', answer = NULL, ended_at = coalesce(ended_at, now())
          WHERE organisation_id = NEW.organisation_id AND NEW.id IN (asker_id, asked_id) AND (kind = 'TALK' OR ended_at IS NULL);
          EXECUTE format('SET LOCAL kring.system = %L', coalesce(before, ''));
          RETURN NULL;
        END $$;
      CREATE TRIGGER care_follows AFTER UPDATE OF ended_at, role ON staff FOR EACH ROW
        WHEN (NEW.ended_at IS NOT NULL OR NEW.role NOT IN ('MODERATOR', 'SUPERVISOR')) EXECUTE FUNCTION care_follows_staff()`);
    const own: readonly Policy[] = [
      ['own', 'ALL', isOwn('staff_id')],
      ['system', 'ALL', isSystem],
    ];
    await protect(runner, 'exposure_budgets', 'SELECT, INSERT, UPDATE', [
      ['moderators', 'SELECT', reads],
      ['supervisors', 'ALL', supervises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'reading_choices', 'SELECT, INSERT, UPDATE, DELETE', own);
    await protect(runner, 'exposures', 'SELECT, INSERT, DELETE', own);
    await protect(runner, 'colleague_asks', 'SELECT, INSERT, UPDATE', [
      ['asked_along', 'SELECT', `${reads} AND kind = 'READ_ALONG'`],
      ['asker', 'ALL', isOwn('asker_id')],
      ['asked', 'SELECT', isOwn('asked_id')],
      ['answered', 'UPDATE', isOwn('asked_id')],
      ['system', 'ALL', isSystem],
    ]);
    for (const table of tables) await readWhole(runner, table);
    await runner.query(`
      CREATE POLICY listed_to_forget_exposure ON organisations FOR SELECT
        USING (current_setting('kring.why', true) = 'forget-exposure')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY listed_to_forget_exposure ON organisations;
      DROP TRIGGER care_follows ON staff`);
    await drop(runner, ...tables);
    await runner.query(`DROP FUNCTION care_follows_staff`);
  }
}
