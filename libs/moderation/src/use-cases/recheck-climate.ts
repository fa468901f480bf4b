import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, system, UnitOfWork } from '@kring/platform';
import { Climates } from '../storage/climates';
import { Interventions } from '../storage/interventions';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';

/** Looks at a thread again some time after an intervention, and keeps what it finds: the climate after. */
@Injectable()
export class RecheckClimate {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(Interventions) private readonly interventions: Interventions,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Harmless when it is run again. LATER is the second of two looks. */
  run(organisationId: Id, interventionId: Id, look: 'FIRST' | 'LATER' = 'FIRST'): Promise<void> {
    return this.work.as(system('recheck-climate', organisationId), async (transaction) => {
      const done = await this.interventions.intervention(transaction, interventionId);
      if (!done) return;
      const now = this.clock.now();
      const climate = await this.climates.lock(transaction, organisationId, done.threadId, now);
      const second = { organisationId, interventionId, climate: climate.climate, score: climate.score, at: now };
      if (!(await this.interventions.recheck(transaction, second, look))) return;
      await this.climates.addPoint(transaction, organisationId, {
        ...climate,
        at: now,
        postId: null,
        interventionId: null,
      });
      const open = await this.items.lockUnresolved(transaction, organisationId, done.threadId);
      if (open) await this.announce.refreshed(transaction, open);
    });
  }
}
