import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { postEdited, postMoved, postSubmitted } from '@kring/stories';
import { concernOfRewriting } from '../domain/concern';
import { Statements } from '../storage/statements';
import { type PostHappening, UpdateClimate } from '../use-cases/update-climate';

const happenings: Readonly<Record<string, PostHappening>> = {
  [postSubmitted.name]: 'SUBMITTED',
  [postEdited.name]: 'EDITED',
  [postMoved.name]: 'MOVED',
};

/** After each post, and each change of one, the climate of its thread is read again. */
@Injectable()
export class FollowPosts implements EventHandler, OnModuleInit {
  readonly name = 'update-climate';
  readonly types = [postSubmitted, postEdited, postMoved];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(Statements) private readonly statements: Statements,
    @Inject(UpdateClimate) private readonly updateClimate: UpdateClimate,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { groupId, threadId, postId, revision } = event.payload;
    const happening = happenings[event.type];
    if (!groupId || !threadId || !postId || !happening) throw new Error(`${event.type} says where it happened`);
    const changedTo = happening === 'EDITED' ? Number(revision ?? 1) : null;
    const isRewritten =
      changedTo !== null && (await this.statements.wasGivenBack(transaction, event.organisationId, postId, changedTo));
    await this.updateClimate.run(
      transaction,
      { organisationId: event.organisationId, groupId, threadId },
      postId,
      happening,
      happening === 'SUBMITTED' ? 1 : changedTo,
      isRewritten ? concernOfRewriting : null,
    );
  }
}
