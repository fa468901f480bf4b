import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, newId, organisationsOf, type Transaction } from '@kring/platform';
import type { RotaHours, RotaShiftWish } from '../domain/rota';

/** One shift of a rota with the people who do it. */
export interface RotaShiftRecord extends RotaHours {
  readonly organisationId: Id;
  readonly id: Id;
  /** None: all groups. */
  readonly groupIds: readonly Id[];
  readonly staffIds: readonly Id[];
}

const hours = `h.weekdays, h.starts_on::text AS "startsOn", h.ends_on::text AS "endsOn", h.from_minute AS "from", h.to_minute AS "to"`;

/** Shifts with their people. For staff and the system. */
@Injectable()
export class Rota {
  /** The shifts of each organisation that are not long past, earliest hour first. */
  async shifts(transaction: Transaction, organisationIds: readonly Id[], now: Date): Promise<RotaShiftRecord[]> {
    return transaction.rows<RotaShiftRecord>(
      `SELECT s.organisation_id AS "organisationId", s.id, ${hours},
         array_remove(array_agg(DISTINCT h.group_id), NULL) AS "groupIds",
         (SELECT array_agg(p.staff_id ORDER BY p.staff_id) FROM rota_people p
          WHERE p.organisation_id = s.organisation_id AND p.shift_id = s.id) AS "staffIds"
       FROM rota_shifts s
       JOIN rota_hours h ON h.organisation_id = s.organisation_id AND h.shift_id = s.id
       WHERE s.organisation_id = ANY ($1) AND (h.ends_on IS NULL OR h.ends_on >= $2::date - 7)
       GROUP BY s.organisation_id, s.id, h.weekdays, h.starts_on, h.ends_on, h.from_minute, h.to_minute
       ORDER BY h.starts_on NULLS FIRST, h.weekdays, h.from_minute, s.id LIMIT 400`,
      [organisationIds, now],
    );
  }

  async shift(transaction: Transaction, id: Id, now: Date): Promise<RotaShiftRecord | null> {
    const shifts = await this.shifts(transaction, organisationsOf(transaction.actor), now);
    return shifts.find((one) => one.id === id) ?? null;
  }

  /** The hours that somebody is planned for. */
  async hoursOf(transaction: Transaction, organisationId: Id, staffId: Id): Promise<RotaHours[]> {
    return transaction.rows<RotaHours>(
      `SELECT DISTINCT ${hours} FROM rota_people p
       JOIN rota_hours h ON h.organisation_id = p.organisation_id AND h.shift_id = p.shift_id
       WHERE p.organisation_id = $1 AND p.staff_id = $2`,
      [organisationId, staffId],
    );
  }

  async countHours(transaction: Transaction, organisationId: Id): Promise<number> {
    const row = await transaction.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM rota_hours WHERE organisation_id = $1`,
      [organisationId],
    );
    return row?.count ?? 0;
  }

  async add(
    transaction: Transaction,
    shift: { readonly organisationId: Id; readonly id: Id; readonly createdBy: Id; readonly createdAt: Date },
    wish: RotaShiftWish,
  ): Promise<void> {
    const { organisationId, id } = shift;
    await insert(transaction, 'rota_shifts', { ...shift });
    for (const staffId of wish.staffIds) {
      await insert(transaction, 'rota_people', { organisationId, shiftId: id, staffId });
    }
    const { weekdays, startsOn, endsOn, from, to } = wish.hours;
    for (const groupId of wish.groupIds.length > 0 ? wish.groupIds : [null]) {
      await insert(transaction, 'rota_hours', {
        organisationId,
        id: newId(shift.createdAt),
        shiftId: id,
        groupId,
        weekdays,
        startsOn,
        endsOn,
        fromMinute: from,
        toMinute: to,
      });
    }
  }

  async remove(transaction: Transaction, organisationId: Id, id: Id): Promise<void> {
    for (const table of ['rota_hours', 'rota_people'] as const) {
      await transaction.run(`DELETE FROM ${table} WHERE organisation_id = $1 AND shift_id = $2`, [organisationId, id]);
    }
    await transaction.run(`DELETE FROM rota_shifts WHERE organisation_id = $1 AND id = $2`, [organisationId, id]);
  }

  /** Those of some groups that the organisation has. */
  async knownGroups(transaction: Transaction, organisationId: Id, ids: readonly Id[]): Promise<Id[]> {
    const rows = await transaction.rows<{ id: Id }>(
      `SELECT id FROM groups WHERE organisation_id = $1 AND id = ANY ($2)`,
      [organisationId, ids.filter(isId)],
    );
    return rows.map(({ id }) => id);
  }
}
