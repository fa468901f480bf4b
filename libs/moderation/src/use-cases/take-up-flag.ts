import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, type Transaction } from '@kring/platform';
import { SteerThread, StoriesReader } from '@kring/stories';
import { concernOfFlag } from '../domain/concern';
import { Climates } from '../storage/climates';
import { Flags } from '../storage/flags';
import type { ThreadPlace } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { RaiseReviewItem } from './raise-review-item';

/** Puts a flag in the review item of its thread, and keeps the words it was about. */
@Injectable()
export class TakeUpFlag {
  constructor(
    @Inject(Flags) private readonly flags: Flags,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(RaiseReviewItem) private readonly raise: RaiseReviewItem,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(SteerThread) private readonly steer: SteerThread,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(transaction: Transaction, place: ThreadPlace, flagId: Id): Promise<void> {
    await this.climates.lock(transaction, place.organisationId, place.threadId, this.clock.now());
    const flag = await this.flags.flag(transaction, flagId);
    const post = flag?.postId ? await this.stories.post(transaction, flag.postId) : null;
    // What it is about may have moved to another thread since it was raised.
    if (post && post.threadId !== place.threadId)
      return this.run(transaction, { ...place, threadId: post.threadId }, flagId);
    if (!flag) throw new Error('a flag that was announced is there');
    if (flag.postId && flag.revision)
      await this.steer.keepRevision(transaction, place.organisationId, flag.postId, flag.revision);
    const open = await this.items.lockUnresolved(transaction, place.organisationId, place.threadId);
    const itemId = await this.raise.run(transaction, place, concernOfFlag(flag.reason), flag.createdAt, open);
    await this.flags.putInItem(transaction, { ...flag, threadId: place.threadId }, itemId);
  }
}
