import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@kring/kernel';
import { membershipLeft } from '@kring/groups';
import { CLOCK, type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { Asides } from '../storage/asides';

/** Somebody left and wants their words to go: what was said in their asides goes at once, on both sides. */
@Injectable()
export class ForgetTalks implements EventHandler, OnModuleInit {
  readonly name = 'forget-talks';
  readonly types = [membershipLeft];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { membershipId, erase } = event.payload;
    if (erase !== 'yes' || !membershipId) return;
    await this.asides.erase(transaction, event.organisationId, { membershipId }, this.clock.now());
  }
}
