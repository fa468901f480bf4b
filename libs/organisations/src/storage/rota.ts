import { Injectable } from '@nestjs/common';
import { fail, type Id, invalid, isId, ok, type Problem, type Result } from '@kring/kernel';
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

const select = `SELECT s.organisation_id AS "organisationId", s.id, ${hours},
    array_remove(array_agg(DISTINCT h.group_id), NULL) AS "groupIds",
    (SELECT array_agg(p.staff_id ORDER BY p.staff_id) FROM rota_people p
     WHERE p.organisation_id = s.organisation_id AND p.shift_id = s.id) AS "staffIds"
  FROM rota_shifts s
  JOIN rota_hours h ON h.organisation_id = s.organisation_id AND h.shift_id = s.id`;
const grouped = `GROUP BY s.organisation_id, s.id, h.weekdays, h.starts_on, h.ends_on, h.from_minute, h.to_minute
  ORDER BY h.starts_on NULLS FIRST, h.weekdays, h.from_minute, s.id`;
/** What \`$2\`, a moment, may still have to do with. A night that began the day before goes on, on any clock. */
export const notPast = `(ends_on IS NULL OR ends_on >= $2::date - 2)`;

/** Shifts with their people. For staff and the system. */
@Injectable()
export class Rota {
  /** The shifts of each organisation that are not long past, earliest hour first. */
  async shifts(transaction: Transaction, organisationIds: readonly Id[], now: Date): Promise<RotaShiftRecord[]> {
    return transaction.rows<RotaShiftRecord>(
      `${select}
       WHERE s.organisation_id = ANY ($1) AND (h.ends_on IS NULL OR h.ends_on >= $2::date - 7)
       ${grouped} LIMIT 400`,
      [organisationIds, now],
    );
  }

  async shift(transaction: Transaction, id: Id): Promise<RotaShiftRecord | null> {
    return transaction.row<RotaShiftRecord & Record<string, unknown>>(
      `${select} WHERE s.organisation_id = ANY ($1) AND s.id = $2 ${grouped}`,
      [organisationsOf(transaction.actor), id],
    );
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

  /** What is planned and not past. */
  async countHours(transaction: Transaction, organisationId: Id, now: Date): Promise<number> {
    const row = await transaction.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM rota_hours WHERE organisation_id = $1 AND ${notPast}`,
      [organisationId, now],
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

  /** False when somebody else removed it meanwhile. */
  async remove(transaction: Transaction, organisationId: Id, id: Id): Promise<boolean> {
    for (const table of ['rota_hours', 'rota_people'] as const) {
      await transaction.run(`DELETE FROM ${table} WHERE organisation_id = $1 AND shift_id = $2`, [organisationId, id]);
    }
    const removed = await transaction.run(`DELETE FROM rota_shifts WHERE organisation_id = $1 AND id = $2`, [
      organisationId,
      id,
    ]);
    return removed === 1;
  }

  /** Whether the organisation has all of these groups. */
  async knowsGroups(transaction: Transaction, organisationId: Id, ids: readonly Id[]): Promise<Result<true, Problem>> {
    const rows = await transaction.rows<{ id: Id }>(
      `SELECT id FROM groups WHERE organisation_id = $1 AND id = ANY ($2)`,
      [organisationId, ids.filter(isId)],
    );
    const nowhere = ids.findIndex((id) => !rows.some((row) => row.id === id));
    return nowhere >= 0 ? fail(invalid(`groupIds.${nowhere}`, 'unknown')) : ok(true);
  }
}
