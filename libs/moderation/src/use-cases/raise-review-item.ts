import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { StaffingReader } from '@kring/organisations';
import { newId, type Transaction } from '@kring/platform';
import type { Concern } from '../domain/concern';
import { raised, urgencyOf } from '../domain/review-item';
import type { ReviewItemRecord, ThreadPlace } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { WatchCrisis } from './watch-crisis';

/** Opens the item of a thread, or joins the one that is open. The lock on the thread's climate is held already. */
@Injectable()
export class RaiseReviewItem {
  constructor(
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(StaffingReader) private readonly staffing: StaffingReader,
    @Inject(WatchCrisis) private readonly crises: WatchCrisis,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
  ) {}

  /** `at` is when the concern came up: people wait from then on. `open` is the unresolved item, locked. Answers its id. */
  async run(
    transaction: Transaction,
    place: ThreadPlace,
    concern: Concern,
    at: Date,
    open: ReviewItemRecord | null,
  ): Promise<Id> {
    const staffed = await this.staffing.staffedTime(transaction, place.organisationId, place.groupId, at);
    const urgency = urgencyOf(concern, at, staffed);
    if (open) {
      const now = raised(open, urgency);
      const becomesCrisis = now.severity === 'CRISIS' && open.severity !== 'CRISIS';
      await this.items.raise(transaction, open, { ...now, waitingSince: becomesCrisis ? at : open.waitingSince });
      if (becomesCrisis) await this.crises.waits(transaction, open, at);
      await this.announce.refreshed(transaction, open);
      return open.id;
    }
    const item: ReviewItemRecord = {
      organisationId: place.organisationId,
      id: newId(at),
      threadId: place.threadId,
      groupId: place.groupId,
      kind: 'THREAD',
      ...urgency,
      state: 'OPEN',
      openedAt: at,
      claimedBy: null,
      claimExpiresAt: null,
      handoverNote: null,
      waitingSince: at,
      touchedAt: at,
      version: 1,
    };
    await this.items.open(transaction, item);
    if (item.severity === 'CRISIS') await this.crises.waits(transaction, item, at);
    await this.announce.refreshed(transaction, item);
    return item.id;
  }
}
