import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, type Transaction } from '@kring/platform';
import { type PostReading, StoriesReader } from '@kring/stories';
import {
  type Concern,
  concernOfClimate,
  concernOfLostWords,
  concernOfWaiting,
  concernOfWords,
  gravest,
} from '../domain/concern';
import { Climates } from '../storage/climates';
import type { ReviewItemRecord, ThreadPlace } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { RaiseReviewItem } from './raise-review-item';
import { ReadClimate } from './read-climate';

/** What happened to a post: its words are new or changed, only its place is, or only what is said of it. */
export type PostHappening = 'SUBMITTED' | 'EDITED' | 'MOVED' | 'REREAD';

/**
 * Reads a thread on after something happened to one of its posts, and calls a moderator when that is needed.
 */
@Injectable()
export class UpdateClimate {
  constructor(
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(RaiseReviewItem) private readonly raise: RaiseReviewItem,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(ReadClimate) private readonly read: ReadClimate,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `revision` is the one whose words are new; null when none are. `also`: what else asks for a moderator. */
  async run(
    transaction: Transaction,
    place: ThreadPlace,
    postId: Id,
    happening: PostHappening,
    revision: number | null,
    also: Concern | null = null,
  ): Promise<void> {
    const now = this.clock.now();
    const before = await this.climates.lock(transaction, place.organisationId, place.threadId, now);
    const post = await this.stories.readingOf(transaction, place.organisationId, place.threadId, postId);
    if (!post) {
      // It may have moved to another thread since this was told.
      const moved = await this.stories.post(transaction, postId);
      if (!moved || moved.threadId === place.threadId) return;
      return this.run(transaction, { ...place, threadId: moved.threadId }, postId, happening, revision, also);
    }
    const after = await this.read.on(transaction, before, post, happening === 'SUBMITTED');
    const open = await this.items.lockUnresolved(transaction, place.organisationId, place.threadId);
    const isLost = revision !== null && (post.state === 'DELETED' || post.revision !== revision);
    const concern = gravest([
      also,
      happening === 'MOVED' ? (open ? null : concernOfWaiting(post)) : null,
      happening === 'SUBMITTED' || happening === 'EDITED' ? concernOfWords(post) : null,
      isLost
        ? concernOfLostWords(await this.stories.assessmentOf(transaction, place.organisationId, postId, revision))
        : null,
      concernOfClimate(after.climate, open ? before.climate : before.settledClimate),
    ]);
    if (concern)
      await this.raise.run(transaction, place, concern, happening === 'SUBMITTED' ? post.createdAt : now, open);
    else if (open) await this.refresh(transaction, open, post);
  }

  private async refresh(transaction: Transaction, open: ReviewItemRecord, post: PostReading): Promise<void> {
    // Only its author deletes a post, perhaps one that somebody is deciding on.
    if (post.state === 'DELETED') await this.announce.changed(transaction, open);
    else await this.announce.refreshed(transaction, open);
  }
}
