import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { HandOverFacts, HandOverLine } from '../domain/hand-over';

/** What was handed over at the end of a duty. */
export interface HandOverRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly dutyId: Id;
  readonly text: string;
  readonly endedAt: Date;
  /** False when the duty ran out and it was written without anybody. */
  readonly isSigned: boolean;
}

export interface HandOverReadRecord {
  readonly handOverId: Id;
  readonly staffId: Id;
  readonly at: Date;
}

/** Whose duty, for which groups (none: all), since when. */
export interface HandOverScope {
  readonly organisationId: Id;
  readonly staffId: Id;
  readonly groupIds: readonly Id[];
  readonly since: Date;
  readonly now: Date;
}

const columns = `organisation_id AS "organisationId", id, duty_id AS "dutyId", text, ended_at AS "endedAt", is_signed AS "isSigned"`;
const inScope = `AND (cardinality($2::uuid[]) = 0 OR r.group_id = ANY ($2))`;

/** Hand-overs; only added. For moderators and the system. */
@Injectable()
export class HandOvers {
  /** What there is to hand over. */
  async facts(
    transaction: Transaction,
    { organisationId, staffId, groupIds, since, now }: HandOverScope,
  ): Promise<Omit<HandOverFacts, 'promised' | 'followed'>> {
    const ids = (rows: { id: Id }[]): Id[] => rows.map(({ id }) => id);
    const [mine, called, notes, heldPosts, watched, open] = await Promise.all([
      transaction.rows<{ id: Id }>(
        `SELECT r.id FROM review_items r WHERE r.organisation_id = $1 AND r.state = 'CLAIMED' AND r.claimed_by = $2
         ORDER BY r.severity_rank DESC, r.due_at, r.id LIMIT 200`,
        [organisationId, staffId],
      ),
      transaction.rows<{ id: Id }>(
        `SELECT r.id FROM review_items r WHERE r.organisation_id = $1 ${inScope} AND r.state <> 'RESOLVED' AND EXISTS (
           SELECT FROM crisis_calls c WHERE c.organisation_id = $1 AND c.review_item_id = r.id AND c.at >= $3)
         ORDER BY r.due_at, r.id LIMIT 200`,
        [organisationId, groupIds, since],
      ),
      transaction.rows<{ id: Id; reviewItemId: Id }>(
        `SELECT n.id, n.review_item_id AS "reviewItemId" FROM item_notes n
         WHERE n.organisation_id = $1 AND n.staff_id = $2 AND n.at >= $3 AND n.at <= $4 AND n.taken_back_at IS NULL
         ORDER BY n.at, n.id LIMIT 100`,
        [organisationId, staffId, since, now],
      ),
      transaction.rows<{ id: Id }>(
        `SELECT r.id FROM review_items r WHERE r.organisation_id = $1 ${inScope} AND r.state <> 'RESOLVED' AND r.kind = 'THREAD' AND EXISTS (
           SELECT FROM posts p WHERE p.organisation_id = $1 AND p.thread_id = r.thread_id AND p.state = 'HELD')
         ORDER BY r.severity_rank DESC, r.due_at, r.id LIMIT 200`,
        [organisationId, groupIds],
      ),
      transaction.rows<{ interventionId: Id; reviewItemId: Id | null }>(
        `SELECT r.id AS "interventionId", o.id AS "reviewItemId" FROM interventions r
         LEFT JOIN intervention_rechecks k ON k.organisation_id = r.organisation_id AND k.intervention_id = r.id
         LEFT JOIN review_items o ON o.organisation_id = r.organisation_id AND o.thread_id = r.thread_id AND o.state <> 'RESOLVED'
           AND o.kind = 'THREAD'
         WHERE r.organisation_id = $1 ${inScope} AND k.intervention_id IS NULL AND r.at > $3::timestamptz - interval '2 days'
         ORDER BY r.at, r.id LIMIT 100`,
        [organisationId, groupIds, now],
      ),
      transaction.rows<{ id: Id }>(
        `SELECT r.id FROM review_items r WHERE r.organisation_id = $1 ${inScope} AND r.state <> 'RESOLVED'
         ORDER BY r.severity_rank DESC, r.due_at, r.id LIMIT 200`,
        [organisationId, groupIds],
      ),
    ]);
    return { mine: ids(mine), called: ids(called), notes, heldPosts: ids(heldPosts), watched, open: ids(open) };
  }

  async add(transaction: Transaction, handOver: HandOverRecord, lines: readonly HandOverLine[]): Promise<void> {
    await insert(transaction, 'hand_overs', { ...handOver });
    const { organisationId, id: handOverId } = handOver;
    for (const [position, line] of lines.entries()) {
      await insert(transaction, 'hand_over_lines', { organisationId, handOverId, position, ...line });
    }
  }

  async ofDuty(transaction: Transaction, organisationId: Id, dutyId: Id): Promise<HandOverRecord | null> {
    return transaction.row<HandOverRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM hand_overs WHERE organisation_id = $1 AND duty_id = $2`,
      [organisationId, dutyId],
    );
  }

  async handOver(transaction: Transaction, id: Id): Promise<HandOverRecord | null> {
    if (!isId(id)) return null;
    return transaction.row<HandOverRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM hand_overs WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), id],
    );
  }

  /** The last ones of an organisation, newest first. */
  async latest(transaction: Transaction, organisationId: Id, since: Date): Promise<HandOverRecord[]> {
    return transaction.rows<HandOverRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM hand_overs WHERE organisation_id = $1 AND ended_at > $2 ORDER BY ended_at DESC, id LIMIT 20`,
      [organisationId, since],
    );
  }

  async lines(transaction: Transaction, handOverIds: readonly Id[]): Promise<(HandOverLine & { handOverId: Id })[]> {
    return transaction.rows<HandOverLine & { handOverId: Id } & Record<string, unknown>>(
      `SELECT hand_over_id AS "handOverId", kind, review_item_id AS "reviewItemId", intervention_id AS "interventionId",
         note_id AS "noteId", promise_id AS "promiseId", watch_id AS "watchId"
       FROM hand_over_lines WHERE organisation_id = ANY ($1) AND hand_over_id = ANY ($2) ORDER BY hand_over_id, position`,
      [organisationsOf(transaction.actor), handOverIds],
    );
  }

  /** Who read which, first reader first. */
  async reads(transaction: Transaction, handOverIds: readonly Id[]): Promise<HandOverReadRecord[]> {
    return transaction.rows<HandOverReadRecord & Record<string, unknown>>(
      `SELECT hand_over_id AS "handOverId", staff_id AS "staffId", at FROM hand_over_reads
       WHERE organisation_id = ANY ($1) AND hand_over_id = ANY ($2) ORDER BY at, staff_id`,
      [organisationsOf(transaction.actor), handOverIds],
    );
  }

  /** False when they had said so before. */
  async addRead(transaction: Transaction, handOver: HandOverRecord, staffId: Id, at: Date): Promise<boolean> {
    const added = await transaction.run(
      `INSERT INTO hand_over_reads (organisation_id, hand_over_id, staff_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [handOver.organisationId, handOver.id, staffId, at],
    );
    return added === 1;
  }
}
