import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { SpotlightState } from '../domain/spotlight-moves';

export interface SpotlightRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly threadId: Id;
  readonly groupId: Id;
  readonly message: string;
  readonly askedAt: Date;
  readonly state: SpotlightState;
}

const columns = `organisation_id AS "organisationId", id, thread_id AS "threadId", group_id AS "groupId", message,
  asked_at AS "askedAt", coalesce(answer, 'ASKED') AS state`;

/** Stories that moderators ask to put in the light. An author sees what is asked of them, moderators all of their organisation. */
@Injectable()
export class Spotlights {
  /** False when one is asked or given already. */
  async ask(
    transaction: Transaction,
    asked: Omit<SpotlightRecord, 'state'> & { readonly authorMembershipId: Id; readonly staffId: Id },
  ): Promise<boolean> {
    const open = await transaction.row(
      `SELECT FROM spotlights WHERE organisation_id = $1 AND thread_id = $2 AND withdrawn_at IS NULL
         AND (answer IS NULL OR answer = 'GIVEN')`,
      [asked.organisationId, asked.threadId],
    );
    if (open) return false;
    await insert(transaction, 'spotlights', { ...asked });
    return true;
  }

  async spotlight(transaction: Transaction, id: Id): Promise<SpotlightRecord | null> {
    return transaction.row<SpotlightRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM spotlights WHERE organisation_id = ANY ($1) AND id = $2 AND withdrawn_at IS NULL FOR UPDATE`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  async answer(transaction: Transaction, one: SpotlightRecord, to: SpotlightState, at: Date): Promise<void> {
    await transaction.run(
      `UPDATE spotlights SET answer = $3, answered_at = $4 WHERE organisation_id = $1 AND id = $2`,
      [one.organisationId, one.id, to, at],
    );
    await this.light(transaction, one, to === 'GIVEN' ? at : null);
  }

  async withdraw(transaction: Transaction, one: SpotlightRecord, at: Date): Promise<void> {
    await transaction.run(`UPDATE spotlights SET withdrawn_at = $3 WHERE organisation_id = $1 AND id = $2`, [
      one.organisationId,
      one.id,
      at,
    ]);
    if (one.state === 'GIVEN') await this.light(transaction, one, null);
  }

  /** Whatever is asked of an author or was given is over, and nothing of theirs is shown first. For the system. */
  async withdrawOf(transaction: Transaction, organisationId: Id, membershipId: Id, at: Date): Promise<void> {
    const over = await transaction.rows<{ threadId: Id }>(
      `UPDATE spotlights SET withdrawn_at = $3 WHERE organisation_id = $1 AND author_membership_id = $2
         AND withdrawn_at IS NULL AND (answer IS NULL OR answer = 'GIVEN') RETURNING thread_id AS "threadId"`,
      [organisationId, membershipId, at],
    );
    await transaction.run(`UPDATE threads SET spotlit_at = NULL WHERE organisation_id = $1 AND id = ANY ($2)`, [
      organisationId,
      over.map(({ threadId }) => threadId),
    ]);
  }

  /** What is asked of an author, or was given, newest first. */
  async ofMemberships(transaction: Transaction, membershipIds: readonly Id[]): Promise<SpotlightRecord[]> {
    return transaction.rows<SpotlightRecord>(
      `SELECT ${columns} FROM spotlights WHERE organisation_id = ANY ($1) AND author_membership_id = ANY ($2)
         AND withdrawn_at IS NULL AND (answer IS NULL OR answer = 'GIVEN') ORDER BY asked_at DESC, id DESC LIMIT 50`,
      [organisationsOf(transaction.actor), membershipIds],
    );
  }

  /** The newest of each thread that was not withdrawn. */
  async ofThreads(transaction: Transaction, threadIds: readonly Id[]): Promise<SpotlightRecord[]> {
    return transaction.rows<SpotlightRecord>(
      `SELECT DISTINCT ON (thread_id) ${columns} FROM spotlights
       WHERE organisation_id = ANY ($1) AND thread_id = ANY ($2) AND withdrawn_at IS NULL ORDER BY thread_id, asked_at DESC, id DESC`,
      [organisationsOf(transaction.actor), threadIds],
    );
  }

  private async light(transaction: Transaction, one: SpotlightRecord, at: Date | null): Promise<void> {
    await transaction.run(`UPDATE threads SET spotlit_at = $3 WHERE organisation_id = $1 AND id = $2`, [
      one.organisationId,
      one.threadId,
      at,
    ]);
  }
}
