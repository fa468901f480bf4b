import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import { deskLimit } from '../domain/limits';
import type { PromiseOutcome, PromiseRecord } from './records';

const columns = `organisation_id AS "organisationId", id, aside_id AS "asideId", message_id AS "messageId", group_id AS "groupId",
  membership_id AS "membershipId", staff_id AS "staffId", sentence, due_at AS "dueAt", made_at AS "madeAt",
  settled_as AS "settledAs", settled_by AS "settledBy", settled_at AS "settledAt"`;

/** What moderators promised members, in their own words. The team keeps a promise, so every moderator of the organisation reads it. */
@Injectable()
export class PromisesReader {
  /** Promises that nobody kept or let go yet, the soonest first. */
  async open(transaction: Transaction, organisationId: Id): Promise<PromiseRecord[]> {
    return transaction.rows<PromiseRecord>(
      `SELECT ${columns} FROM aside_promises WHERE organisation_id = $1 AND settled_at IS NULL AND sentence <> ''
       ORDER BY due_at, id LIMIT $2`,
      [organisationId, deskLimit],
    );
  }

  async promises(transaction: Transaction, ids: readonly Id[]): Promise<PromiseRecord[]> {
    return transaction.rows<PromiseRecord>(
      `SELECT ${columns} FROM aside_promises WHERE organisation_id = ANY ($1) AND id = ANY ($2)`,
      [organisationsOf(transaction.actor), ids],
    );
  }

  async promise(transaction: Transaction, id: Id): Promise<PromiseRecord | null> {
    return transaction.row<PromiseRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM aside_promises WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }
}

@Injectable()
export class PromiseWriter {
  async add(
    transaction: Transaction,
    promise: Omit<PromiseRecord, 'settledAs' | 'settledBy' | 'settledAt'>,
  ): Promise<void> {
    await insert(transaction, 'aside_promises', { ...promise });
  }

  /** False when it was settled before. */
  async settle(
    transaction: Transaction,
    promise: PromiseRecord,
    as: PromiseOutcome,
    staffId: Id,
    at: Date,
  ): Promise<boolean> {
    const settled = await transaction.run(
      `UPDATE aside_promises SET settled_as = $3, settled_by = $4, settled_at = $5
       WHERE organisation_id = $1 AND id = $2 AND settled_at IS NULL`,
      [promise.organisationId, promise.id, as, staffId, at],
    );
    return settled === 1;
  }
}
