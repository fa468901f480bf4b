import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, isId } from '@kring/kernel';
import { type Severity, severityRank } from '@kring/safety';
import { type Actor, CLOCK, moderatorOf, type Transaction, UnitOfWork } from '@kring/platform';
import { encodePlace, type QueuePlace } from '../domain/queue-cursor';
import { type ReviewItemState, reviewItemStates } from '../domain/review-item';
import type { ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';

export interface QueueWish {
  readonly groupId: Id | null;
  /** None: all of them. */
  readonly severities: readonly Severity[];
  /** None: all that is not resolved. */
  readonly states: readonly ReviewItemState[];
  readonly mine: boolean;
}

export interface Queue {
  readonly items: readonly ReviewItemRecord[];
  readonly hasNextPage: boolean;
  readonly counts: readonly { readonly severity: Severity; readonly count: number }[];
}

const unresolved = reviewItemStates.filter((state) => state !== 'RESOLVED');
const severities: readonly Severity[] = ['CRISIS', 'RED', 'AMBER', 'GREEN'];

/** What waits for a moderator, most serious first, then soonest due. */
@Injectable()
export class ReadReviewItems {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null for who does not read along in this organisation. */
  async queue(
    actor: Actor,
    organisationId: Id,
    wish: QueueWish,
    first: number,
    after: QueuePlace | null,
  ): Promise<Queue | null> {
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return null;
    const nowhere = wish.groupId !== null && !isId(wish.groupId);
    if (nowhere)
      return { items: [], hasNextPage: false, counts: severities.map((severity) => ({ severity, count: 0 })) };
    const filter = {
      organisationId,
      groupId: wish.groupId,
      severities: wish.severities.length > 0 ? wish.severities : null,
      states: wish.states.length > 0 ? wish.states : unresolved,
      mineOf: wish.mine ? staff.staffId : null,
      now: this.clock.now(),
    };
    return this.work.as(actor, async (transaction) => {
      const rows = await this.items.queue(transaction, filter, first, after);
      const counts = await this.items.counts(transaction, filter);
      return {
        items: rows.slice(0, first),
        hasNextPage: rows.length > first,
        counts: severities.map((severity) => ({
          severity,
          count: counts.find((one) => one.severity === severity)?.count ?? 0,
        })),
      };
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
export function placeOf(item: ReviewItemRecord): string {
  return encodePlace({ rank: severityRank(item.severity), dueAt: item.dueAt, id: item.id });
}
