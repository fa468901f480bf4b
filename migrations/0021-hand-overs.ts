import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, isSystem, protect, readWhole, reads } from './frozen-sql';

const tables = ['hand_over_reads', 'hand_over_lines', 'hand_overs', 'item_notes'] as const;

/**
 * Why: what one moderator knows at the end of the night must reach the next, and nobody should have to remember to tell it.
 * What: notes and promises on review items, with who gave an item to whom and who broke a claim, and why; hand-overs that are
 * written when a duty ends, whose lines name what they are about by id; and who read them. Only added, for moderators.
 */
export class HandOvers1763800000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE item_notes (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        review_item_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('NOTE', 'PROMISE', 'RELEASED', 'HANDED', 'BROKEN')),
        staff_id uuid NOT NULL,
        to_staff_id uuid,
        text text NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, to_staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX item_notes_of_item ON item_notes (organisation_id, review_item_id, at);
      CREATE INDEX item_notes_by_staff ON item_notes (organisation_id, staff_id, at);
      CREATE TABLE hand_overs (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        duty_id uuid NOT NULL,
        text text NOT NULL,
        ended_at timestamptz(3) NOT NULL,
        is_signed boolean NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, duty_id),
        FOREIGN KEY (organisation_id, duty_id) REFERENCES duties (organisation_id, id)
      );
      CREATE INDEX hand_overs_by_end ON hand_overs (organisation_id, ended_at DESC, id);
      CREATE TABLE hand_over_lines (
        organisation_id uuid NOT NULL,
        hand_over_id uuid NOT NULL,
        position int NOT NULL,
        kind text NOT NULL CHECK (kind IN ('HANDED', 'LET_GO', 'CALLED', 'OPEN', 'HELD_POSTS', 'WATCHED', 'NOTE')),
        review_item_id uuid,
        intervention_id uuid,
        note_id uuid,
        PRIMARY KEY (organisation_id, hand_over_id, position),
        FOREIGN KEY (organisation_id, hand_over_id) REFERENCES hand_overs (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id),
        FOREIGN KEY (organisation_id, intervention_id) REFERENCES interventions (organisation_id, id),
        FOREIGN KEY (organisation_id, note_id) REFERENCES item_notes (organisation_id, id)
      );
      CREATE TABLE hand_over_reads (
        organisation_id uuid NOT NULL,
        hand_over_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, hand_over_id, staff_id),
        FOREIGN KEY (organisation_id, hand_over_id) REFERENCES hand_overs (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      )`);
    for (const table of tables) {
      await protect(runner, table, 'SELECT, INSERT', [
        ['moderators', 'ALL', reads],
        ['system', 'ALL', isSystem],
      ]);
      await readWhole(runner, table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(runner, ...tables);
  }
}
