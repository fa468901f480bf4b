import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, inGroup, isSystem, mine, protect, readWhole, reads } from './frozen-sql';

const tables = ['referral_offers', 'spotlights', 'member_measures'] as const;

/**
 * Why: what weighs on a thread is sometimes one person, who needs a time-out with a way back rather than silence; and a story that
 * helps, or a way to help, could not be pointed at.
 * What: what moderators set on a member (a row apart, for other members may see a membership and not this), what a member is
 * told when a membership ends, stories in the light with their author's consent, and helplines offered to all of a thread or to
 * one member.
 */
export class MembersAndOffers1763800000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_measures (
        organisation_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        group_id uuid NOT NULL,
        holds_posts boolean NOT NULL DEFAULT false,
        holds_posts_until timestamptz(3),
        hold_message text,
        paused_until timestamptz(3),
        return_plan text,
        PRIMARY KEY (organisation_id, membership_id),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id)
      );
      CREATE TABLE spotlights (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        thread_id uuid NOT NULL,
        group_id uuid NOT NULL,
        author_membership_id uuid,
        staff_id uuid NOT NULL,
        message text NOT NULL,
        asked_at timestamptz(3) NOT NULL,
        answer text CHECK (answer IN ('GIVEN', 'REFUSED', 'TAKEN_BACK')),
        answered_at timestamptz(3),
        withdrawn_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, author_membership_id) REFERENCES memberships (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE UNIQUE INDEX spotlights_one_of_thread ON spotlights (organisation_id, thread_id)
        WHERE withdrawn_at IS NULL AND (answer IS NULL OR answer = 'GIVEN');
      CREATE INDEX spotlights_of_author ON spotlights (organisation_id, author_membership_id) WHERE author_membership_id IS NOT NULL;
      CREATE TABLE referral_offers (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        thread_id uuid NOT NULL,
        group_id uuid NOT NULL,
        membership_id uuid,
        helpline text NOT NULL,
        message text NOT NULL,
        offered_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id)
      );
      CREATE INDEX referral_offers_of_thread ON referral_offers (organisation_id, thread_id, offered_at);
      ALTER TABLE threads ADD COLUMN spotlit_at timestamptz(3);
      CREATE INDEX threads_in_the_light ON threads (organisation_id, group_id, spotlit_at DESC) WHERE spotlit_at IS NOT NULL;
      ALTER TABLE membership_moves ADD COLUMN message text;
      ALTER TABLE interventions
        ADD COLUMN membership_id uuid,
        ADD FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id);
      CREATE INDEX interventions_of_member ON interventions (organisation_id, membership_id, at) WHERE membership_id IS NOT NULL`);
    await protect(runner, 'member_measures', 'SELECT, INSERT, UPDATE', [
      ['own', 'SELECT', mine('membership_id')],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'spotlights', 'SELECT, INSERT, UPDATE', [
      ['asked_of_author', 'SELECT', `${inGroup()} AND ${mine('author_membership_id')}`],
      ['answered_by_author', 'UPDATE', `${inGroup()} AND ${mine('author_membership_id')}`],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'referral_offers', 'SELECT, INSERT, DELETE', [
      ['for_all', 'SELECT', `${inGroup()} AND membership_id IS NULL`],
      ['own', 'SELECT', `${inGroup()} AND ${mine('membership_id')}`],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    for (const table of tables) await readWhole(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE interventions DROP COLUMN membership_id;
      ALTER TABLE membership_moves DROP COLUMN message;
      ALTER TABLE threads DROP COLUMN spotlit_at`);
    await drop(runner, ...tables);
  }
}
