import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, inGroup, inOrganisation, isStaff, isSystem, type Policy, protect, readWhole, reads } from './frozen-sql';

const tables = ['crisis_calls', 'on_call', 'duty_hours', 'duties', 'rota_hours', 'rota_people', 'rota_shifts'] as const;

const leads = `organisation_id = ANY (kring_ids('kring.leads'))`;
const forMembers: readonly Policy[] = [
  ['members', 'SELECT', inGroup()],
  ['members_of_all', 'SELECT', `${inOrganisation} AND group_id IS NULL`],
];

/**
 * Why: a group was staffed when its organisation said so once, whoever was there. Who reads along must be known from a rota or
 * from people who say that they are there, and a crisis that nobody takes must reach somebody else.
 * What: shifts of a rota, duties that people began and ended, the person on call, and what was done about a crisis that nobody
 * took. The hours of shifts and duties stand apart from the people, so that members can be told when somebody reads along and
 * not who. A group chooses whether posts wait while nobody is on duty. `waiting_since` is since when an item has been free, or
 * a crisis; together with a lease that ran out it says how long a crisis has waited.
 */
export class Shifts1763800000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rota_shifts (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        id uuid NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, created_by) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE rota_people (
        organisation_id uuid NOT NULL,
        shift_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        PRIMARY KEY (organisation_id, shift_id, staff_id),
        FOREIGN KEY (organisation_id, shift_id) REFERENCES rota_shifts (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      );
      CREATE TABLE rota_hours (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        shift_id uuid NOT NULL,
        group_id uuid,
        weekdays smallint[] NOT NULL CHECK (weekdays <@ ARRAY[0, 1, 2, 3, 4, 5, 6]::smallint[]),
        starts_on date,
        ends_on date,
        from_minute int NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
        to_minute int NOT NULL CHECK (to_minute BETWEEN 0 AND 1439),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, shift_id) REFERENCES rota_shifts (organisation_id, id),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id)
      );
      CREATE INDEX rota_hours_of_shift ON rota_hours (organisation_id, shift_id);
      CREATE TABLE duties (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        id uuid NOT NULL,
        staff_id uuid NOT NULL,
        started_at timestamptz(3) NOT NULL,
        until_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        ended_how text CHECK (ended_how IN ('SIGNED_OFF', 'RAN_OUT')),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        CHECK ((ended_at IS NULL) = (ended_how IS NULL))
      );
      CREATE UNIQUE INDEX duties_one_open ON duties (organisation_id, staff_id) WHERE ended_at IS NULL;
      CREATE TABLE duty_hours (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        duty_id uuid NOT NULL,
        group_id uuid,
        from_at timestamptz(3) NOT NULL,
        until_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, duty_id) REFERENCES duties (organisation_id, id),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id)
      );
      CREATE INDEX duty_hours_by_end ON duty_hours (organisation_id, until_at);
      CREATE INDEX duty_hours_of_duty ON duty_hours (organisation_id, duty_id);
      CREATE TABLE on_call (
        organisation_id uuid NOT NULL REFERENCES organisations (organisation_id),
        staff_id uuid NOT NULL,
        set_by uuid NOT NULL,
        set_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id),
        FOREIGN KEY (organisation_id, set_by) REFERENCES staff (organisation_id, id)
      );
      ALTER TABLE groups ADD COLUMN off_duty text NOT NULL DEFAULT 'OPEN' CHECK (off_duty IN ('OPEN', 'HOLD'));
      ALTER TABLE review_items ADD COLUMN waiting_since timestamptz(3);
      CREATE TABLE crisis_calls (
        organisation_id uuid NOT NULL,
        review_item_id uuid NOT NULL,
        waiting_since timestamptz(3) NOT NULL,
        step text NOT NULL CHECK (step IN ('SUPERVISORS', 'ON_CALL')),
        staff_id uuid,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, review_item_id, waiting_since, step),
        FOREIGN KEY (organisation_id, review_item_id) REFERENCES review_items (organisation_id, id),
        FOREIGN KEY (organisation_id, staff_id) REFERENCES staff (organisation_id, id)
      )`);

    for (const table of ['rota_shifts', 'rota_people'] as const) {
      await protect(runner, table, 'SELECT, INSERT, DELETE', [
        ['staff', 'SELECT', isStaff],
        ['kept_by_leads', 'ALL', leads],
        ['system', 'ALL', isSystem],
      ]);
    }
    await protect(runner, 'rota_hours', 'SELECT, INSERT, DELETE', [
      ...forMembers,
      ['staff', 'SELECT', isStaff],
      ['kept_by_leads', 'ALL', leads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'duties', 'SELECT, INSERT, UPDATE', [
      ['staff', 'SELECT', isStaff],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'duty_hours', 'SELECT, INSERT, UPDATE', [
      ...forMembers,
      ['staff', 'SELECT', isStaff],
      ['moderators', 'ALL', reads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'on_call', 'SELECT, INSERT, UPDATE, DELETE', [
      ['staff', 'SELECT', isStaff],
      ['kept_by_leads', 'ALL', leads],
      ['system', 'ALL', isSystem],
    ]);
    await protect(runner, 'crisis_calls', 'SELECT, INSERT', [
      ['moderators', 'SELECT', reads],
      ['system', 'ALL', isSystem],
    ]);
    for (const table of tables) await readWhole(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(runner, ...tables);
    await runner.query(`
      ALTER TABLE review_items DROP COLUMN waiting_since;
      ALTER TABLE groups DROP COLUMN off_duty`);
  }
}
