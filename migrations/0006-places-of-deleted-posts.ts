import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inGroup } from './frozen-sql';

/**
 * Why: whoever takes back a post that still waited for a moderator told the whole group that there had been one, for the
 * empty place of a deleted post is shown so that answers still make sense. What nobody saw leaves no place.
 *
 * What: whether a deleted post was in sight when it was deleted, and members see its place only then.
 */
export class PlacesOfDeletedPosts1763800000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE posts ADD COLUMN leaves_place boolean NOT NULL DEFAULT false;
      ALTER TABLE posts NO FORCE ROW LEVEL SECURITY; -- or the owner would see no row to change
      UPDATE posts SET leaves_place = true WHERE state = 'DELETED';
      ALTER TABLE posts FORCE ROW LEVEL SECURITY;
      ALTER POLICY members ON posts USING (${inGroup()} AND state = 'VISIBLE');
      CREATE POLICY places ON posts FOR SELECT USING (${inGroup()} AND state = 'DELETED' AND leaves_place)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY places ON posts;
      ALTER POLICY members ON posts USING (${inGroup()} AND state IN ('VISIBLE', 'DELETED'));
      ALTER TABLE posts DROP COLUMN leaves_place`);
  }
}
