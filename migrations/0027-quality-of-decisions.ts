import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, grant, isSystem, protect, readWhole, reads, serviceRole } from './frozen-sql';

const tables = ['item_mentions', 'blind_reading_posts', 'blind_readings', 'quality_choices'] as const;

const isMe = (column: string): string => `${column} = ANY (kring_ids('kring.staff_ids'))`;
const supervises = `organisation_id = ANY (kring_ids('kring.supervises'))`;
const tookPart = `took_part && kring_ids('kring.staff_ids')`;

/**
 * Why: whether two people would decide alike about the same conversation was never measured; and who wanted to ask a colleague about
 * an item had to leave the desk to do so.
 * What: decisions drawn by chance for a second person, who decides again without knowing the first (`blind_readings`, with the posts
 * and revisions as they stood, by id); how many are drawn; whom a note on an item asks, and notes that their writer mends or takes back.
 * Who had to do with an item never sees its second reading, by row-level security; what it came to is for its reader and supervisors.
 */
export class QualityOfDecisions1763800000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE quality_choices (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        percent int NOT NULL CHECK (percent BETWEEN 0 AND 20),
        changed_by uuid NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id),
        FOREIGN KEY (organisation_id, changed_by) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE blind_readings (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        review_item_id uuid NOT NULL,
        decision_id uuid NOT NULL,
        group_id uuid NOT NULL,
        thread_id uuid NOT NULL,
        took_part uuid[] NOT NULL,
        state text NOT NULL CHECK (state IN ('OPEN', 'TAKEN', 'GIVEN', 'EXPIRED')),
        drawn_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        reader_id uuid,
        taken_until timestamptz(3),
        given_at timestamptz(3),
        kind text CHECK (kind IN ('NO_ACTION', 'RELEASED', 'RETURNED', 'HIDDEN', 'STEERED', 'SUPPORTED', 'ESCALATED')),
        severity text CHECK (severity IN ('GREEN', 'AMBER', 'RED', 'CRISIS')),
        reason text,
        talked_by uuid,
        talked_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, review_item_id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id),
        FOREIGN KEY (organisation_id, decision_id) REFERENCES decisions (organisation_id, id),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, reader_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, talked_by) REFERENCES staff (organisation_id, id),
        CHECK ((state IN ('TAKEN', 'GIVEN')) = (reader_id IS NOT NULL)),
        CHECK ((state = 'TAKEN') = (taken_until IS NOT NULL)),
        CHECK ((state = 'GIVEN') = (given_at IS NOT NULL AND kind IS NOT NULL AND severity IS NOT NULL)),
        CHECK ((talked_by IS NULL) = (talked_at IS NULL))
      );
      CREATE INDEX blind_readings_waiting ON blind_readings (organisation_id, expires_at, id) WHERE state IN ('OPEN', 'TAKEN');
      CREATE INDEX blind_readings_given ON blind_readings (organisation_id, given_at DESC, id) WHERE state = 'GIVEN';
      CREATE INDEX blind_readings_drawn ON blind_readings (organisation_id, drawn_at);
      CREATE TABLE blind_reading_posts (
        organisation_id uuid NOT NULL,
        reading_id uuid NOT NULL,
        post_id uuid NOT NULL,
        revision int NOT NULL,
        PRIMARY KEY (organisation_id, reading_id, post_id),
        FOREIGN KEY (organisation_id, reading_id) REFERENCES blind_readings (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id, revision) REFERENCES post_revisions (organisation_id, post_id, revision)
      );
      ALTER TABLE item_notes ADD COLUMN edited_at timestamptz(3), ADD COLUMN taken_back_at timestamptz(3);
      CREATE TABLE item_mentions (
        organisation_id uuid NOT NULL,
        note_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        review_item_id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        read_at timestamptz(3),
        PRIMARY KEY (organisation_id, note_id, staff_id),
        FOREIGN KEY (organisation_id, note_id) REFERENCES item_notes (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id)
      );
      CREATE INDEX item_mentions_unread ON item_mentions (organisation_id, staff_id, at) WHERE read_at IS NULL`);
    await protect(runner, 'quality_choices', 'SELECT, INSERT, UPDATE', [
      ['moderators', 'SELECT', reads],
      ['chosen', 'INSERT', supervises],
      ['changed', 'UPDATE', supervises],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'blind_readings', 'SELECT, INSERT', [
      ['waiting', 'SELECT', `${reads} AND state IN ('OPEN', 'TAKEN') AND NOT (${tookPart})`],
      ['own', 'SELECT', `${reads} AND ${isMe('reader_id')}`],
      ['compared', 'SELECT', `${supervises} AND state = 'GIVEN'`],
      ['system', 'ALL', isSystem],
    ]);
    await runner.query(`
      CREATE POLICY taken ON blind_readings FOR UPDATE
        USING (${reads} AND state IN ('OPEN', 'TAKEN') AND NOT (${tookPart}))
        WITH CHECK (${reads} AND state IN ('TAKEN', 'GIVEN') AND ${isMe('reader_id')} AND NOT (${tookPart}));
      CREATE POLICY let_go ON blind_readings FOR UPDATE
        USING (${reads} AND state = 'TAKEN' AND ${isMe('reader_id')} AND NOT (${tookPart}))
        WITH CHECK (${reads} AND state = 'OPEN' AND NOT (${tookPart}));
      CREATE POLICY talked_about ON blind_readings FOR UPDATE
        USING (${supervises} AND state = 'GIVEN') WITH CHECK (${supervises} AND state = 'GIVEN')`);
    await grant(
      runner,
      'blind_readings',
      'UPDATE (state, reader_id, taken_until, given_at, kind, severity, reason, talked_by, talked_at)',
    );
    await protect(runner, 'blind_reading_posts', 'SELECT, INSERT, DELETE', [
      ['moderators', 'SELECT', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'item_mentions', 'SELECT, INSERT, DELETE', [
      ['moderators', 'SELECT', reads],
      ['asked', 'INSERT', reads],
      ['taken_back', 'DELETE', reads],
      ['system', 'ALL', isSystem],
    ]);
    await runner.query(`
      CREATE POLICY read_by_me ON item_mentions FOR UPDATE
        USING (${reads} AND ${isMe('staff_id')}) WITH CHECK (${reads} AND ${isMe('staff_id')});
      DROP POLICY moderators ON item_notes;
      CREATE POLICY moderators ON item_notes FOR SELECT USING (${reads});
      CREATE POLICY written ON item_notes FOR INSERT WITH CHECK (${reads});
      CREATE POLICY mended ON item_notes FOR UPDATE
        USING (${reads} AND ${isMe('staff_id')}) WITH CHECK (${reads} AND ${isMe('staff_id')});
      CREATE POLICY listed_to_read_again ON organisations FOR SELECT
        USING (current_setting('kring.why', true) = 'look-after-readings')`);
    await grant(runner, 'item_mentions', 'UPDATE (read_at)');
    await grant(runner, 'item_notes', 'UPDATE (text, edited_at, taken_back_at)');
    for (const table of tables) await readWhole(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY listed_to_read_again ON organisations;
      DROP POLICY mended ON item_notes;
      DROP POLICY written ON item_notes;
      DROP POLICY moderators ON item_notes;
      CREATE POLICY moderators ON item_notes FOR ALL USING (${reads}) WITH CHECK (${reads})`);
    await drop(runner, ...tables);
    await runner.query(`
      REVOKE UPDATE (text, edited_at, taken_back_at) ON item_notes FROM ${await serviceRole(runner)};
      ALTER TABLE item_notes DROP COLUMN taken_back_at, DROP COLUMN edited_at`);
  }
}
