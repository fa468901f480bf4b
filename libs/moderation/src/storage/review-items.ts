import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { type Severity, severityRank } from '@kring/safety';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { QueuePlace } from '../domain/queue-cursor';
import { type Claim, type ReviewItemState, reviewItemStates, type Urgency } from '../domain/review-item';
import type { DecisionRecord, ReviewItemRecord } from './records';

const columns = `organisation_id AS "organisationId", id, thread_id AS "threadId", group_id AS "groupId", kind, severity, reason, state,
  opened_at AS "openedAt", due_at AS "dueAt", claimed_by AS "claimedBy", claim_expires_at AS "claimExpiresAt",
  handover_note AS "handoverNote", waiting_since AS "waitingSince", version`;

/** What a queue is narrowed to. */
export interface QueueFilter {
  readonly organisationId: Id;
  readonly groupId: Id | null;
  readonly severities: readonly Severity[] | null;
  readonly states: readonly ReviewItemState[];
  /** Only what this person has in hand or, among what is resolved, ended. */
  readonly mineOf: Id | null;
  readonly now: Date;
}

/** `$1` to `$6`: see {@link queueParameters}. A claim whose lease ran out counts as OPEN. */
function queueCondition(filter: QueueFilter): string {
  return `organisation_id = $1 AND ($2::uuid IS NULL OR group_id = $2) AND ($3::text[] IS NULL OR severity = ANY ($3))
    AND CASE WHEN state = 'CLAIMED' AND claim_expires_at <= $5 THEN 'OPEN' ELSE state END = ANY ($4)
    AND ($6::uuid IS NULL OR (claimed_by = $6 AND claim_expires_at > $5) OR (state = 'RESOLVED' AND EXISTS (
      SELECT FROM decisions d WHERE d.organisation_id = $1 AND d.review_item_id = review_items.id AND d.staff_id = $6)))
    ${filter.states.includes('RESOLVED') ? '' : `AND state <> 'RESOLVED'`}`;
}

function isAllThatIsOpen({ states, mineOf }: QueueFilter): boolean {
  return mineOf === null && reviewItemStates.every((state) => states.includes(state) === (state !== 'RESOLVED'));
}

function queueParameters(filter: QueueFilter): unknown[] {
  return [filter.organisationId, filter.groupId, filter.severities, filter.states, filter.now, filter.mineOf];
}

/** Review items and how they ended. For moderators and the system. */
@Injectable()
export class ReviewItems {
  async item(transaction: Transaction, id: Id): Promise<ReviewItemRecord | null> {
    if (!isId(id)) return null;
    return transaction.row<ReviewItemRecord>(
      `SELECT ${columns} FROM review_items WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), id],
    );
  }

  async items(transaction: Transaction, ids: readonly Id[]): Promise<ReviewItemRecord[]> {
    return transaction.rows<ReviewItemRecord>(
      `SELECT ${columns} FROM review_items WHERE organisation_id = ANY ($1) AND id = ANY ($2) ORDER BY due_at, id`,
      [organisationsOf(transaction.actor), ids],
    );
  }

  /** The same, as nobody else can change it until the transaction ends. */
  async lock(transaction: Transaction, organisationId: Id, id: Id): Promise<ReviewItemRecord | null> {
    return transaction.row<ReviewItemRecord>(
      `SELECT ${columns} FROM review_items WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
      [organisationId, id],
    );
  }

  /** The item of a thread that is not resolved, locked; what is about an appeal stands beside it. */
  async lockUnresolved(transaction: Transaction, organisationId: Id, threadId: Id): Promise<ReviewItemRecord | null> {
    return transaction.row<ReviewItemRecord>(
      `SELECT ${columns} FROM review_items
       WHERE organisation_id = $1 AND thread_id = $2 AND kind = 'THREAD' AND state <> 'RESOLVED' FOR UPDATE`,
      [organisationId, threadId],
    );
  }

  async hasUnresolved(transaction: Transaction, organisationId: Id, threadId: Id): Promise<boolean> {
    const row = await transaction.row(
      `SELECT FROM review_items WHERE organisation_id = $1 AND thread_id = $2 AND kind = 'THREAD' AND state <> 'RESOLVED'`,
      [organisationId, threadId],
    );
    return row !== null;
  }

