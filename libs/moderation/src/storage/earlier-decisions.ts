import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Severity } from '@kring/safety';
import type { Transaction } from '@kring/platform';
import type { ThreadDecision } from '../domain/decisions';

/** A decision with what its item was about. */
export interface EarlierDecision {
  readonly id: Id;
  readonly itemId: Id;
  readonly groupId: Id;
  readonly severity: Severity;
  /** The key of a message, see `readReason`. */
  readonly reason: string;
  readonly flags: readonly string[];
  /** Categories that software had named in the posts that it was about. */
  readonly noticed: readonly string[];
  readonly kind: ThreadDecision;
  readonly reasons: string;
  readonly staffId: Id;
  readonly at: Date;
  /** Another person took it back for somebody. */
  readonly isOverturned: boolean;
  /** Whether its thread can still be read. */
  readonly isThere: boolean;
}

/** Among how many is looked for what is like an item. */
const mostRead = 300;

/** Decisions on items of an organisation, the newest first. For its moderators. No words of members. */
@Injectable()
export class EarlierDecisions {
  async newest(transaction: Transaction, organisationId: Id): Promise<EarlierDecision[]> {
    return transaction.rows<EarlierDecision & Record<string, unknown>>(
      `SELECT d.id, i.id AS "itemId", i.group_id AS "groupId", i.severity, i.reason, d.kind, d.reasons, d.staff_id AS "staffId", d.at,
         ARRAY(SELECT DISTINCT f.reason FROM flags f WHERE f.organisation_id = $1 AND f.review_item_id = i.id) AS flags,
         ARRAY(SELECT DISTINCT n.category FROM statements s CROSS JOIN LATERAL unnest(s.noticed) n (category)
           WHERE s.organisation_id = $1 AND s.decision_id = d.id) AS noticed,
         EXISTS (SELECT FROM statements s
           JOIN appeals a ON a.organisation_id = s.organisation_id AND a.statement_id = s.id
           JOIN appeal_answers w ON w.organisation_id = a.organisation_id AND w.appeal_id = a.id
           WHERE s.organisation_id = $1 AND s.decision_id = d.id AND w.outcome = 'OVERTURNED') AS "isOverturned",
         EXISTS (SELECT FROM threads t WHERE t.organisation_id = $1 AND t.id = i.thread_id AND t.dissolved_at IS NULL) AS "isThere"
       FROM (SELECT * FROM decisions WHERE organisation_id = $1 AND kind NOT IN ('UPHELD', 'OVERTURNED')
         ORDER BY at DESC, id DESC LIMIT $2) d
       JOIN review_items i ON i.organisation_id = $1 AND i.id = d.review_item_id
       ORDER BY d.at DESC, d.id DESC`,
      [organisationId, mostRead],
    );
  }
}
