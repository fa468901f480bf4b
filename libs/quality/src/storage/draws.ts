import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { threadDecisions } from '@kring/moderation';
import type { Transaction } from '@kring/platform';
import type { Drawable } from './records';

/**
 * `$1` the organisation, `$2` the kinds that end the item of a thread. Only what was not drawn before, and no thread that went back
 * into another, as its item was ended with nothing decided on it.
 */
const drawable = `
  SELECT i.organisation_id AS "organisationId", i.id AS "reviewItemId", d.id AS "decisionId", i.group_id AS "groupId",
    i.thread_id AS "threadId", d.kind, i.opened_at AS "openedAt", d.at AS "decidedAt"
  FROM review_items i JOIN decisions d ON d.organisation_id = i.organisation_id AND d.review_item_id = i.id
  JOIN threads t ON t.organisation_id = i.organisation_id AND t.id = i.thread_id AND t.dissolved_at IS NULL
  WHERE i.organisation_id = $1 AND i.kind = 'THREAD' AND i.state = 'RESOLVED' AND d.kind = ANY ($2)
    AND NOT EXISTS (SELECT FROM blind_readings b WHERE b.organisation_id = i.organisation_id AND b.review_item_id = i.id)`;

/** Draws decisions for a second reading, and what an organisation chose about it. For the system; the choice for supervisors too. */
@Injectable()
export class Draws {
  async ofItem(transaction: Transaction, organisationId: Id, itemId: Id): Promise<Drawable | null> {
    return transaction.row<Drawable & Record<string, unknown>>(`${drawable} AND i.id = $3`, [
      organisationId,
      threadDecisions,
      itemId,
    ]);
  }

  /** What was decided since and could be read again. */
  async since(transaction: Transaction, organisationId: Id, since: Date): Promise<Drawable[]> {
    return transaction.rows<Drawable>(`${drawable} AND d.at >= $3 ORDER BY d.at DESC, d.id LIMIT 1000`, [
      organisationId,
      threadDecisions,
      since,
    ]);
  }

  async hasDrawnSince(transaction: Transaction, organisationId: Id, since: Date): Promise<boolean> {
    const row = await transaction.row(
      `SELECT FROM blind_readings WHERE organisation_id = $1 AND drawn_at > $2 LIMIT 1`,
      [organisationId, since],
    );
    return row !== null;
  }

  /**
   * Keeps a reading with the posts and revisions as they stood when it was decided, by id. What moderators wrote since the item was
   * opened came of handling it and is left out; what they moved apart meanwhile still belongs to it. False when it was drawn before,
   * or nothing is left to read.
   */
  async draw(
    transaction: Transaction,
    id: Id,
    of: Drawable,
    tookPart: readonly Id[],
    at: Date,
    expiresAt: Date,
  ): Promise<boolean> {
    const kept = await transaction.run(
      `WITH kept AS (
         SELECT p.id, max(r.revision) AS revision FROM posts p
         JOIN threads t ON t.organisation_id = p.organisation_id AND t.id = p.thread_id
         JOIN post_revisions r ON r.organisation_id = p.organisation_id AND r.post_id = p.id AND r.created_at <= $11
         WHERE p.organisation_id = $1 AND p.created_at <= $11 AND (t.id = $6 OR (t.moved_from = $6 AND t.created_at >= $10))
           AND (p.author_staff_id IS NULL OR p.created_at < $10) AND p.state <> 'DELETED'
         GROUP BY p.id
       ), drawn AS (
         INSERT INTO blind_readings (organisation_id, id, review_item_id, decision_id, group_id, thread_id, took_part, state, drawn_at, expires_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, 'OPEN', $8, $9 WHERE EXISTS (SELECT FROM kept)
         ON CONFLICT (organisation_id, review_item_id) DO NOTHING RETURNING id
       )
       INSERT INTO blind_reading_posts (organisation_id, reading_id, post_id, revision)
       SELECT $1, drawn.id, kept.id, kept.revision FROM drawn CROSS JOIN kept`,
      [
        ...[of.organisationId, id, of.reviewItemId, of.decisionId, of.groupId, of.threadId],
        ...[`{${tookPart.join()}}`, at, expiresAt, of.openedAt, of.decidedAt],
      ],
    );
    return kept > 0;
  }

  /** Null while the organisation did not choose. */
  async percent(transaction: Transaction, organisationId: Id): Promise<number | null> {
    const row = await transaction.row<{ percent: number }>(
      `SELECT percent FROM quality_choices WHERE organisation_id = $1`,
      [organisationId],
    );
    return row?.percent ?? null;
  }

  /** False when it was chosen already. */
  async choose(transaction: Transaction, organisationId: Id, percent: number, staffId: Id, at: Date): Promise<boolean> {
    const chosen = await transaction.run(
      `INSERT INTO quality_choices (organisation_id, percent, changed_by, changed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organisation_id) DO UPDATE SET percent = $2, changed_by = $3, changed_at = $4
       WHERE quality_choices.percent <> $2`,
      [organisationId, percent, staffId, at],
    );
    return chosen === 1;
  }
}
