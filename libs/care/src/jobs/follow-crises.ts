import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { membershipLeft } from '@kring/groups';
import { reviewItemChanged } from '@kring/moderation';
import { type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { Watches } from '../storage/watches';
import { ProposeWatch } from '../use-cases/propose-watch';

/** When a crisis is resolved, somebody is proposed; when a member leaves with their words, what is noted of them goes too. */
@Injectable()
export class FollowCrises implements EventHandler, OnModuleInit {
  readonly name = 'propose-watch';
  readonly types = [reviewItemChanged, membershipLeft];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(ProposeWatch) private readonly propose: ProposeWatch,
    @Inject(Watches) private readonly watches: Watches,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { itemId, membershipId, erase } = event.payload;
    if (event.type === reviewItemChanged.name && itemId)
      await this.propose.run(transaction, event.organisationId, itemId);
    if (event.type === membershipLeft.name && membershipId && erase === 'yes')
      await this.watches.eraseMember(transaction, event.organisationId, membershipId);
  }
}
