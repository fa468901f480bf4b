import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import { type QueueOrder, type QueueWish, wishFrom } from '../domain/queue-wish';

export interface SavedView {
  readonly organisationId: Id;
  readonly id: Id;
  readonly staffId: Id;
  readonly name: string;
  readonly filter: QueueWish;
  readonly order: QueueOrder;
  /** Whether the team sees it. */
  readonly shared: boolean;
  readonly createdAt: Date;
  readonly version: number;
}

const columns = `organisation_id AS "organisationId", id, staff_id AS "staffId", name, filter, sorting AS "order", shared,
  created_at AS "createdAt", version`;

function read(row: SavedView): SavedView {
  return { ...row, filter: wishFrom(row.filter) };
}

/** Views of the queue, of a staff member or shared with the team. Row-level security shows nobody another's own. */
@Injectable()
export class SavedViews {
  /** One's own, oldest first, then the team's. */
  async ofReader(transaction: Transaction, organisationId: Id, staffId: Id): Promise<SavedView[]> {
    const rows = await transaction.rows<SavedView & Record<string, unknown>>(
      `SELECT ${columns} FROM saved_views WHERE organisation_id = $1 ORDER BY staff_id <> $2, created_at, id LIMIT 200`,
      [organisationId, staffId],
    );
    return rows.map(read);
  }

  async view(transaction: Transaction, id: string): Promise<SavedView | null> {
    if (!isId(id)) return null;
    const row = await transaction.row<SavedView & Record<string, unknown>>(
      `SELECT ${columns} FROM saved_views WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), id],
    );
    return row && read(row);
  }

  /** How many somebody keeps; until the transaction ends nobody else adds one for them. */
  async lockCount(transaction: Transaction, organisationId: Id, staffId: Id): Promise<number> {
    await transaction.run(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [`${organisationId} ${staffId}`]);
    const row = await transaction.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM saved_views WHERE organisation_id = $1 AND staff_id = $2`,
      [organisationId, staffId],
    );
    return row?.count ?? 0;
  }

  async add(transaction: Transaction, view: SavedView): Promise<void> {
    const { order, filter, ...rest } = view;
    await insert(transaction, 'saved_views', { ...rest, filter: JSON.stringify(filter), sorting: order });
  }

  /** False when somebody changed it meanwhile. */
  async change(transaction: Transaction, view: SavedView): Promise<boolean> {
    const changed = await transaction.run(
      `UPDATE saved_views SET name = $4, filter = $5, sorting = $6, shared = $7, version = version + 1
       WHERE organisation_id = $1 AND id = $2 AND version = $3`,
      [view.organisationId, view.id, view.version, view.name, JSON.stringify(view.filter), view.order, view.shared],
    );
    return changed === 1;
  }

  /** False when somebody changed it meanwhile. */
  async remove(transaction: Transaction, { organisationId, id, version }: SavedView): Promise<boolean> {
    const removed = await transaction.run(
      `DELETE FROM saved_views WHERE organisation_id = $1 AND id = $2 AND version = $3`,
      [organisationId, id, version],
    );
    return removed === 1;
  }

  /** Which one somebody begins with. */
  async first(transaction: Transaction, organisationId: Id, staffId: Id): Promise<Id | null> {
    const row = await transaction.row<{ id: Id }>(
      `SELECT view_id AS id FROM first_views WHERE organisation_id = $1 AND staff_id = $2`,
      [organisationId, staffId],
    );
    return row?.id ?? null;
  }

  /** `viewId` null: with everything. */
  async beginWith(transaction: Transaction, organisationId: Id, staffId: Id, viewId: Id | null): Promise<void> {
    if (viewId === null) {
      await transaction.run(`DELETE FROM first_views WHERE organisation_id = $1 AND staff_id = $2`, [
        organisationId,
        staffId,
      ]);
      return;
    }
    await transaction.run(
      `INSERT INTO first_views (organisation_id, staff_id, view_id) VALUES ($1, $2, $3)
       ON CONFLICT (organisation_id, staff_id) DO UPDATE SET view_id = $3`,
      [organisationId, staffId, viewId],
    );
  }
}
