import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';

/** What was written on an item: a note, a promise to somebody, or why it went from one to another. */
export type ItemNoteKind = 'NOTE' | 'PROMISE' | 'RELEASED' | 'HANDED' | 'BROKEN';

export interface ItemNoteRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly reviewItemId: Id;
  readonly kind: ItemNoteKind;
  readonly staffId: Id;
  /** Who was given the item, or had it. */
  readonly toStaffId: Id | null;
  readonly text: string;
  readonly at: Date;
}

const columns = `organisation_id AS "organisationId", id, review_item_id AS "reviewItemId", kind, staff_id AS "staffId",
  to_staff_id AS "toStaffId", text, at`;

/** Notes on review items; only added. For moderators and the system. */
@Injectable()
export class ItemNotes {
  async add(transaction: Transaction, note: ItemNoteRecord): Promise<void> {
    await insert(transaction, 'item_notes', { ...note });
  }

  /** Of several items, oldest first. */
  async ofItems(transaction: Transaction, itemIds: readonly Id[]): Promise<ItemNoteRecord[]> {
    return transaction.rows<ItemNoteRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM item_notes WHERE organisation_id = ANY ($1) AND review_item_id = ANY ($2) ORDER BY at, id`,
      [organisationsOf(transaction.actor), itemIds],
    );
  }

  async notes(transaction: Transaction, ids: readonly Id[]): Promise<ItemNoteRecord[]> {
    return transaction.rows<ItemNoteRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM item_notes WHERE organisation_id = ANY ($1) AND id = ANY ($2)`,
      [organisationsOf(transaction.actor), ids],
    );
  }
}
