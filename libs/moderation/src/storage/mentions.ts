import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { organisationsOf, type Transaction } from '@kring/platform';

/** A colleague who is asked about an item, in a note on it. */
export interface MentionRecord {
  readonly organisationId: Id;
  readonly noteId: Id;
  readonly staffId: Id;
  readonly reviewItemId: Id;
  readonly at: Date;
  readonly readAt: Date | null;
}

const columns = `organisation_id AS "organisationId", note_id AS "noteId", staff_id AS "staffId", review_item_id AS "reviewItemId", at,
  read_at AS "readAt"`;
const mostShown = 100;

/** Whom notes on items ask. For moderators; only who is asked can say that they read it. */
@Injectable()
export class Mentions {
  async add(transaction: Transaction, mention: Omit<MentionRecord, 'readAt'>): Promise<void> {
    await transaction.run(
      `INSERT INTO item_mentions (organisation_id, note_id, staff_id, review_item_id, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [mention.organisationId, mention.noteId, mention.staffId, mention.reviewItemId, mention.at],
    );
  }

  async ofNotes(transaction: Transaction, noteIds: readonly Id[]): Promise<MentionRecord[]> {
    return transaction.rows<MentionRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM item_mentions WHERE organisation_id = ANY ($1) AND note_id = ANY ($2) ORDER BY note_id, staff_id`,
      [organisationsOf(transaction.actor), noteIds],
    );
  }

  /** What somebody is asked and did not read yet, oldest first. */
  async unread(transaction: Transaction, organisationId: Id, staffId: Id): Promise<MentionRecord[]> {
    return transaction.rows<MentionRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM item_mentions WHERE organisation_id = $1 AND staff_id = $2 AND read_at IS NULL ORDER BY at, note_id LIMIT $3`,
      [organisationId, staffId, mostShown],
    );
  }

  /** Where somebody is asked; null for others. */
  async mine(transaction: Transaction, noteId: Id, staffIds: readonly Id[]): Promise<MentionRecord | null> {
    return transaction.row<MentionRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM item_mentions WHERE organisation_id = ANY ($1) AND note_id = $2 AND staff_id = ANY ($3)`,
      [organisationsOf(transaction.actor), isId(noteId) ? noteId : null, staffIds],
    );
  }

  /** How many were unread until now: of one note, or of all notes on an item. */
  async read(
    transaction: Transaction,
    of: { readonly organisationId: Id; readonly staffId: Id; readonly reviewItemId: Id; readonly noteId: Id | null },
    at: Date,
  ): Promise<number> {
    return transaction.run(
      `UPDATE item_mentions SET read_at = $5
       WHERE organisation_id = $1 AND staff_id = $2 AND review_item_id = $3 AND ($4::uuid IS NULL OR note_id = $4) AND read_at IS NULL`,
      [of.organisationId, of.staffId, of.reviewItemId, of.noteId, at],
    );
  }

  /** Whom a note asked that was taken back; they are not asked any more. */
  async drop(transaction: Transaction, organisationId: Id, noteId: Id): Promise<Id[]> {
    const rows = await transaction.rows<{ id: Id }>(
      `DELETE FROM item_mentions WHERE organisation_id = $1 AND note_id = $2 RETURNING staff_id AS id`,
      [organisationId, noteId],
    );
    return rows.map(({ id }) => id);
  }
}
