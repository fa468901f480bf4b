import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, isStaff, protect, readWhole, reads } from './frozen-sql';

const tables = ['guideline_versions', 'message_templates'] as const;

/**
 * Why: moderators wear out on vague guidelines and on writing the same words anew each night. What helps must stand beside the
 * item, in the organisation's own words where it has them, and words that are ready must not go out with a blank in them.
 * What: how an organisation words its guidelines, each wording kept with who and when (moderators and supervisors read,
 * supervisors add, nobody changes); and its message templates (staff read, organisers and supervisors keep them).
 */
export class GuidanceAtHand1763800000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guideline_versions (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        topic text NOT NULL,
        language text NOT NULL CHECK (language IN ('nl', 'fr', 'en')),
        version int NOT NULL CHECK (version > 0),
        is_own boolean NOT NULL,
        look text NOT NULL,
        helps text NOT NULL,
        avoid text NOT NULL,
        call_whom text NOT NULL,
        staff_id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, language, topic, version),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE message_templates (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        id uuid NOT NULL,
        shipped_key text,
        purpose text NOT NULL,
        language text NOT NULL CHECK (language IN ('nl', 'fr', 'en')),
        name text NOT NULL,
        text text NOT NULL,
        version int NOT NULL,
        changed_by uuid NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        retired_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, shipped_key, language),
        FOREIGN KEY (organisation_id, changed_by) REFERENCES staff (organisation_id, id)
      )`);
    await protect(runner, 'guideline_versions', 'SELECT, INSERT', [
      ['moderators', 'SELECT', reads],
      ['worded_by_supervisors', 'INSERT', `organisation_id = ANY (kring_ids('kring.supervises'))`],
    ]);
    const leads = `organisation_id = ANY (kring_ids('kring.leads'))`;
    await protect(runner, 'message_templates', 'SELECT, INSERT, UPDATE', [
      ['staff', 'SELECT', isStaff],
      ['added_by_leads', 'INSERT', leads],
      ['changed_by_leads', 'UPDATE', leads],
    ]);
    for (const table of tables) await readWhole(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(runner, ...tables);
  }
}
