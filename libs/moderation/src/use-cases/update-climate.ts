import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { type Assessment, type Category, readThread, type ThreadPost, type ThreadReading } from '@kring/safety';
import { CLOCK, Metrics, type Transaction } from '@kring/platform';
import { type AssessmentRecord, type PostReading, StoriesReader } from '@kring/stories';
import { countsInClimate, settledAfter } from '../domain/climate';
import { concernOfClimate, concernOfLostWords, concernOfWaiting, concernOfWords, gravest } from '../domain/concern';
import { Climates } from '../storage/climates';
import type { ClimateRecord, ReviewItemRecord, ThreadPlace } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { RaiseReviewItem } from './raise-review-item';

/** What happened to a post: its words are new or changed, or only its place is. */
export type PostHappening = 'SUBMITTED' | 'EDITED' | 'MOVED';

/** Reads a thread again after something happened to one of its posts, and calls a moderator when that is needed. */
@Injectable()
export class UpdateClimate {
  constructor(
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(RaiseReviewItem) private readonly raise: RaiseReviewItem,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** `revision` is the one whose words are new; null when none are. */
  async run(
    transaction: Transaction,
    place: ThreadPlace,
    postId: Id,
    happening: PostHappening,
    revision: number | null,
  ): Promise<void> {
    const now = this.clock.now();
    const before = await this.climates.lock(transaction, place.organisationId, place.threadId, now);
    const posts = await this.stories.reading(transaction, place.organisationId, place.threadId);
    const post = posts.find((one) => one.id === postId);
    if (!post) return;
    const after = await this.read(transaction, before, posts, post, happening, now);
    const open = await this.items.lockUnresolved(transaction, place.organisationId, place.threadId);
    const isLost = revision !== null && (post.state === 'DELETED' || post.revision !== revision);
    const concern = gravest([
      happening === 'MOVED' ? (open ? null : concernOfWaiting(post)) : concernOfWords(post),
      isLost
        ? concernOfLostWords(await this.stories.assessmentOf(transaction, place.organisationId, postId, revision))
        : null,
      concernOfClimate(after.climate, open ? before.climate : before.settledClimate),
    ]);
    if (concern)
      await this.raise.run(transaction, place, concern, happening === 'SUBMITTED' ? post.createdAt : now, open);
    else if (open) await this.refresh(transaction, open, post);
  }

  /** Reads the thread, keeps its climate, and adds to its history. */
  private async read(
    transaction: Transaction,
    before: ClimateRecord,
    posts: readonly PostReading[],
    post: PostReading,
    happening: PostHappening,
    now: Date,
  ): Promise<ClimateRecord> {
    const counted = posts.filter(countsInClimate);
    const read = counted.map((one) => asRead(one, counted[0] ?? one));
    const reading = this.metrics.time('kring_climate_seconds', {}, () => readThread(read));
    const { climate, score, components } = reading;
    const after: ClimateRecord = {
      ...before,
      climate,
      score,
      components,
      turnedPostId: turnedPost(reading, counted) ?? before.turnedPostId,
      settledClimate: settledAfter(before.settledClimate, climate),
      readAt: now,
    };
    await this.climates.save(transaction, after);
    // Events may come out of order: a post's own point is the reading up to that post.
    const own = happening === 'SUBMITTED' ? reading.points[counted.indexOf(post)] : undefined;
    const thread = { threadId: before.threadId, interventionId: null };
    if (own)
      await this.climates.addPoint(transaction, before.organisationId, {
        ...own,
        ...thread,
        at: post.createdAt,
        postId: post.id,
      });
    else if (climate !== before.climate || Math.abs(score - before.score) >= 0.001) {
      await this.climates.addPoint(transaction, before.organisationId, {
        climate,
        score,
        components,
        ...thread,
        at: now,
        postId: null,
      });
    }
    return after;
  }

  private async refresh(transaction: Transaction, open: ReviewItemRecord, post: PostReading): Promise<void> {
    // Only its author deletes a post, perhaps one that somebody is deciding on.
    if (post.state === 'DELETED') await this.announce.changed(transaction, open);
    else await this.announce.refreshed(transaction, open);
  }
}

function turnedPost(reading: ThreadReading, counted: readonly PostReading[]): Id | null {
  return reading.turnedAt === null ? null : (counted[reading.turnedAt]?.id ?? null);
}

function asRead(post: PostReading, first: PostReading): ThreadPost {
  return {
    author: post.author,
    role: post.role,
    minute: (post.createdAt.getTime() - first.createdAt.getTime()) / 60_000,
    text: post.text,
    ...(post.assessment?.checked ? { assessment: asAssessed(post.assessment) } : {}),
  };
}

function asAssessed(record: AssessmentRecord): Assessment {
  return {
    ...record,
    signals: record.signals.map((signal) => ({
      ...signal,
      category: signal.category as Category,
      passages: signal.passages.map((passage) => ({ ...passage })),
    })),
  };
}
