import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: the job that has every organisation learn at night must know which there are, and row-level security showed it none.
 * What: a policy that shows organisations to that job, which reads their ids and goes on in each of them apart.
 */
export class OrganisationsAtNight1763800000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY listed_at_night ON organisations FOR SELECT USING (current_setting('kring.why', true) = 'learn-nightly')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP POLICY listed_at_night ON organisations`);
  }
}
