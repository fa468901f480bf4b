import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { organisationsOf, type Transaction } from '@kring/platform';
import { severityRank } from '@kring/safety';
import type { CrisisStep } from '../domain/crisis-calls';

/** That somebody was called because nobody took a crisis. */
export interface CrisisCallRecord {
  readonly organisationId: Id;
  readonly reviewItemId: Id;
  /** Since when the crisis had waited. */
  readonly waitingSince: Date;
  readonly step: CrisisStep;
  /** Who was on call; null for the supervisors, and when nobody was. */
  readonly staffId: Id | null;
  readonly at: Date;
}

/** Calls for crises that nobody took; only added. For moderators and the system. */
@Injectable()
export class CrisisCalls {
  /** False when this step was taken before. */
  async add(transaction: Transaction, call: CrisisCallRecord): Promise<boolean> {
    const added = await transaction.run(
      `INSERT INTO crisis_calls (organisation_id, review_item_id, waiting_since, step, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [call.organisationId, call.reviewItemId, call.waitingSince, call.step, call.staffId, call.at],
    );
    return added === 1;
  }

  /** The calls for several items, oldest first. */
  async ofItems(transaction: Transaction, itemIds: readonly Id[]): Promise<CrisisCallRecord[]> {
    return transaction.rows<CrisisCallRecord & Record<string, unknown>>(
      `SELECT organisation_id AS "organisationId", review_item_id AS "reviewItemId", waiting_since AS "waitingSince", step,
         staff_id AS "staffId", at
       FROM crisis_calls WHERE organisation_id = ANY ($1) AND review_item_id = ANY ($2) ORDER BY at, waiting_since, step DESC`,
      [organisationsOf(transaction.actor), itemIds],
    );
  }

  /** The crises that nobody has in hand, over all organisations; for the service watching itself. */
  async unclaimed(transaction: Transaction, now: Date): Promise<{ organisationId: Id; id: Id }[]> {
    return transaction.rows(
      `SELECT organisation_id AS "organisationId", id FROM review_items
       WHERE organisation_id IS NOT NULL AND severity_rank = $1 AND state <> 'RESOLVED'
         AND (claimed_by IS NULL OR claim_expires_at <= $2)
       ORDER BY due_at LIMIT 1000`,
      [severityRank('CRISIS'), now],
    );
  }

  /** The crises of one organisation that nobody has in hand. */
  async unclaimedIn(transaction: Transaction, organisationId: Id, now: Date): Promise<Id[]> {
    const rows = await transaction.rows<{ id: Id }>(
      `SELECT id FROM review_items
       WHERE organisation_id = $1 AND severity_rank = $2 AND state <> 'RESOLVED'
         AND (claimed_by IS NULL OR claim_expires_at <= $3)
       ORDER BY due_at, id LIMIT 50`,
      [organisationId, severityRank('CRISIS'), now],
    );
    return rows.map(({ id }) => id);
  }
}
