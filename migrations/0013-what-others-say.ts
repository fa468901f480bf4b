import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, isSystem, protect, readWhole, reads } from './frozen-sql';

const tables = ['second_readings', 'post_judgements', 'climate_judgements', 'audit_draws', 'learned_models', 'learning_choices'] as const; // prettier-ignore

/**
 * Why: rules are read once, when a post is written; what is learned at home, a model that an organisation runs itself and, above
 * all, people may see it otherwise, and nothing measured what the rules miss.
 * What: what other readers say of a post (they only raise), what people say of a post or a thread (it outweighs), posts drawn by
 * chance for a moderator to read, and the models that an organisation's own decisions taught, as numbers without words.
 */
export class WhatOthersSay1763800000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE second_readings (
        organisation_id uuid NOT NULL,
        post_id uuid NOT NULL,
        revision int NOT NULL,
        reader text NOT NULL CHECK (reader IN ('HOME', 'REMOTE')),
        severity text NOT NULL CHECK (severity IN ('AMBER', 'RED', 'CRISIS')),
        signals jsonb NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, post_id, revision, reader),
        FOREIGN KEY (organisation_id, post_id, revision) REFERENCES post_revisions (organisation_id, post_id, revision)
      );
      CREATE TABLE post_judgements (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        post_id uuid NOT NULL,
        revision int NOT NULL,
        said text NOT NULL CHECK (said IN ('GREEN', 'AMBER', 'RED', 'CRISIS')),
        severity text NOT NULL CHECK (severity IN ('GREEN', 'AMBER', 'RED', 'CRISIS')),
        category text,
        staff_id uuid NOT NULL,
        reason text NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id, revision) REFERENCES post_revisions (organisation_id, post_id, revision),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX post_judgements_of_post ON post_judgements (organisation_id, post_id, revision, at DESC, id DESC);
      CREATE TABLE climate_judgements (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        thread_id uuid NOT NULL,
        said text NOT NULL CHECK (said IN ('SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING')),
        climate text NOT NULL CHECK (climate IN ('SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING')),
        staff_id uuid NOT NULL,
        reason text NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, thread_id) REFERENCES threads (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE INDEX climate_judgements_of_thread ON climate_judgements (organisation_id, thread_id, at DESC, id DESC);
      ALTER TABLE climates
        ADD COLUMN judged text CHECK (judged = ANY (ARRAY['SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING'])),
        ADD COLUMN judged_over text CHECK (judged_over = ANY (ARRAY['SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING']));
      CREATE TABLE audit_draws (
        organisation_id uuid NOT NULL,
        post_id uuid NOT NULL,
        review_item_id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, post_id),
        FOREIGN KEY (organisation_id, post_id) REFERENCES posts (organisation_id, id),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id)
      );
      CREATE INDEX audit_draws_of_item ON audit_draws (organisation_id, review_item_id);
      CREATE TABLE learned_models (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        category text NOT NULL,
        trained_at timestamptz(3) NOT NULL,
        positives int NOT NULL,
        negatives int NOT NULL,
        weights bytea,
        bias double precision NOT NULL,
        slope double precision NOT NULL,
        level double precision NOT NULL,
        raise_from double precision,
        raised int NOT NULL,
        raised_rightly int NOT NULL,
        to_be_found int NOT NULL,
        PRIMARY KEY (organisation_id, category)
      );
      CREATE TABLE learning_choices (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        learns boolean NOT NULL,
        audit_per_mille int NOT NULL CHECK (audit_per_mille BETWEEN 0 AND 20),
        changed_by uuid NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id),
        FOREIGN KEY (organisation_id, changed_by) REFERENCES staff (organisation_id, id)
      )`);
    const forModerators = [
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ] as const;
    await protect(runner, 'second_readings', 'SELECT, INSERT, DELETE', [
      ['moderators', 'SELECT', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'post_judgements', 'SELECT, INSERT', forModerators);
    await protect(runner, 'climate_judgements', 'SELECT, INSERT', forModerators);
    await protect(runner, 'audit_draws', 'SELECT, INSERT', [
      ['moderators', 'SELECT', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'learned_models', 'SELECT, INSERT, UPDATE, DELETE', forModerators);
    await protect(runner, 'learning_choices', 'SELECT, INSERT, UPDATE', forModerators);
    for (const table of tables) await readWhole(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(runner, ...tables);
    await runner.query(`ALTER TABLE climates DROP COLUMN judged_over, DROP COLUMN judged`);
  }
}
