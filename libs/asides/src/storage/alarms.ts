import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import { deskLimit } from '../domain/limits';
import type { AsideAlarmRecord } from './records';

const columns = `organisation_id AS "organisationId", id, aside_id AS "asideId", group_id AS "groupId", membership_id AS "membershipId",
  staff_id AS "staffId", thread_id AS "threadId", at, answered_by AS "answeredBy", answered_at AS "answeredAt"`;

/**
 * That somebody in an aside needs somebody now. Every moderator of the organisation sees that, and with whom they talk;
 * nobody reads by it what was said.
 */
@Injectable()
export class AsideAlarms {
  /** Written by the member's own transaction, which may read none. */
  async raise(
    transaction: Transaction,
    alarm: Omit<AsideAlarmRecord, 'threadId' | 'answeredBy' | 'answeredAt'>,
  ): Promise<void> {
    await insert(transaction, 'aside_alarms', { ...alarm });
  }

  async alarm(transaction: Transaction, id: Id): Promise<AsideAlarmRecord | null> {
    return transaction.row<AsideAlarmRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM aside_alarms WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  /** What nobody answered and stands in no conversation, longest first. */
  async onTheDesk(transaction: Transaction, organisationId: Id): Promise<AsideAlarmRecord[]> {
    return transaction.rows<AsideAlarmRecord>(
      `SELECT ${columns} FROM aside_alarms WHERE organisation_id = $1 AND answered_at IS NULL AND thread_id IS NULL
       ORDER BY at, id LIMIT $2`,
      [organisationId, deskLimit],
    );
  }

  /** What nobody answered, by the conversation it stands in. */
  async ofThreads(
    transaction: Transaction,
    threadIds: readonly Id[],
  ): Promise<(AsideAlarmRecord & { readonly threadId: Id })[]> {
    return transaction.rows<AsideAlarmRecord & { readonly threadId: Id }>(
      `SELECT ${columns} FROM aside_alarms WHERE organisation_id = ANY ($1) AND thread_id = ANY ($2) AND answered_at IS NULL
       ORDER BY at, id`,
      [organisationsOf(transaction.actor), threadIds],
    );
  }

  /** Whom a conversation's alarms were about since then, answered or not. For the system. */
  async recentOfThread(
    transaction: Transaction,
    organisationId: Id,
    threadId: Id,
    since: Date,
  ): Promise<{ membershipId: Id }[]> {
    return transaction.rows<{ membershipId: Id }>(
      `SELECT DISTINCT membership_id AS "membershipId" FROM aside_alarms
       WHERE organisation_id = $1 AND thread_id = $2 AND at >= $3`,
      [organisationId, threadId, since],
    );
  }

  /** It stands in the review item of this conversation from now on. For the system. */
  async putInThread(transaction: Transaction, alarm: AsideAlarmRecord, threadId: Id): Promise<void> {
    await transaction.run(`UPDATE aside_alarms SET thread_id = $3 WHERE organisation_id = $1 AND id = $2`, [
      alarm.organisationId,
      alarm.id,
      threadId,
    ]);
  }

  /** Somebody is with them: all that is open of one aside. How many that were. */
  async answer(
    transaction: Transaction,
    aside: { readonly organisationId: Id; readonly id: Id },
    staffId: Id,
    at: Date,
  ): Promise<number> {
    return transaction.run(
      `UPDATE aside_alarms SET answered_by = $3, answered_at = $4 WHERE organisation_id = $1 AND aside_id = $2 AND answered_at IS NULL`,
      [aside.organisationId, aside.id, staffId, at],
    );
  }

  /** Since when the longest waiting one on a desk waits, over the whole installation; null when none does. For the watch. */
  async oldestUnanswered(transaction: Transaction): Promise<Date | null> {
    const row = await transaction.row<{ at: Date | null }>(
      `SELECT min(at) AS at FROM aside_alarms WHERE organisation_id IS NOT NULL AND answered_at IS NULL AND thread_id IS NULL`,
    );
    return row?.at ?? null;
  }
}
