import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { membershipLeft } from '@kring/groups';
import { type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { ReferralOffers } from '../storage/referral-offers';
import { Statements } from '../storage/statements';

/** Somebody left and wants their words to go: the notes of their flags, what was said of their posts and what was offered to them alone go too; that they flagged, and why, stays. */
@Injectable()
export class ForgetNotes implements EventHandler, OnModuleInit {
  readonly name = 'forget-notes';
  readonly types = [membershipLeft];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(Statements) private readonly statements: Statements,
    @Inject(ReferralOffers) private readonly offers: ReferralOffers,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { membershipId, erase } = event.payload;
    if (erase !== 'yes' || !membershipId) return;
    await this.statements.forget(transaction, event.organisationId, membershipId);
    await this.offers.forget(transaction, event.organisationId, membershipId);
    await transaction.run(`UPDATE flags SET note = NULL WHERE organisation_id = $1 AND membership_id = $2`, [
      event.organisationId,
      membershipId,
    ]);
  }
}
