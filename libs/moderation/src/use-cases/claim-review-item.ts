import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type Actor, CLOCK, moderatorOf, SETTINGS, type Settings, UnitOfWork } from '@kring/platform';
import { claimable } from '../domain/review-item';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { JudgeOfAppeal } from './judge-of-appeal';

/** "I have this one", for as long as the lease lasts; said again, it starts over. */
@Injectable()
export class ClaimReviewItem {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(JudgeOfAppeal) private readonly judge: JudgeOfAppeal,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'KRING_CLAIM_MINUTES'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: Id): Promise<Result<Id, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const found = await this.items.item(transaction, id);
      const staff = found && moderatorOf(actor, found.organisationId);
      const item = staff && (await this.items.lock(transaction, found.organisationId, found.id));
      if (!item) return fail(notFound);
      const now = this.clock.now();
      const may = claimable(item, staff.staffId, now);
      if (!may.ok) return may;
      const refusal = await this.judge.refuses(transaction, item, staff);
      if (refusal) return fail(refusal);
      const expiresAt = new Date(now.getTime() + this.settings.KRING_CLAIM_MINUTES * 60_000);
      const claimed = await this.items.claim(transaction, item, { staffId: staff.staffId, expiresAt }, now);
      if (!claimed) return fail(problem('STALE'));
      await this.announce.refreshed(transaction, item);
      if (may.value === 'FRESH') {
        await this.audit.record(transaction, item.organisationId, 'review-item.claimed', {
          reviewItem: item.id,
          thread: item.threadId,
        });
      }
      return ok(item.id);
    });
  }
}
