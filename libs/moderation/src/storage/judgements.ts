import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { organisationsOf, type Transaction } from '@kring/platform';
import type { Climate, Severity } from '@kring/safety';

/** What a person said of a thread, or of one of its posts, beside what was said until then. */
export interface JudgementRecord {
  readonly id: Id;
  readonly threadId: Id;
  readonly postId: Id | null;
  readonly severityBefore: Severity | null;
  readonly severity: Severity | null;
  readonly climateBefore: Climate | null;
  readonly climate: Climate | null;
  readonly staffId: Id;
  readonly reason: string;
  readonly at: Date;
}

/** For moderators and the system. */
@Injectable()
export class Judgements {
  /** Each thread's, oldest first. */
  async ofThreads(transaction: Transaction, threadIds: readonly Id[]): Promise<JudgementRecord[]> {
    return transaction.rows<JudgementRecord>(
      `SELECT j.id, p.thread_id AS "threadId", j.post_id AS "postId", j.said AS "severityBefore", j.severity,
         NULL AS "climateBefore", NULL AS climate, j.staff_id AS "staffId", j.reason, j.at
       FROM post_judgements j JOIN posts p ON p.organisation_id = j.organisation_id AND p.id = j.post_id
       WHERE j.organisation_id = ANY ($1) AND p.thread_id = ANY ($2)
       UNION ALL
       SELECT id, thread_id, NULL, NULL, NULL, said, climate, staff_id, reason, at FROM climate_judgements
       WHERE organisation_id = ANY ($1) AND thread_id = ANY ($2)
       ORDER BY at, id`,
      [organisationsOf(transaction.actor), threadIds],
    );
  }
}
