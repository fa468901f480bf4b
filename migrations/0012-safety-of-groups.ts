import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: groups differ in what may be said in them at once: in one about eating numbers do harm, another reads only Dutch.
 * What: each group's own choices for how its posts are read; what stood until now is the default.
 */
export class SafetyOfGroups1763800000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE groups
        ADD COLUMN suicide_talk text NOT NULL DEFAULT 'ALLOW_WITHOUT_METHOD'
          CHECK (suicide_talk IN ('ALLOW_WITHOUT_METHOD', 'HOLD')),
        ADD COLUMN hold_goodbyes boolean NOT NULL DEFAULT true,
        ADD COLUMN other_languages text NOT NULL DEFAULT 'REVIEW' CHECK (other_languages IN ('REVIEW', 'SHOW')),
        ADD COLUMN themes text[] NOT NULL DEFAULT '{}' CHECK (themes <@ ARRAY['EATING'])`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE groups DROP COLUMN themes, DROP COLUMN other_languages, DROP COLUMN hold_goodbyes, DROP COLUMN suicide_talk`);
  }
}
