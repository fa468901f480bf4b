import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: each post made its whole thread be read again, so a reply to a long thread cost more than one to a short thread.
 * What: where the reading of a thread stands (numbers and authors' ids, no words), so that the next post is read by itself.
 * Threads without it are read anew when something happens in them.
 */
export class StandingOfClimates1763800000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE climates ADD COLUMN standing jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE climates DROP COLUMN standing`);
  }
}
