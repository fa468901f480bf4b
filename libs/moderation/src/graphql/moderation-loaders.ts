import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id } from '@kring/kernel';
import { StaffReader } from '@kring/organisations';
import { type StaffMemberView, viewStaff } from '@kring/organisations/graphql';
import { CLOCK, gathered, keyed, type KringContext, loader, type Transaction, UnitOfWork } from '@kring/platform';
import { type NoticedInThread, type PostRecord, StoriesReader } from '@kring/stories';
import { Climates, type ShownClimate } from '../storage/climates';
import { Flags } from '../storage/flags';
import { Interventions } from '../storage/interventions';
import type { ClimatePointRecord, DecisionRecord, FlagRecord, InterventionRecord } from '../storage/records';
import { type JudgementRecord, Judgements } from '../storage/judgements';
import { ReviewItems } from '../storage/review-items';

/** What hangs on threads, items and interventions, for one request: one query for a whole list of parents. */
@Injectable()
export class ModerationLoaders {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(Flags) private readonly flags: Flags,
    @Inject(Interventions) private readonly interventions: Interventions,
    @Inject(Judgements) private readonly judged: Judgements,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  async staff(context: KringContext, id: Id): Promise<StaffMemberView> {
    const record = await this.one(
      context,
      'staff',
      id,
      (transaction, ids) => this.staffReader.staff(transaction, ids),
      (row) => row.id,
    );
    if (!record) throw new Error('staff are never deleted');
    return viewStaff(record);
  }

  climate(context: KringContext, threadId: Id): Promise<ShownClimate | null> {
    return this.one(
      context,
      'climates',
      threadId,
      (transaction, ids) => this.climates.ofThreads(transaction, ids),
      (row) => row.threadId,
    );
  }

  history(context: KringContext, threadId: Id): Promise<ClimatePointRecord[]> {
    return this.many(
      context,
      'climate history',
      threadId,
      (transaction, ids) => this.climates.history(transaction, ids),
      (row) => row.threadId,
    );
  }

  judgements(context: KringContext, threadId: Id): Promise<JudgementRecord[]> {
    return this.many(
      context,
      'judgements',
      threadId,
      (transaction, ids) => this.judged.ofThreads(transaction, ids),
      (row) => row.threadId,
    );
  }

  intervention(context: KringContext, id: Id): Promise<InterventionRecord | null> {
    return this.one(
      context,
      'intervention',
      id,
      (transaction, ids) => this.interventions.interventions(transaction, ids),
      (row) => row.id,
    );
  }

  interventionsOf(context: KringContext, threadId: Id): Promise<InterventionRecord[]> {
    return this.many(
      context,
      'interventions',
      threadId,
      (transaction, ids) => this.interventions.ofThreads(transaction, ids),
      (row) => row.threadId,
    );
  }

  flagsOf(context: KringContext, itemId: Id): Promise<FlagRecord[]> {
    return this.many(
      context,
      'flags',
      itemId,
      (transaction, ids) => this.flags.ofItems(transaction, ids),
      (row) => row.reviewItemId,
    );
  }

  decisionsOn(context: KringContext, itemId: Id): Promise<DecisionRecord[]> {
    return this.many(
      context,
      'decisions',
      itemId,
      (transaction, ids) => this.items.decisions(transaction, ids),
      (row) => row.reviewItemId,
    );
  }

  heldPosts(context: KringContext, threadId: Id): Promise<PostRecord[]> {
    return this.many(
      context,
      'held posts',
      threadId,
      (transaction, ids) => this.stories.heldPosts(transaction, ids),
      (row) => row.threadId,
    );
  }

  /** What was noticed in the posts of members of a thread, each category at its gravest. */
  noticedIn(context: KringContext, threadId: Id): Promise<NoticedInThread[]> {
    return this.many(
      context,
      'noticed',
      threadId,
      (transaction, ids) => this.stories.noticedIn(transaction, ids),
      (row) => row.threadId,
    );
  }

  /** The words of a post as they were at a revision; null for who may not read them. */
  async revision(context: KringContext, postId: Id, revision: number): Promise<string | null> {
    const rows = await this.many(
      context,
      'revisions',
      postId,
      (transaction, ids) => this.stories.revisions(transaction, ids),
      (row) => row.postId,
    );
    return rows.find((row) => row.revision === revision)?.text ?? null;
  }

  private one<Row>(
    context: KringContext,
    name: string,
    key: Id,
    read: (transaction: Transaction, ids: readonly Id[]) => Promise<Row[]>,
    keyOf: (row: Row) => Id,
  ): Promise<Row | null> {
    return loader<Row>(context, `moderation ${name}`, (ids) =>
      this.work.read(context, async (transaction) => keyed(await read(transaction, ids), keyOf)),
    ).load(key);
  }

  private async many<Row>(
    context: KringContext,
    name: string,
    key: Id,
    read: (transaction: Transaction, ids: readonly Id[]) => Promise<Row[]>,
    keyOf: (row: Row) => Id,
  ): Promise<Row[]> {
    const found = await loader<Row[]>(context, `moderation ${name}`, (ids) =>
      this.work.read(context, async (transaction) => gathered(ids, await read(transaction, ids), keyOf)),
    ).load(key);
    return found ?? [];
  }
}
