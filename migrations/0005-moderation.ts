import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, inGroup, isSystem, mine, protect, reads } from './frozen-sql';

/**
 * Why: a moderator must see first what needs them first, own it for a while, steer, and be able to show why.
 * What: flags, the climate of each thread with its history, review items (one open a thread), decisions, interventions
 * with their undoing and their second look. `settled_climate` is how far a thread has turned with a moderator's knowledge:
 * only worse than that calls one again. What was decided is appended; nothing here is for members, but a member's
 * own flags.
 */
export class Moderation1763800000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE climates (
        organisation_id uuid NOT NULL,
        thread_id uuid NOT NULL,
        climate text NOT NULL CHECK (climate IN ('SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING')),
        score real NOT NULL,
        components jsonb NOT NULL,
        turned_post_id uuid,
        settled_climate text NOT NULL CHECK (settled_climate IN ('SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING')),
        read_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, thread_id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id)
      );
      CREATE TABLE review_items (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        thread_id uuid NOT NULL,
        group_id uuid NOT NULL,
        severity text NOT NULL CHECK (severity IN ('GREEN', 'AMBER', 'RED', 'CRISIS')),
        severity_rank int NOT NULL,
        reason text NOT NULL,
        state text NOT NULL CHECK (state IN ('OPEN', 'CLAIMED', 'WAITING', 'RESOLVED')),
        opened_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        claimed_by uuid,
        claim_expires_at timestamptz(3),
        handover_note text,
        version int NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, claimed_by) REFERENCES staff (organisation_id, id),
        CHECK ((claimed_by IS NULL) = (claim_expires_at IS NULL))
      );
      CREATE UNIQUE INDEX review_items_one_open ON review_items (organisation_id, thread_id) WHERE state <> 'RESOLVED';
      CREATE INDEX review_items_queue ON review_items (organisation_id, severity_rank DESC, due_at, id) WHERE state <> 'RESOLVED';
      CREATE INDEX review_items_all ON review_items (organisation_id, severity_rank DESC, due_at, id);
      CREATE TABLE flags (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        thread_id uuid NOT NULL,
        group_id uuid NOT NULL,
        post_id uuid,
        revision int,
        reason text NOT NULL,
        note text,
        membership_id uuid,
        staff_id uuid,
        review_item_id uuid,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id, revision) REFERENCES post_revisions (organisation_id, post_id, revision),
        FOREIGN KEY (organisation_id, membership_id) REFERENCES memberships (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id),
        CHECK ((membership_id IS NULL) <> (staff_id IS NULL))
      );
      CREATE INDEX flags_of_item ON flags (organisation_id, review_item_id, created_at);
      CREATE TABLE decisions (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        review_item_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('NO_ACTION', 'RELEASED', 'RETURNED', 'HIDDEN', 'STEERED', 'SUPPORTED', 'ESCALATED')),
        staff_id uuid NOT NULL,
        reasons text NOT NULL,
        message_to_author text,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX decisions_of_item ON decisions (organisation_id, review_item_id, at);
      CREATE TABLE interventions (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        thread_id uuid NOT NULL,
        group_id uuid NOT NULL,
        post_id uuid,
        kind text NOT NULL,
        staff_id uuid NOT NULL,
        reason text NOT NULL,
        minutes int,
        message_to_members text,
        post_state_before text CHECK (post_state_before IN ('VISIBLE', 'HELD', 'RETURNED', 'HIDDEN')),
        climate_before text NOT NULL CHECK (climate_before IN ('SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING')),
        at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id) REFERENCES posts (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX interventions_of_thread ON interventions (organisation_id, thread_id, at);
      CREATE TABLE intervention_undos (
        organisation_id uuid NOT NULL,
        intervention_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        reason text NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, intervention_id),
        FOREIGN KEY (organisation_id, intervention_id) REFERENCES interventions (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE intervention_rechecks (
        organisation_id uuid NOT NULL,
        intervention_id uuid NOT NULL,
        climate text NOT NULL CHECK (climate IN ('SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING')),
        score real NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, intervention_id),
        FOREIGN KEY (organisation_id, intervention_id) REFERENCES interventions (organisation_id, id)
      );
      CREATE TABLE climate_points (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        thread_id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        climate text NOT NULL CHECK (climate IN ('SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING')),
        score real NOT NULL,
        components jsonb NOT NULL,
        post_id uuid,
        intervention_id uuid,
        PRIMARY KEY (organisation_id, id),
        UNIQUE (organisation_id, post_id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id) REFERENCES posts (organisation_id, id),
        FOREIGN KEY (organisation_id, intervention_id) REFERENCES interventions (organisation_id, id)
      );
      CREATE INDEX climate_points_of_thread ON climate_points (organisation_id, thread_id, at, id)`);

    const forModerators = [
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ] as const;
    await protect(runner, 'climates', 'SELECT, INSERT, UPDATE', forModerators);
    await protect(runner, 'climate_points', 'SELECT, INSERT, DELETE', forModerators);
    await protect(runner, 'review_items', 'SELECT, INSERT, UPDATE', forModerators);
    await protect(runner, 'decisions', 'SELECT, INSERT', forModerators);
    await protect(runner, 'interventions', 'SELECT, INSERT', forModerators);
    await protect(runner, 'intervention_undos', 'SELECT, INSERT', forModerators);
    await protect(runner, 'intervention_rechecks', 'SELECT, INSERT', forModerators);
    await protect(runner, 'flags', 'SELECT, INSERT, UPDATE', [
      ['own', 'SELECT', `${inGroup()} AND ${mine('membership_id')}`],
      [
        'raised_by_members',
        'INSERT',
        `${inGroup()} AND ${mine('membership_id')} AND staff_id IS NULL AND review_item_id IS NULL`,
      ],
      ...forModerators,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(
      runner,
      'climate_points',
      'intervention_rechecks',
      'intervention_undos',
      'interventions',
      'decisions',
      'flags',
      'review_items',
      'climates',
    );
  }
}
