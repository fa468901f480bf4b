import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { flagRaised } from '../events';
import { TakeUpFlag } from '../use-cases/take-up-flag';

/** Every flag ends in a review item. */
@Injectable()
export class FollowFlags implements EventHandler, OnModuleInit {
  readonly name = 'take-up-flag';
  readonly types = [flagRaised];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(TakeUpFlag) private readonly takeUp: TakeUpFlag,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { groupId, threadId, flagId } = event.payload;
    if (!groupId || !threadId || !flagId) throw new Error('a flag says where it was raised');
    await this.takeUp.run(transaction, { organisationId: event.organisationId, groupId, threadId }, flagId);
  }
}
