import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';

export interface ReferralOfferRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly threadId: Id;
  readonly groupId: Id;
  /** Whom alone it is for; null: all who read the thread. */
  readonly membershipId: Id | null;
  /** By its name in the directory. */
  readonly helpline: string;
  readonly message: string;
  readonly offeredAt: Date;
  readonly endsAt: Date | null;
}

/** Helplines offered in threads. One that is for a member alone is seen by them and the moderators. */
@Injectable()
export class ReferralOffers {
  async add(transaction: Transaction, offer: ReferralOfferRecord): Promise<void> {
    await insert(transaction, 'referral_offers', { ...offer });
  }

  async withdraw(transaction: Transaction, organisationId: Id, id: Id): Promise<void> {
    await transaction.run(`DELETE FROM referral_offers WHERE organisation_id = $1 AND id = $2`, [organisationId, id]);
  }

  /** What was offered to one member alone. For the system. */
  async forget(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<void> {
    await transaction.run(`DELETE FROM referral_offers WHERE organisation_id = $1 AND membership_id = $2`, [
      organisationId,
      membershipId,
    ]);
  }

  /** What is offered now in several threads, oldest first. */
  async ofThreads(transaction: Transaction, threadIds: readonly Id[], now: Date): Promise<ReferralOfferRecord[]> {
    return transaction.rows<ReferralOfferRecord>(
      `SELECT organisation_id AS "organisationId", id, thread_id AS "threadId", group_id AS "groupId",
         membership_id AS "membershipId", helpline, message, offered_at AS "offeredAt", ends_at AS "endsAt"
       FROM referral_offers WHERE organisation_id = ANY ($1) AND thread_id = ANY ($2) AND (ends_at IS NULL OR ends_at > $3)
       ORDER BY offered_at, id`,
      [organisationsOf(transaction.actor), threadIds, now],
    );
  }
}
