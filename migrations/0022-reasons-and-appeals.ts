import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, inGroup, isSystem, mine, protect, readWhole, reads } from './frozen-sql';

const tables = ['appeal_answers', 'appeals', 'statements'] as const;

/**
 * Why: whoever has a post given back or hidden was told something by somebody, and could neither read later why, nor by which
 * agreement, nor ask another person to look.
 * What: a statement of reasons for each such decision, which its author can read as long as they are in the group (and which
 * names a role, never a person: who decided stands with the decision, that only staff read); one appeal a statement, which
 * the table itself keeps to the member it is about; and how it was answered, only added. A review item is about a thread, of
 * which one is open at a time, or about an appeal, which stands beside it.
 */
export class ReasonsAndAppeals1763800000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE review_items ADD COLUMN kind text NOT NULL DEFAULT 'THREAD' CHECK (kind IN ('THREAD', 'APPEAL'));
      DROP INDEX review_items_one_open;
      CREATE UNIQUE INDEX review_items_one_open ON review_items (organisation_id, thread_id) WHERE state <> 'RESOLVED' AND kind = 'THREAD';
      ALTER TABLE decisions DROP CONSTRAINT decisions_kind_check;
      ALTER TABLE decisions ADD CONSTRAINT decisions_kind_check CHECK (kind IN
        ('NO_ACTION', 'RELEASED', 'RETURNED', 'HIDDEN', 'STEERED', 'SUPPORTED', 'ESCALATED', 'UPHELD', 'OVERTURNED'));
      CREATE TABLE statements (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        group_id uuid NOT NULL,
        thread_id uuid NOT NULL,
        post_id uuid NOT NULL,
        revision int NOT NULL,
        membership_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('RETURNED', 'HIDDEN')),
        charter_version int,
        charter_rule text,
        facts text NOT NULL,
        software text NOT NULL CHECK (software IN ('NONE', 'POINTED', 'HELD')),
        noticed text[] NOT NULL,
        by_role text NOT NULL CHECK (by_role IN ('MODERATOR', 'SUPERVISOR')),
        decision_id uuid,
        intervention_id uuid,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, id, membership_id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id, revision) REFERENCES post_revisions (organisation_id, post_id, revision),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id),
        FOREIGN KEY (organisation_id, group_id, charter_version) REFERENCES charters (organisation_id, group_id, version),
        FOREIGN KEY (organisation_id, decision_id) REFERENCES decisions (organisation_id, id),
        FOREIGN KEY (organisation_id, intervention_id) REFERENCES interventions (organisation_id, id),
        CHECK ((decision_id IS NULL) <> (intervention_id IS NULL)),
        CHECK ((charter_version IS NULL) = (charter_rule IS NULL))
      );
      CREATE INDEX statements_of_post ON statements (organisation_id, post_id, at DESC, id DESC);
      CREATE INDEX statements_of_member ON statements (organisation_id, membership_id, at DESC, id DESC);
      CREATE TABLE appeals (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        statement_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        group_id uuid NOT NULL,
        thread_id uuid NOT NULL,
        post_id uuid NOT NULL,
        words text,
        review_item_id uuid,
        created_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, statement_id),
        FOREIGN KEY (organisation_id, statement_id, membership_id) REFERENCES statements (organisation_id, id, membership_id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id) REFERENCES posts (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id)
      );
      CREATE INDEX appeals_of_post ON appeals (organisation_id, post_id);
      CREATE INDEX appeals_of_item ON appeals (organisation_id, review_item_id);
      CREATE TABLE appeal_answers (
        organisation_id uuid NOT NULL,
        appeal_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('UPHELD', 'OVERTURNED', 'LAPSED')),
        reasons text,
        by_role text CHECK (by_role = ANY (ARRAY['MODERATOR', 'SUPERVISOR'])),
        decision_id uuid,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, appeal_id),
        FOREIGN KEY (organisation_id, appeal_id) REFERENCES appeals (organisation_id, id),
        FOREIGN KEY (organisation_id, decision_id) REFERENCES decisions (organisation_id, id),
        CHECK ((outcome = 'LAPSED') = (decision_id IS NULL)),
        CHECK ((outcome = 'LAPSED') = (reasons IS NULL)),
        CHECK ((outcome = 'LAPSED') = (by_role IS NULL))
      )`);
    const forModerators = [
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ] as const;
    await protect(runner, 'statements', 'SELECT, INSERT, UPDATE', [
      ['own', 'SELECT', mine('membership_id')],
      ...forModerators,
    ]);
    await protect(runner, 'appeals', 'SELECT, INSERT, UPDATE', [
      ['own', 'SELECT', mine('membership_id')],
      ['asked_by_members', 'INSERT', `${inGroup()} AND ${mine('membership_id')} AND review_item_id IS NULL`],
      ...forModerators,
    ]);
    await protect(runner, 'appeal_answers', 'SELECT, INSERT', [
      ['own', 'SELECT', mine('membership_id')],
      ...forModerators,
    ]);
    for (const table of tables) await readWhole(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(runner, ...tables);
    await runner.query(`
      ALTER TABLE decisions DROP CONSTRAINT decisions_kind_check;
      ALTER TABLE decisions ADD CONSTRAINT decisions_kind_check CHECK (kind IN
        ('NO_ACTION', 'RELEASED', 'RETURNED', 'HIDDEN', 'STEERED', 'SUPPORTED', 'ESCALATED'));
      DROP INDEX review_items_one_open;
      CREATE UNIQUE INDEX review_items_one_open ON review_items (organisation_id, thread_id) WHERE state <> 'RESOLVED';
      ALTER TABLE review_items DROP COLUMN kind`);
  }
}
