import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: whoever runs an installation must hear when a crisis waits for a moderator and nobody takes it, and must be able to
 * follow news back to the request that wrote it, without reading anything of an organisation.
 * What: a policy that shows unresolved review items in CRISIS, and no others, to the service when it watches itself; and a
 * mark on news, which says in which trace it was written.
 */
export class WhatIsWatched1763800000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY watched ON review_items FOR SELECT
        USING (current_setting('kring.why', true) = 'watch' AND severity = 'CRISIS' AND state <> 'RESOLVED')`);
    await runner.query(`ALTER TABLE outbox ADD COLUMN trace text CHECK (trace ~ '^[0-9a-f]{32}-[0-9a-f]{16}$')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox DROP COLUMN trace`);
    await runner.query(`DROP POLICY watched ON review_items`);
  }
}
