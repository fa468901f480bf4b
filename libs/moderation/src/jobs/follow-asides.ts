import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AsideAlarms, asideAlarmed } from '@kring/asides';
import type { Clock } from '@kring/kernel';
import { CLOCK, type DomainEvent, type EventHandler, EventHandlers, type Transaction } from '@kring/platform';
import { StoriesReader } from '@kring/stories';
import { concernOfAside } from '../domain/concern';
import { Climates } from '../storage/climates';
import { ReviewItems } from '../storage/review-items';
import { RaiseReviewItem } from '../use-cases/raise-review-item';

/**
 * Somebody in an aside needs somebody now: the thread that they wrote in last goes to the top of the queue, and says of whom
 * it is, not what was said. Who wrote in none stays an alarm on the desk.
 */
@Injectable()
export class FollowAsides implements EventHandler, OnModuleInit {
  readonly name = 'take-up-aside-alarm';
  readonly types = [asideAlarmed];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(AsideAlarms) private readonly alarms: AsideAlarms,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(RaiseReviewItem) private readonly raise: RaiseReviewItem,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { organisationId } = event;
    const { alarmId, groupId, membershipId } = event.payload;
    if (!alarmId || !groupId || !membershipId) throw new Error('an alarm says of whom it is');
    const alarm = await this.alarms.alarm(transaction, alarmId);
    if (!alarm) throw new Error('an alarm that was announced is there');
    const threadId = await this.stories.latestThreadOf(transaction, organisationId, membershipId);
    if (!threadId) return;
    await this.climates.lock(transaction, organisationId, threadId, this.clock.now());
    await this.alarms.putInThread(transaction, alarm, threadId);
    const open = await this.items.lockUnresolved(transaction, organisationId, threadId);
    const place = { organisationId, groupId, threadId };
    await this.raise.run(transaction, place, concernOfAside, alarm.at, open);
  }
}
