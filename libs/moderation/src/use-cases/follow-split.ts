import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, ok, type Problem, type Result } from '@kring/kernel';
import { CLOCK, newId, type Transaction } from '@kring/platform';
import { SplitThread, StoriesReader, type ThreadRecord } from '@kring/stories';
import { concernOfClimate, concernOfFlag, concernOfWaiting, concernOfWords, gravest } from '../domain/concern';
import { heldByAnother, liveClaim } from '../domain/review-item';
import { Climates } from '../storage/climates';
import { Flags } from '../storage/flags';
import type { ReviewItemRecord, ThreadPlace } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { RaiseReviewItem } from './raise-review-item';
import { ReadClimate } from './read-climate';

/** Who moves posts, why, and the unresolved item of the thread they start from. The lock on that thread's climate is held. */
export interface Mover {
  readonly staffId: Id;
  readonly reason: string;
  readonly item: ReviewItemRecord | null;
}

/** Moves posts between threads with all that points at them: flags, what somebody has in hand, and how both threads are going. */
@Injectable()
export class FollowSplit {
  constructor(
    @Inject(SplitThread) private readonly split: SplitThread,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(Flags) private readonly flags: Flags,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(RaiseReviewItem) private readonly raise: RaiseReviewItem,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(ReadClimate) private readonly read: ReadClimate,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers the id of the thread that was made. */
  async away(
    transaction: Transaction,
    thread: ThreadRecord,
    title: string,
    postIds: readonly Id[],
    mover: Mover,
  ): Promise<Result<Id, Problem>> {
    const made = await this.split.run(transaction, thread, title, postIds);
    if (!made.ok) return made;
    const from = placeOf(thread);
    const to = { ...from, threadId: made.value };
    const now = this.clock.now();
    const known = (await this.climates.lock(transaction, from.organisationId, from.threadId, now)).settledClimate;
    // What a moderator knew of the whole, they know of its part.
    await this.climates.save(transaction, {
      ...(await this.climates.lock(transaction, to.organisationId, to.threadId, now)),
      settledClimate: known,
    });
    const flags = await this.flags.follow(transaction, to, postIds);
    await this.climates.forgetPoints(transaction, from.organisationId, postIds);
    const climate = await this.read.anew(transaction, to, postIds);
    await this.read.anew(transaction, from, []);
    const { item } = mover;
    const posts = await this.stories.reading(transaction, to.organisationId, to.threadId);
    const open = flags.filter((flag) => item !== null && flag.reviewItemId === item.id);
    const concern = gravest([
      ...posts.map(concernOfWaiting),
      ...(item ? posts.map(concernOfWords) : []),
      ...open.map((flag) => concernOfFlag(flag.reason)),
      concernOfClimate(climate.climate, known),
    ]);
    if (concern) {
      // Whoever waits since the item was opened does not wait anew.
      const itemId = await this.raise.run(transaction, to, concern, item?.openedAt ?? now, null);
      for (const flag of open) await this.flags.putInItem(transaction, flag, itemId);
      await this.handOn(transaction, itemId, mover, now);
    }
    return ok(made.value);
  }

  /** The other way round; refused while somebody else has the thread that they leave in hand. */
  async back(
    transaction: Transaction,
    threadId: Id,
    postIds: readonly Id[],
    origin: ThreadPlace,
    { staffId, reason, item }: Mover,
  ): Promise<Result<true, Problem>> {
    const now = this.clock.now();
    const { organisationId } = origin;
    const from = { ...origin, threadId };
    await this.climates.lock(transaction, organisationId, threadId, now);
    const left = await this.items.lockUnresolved(transaction, organisationId, threadId);
    const held = left && heldByAnother(left, staffId, now);
    if (held) return fail(held);
    const gone = await this.split.back(transaction, threadId, postIds);
    if (!gone.ok) return gone;
    const flags = await this.flags.follow(transaction, origin, postIds);
    await this.climates.forgetPoints(transaction, organisationId, postIds);
    await this.read.anew(transaction, origin, postIds);
    await this.read.anew(transaction, from, []);
    if (!left) return ok(true);
    const itemId = await this.raise.run(transaction, origin, left, left.openedAt, item);
    for (const flag of flags.filter((one) => one.reviewItemId === left.id))
      await this.flags.putInItem(transaction, flag, itemId);
    await this.items.end(transaction, left);
    await this.items.addDecision(transaction, {
      organisationId,
      id: newId(now),
      reviewItemId: left.id,
      kind: 'STEERED',
      staffId,
      reasons: reason,
      messageToAuthor: null,
      at: now,
    });
    await this.announce.refreshed(transaction, left);
    return ok(true);
  }

  /** Who has the whole in hand has its part too, for as long. */
  private async handOn(transaction: Transaction, itemId: Id, { item, staffId }: Mover, now: Date): Promise<void> {
    const claim = item && liveClaim(item, now);
    if (claim?.staffId !== staffId) return;
    const made = await this.items.item(transaction, itemId);
    if (!made || !(await this.items.claim(transaction, made, claim, now)))
      throw new Error('an item that was just opened is free');
  }
}

function placeOf({ organisationId, groupId, id }: ThreadRecord): ThreadPlace {
  return { organisationId, groupId, threadId: id };
}
