import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { postEdited, postMoved } from '@kring/stories';
import { appealMade } from '../events';
import { TakeUpAppeal } from '../use-cases/take-up-appeal';

/** Every appeal ends in a review item, and is over when the decision it is about is. */
@Injectable()
export class FollowAppeals implements EventHandler, OnModuleInit {
  readonly name = 'take-up-appeal';
  readonly types = [appealMade, postEdited, postMoved];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(TakeUpAppeal) private readonly takeUp: TakeUpAppeal,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { groupId, threadId, statementId, postId } = event.payload;
    if (!groupId || !threadId) throw new Error(`${event.type} says where it happened`);
    const place = { organisationId: event.organisationId, groupId, threadId };
    if (statementId) await this.takeUp.run(transaction, place, statementId);
    else if (postId) await this.takeUp.lookAgain(transaction, place, postId);
  }
}
