import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = `'HANDED', 'LET_GO', 'CALLED', 'OPEN', 'HELD_POSTS', 'WATCHED', 'NOTE'`;

/**
 * Why: what was promised apart, and who is watched over, must reach the next shift by itself like all else.
 * What: lines of hand-overs that name a promise, or a watch. Going down is refused while there are any, by the constraint that
 * comes back.
 */
export class HandOverOfPromises1763800000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE hand_over_lines
        DROP CONSTRAINT hand_over_lines_kind_check,
        ADD CONSTRAINT hand_over_lines_kind_check CHECK (kind IN (${kinds}, 'PROMISED', 'FOLLOWED')),
        ADD COLUMN promise_id uuid,
        ADD COLUMN watch_id uuid,
        ADD FOREIGN KEY (organisation_id, promise_id) REFERENCES aside_promises (organisation_id, id),
        ADD FOREIGN KEY (organisation_id, watch_id) REFERENCES watches (organisation_id, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE hand_over_lines
        DROP COLUMN watch_id,
        DROP COLUMN promise_id,
        DROP CONSTRAINT hand_over_lines_kind_check,
        ADD CONSTRAINT hand_over_lines_kind_check CHECK (kind IN (${kinds}))`);
  }
}
