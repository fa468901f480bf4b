import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
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
  /** When its writer mended the words. */
  readonly editedAt: Date | null;
}

const columns = `organisation_id AS "organisationId", id, review_item_id AS "reviewItemId", kind, staff_id AS "staffId",
  to_staff_id AS "toStaffId", text, at, edited_at AS "editedAt"`;

/** Notes on review items; their writer mends or takes back what is new. For moderators and the system. */
@Injectable()
export class ItemNotes {
  async add(transaction: Transaction, note: Omit<ItemNoteRecord, 'editedAt'>): Promise<void> {
    await insert(transaction, 'item_notes', { ...note });
  }

  /** One that was not taken back, as nobody else can change it until the transaction ends; null for who did not write it. */
  async lockOwn(transaction: Transaction, id: Id): Promise<ItemNoteRecord | null> {
    return transaction.row<ItemNoteRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM item_notes
       WHERE organisation_id = ANY ($1) AND id = $2 AND kind IN ('NOTE', 'PROMISE') AND taken_back_at IS NULL FOR UPDATE`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  async mend(transaction: Transaction, note: ItemNoteRecord, text: string, at: Date): Promise<void> {
    await transaction.run(`UPDATE item_notes SET text = $3, edited_at = $4 WHERE organisation_id = $1 AND id = $2`, [
      note.organisationId,
      note.id,
      text,
      at,
    ]);
  }

  /** Its words are gone; that there was a note stays. */
  async takeBack(transaction: Transaction, note: ItemNoteRecord, at: Date): Promise<void> {
    await transaction.run(
      `UPDATE item_notes SET text = '', taken_back_at = $3 WHERE organisation_id = $1 AND id = $2`,
      [note.organisationId, note.id, at],
    );
  }

  /** Of several items, oldest first. */
  async ofItems(transaction: Transaction, itemIds: readonly Id[]): Promise<ItemNoteRecord[]> {
    return transaction.rows<ItemNoteRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM item_notes WHERE organisation_id = ANY ($1) AND review_item_id = ANY ($2) AND taken_back_at IS NULL
       ORDER BY at, id`,
      [organisationsOf(transaction.actor), itemIds],
    );
  }

  async notes(transaction: Transaction, ids: readonly Id[]): Promise<ItemNoteRecord[]> {
    return transaction.rows<ItemNoteRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM item_notes WHERE organisation_id = ANY ($1) AND id = ANY ($2) AND taken_back_at IS NULL`,
      [organisationsOf(transaction.actor), ids],
    );
  }
}