  /** How many items each person ended since, by how grave they were. */
  async endedBy(
    transaction: Transaction,
    organisationId: Id,
    from: Date,
  ): Promise<{ readonly staffId: Id; readonly severity: Severity; readonly count: number }[]> {
    return transaction.rows<{ staffId: Id; severity: Severity; count: number }>(
      `SELECT d.staff_id AS "staffId", r.severity, count(DISTINCT r.id)::int AS count
       FROM decisions d JOIN review_items r ON r.organisation_id = d.organisation_id AND r.id = d.review_item_id
       WHERE d.organisation_id = $1 AND d.at >= $2 GROUP BY d.staff_id, r.severity`,
      [organisationId, from],
    );
  }

  /** When the oldest crisis that nobody has in hand was opened, over all organisations; for the service watching itself. */
  async oldestUnclaimedCrisis(transaction: Transaction, now: Date): Promise<Date | null> {
    const row = await transaction.row<{ since: Date | null }>(
      `SELECT min(opened_at) AS since FROM review_items
       WHERE organisation_id IS NOT NULL AND severity_rank = $1 AND state <> 'RESOLVED'
         AND (claimed_by IS NULL OR claim_expires_at <= $2)`,
      [severityRank('CRISIS'), now],
    );
    return row?.since ?? null;
  }

  /** One page of the queue: most serious first, then soonest due. One row more than asked when there is more. */
  async queue(
    transaction: Transaction,
    filter: QueueFilter,
    first: number,
    after: QueuePlace | null,
  ): Promise<ReviewItemRecord[]> {
    return transaction.rows<ReviewItemRecord>(
      `SELECT ${columns} FROM review_items WHERE ${queueCondition(filter)}
         AND ($7::int IS NULL OR severity_rank < $7 OR (severity_rank = $7 AND (due_at, id) > ($8, $9::uuid)))
       ORDER BY severity_rank DESC, due_at, id LIMIT $10`,
      [...queueParameters(filter), after?.rank ?? null, after?.dueAt ?? null, after?.id ?? null, first + 1],
    );
  }

  /** How many fit, by severity. All that is open is known without counting; a narrower question is counted out. */
  async counts(transaction: Transaction, filter: QueueFilter): Promise<{ severity: Severity; count: number }[]> {
    if (isAllThatIsOpen(filter)) {
      return transaction.rows<{ severity: Severity; count: number }>(
        `SELECT severity, sum(count)::int AS count FROM open_item_counts
         WHERE organisation_id = $1 AND ($2::uuid IS NULL OR group_id = $2) AND ($3::text[] IS NULL OR severity = ANY ($3))
         GROUP BY severity`,
        [filter.organisationId, filter.groupId, filter.severities],
      );
    }
    return transaction.rows<{ severity: Severity; count: number }>(
      `SELECT severity, count(*)::int AS count FROM review_items WHERE ${queueCondition(filter)} GROUP BY severity`,
      queueParameters(filter),
    );
  }

  async open(transaction: Transaction, item: ReviewItemRecord): Promise<void> {
    await insert(transaction, 'review_items', {
      organisationId: item.organisationId,
      id: item.id,
      threadId: item.threadId,
      groupId: item.groupId,
      kind: item.kind,
      severity: item.severity,
      severityRank: severityRank(item.severity),
      reason: item.reason,
      state: item.state,
      openedAt: item.openedAt,
      dueAt: item.dueAt,
      waitingSince: item.waitingSince,
      version: item.version,
    });
  }

  async raise(
    transaction: Transaction,
    item: ReviewItemRecord,
    urgency: Urgency & { readonly waitingSince: Date | null },
  ): Promise<void> {
    const { severity, reason, dueAt, waitingSince } = urgency;
    await transaction.run(
      `UPDATE review_items SET severity = $3, severity_rank = $4, reason = $5, due_at = $6, waiting_since = $7, version = version + 1
       WHERE organisation_id = $1 AND id = $2`,
      [item.organisationId, item.id, severity, severityRank(severity), reason, dueAt, waitingSince],
    );
  }

