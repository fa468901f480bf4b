import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, newId, organisationsOf, type Transaction } from '@kring/platform';
import type { DutyTimes } from '../domain/duty';

/** Somebody's being there, from when till when at most. */
export interface DutyRecord extends DutyTimes {
  readonly organisationId: Id;
  readonly id: Id;
  readonly staffId: Id;
  /** None: all groups. */
  readonly groupIds: readonly Id[];
}

const columns = `d.organisation_id AS "organisationId", d.id, d.staff_id AS "staffId", d.started_at AS "startedAt",
  d.until_at AS "until", d.ended_at AS "endedAt",
  (SELECT coalesce(array_remove(array_agg(h.group_id), NULL), '{}') FROM duty_hours h
   WHERE h.organisation_id = d.organisation_id AND h.duty_id = d.id) AS "groupIds"`;

/** Duties with their people. For staff and the system; as stored, see `isOn` for today's. */
@Injectable()
export class Duties {
  async duty(transaction: Transaction, id: Id): Promise<DutyRecord | null> {
    if (!isId(id)) return null;
    return transaction.row<DutyRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM duties d WHERE d.organisation_id = ANY ($1) AND d.id = $2`,
      [organisationsOf(transaction.actor), id],
    );
  }

  async duties(transaction: Transaction, ids: readonly Id[]): Promise<DutyRecord[]> {
    return transaction.rows<DutyRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM duties d WHERE d.organisation_id = ANY ($1) AND d.id = ANY ($2)`,
      [organisationsOf(transaction.actor), ids],
    );
  }

  /** Who is on duty in each organisation, longest first. */
  async current(transaction: Transaction, organisationIds: readonly Id[], now: Date): Promise<DutyRecord[]> {
    return transaction.rows<DutyRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM duties d
       WHERE d.organisation_id = ANY ($1) AND d.ended_at IS NULL AND d.until_at > $2 ORDER BY d.started_at, d.id LIMIT 500`,
      [organisationIds, now],
    );
  }

  /** How many duties each person began since, and how many hours they lasted until `now`. For the system. */
  async lasted(
    transaction: Transaction,
    organisationId: Id,
    from: Date,
    now: Date,
  ): Promise<{ readonly staffId: Id; readonly duties: number; readonly hours: number }[]> {
    return transaction.rows<{ staffId: Id; duties: number; hours: number }>(
      `SELECT staff_id AS "staffId", count(*)::int AS duties,
         sum(extract(epoch FROM least(coalesce(ended_at, until_at), $3) - started_at) / 3600)::float8 AS hours
       FROM duties WHERE organisation_id = $1 AND started_at >= $2 GROUP BY staff_id`,
      [organisationId, from, now],
    );
  }

  /** Those that are stored as not ended. For the system. */
  async open(transaction: Transaction, organisationId: Id): Promise<DutyRecord[]> {
    return transaction.rows<DutyRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM duties d WHERE d.organisation_id = $1 AND d.ended_at IS NULL ORDER BY d.id`,
      [organisationId],
    );
  }

  /** The duty of somebody that is stored as not ended; until the transaction ends nobody else begins or ends one for them. */
  async lockOpen(transaction: Transaction, organisationId: Id, staffId: Id): Promise<DutyRecord | null> {
    await transaction.run(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [`${organisationId} ${staffId}`]);
    return transaction.row<DutyRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM duties d WHERE d.organisation_id = $1 AND d.staff_id = $2 AND d.ended_at IS NULL`,
      [organisationId, staffId],
    );
  }

  async start(transaction: Transaction, duty: Omit<DutyRecord, 'endedAt'>): Promise<void> {
    const { organisationId, id, staffId, startedAt, until } = duty;
    await insert(transaction, 'duties', { organisationId, id, staffId, startedAt, untilAt: until });
    await this.addHours(transaction, duty, duty.groupIds.length > 0 ? duty.groupIds : [null], startedAt);
  }

  /** Is for these groups too, from a moment on. */
  async widen(transaction: Transaction, duty: DutyRecord, groupIds: readonly Id[], at: Date): Promise<void> {
    await this.addHours(transaction, duty, groupIds, at);
  }

  /** Goes on until later. */
  async extend(transaction: Transaction, duty: DutyRecord, until: Date): Promise<void> {
    const values = [duty.organisationId, duty.id, until];
    await transaction.run(`UPDATE duties SET until_at = $3 WHERE organisation_id = $1 AND id = $2`, values);
    await transaction.run(`UPDATE duty_hours SET until_at = $3 WHERE organisation_id = $1 AND duty_id = $2`, values);
  }

  async end(transaction: Transaction, duty: DutyRecord, at: Date, how: 'SIGNED_OFF' | 'RAN_OUT'): Promise<void> {
    await transaction.run(
      `UPDATE duties SET ended_at = $3, ended_how = $4 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL`,
      [duty.organisationId, duty.id, at, how],
    );
    await transaction.run(
      `UPDATE duty_hours SET until_at = $3 WHERE organisation_id = $1 AND duty_id = $2 AND until_at > $3`,
      [duty.organisationId, duty.id, at],
    );
  }

  private async addHours(
    transaction: Transaction,
    { organisationId, id, until }: Pick<DutyRecord, 'organisationId' | 'id' | 'until'>,
    groupIds: readonly (Id | null)[],
    from: Date,
  ): Promise<void> {
    for (const groupId of groupIds) {
      const hours = { organisationId, id: newId(from), dutyId: id, groupId };
      await insert(transaction, 'duty_hours', { ...hours, fromAt: from, untilAt: until });
    }
  }
}
