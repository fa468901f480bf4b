import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, inGroup, isSystem, mine, protect, reads, writesIn } from './frozen-sql';

/**
 * Why: people must be able to tell their story to their group and to nobody else, keep hold of it, and have it read for
 * danger in the same moment as it is kept.
 * What: threads with what a moderator set on them, posts, every revision with its assessment, reactions, and what a
 * moderator told an author. A held, returned or hidden post exists for its author and the moderators only; the policies
 * say so, not only the queries. No row names an account.
 */
export class Stories1763800000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE threads (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        group_id uuid NOT NULL,
        title text NOT NULL,
        opener_post_id uuid NOT NULL,
        opener_membership_id uuid,
        visible boolean NOT NULL,
        created_at timestamptz(3) NOT NULL,
        slow_mode_minutes int CHECK (slow_mode_minutes > 0),
        slow_mode_ends_at timestamptz(3),
        hold_replies boolean NOT NULL DEFAULT false,
        hold_replies_ends_at timestamptz(3),
        paused_until timestamptz(3),
        closed_at timestamptz(3),
        explanation text,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id),
        FOREIGN KEY (organisation_id, opener_membership_id) REFERENCES memberships (organisation_id, id)
      );
      CREATE INDEX threads_of_group ON threads (organisation_id, group_id, created_at DESC, id DESC);
      CREATE TABLE posts (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        thread_id uuid NOT NULL,
        group_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('STORY', 'REPLY', 'GUIDE_NOTE')),
        author_membership_id uuid,
        author_staff_id uuid,
        text text NOT NULL,
        revision int NOT NULL,
        state text NOT NULL CHECK (state IN ('VISIBLE', 'HELD', 'RETURNED', 'HIDDEN', 'DELETED')),
        content_notes text[] NOT NULL,
        pinned_after uuid,
        created_at timestamptz(3) NOT NULL,
        edited_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, author_membership_id) REFERENCES memberships (organisation_id, id),
        FOREIGN KEY (organisation_id, author_staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX posts_of_thread ON posts (organisation_id, thread_id, created_at, id);
      CREATE INDEX posts_of_author ON posts (organisation_id, author_membership_id, created_at DESC) WHERE author_membership_id IS NOT NULL;
      CREATE INDEX posts_waiting ON posts (organisation_id, thread_id) WHERE state = 'HELD';
      CREATE TABLE post_revisions (
        organisation_id uuid NOT NULL,
        post_id uuid NOT NULL,
        revision int NOT NULL,
        group_id uuid NOT NULL,
        author_membership_id uuid,
        text text NOT NULL,
        kept_for_review boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, post_id, revision),
        FOREIGN KEY (organisation_id, post_id) REFERENCES posts (organisation_id, id)
      );
      CREATE TABLE assessments (
        organisation_id uuid NOT NULL,
        post_id uuid NOT NULL,
        revision int NOT NULL,
        group_id uuid NOT NULL,
        severity text NOT NULL CHECK (severity IN ('GREEN', 'AMBER', 'RED', 'CRISIS')),
        hold boolean NOT NULL,
        checked boolean NOT NULL,
        signals jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, post_id, revision),
        FOREIGN KEY (organisation_id, post_id, revision) REFERENCES post_revisions (organisation_id, post_id, revision)
      );
      CREATE TABLE reactions (
        organisation_id uuid NOT NULL,
        post_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('HEART', 'STRENGTH', 'SAME_HERE', 'THANK_YOU')),
        group_id uuid NOT NULL,
        post_author_membership_id uuid,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, post_id, membership_id, kind),
        FOREIGN KEY (organisation_id, post_id) REFERENCES posts (organisation_id, id),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id)
      );
      CREATE TABLE post_notices (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        post_id uuid NOT NULL,
        author_membership_id uuid,
        staff_id uuid NOT NULL,
        text text NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id) REFERENCES posts (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX post_notices_of_post ON post_notices (organisation_id, post_id, at DESC)`);

    await protect(runner, 'threads', 'SELECT, INSERT, UPDATE', [
      ['members', 'SELECT', `${inGroup()} AND visible`],
      ['own', 'SELECT', `${inGroup()} AND ${mine('opener_membership_id')}`],
      ['opened_by_members', 'INSERT', `${writesIn()} AND ${mine('opener_membership_id')}`],
      ['kept_by_opener', 'UPDATE', `${inGroup()} AND ${mine('opener_membership_id')}`],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'posts', 'SELECT, INSERT, UPDATE', [
      ['members', 'SELECT', `${inGroup()} AND state IN ('VISIBLE', 'DELETED')`],
      ['own', 'SELECT', `${inGroup()} AND ${mine('author_membership_id')}`],
      [
        'written_by_members',
        'INSERT',
        `${writesIn()} AND ${mine('author_membership_id')} AND author_staff_id IS NULL AND kind <> 'GUIDE_NOTE'`,
      ],
      ['kept_by_author', 'UPDATE', `${inGroup()} AND ${mine('author_membership_id')} AND author_staff_id IS NULL`],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'post_revisions', 'SELECT, INSERT, UPDATE', [
      ['own', 'ALL', `${inGroup()} AND ${mine('author_membership_id')}`],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'assessments', 'SELECT, INSERT', [
      ['written_with_the_post', 'INSERT', inGroup()],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'reactions', 'SELECT, INSERT, UPDATE, DELETE', [
      ['own', 'ALL', `${inGroup()} AND ${mine('membership_id')}`],
      ['received', 'SELECT', `${inGroup()} AND ${mine('post_author_membership_id')}`],
      ['moderators', 'SELECT', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'post_notices', 'SELECT, INSERT, DELETE', [
      ['author', 'SELECT', mine('author_membership_id')],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(runner, 'post_notices', 'reactions', 'assessments', 'post_revisions', 'posts', 'threads');
  }
}