  /** What belongs to the item changed. */
  async touch(transaction: Transaction, item: ReviewItemRecord): Promise<void> {
    await transaction.run(`UPDATE review_items SET version = version + 1 WHERE organisation_id = $1 AND id = $2`, [
      item.organisationId,
      item.id,
    ]);
  }

  /** False when somebody else has it or it is resolved, at whatever moment that happened. A renewal keeps the version. */
  async claim(transaction: Transaction, item: ReviewItemRecord, claim: Claim, now: Date): Promise<boolean> {
    const claimed = await transaction.run(
      `UPDATE review_items SET state = 'CLAIMED', claimed_by = $3, claim_expires_at = $4,
         version = version + CASE WHEN state = 'CLAIMED' AND claimed_by = $3 AND claim_expires_at > $5 THEN 0 ELSE 1 END
       WHERE organisation_id = $1 AND id = $2
         AND (state IN ('OPEN', 'WAITING') OR (state = 'CLAIMED' AND (claimed_by = $3 OR claim_expires_at <= $5)))`,
      [item.organisationId, item.id, claim.staffId, claim.expiresAt, now],
    );
    return claimed === 1;
  }

  /** False when it was not theirs to release. Without a new note, an older one stays. */
  async release(
    transaction: Transaction,
    item: ReviewItemRecord,
    staffId: Id,
    handoverNote: string | null,
    now: Date,
  ): Promise<boolean> {
    const released = await transaction.run(
      `UPDATE review_items SET state = $4, claimed_by = NULL, claim_expires_at = NULL, handover_note = coalesce($5, handover_note),
         waiting_since = $6, version = version + 1
       WHERE organisation_id = $1 AND id = $2 AND state = 'CLAIMED' AND claimed_by = $3`,
      [item.organisationId, item.id, staffId, handoverNote === null ? 'OPEN' : 'WAITING', handoverNote, now],
    );
    return released === 1;
  }

  /** From one to another. False when it was not `from`'s (any more). */
  async handOn(transaction: Transaction, item: ReviewItemRecord, from: Id, to: Claim): Promise<boolean> {
    const handed = await transaction.run(
      `UPDATE review_items SET claimed_by = $4, claim_expires_at = $5, version = version + 1
       WHERE organisation_id = $1 AND id = $2 AND state = 'CLAIMED' AND claimed_by = $3`,
      [item.organisationId, item.id, from, to.staffId, to.expiresAt],
    );
    return handed === 1;
  }

  /** False when it is not theirs (any more) or changed since they saw it. */
  async resolve(
    transaction: Transaction,
    item: ReviewItemRecord,
    staffId: Id,
    seen: number,
    now: Date,
  ): Promise<boolean> {
    const resolved = await transaction.run(
      `UPDATE review_items SET state = 'RESOLVED', claimed_by = NULL, claim_expires_at = NULL, version = version + 1
       WHERE organisation_id = $1 AND id = $2 AND state = 'CLAIMED' AND claimed_by = $3 AND claim_expires_at > $5 AND version = $4`,
      [item.organisationId, item.id, staffId, seen, now],
    );
    return resolved === 1;
  }

  /** Ends an item on which nothing is left to decide, whoever has it in hand. */
  async end(transaction: Transaction, item: ReviewItemRecord): Promise<void> {
    await transaction.run(
      `UPDATE review_items SET state = 'RESOLVED', claimed_by = NULL, claim_expires_at = NULL, version = version + 1
       WHERE organisation_id = $1 AND id = $2 AND state <> 'RESOLVED'`,
      [item.organisationId, item.id],
    );
  }

  async addDecision(transaction: Transaction, decision: DecisionRecord): Promise<void> {
    await insert(transaction, 'decisions', { ...decision });
  }

  /** The decisions on several items, oldest first. */
  async decisions(transaction: Transaction, itemIds: readonly Id[]): Promise<DecisionRecord[]> {
    return transaction.rows<DecisionRecord>(
      `SELECT organisation_id AS "organisationId", id, review_item_id AS "reviewItemId", kind, staff_id AS "staffId", reasons,
         message_to_author AS "messageToAuthor", at
       FROM decisions WHERE organisation_id = ANY ($1) AND review_item_id = ANY ($2) ORDER BY at, id`,
      [organisationsOf(transaction.actor), itemIds],
    );
  }
}
