import type { MigrationInterface, QueryRunner } from 'typeorm';
import { organises } from './frozen-sql';

/** Organisers and supervisors. */
const leads = `organisation_id = ANY (kring_ids('kring.leads'))`;
const ofPosts = `'RETURNED', 'HIDDEN'`;
const ofMembers = `'HOLD_MEMBER', 'PAUSE_MEMBER', 'REMOVE_MEMBER'`;

/**
 * Why: whoever was read first, had a time-out or was removed was told something, and could neither read later on what it rested
 * nor ask another person to look; and a group that nobody can watch at night had to be put to rest thread by thread.
 * What: statements of reasons about members beside those about posts, with when a measure ends and when it was taken back (which
 * a post tells by itself, and a member may not read from interventions); and hours of the day in which nobody writes in a group,
 * which supervisors set too.
 * Going down is refused while there are reasons of the new kinds, by the constraint that comes back.
 */
export class MembersAndNights1763800000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE statements
        DROP CONSTRAINT statements_kind_check,
        ADD CONSTRAINT statements_kind_check CHECK (kind IN (${ofPosts}, ${ofMembers})),
        ADD COLUMN ends_at timestamptz(3),
        ADD COLUMN taken_back_at timestamptz(3),
        ADD CONSTRAINT statements_of_posts_have_no_end
          CHECK (kind IN (${ofMembers}) OR (ends_at IS NULL AND taken_back_at IS NULL));
      CREATE INDEX statements_of_intervention ON statements (organisation_id, intervention_id) WHERE intervention_id IS NOT NULL;
      ALTER TABLE groups ADD COLUMN night jsonb;
      CREATE POLICY kept_by_leads ON groups FOR UPDATE USING (${leads}) WITH CHECK (${leads});
      DROP POLICY kept_by_organisers ON groups`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY kept_by_organisers ON groups FOR UPDATE USING (${organises}) WITH CHECK (${organises});
      DROP POLICY kept_by_leads ON groups;
      ALTER TABLE groups DROP COLUMN night;
      DROP INDEX statements_of_intervention;
      ALTER TABLE statements
        DROP CONSTRAINT statements_of_posts_have_no_end,
        DROP COLUMN taken_back_at,
        DROP COLUMN ends_at,
        DROP CONSTRAINT statements_kind_check,
        ADD CONSTRAINT statements_kind_check CHECK (kind IN (${ofPosts}))`);
  }
}
