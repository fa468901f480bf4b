import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { organisationsOf, type Transaction } from '@kring/platform';
import type { MemberMeasures } from '../domain/member-measures';
import type { MembershipRecord } from './groups-reader';

const columns = `membership_id AS "membershipId", holds_posts AS "holdsPosts", holds_posts_until AS "holdsPostsUntil",
  hold_message AS "holdMessage", paused_until AS "pausedUntil", return_plan AS "returnPlan"`;

export type MeasuresRecord = MemberMeasures & { readonly membershipId: Id };

/** What moderators set on members. A member sees their own, moderators all of their organisation; other members none. */
@Injectable()
export class Measures {
  async of(transaction: Transaction, membershipIds: readonly Id[]): Promise<MeasuresRecord[]> {
    return transaction.rows<MeasuresRecord>(
      `SELECT ${columns} FROM member_measures WHERE organisation_id = ANY ($1) AND membership_id = ANY ($2)`,
      [organisationsOf(transaction.actor), membershipIds],
    );
  }

  /** Those of one member, locked until the transaction ends: what is set on a member from two threads happens in turn. */
  async lock(transaction: Transaction, { organisationId, id, groupId }: MembershipRecord): Promise<MeasuresRecord> {
    await transaction.run(
      `INSERT INTO member_measures (organisation_id, membership_id, group_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [organisationId, id, groupId],
    );
    const row = await transaction.row<MeasuresRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM member_measures WHERE organisation_id = $1 AND membership_id = $2 FOR UPDATE`,
      [organisationId, id],
    );
    if (!row) throw new Error('the measures of this member cannot be reached');
    return row;
  }

  async save(transaction: Transaction, organisationId: Id, measures: MeasuresRecord): Promise<void> {
    await transaction.run(
      `UPDATE member_measures SET holds_posts = $3, holds_posts_until = $4, hold_message = $5, paused_until = $6, return_plan = $7
       WHERE organisation_id = $1 AND membership_id = $2`,
      [
        organisationId,
        measures.membershipId,
        measures.holdsPosts,
        measures.holdsPostsUntil,
        measures.holdMessage,
        measures.pausedUntil,
        measures.returnPlan,
      ],
    );
  }

  /** Time-outs of an organisation that did not end yet. For the system. */
  async pauses(transaction: Transaction, organisationId: Id): Promise<{ membershipId: Id; pausedUntil: Date }[]> {
    return transaction.rows<{ membershipId: Id; pausedUntil: Date }>(
      `SELECT membership_id AS "membershipId", paused_until AS "pausedUntil" FROM member_measures
       WHERE organisation_id = $1 AND paused_until IS NOT NULL`,
      [organisationId],
    );
  }

  /** What members were told when their memberships ended by a decision. For the system. */
  async farewells(
    transaction: Transaction,
    organisationId: Id,
    membershipIds: readonly Id[],
  ): Promise<{ message: string; at: Date }[]> {
    return transaction.rows<{ message: string; at: Date }>(
      `SELECT message, at FROM membership_moves
       WHERE organisation_id = $1 AND membership_id = ANY ($2) AND to_state = 'REMOVED' AND message IS NOT NULL ORDER BY at DESC`,
      [organisationId, membershipIds],
    );
  }
}
