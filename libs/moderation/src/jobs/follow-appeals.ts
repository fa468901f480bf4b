import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { membershipLeft } from '@kring/groups';
import { type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { postEdited, postMoved } from '@kring/stories';
import { appealMade, interventionDone, interventionUndone } from '../events';
import { Interventions } from '../storage/interventions';
import { TakeUpAppeal } from '../use-cases/take-up-appeal';

/** Every appeal ends in a review item, and is over when the decision it is about is. */
@Injectable()
export class FollowAppeals implements EventHandler, OnModuleInit {
  readonly name = 'take-up-appeal';
  readonly types = [appealMade, postEdited, postMoved, interventionDone, interventionUndone, membershipLeft];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(Interventions) private readonly interventions: Interventions,
    @Inject(TakeUpAppeal) private readonly takeUp: TakeUpAppeal,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { organisationId } = event;
    const membershipId = await this.member(transaction, event);
    if (membershipId) return this.takeUp.lookAtMember(transaction, organisationId, membershipId);
    const { groupId, threadId, statementId, postId } = event.payload;
    if (!groupId || !threadId) throw new Error(`${event.type} says where it happened`);
    const place = { organisationId, groupId, threadId };
    if (statementId) await this.takeUp.run(transaction, place, statementId);
    else if (postId) await this.takeUp.lookAgain(transaction, place, postId);
  }

  /** Whom something happened to, if it was to a member. */
  private async member(transaction: Transaction, { payload }: DomainEvent): Promise<string | null> {
    const { interventionId, membershipId } = payload;
    if (!interventionId) return membershipId ?? null;
    return (await this.interventions.intervention(transaction, interventionId))?.membershipId ?? null;
  }
}
