import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { membershipLeft } from '../events';

/** Somebody left and wants to be forgotten: their name in the group goes, and is free for others; what moderators told them goes too. */
@Injectable()
export class ForgetLeaver implements EventHandler, OnModuleInit {
  readonly name = 'forget-leaver';
  readonly types = [membershipLeft];

  constructor(@Inject(EventHandlers) private readonly handlers: EventHandlers) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { membershipId, erase } = event.payload;
    if (erase !== 'yes' || !membershipId) return;
    await transaction.run(
      `UPDATE memberships SET nickname = '', nickname_key = id::text, avatar = '' WHERE organisation_id = $1 AND id = $2`,
      [event.organisationId, membershipId],
    );
    await transaction.run(
      `UPDATE member_measures SET hold_message = NULL, return_plan = NULL WHERE organisation_id = $1 AND membership_id = $2`,
      [event.organisationId, membershipId],
    );
  }
}
