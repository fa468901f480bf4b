import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { dutyEnded } from '@kring/organisations';
import { type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { EndOwnDuty } from '../use-cases/end-own-duty';

/** A duty that ran out leaves a hand-over too. */
@Injectable()
export class FollowDuties implements EventHandler, OnModuleInit {
  readonly name = 'write-hand-over';
  readonly types = [dutyEnded];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(EndOwnDuty) private readonly end: EndOwnDuty,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { dutyId } = event.payload;
    if (!dutyId) throw new Error('the end of a duty says of which');
    await this.end.whenRunOut(transaction, dutyId);
  }
}
