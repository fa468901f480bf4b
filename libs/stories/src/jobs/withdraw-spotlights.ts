import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { membershipLeft, membershipRemoved } from '@kring/groups';
import type { Clock } from '@kring/kernel';
import { CLOCK, type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { Spotlights } from '../storage/spotlights';

/** Whoever is in a group no more can take back nothing there, so their yes to having a story shown first ends with their membership. */
@Injectable()
export class WithdrawSpotlights implements EventHandler, OnModuleInit {
  readonly name = 'withdraw-spotlights';
  readonly types = [membershipLeft, membershipRemoved];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(Spotlights) private readonly spotlights: Spotlights,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { membershipId } = event.payload;
    if (!membershipId) return;
    await this.spotlights.withdrawOf(transaction, event.organisationId, membershipId, this.clock.now());
  }
}
