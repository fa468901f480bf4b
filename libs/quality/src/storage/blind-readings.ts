import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import type { ThreadDecision } from '@kring/moderation';
import { organisationsOf, type Transaction } from '@kring/platform';
import type { Severity } from '@kring/safety';
import type { BlindReadingRecord, CountedPair, FirstDecision } from './records';

const columns = `organisation_id AS "organisationId", id, review_item_id AS "reviewItemId", decision_id AS "decisionId",
  group_id AS "groupId", thread_id AS "threadId", state, drawn_at AS "drawnAt", expires_at AS "expiresAt", reader_id AS "readerId",
  taken_until AS "takenUntil", given_at AS "givenAt", kind, severity, reason, talked_by AS "talkedBy", talked_at AS "talkedAt"`;
const mostShown = 100;

export interface Answer {
  readonly kind: ThreadDecision;
  readonly severity: Severity;
  readonly reason: string;
}

/** Second readings as row-level security shows them: what waits to who had no part in it, what was given to its reader and to supervisors. */
@Injectable()
export class BlindReadings {
  async reading(transaction: Transaction, id: Id): Promise<BlindReadingRecord | null> {
    return transaction.row<BlindReadingRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM blind_readings WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  /** The same, as nobody else can change it until the transaction ends. */
  async lock(transaction: Transaction, id: Id): Promise<BlindReadingRecord | null> {
    return transaction.row<BlindReadingRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM blind_readings WHERE organisation_id = ANY ($1) AND id = $2 FOR UPDATE`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  /** What waits, soonest over first. */
  async waiting(transaction: Transaction, organisationId: Id, now: Date): Promise<BlindReadingRecord[]> {
    return transaction.rows<BlindReadingRecord>(
      `SELECT ${columns} FROM blind_readings WHERE organisation_id = $1 AND state IN ('OPEN', 'TAKEN') AND expires_at > $2
       ORDER BY expires_at, id LIMIT $3`,
      [organisationId, now, mostShown],
    );
  }

  /** What was given and still has its words, newest first. */
  async given(transaction: Transaction, organisationId: Id, since: Date): Promise<BlindReadingRecord[]> {
    return transaction.rows<BlindReadingRecord>(
      `SELECT ${columns} FROM blind_readings WHERE organisation_id = $1 AND state = 'GIVEN' AND given_at > $2
       ORDER BY given_at DESC, id LIMIT $3`,
      [organisationId, since, mostShown],
    );
  }

  async take(transaction: Transaction, reading: BlindReadingRecord, staffId: Id, until: Date): Promise<void> {
    await transaction.run(
      `UPDATE blind_readings SET state = 'TAKEN', reader_id = $3, taken_until = $4 WHERE organisation_id = $1 AND id = $2`,
      [reading.organisationId, reading.id, staffId, until],
    );
  }

  async letGo(transaction: Transaction, reading: BlindReadingRecord): Promise<void> {
    await transaction.run(
      `UPDATE blind_readings SET state = 'OPEN', reader_id = NULL, taken_until = NULL WHERE organisation_id = $1 AND id = $2`,
      [reading.organisationId, reading.id],
    );
  }

  async give(transaction: Transaction, reading: BlindReadingRecord, answer: Answer, at: Date): Promise<void> {
    await transaction.run(
      `UPDATE blind_readings SET state = 'GIVEN', taken_until = NULL, kind = $3, severity = $4, reason = $5, given_at = $6
       WHERE organisation_id = $1 AND id = $2`,
      [reading.organisationId, reading.id, answer.kind, answer.severity, answer.reason, at],
    );
  }

  /** False when it was marked before. */
  async talk(transaction: Transaction, reading: BlindReadingRecord, staffId: Id, at: Date): Promise<boolean> {
    const marked = await transaction.run(
      `UPDATE blind_readings SET talked_by = $3, talked_at = $4 WHERE organisation_id = $1 AND id = $2 AND talked_at IS NULL`,
      [reading.organisationId, reading.id, staffId, at],
    );
    return marked === 1;
  }

  /** What was decided first; only ask for readings that were given. */
  async first(
    transaction: Transaction,
    readings: readonly Pick<BlindReadingRecord, 'decisionId'>[],
  ): Promise<(FirstDecision & { readonly decisionId: Id })[]> {
    return transaction.rows<FirstDecision & { readonly decisionId: Id }>(
      `SELECT d.id AS "decisionId", d.kind, i.severity, d.reasons, d.staff_id AS "staffId", d.at
       FROM decisions d JOIN review_items i ON i.organisation_id = d.organisation_id AND i.id = d.review_item_id
       WHERE d.organisation_id = ANY ($1) AND d.id = ANY ($2)`,
      [organisationsOf(transaction.actor), readings.map((reading) => reading.decisionId)],
    );
  }

  /** How first and second decisions met in what was given since. For supervisors. */
  async pairs(transaction: Transaction, organisationId: Id, since: Date): Promise<CountedPair[]> {
    return transaction.rows<CountedPair>(
      `SELECT b.group_id AS "groupId", d.kind AS "firstKind", b.kind, i.severity AS "firstSeverity", b.severity, count(*)::int AS count
       FROM blind_readings b
       JOIN decisions d ON d.organisation_id = b.organisation_id AND d.id = b.decision_id
       JOIN review_items i ON i.organisation_id = b.organisation_id AND i.id = b.review_item_id
       WHERE b.organisation_id = $1 AND b.state = 'GIVEN' AND b.given_at >= $2
       GROUP BY 1, 2, 3, 4, 5`,
      [organisationId, since],
    );
  }

  /** What waited too long is over, with which posts it was about; words of what was given long ago are erased. For the system. */
  async endAndForget(transaction: Transaction, organisationId: Id, now: Date, givenBefore: Date): Promise<Id[]> {
    const over = await transaction.rows<{ id: Id }>(
      `UPDATE blind_readings SET state = 'EXPIRED', reader_id = NULL, taken_until = NULL
       WHERE organisation_id = $1 AND state IN ('OPEN', 'TAKEN') AND expires_at <= $2 RETURNING id`,
      [organisationId, now],
    );
    await transaction.run(
      `UPDATE blind_readings SET reason = '' WHERE organisation_id = $1 AND state = 'GIVEN' AND given_at <= $2 AND reason <> ''`,
      [organisationId, givenBefore],
    );
    await transaction.run(
      `DELETE FROM blind_reading_posts WHERE organisation_id = $1 AND reading_id IN (
         SELECT id FROM blind_readings WHERE organisation_id = $1 AND (state = 'EXPIRED' OR (state = 'GIVEN' AND given_at <= $2)))`,
      [organisationId, givenBefore],
    );
    return over.map(({ id }) => id);
  }
}
