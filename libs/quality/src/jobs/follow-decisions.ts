import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { reviewItemChanged } from '@kring/moderation';
import { type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { DrawBlindReading } from '../use-cases/draw-blind-reading';

/** When an item is resolved, chance may pick its decision to be read again. */
@Injectable()
export class FollowDecisions implements EventHandler, OnModuleInit {
  readonly name = 'draw-blind-reading';
  readonly types = [reviewItemChanged];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(DrawBlindReading) private readonly draw: DrawBlindReading,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, { organisationId, payload }: DomainEvent): Promise<void> {
    if (payload['itemId']) await this.draw.ofItem(transaction, organisationId, payload['itemId']);
  }
}
