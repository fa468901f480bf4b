import { Inject, Injectable } from '@nestjs/common';
import { Outbox, type Transaction } from '@kring/platform';
import { reviewItemChanged } from '../events';
import type { ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';

/** Tells open screens that an item is not what it was. */
@Injectable()
export class AnnounceReviewItem {
  constructor(
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Something to show changed, nothing that a decision hangs on. */
  async refreshed(
    transaction: Transaction,
    item: Pick<ReviewItemRecord, 'organisationId' | 'id' | 'groupId' | 'threadId'>,
  ): Promise<void> {
    await this.outbox.add(transaction, item.organisationId, reviewItemChanged, {
      itemId: item.id,
      groupId: item.groupId,
      threadId: item.threadId,
    });
  }

  /** What a decision hangs on changed: who decides on what they saw before is told so. */
  async changed(transaction: Transaction, item: ReviewItemRecord): Promise<void> {
    await this.items.touch(transaction, item);
    await this.refreshed(transaction, item);
  }
}
