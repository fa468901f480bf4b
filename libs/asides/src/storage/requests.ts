import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import { deskLimit } from '../domain/limits';
import type { AsideRequestRecord } from './records';

const columns = `organisation_id AS "organisationId", id, group_id AS "groupId", membership_id AS "membershipId", staff_id AS "staffId",
  asked_by AS "askedBy", post_id AS "postId", reason, at, answered_at AS "answeredAt"`;

/** Who is to talk with whom, and why. Members never see any of it. */
@Injectable()
export class AsideRequests {
  async add(transaction: Transaction, request: AsideRequestRecord): Promise<void> {
    await insert(transaction, 'aside_requests', { ...request });
  }

  async requests(transaction: Transaction, ids: readonly Id[]): Promise<AsideRequestRecord[]> {
    return transaction.rows<AsideRequestRecord>(
      `SELECT ${columns} FROM aside_requests WHERE organisation_id = ANY ($1) AND id = ANY ($2)`,
      [organisationsOf(transaction.actor), ids.filter(isId)],
    );
  }

  /** What one moderator was asked and did not answer yet, of members who are there, oldest first. */
  async waitingFor(transaction: Transaction, organisationId: Id, staffId: Id): Promise<AsideRequestRecord[]> {
    return transaction.rows<AsideRequestRecord>(
      `SELECT ${columns} FROM aside_requests r WHERE organisation_id = $1 AND staff_id = $2 AND answered_at IS NULL
         AND EXISTS (SELECT FROM memberships m WHERE m.organisation_id = $1 AND m.id = r.membership_id AND m.state = 'ACTIVE')
       ORDER BY at, id LIMIT $3`,
      [organisationId, staffId, deskLimit],
    );
  }

  /** False when it was answered before. */
  async answer(transaction: Transaction, request: AsideRequestRecord, at: Date): Promise<boolean> {
    const answered = await transaction.run(
      `UPDATE aside_requests SET answered_at = $3 WHERE organisation_id = $1 AND id = $2 AND answered_at IS NULL`,
      [request.organisationId, request.id, at],
    );
    return answered === 1;
  }
}
