import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id } from '@kring/kernel';
import { severityRank } from '@kring/safety';
import { type Actor, CLOCK, moderatorOf, type Transaction, UnitOfWork } from '@kring/platform';
import { encodePlace, type QueuePlace } from '../domain/queue-cursor';
import { type QueueOrder, type QueueWish, readWish } from '../domain/queue-wish';
import type { ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { ReviewQueue, type SeverityCount } from '../storage/review-queue';

export interface Queue {
  readonly items: readonly ReviewItemRecord[];
  readonly hasNextPage: boolean;
  readonly counts: readonly SeverityCount[];
}

const nothing: Queue = {
  items: [],
  hasNextPage: false,
  counts: (['CRISIS', 'RED', 'AMBER', 'GREEN'] as const).map((severity) => ({ severity, count: 0, isMore: false })),
};

/** What waits for a moderator, in one of the orders of the queue. */
@Injectable()
export class ReadReviewItems {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(ReviewQueue) private readonly queues: ReviewQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null for who does not read along in this organisation. What names no group that can be fits nothing. */
  async queue(
    actor: Actor,
    organisationId: Id,
    wish: QueueWish,
    order: QueueOrder,
    first: number,
    after: QueuePlace | null,
  ): Promise<Queue | null> {
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return null;
    const read = readWish(wish);
    if (!read.ok) return nothing;
    const filter = { ...read.value, organisationId, staffId: staff.staffId, now: this.clock.now() };
    return this.work.as(actor, async (transaction) => {
      const counts = await this.queues.counts(transaction, filter);
      const rows = await this.queues.page(transaction, filter, order, first, after, counts);
      return { items: rows.slice(0, first), hasNextPage: rows.length > first, counts };
    });
  }

  /** Null for what is not there or not theirs. */
  item(actor: Actor, id: Id): Promise<ReviewItemRecord | null> {
    return this.work.as(actor, (transaction) => this.found(transaction, id));
  }

  private async found(transaction: Transaction, id: Id): Promise<ReviewItemRecord | null> {
    const item = await this.items.item(transaction, id);
    return item && moderatorOf(transaction.actor, item.organisationId) ? item : null;
  }
}

/** Where an item stands in the queue. */
export function placeOf(item: ReviewItemRecord, order: QueueOrder): string {
  const at = order === 'GRAVEST' ? item.dueAt : item.touchedAt;
  return encodePlace({ order, rank: severityRank(item.severity), at, id: item.id });
}
