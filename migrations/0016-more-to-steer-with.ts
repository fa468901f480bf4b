import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, isStaff, isSystem, protect, readWhole } from './frozen-sql';

/**
 * Why: a thread that goes too fast at night, or that two people fill, was steered with means that hit everybody; a good question
 * helps more than a brake; and a conversation inside a conversation could only be stopped.
 * What: slow mode for who writes most, with the opener spared; hours of the day in which nobody writes; an organisation's own
 * questions to put above the reply box, and the one that stands there, in words as it was chosen; threads that came out of
 * another, and what an intervention asked for beside its words.
 */
export class MoreToSteerWith1763800000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE prompts (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        id uuid NOT NULL,
        shipped_key text,
        nl text NOT NULL,
        fr text NOT NULL,
        en text NOT NULL,
        version int NOT NULL,
        changed_by uuid,
        changed_at timestamptz(3) NOT NULL,
        retired_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, shipped_key),
        FOREIGN KEY (organisation_id, changed_by) REFERENCES staff (organisation_id, id)
      );
      ALTER TABLE threads
        ADD COLUMN slow_mode_for text NOT NULL DEFAULT 'EVERYONE'
          CHECK (slow_mode_for = ANY (ARRAY['EVERYONE', 'HEAVIEST_POSTERS'])),
        ADD COLUMN slow_mode_spares_opener boolean NOT NULL DEFAULT false,
        ADD COLUMN quiet_hours jsonb,
        ADD COLUMN quiet_ends_at timestamptz(3),
        ADD COLUMN quiet_explanation text,
        ADD COLUMN prompt jsonb,
        ADD COLUMN prompt_ends_at timestamptz(3),
        ADD COLUMN moved_from uuid,
        ADD COLUMN dissolved_at timestamptz(3),
        ADD FOREIGN KEY (organisation_id, moved_from) REFERENCES threads (organisation_id, id);
      CREATE INDEX threads_moved_from ON threads (organisation_id, moved_from) WHERE moved_from IS NOT NULL;
      ALTER TABLE interventions
        ADD COLUMN terms jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN prompt_id uuid,
        ADD COLUMN new_thread_id uuid,
        ADD FOREIGN KEY (organisation_id, prompt_id) REFERENCES prompts (organisation_id, id),
        ADD FOREIGN KEY (organisation_id, new_thread_id) REFERENCES threads (organisation_id, id);
      CREATE INDEX interventions_of_prompt ON interventions (organisation_id, prompt_id) WHERE prompt_id IS NOT NULL;
      CREATE INDEX flags_of_post ON flags (organisation_id, post_id) WHERE post_id IS NOT NULL`);
    await protect(runner, 'prompts', 'SELECT, INSERT, UPDATE', [
      ['staff', 'ALL', isStaff],
      ['system', 'ALL', isSystem],
    ]);
    await readWhole(runner, 'prompts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX flags_of_post;
      ALTER TABLE interventions DROP COLUMN new_thread_id, DROP COLUMN prompt_id, DROP COLUMN terms;
      ALTER TABLE threads
        DROP COLUMN dissolved_at, DROP COLUMN moved_from, DROP COLUMN prompt_ends_at, DROP COLUMN prompt,
        DROP COLUMN quiet_explanation, DROP COLUMN quiet_ends_at, DROP COLUMN quiet_hours,
        DROP COLUMN slow_mode_spares_opener, DROP COLUMN slow_mode_for`);
    await drop(runner, 'prompts');
  }
}
