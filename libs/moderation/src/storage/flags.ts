import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { FlagRecord } from './records';

const columns = `organisation_id AS "organisationId", id, thread_id AS "threadId", group_id AS "groupId", post_id AS "postId", revision,
  reason, note, membership_id AS "membershipId", staff_id AS "staffId", review_item_id AS "reviewItemId", created_at AS "createdAt"`;

/** Flags. Members see their own only. */
@Injectable()
export class Flags {
  async add(transaction: Transaction, flag: Omit<FlagRecord, 'reviewItemId'>): Promise<void> {
    await insert(transaction, 'flags', { ...flag });
  }

  async flag(transaction: Transaction, id: Id): Promise<FlagRecord | null> {
    if (!isId(id)) return null;
    return transaction.row<FlagRecord>(`SELECT ${columns} FROM flags WHERE organisation_id = ANY ($1) AND id = $2`, [
      organisationsOf(transaction.actor),
      id,
    ]);
  }

  async putInItem(
    transaction: Transaction,
    flag: Pick<FlagRecord, 'organisationId' | 'id' | 'threadId'>,
    reviewItemId: Id,
  ): Promise<void> {
    await transaction.run(
      `UPDATE flags SET review_item_id = $3, thread_id = $4 WHERE organisation_id = $1 AND id = $2`,
      [flag.organisationId, flag.id, reviewItemId, flag.threadId],
    );
  }

  /** Flags of posts that moved go to their thread. Answers them as they are now, with the item that they are still in. */
  async follow(
    transaction: Transaction,
    to: { readonly organisationId: Id; readonly threadId: Id },
    postIds: readonly Id[],
  ): Promise<FlagRecord[]> {
    return transaction.rows<FlagRecord>(
      `UPDATE flags SET thread_id = $2 WHERE organisation_id = $1 AND post_id = ANY ($3) RETURNING ${columns}`,
      [to.organisationId, to.threadId, postIds],
    );
  }

  /** The flags of several items, oldest first. */
  async ofItems(
    transaction: Transaction,
    itemIds: readonly Id[],
  ): Promise<(FlagRecord & { readonly reviewItemId: Id })[]> {
    return transaction.rows<FlagRecord & { readonly reviewItemId: Id }>(
      `SELECT ${columns} FROM flags WHERE organisation_id = ANY ($1) AND review_item_id = ANY ($2) ORDER BY created_at, id`,
      [organisationsOf(transaction.actor), itemIds],
    );
  }
}
