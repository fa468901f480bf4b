import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AsideAlarms } from '@kring/asides';
import type { Clock } from '@kring/kernel';
import { CLOCK, Metrics, system, UnitOfWork } from '@kring/platform';
import { ReviewItems } from '../storage/review-items';

/** Coarse on purpose: it must wake somebody, and must not tell to the second when somebody wrote. */
const stepSeconds = 15;

/** Says how long the oldest crisis has waited for a moderator, over the whole installation, naming nobody. */
@Injectable()
export class WatchCrises implements OnModuleInit {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(AsideAlarms) private readonly alarms: AsideAlarms,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.metrics.looksUp(async () => {
      const now = this.clock.now();
      const waiting = await this.work.as(system('watch', null), (transaction) =>
        Promise.all([this.items.oldestUnclaimedCrisis(transaction, now), this.alarms.oldestUnanswered(transaction)]),
      );
      const since = Math.min(...waiting.map((one) => one?.getTime() ?? Infinity));
      const age = since < Infinity ? Math.max(1, (now.getTime() - since) / 1000) : 0;
      return { kring_crisis_unclaimed_seconds: Math.ceil(age / stepSeconds) * stepSeconds };
    });
  }
}
