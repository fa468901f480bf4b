import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { StaffMemberView } from '@kring/organisations/graphql';
import {
  Access,
  type Actor,
  aModerator,
  CurrentActor,
  type KringContext,
  LiveUpdates,
  moderatorFollows,
  moderatorOfNamed,
  PageArguments,
  present,
  type ProblemView,
  resultUnion,
} from '@kring/platform';
import type { Id, Problem, Result } from '@kring/kernel';
import { postView, PostView, StoryLoaders, ThreadView } from '@kring/stories/graphql';
import type { QueueOrder } from '../domain/queue-wish';
import { reviewItemChanged } from '../events';
import { ClaimReviewItem } from '../use-cases/claim-review-item';
import { placeOf, ReadReviewItems } from '../use-cases/read-review-items';
import { ReleaseReviewItem } from '../use-cases/release-review-item';
import { ResolveReviewItem } from '../use-cases/resolve-review-item';
import { moderatorReads } from './access';
import { ClaimReviewItemInputView, ReleaseReviewItemInputView, ResolveReviewItemInputView } from './moderation-inputs';
import { ModerationLoaders } from './moderation-loaders';
import { QueueOrderEnum } from './enums';
import { queuePage } from './queue-page';
import { readFilter, ReviewItemFilterView } from './queue-filter';
import {
  ClaimView,
  DecisionView,
  FlagView,
  ReviewItemConnectionView,
  ReviewItemView,
  viewDecision,
  viewFlag,
  viewReviewItem,
} from './review-item-view';
import { explainReason } from './words';

const ClaimReviewItemResult = resultUnion('ClaimReviewItemResult', () => ReviewItemView, 'ReviewItem');
const ReleaseReviewItemResult = resultUnion('ReleaseReviewItemResult', () => ReviewItemView, 'ReviewItem');
const ResolveReviewItemResult = resultUnion('ResolveReviewItemResult', () => ReviewItemView, 'ReviewItem');

@Resolver(() => ReviewItemView)
export class ReviewItemResolver {
  constructor(
    @Inject(ReadReviewItems) private readonly read: ReadReviewItems,
    @Inject(ClaimReviewItem) private readonly claim: ClaimReviewItem,
    @Inject(ReleaseReviewItem) private readonly release: ReleaseReviewItem,
    @Inject(ResolveReviewItem) private readonly resolve: ResolveReviewItem,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
    @Inject(StoryLoaders) private readonly stories: StoryLoaders,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
  ) {}

  @Query(() => ReviewItemConnectionView, { nullable: true })
  @Access(moderatorOfNamed('organisationId'))
  async reviewItems(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Args('filter', { type: () => ReviewItemFilterView, nullable: true })
    filter: ReviewItemFilterView | null | undefined,
    @Args('order', { type: () => QueueOrderEnum, defaultValue: 'GRAVEST' }) order: QueueOrder,
    @Args() page: PageArguments,
    @CurrentActor() actor: Actor,
  ): Promise<ReviewItemConnectionView | null> {
    const { first, after } = queuePage(page, order);
    const queue = await this.read.queue(actor, organisationId, readFilter(filter ?? {}), order, first, after);
    if (!queue) return null;
    const now = this.loaders.now();
    const edges = queue.items.map((record) => ({ node: viewReviewItem(record, now), cursor: placeOf(record, order) }));
    return {
      edges,
      counts: queue.counts,
      pageInfo: { hasNextPage: queue.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
    };
  }

  @Query(() => ReviewItemView, { nullable: true })
  @Access(moderatorReads)
  reviewItem(@Args('id', { type: () => ID }) id: string, @CurrentActor() actor: Actor): Promise<ReviewItemView | null> {
    return this.seen(actor, id);
  }

  @Mutation(() => ClaimReviewItemResult)
  @Access(aModerator)
  async claimReviewItem(
    @Args('input') input: ClaimReviewItemInputView,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    return this.answer(await this.claim.run(context.actor, input.id), context);
  }

  @Mutation(() => ReleaseReviewItemResult)
  @Access(aModerator)
  async releaseReviewItem(
    @Args('input') input: ReleaseReviewItemInputView,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    return this.answer(await this.release.run(context.actor, input.id, input.handoverNote ?? null), context);
  }

  @Mutation(() => ResolveReviewItemResult)
  @Access(aModerator)
  async resolveReviewItem(
    @Args('input') input: ResolveReviewItemInputView,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    const resolved = await this.resolve.run(context.actor, {
      ...input,
      messageToAuthor: input.messageToAuthor ?? null,
      postIds: input.postIds ?? null,
      charterRule: input.charterRule ?? null,
    });
    return this.answer(resolved, context);
  }

  @Subscription(() => ReviewItemView, { description: 'New and changed review items of one organisation.' })
  @Access(moderatorFollows)
  reviewItemChanged(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): AsyncIterableIterator<{ reviewItemChanged: ReviewItemView }> {
    return this.live.follow(
      (event) => event.type === reviewItemChanged.name && event.organisationId === organisationId,
      async (event) => {
        context.loaders.clear();
        const view = await this.seen(context.actor, event.payload['itemId'] ?? '');
        return view && { reviewItemChanged: view };
      },
      { urgent: true },
    );
  }

  @ResolveField(() => ThreadView)
  thread(@Parent() item: ReviewItemView, @Context() context: KringContext): Promise<ThreadView | null> {
    return this.stories.thread(context, item.record.threadId);
  }

  @ResolveField(() => String, { description: "One sentence: why this needs somebody, in the reader's language." })
  why(@Parent() item: ReviewItemView, @Context() context: KringContext): string {
    return explainReason(item.record.reason, context.language);
  }

  @ResolveField(() => [FlagView])
  async flags(@Parent() item: ReviewItemView, @Context() context: KringContext): Promise<FlagView[]> {
    return (await this.loaders.flagsOf(context, item.id)).map(viewFlag);
  }

  /** What waits now belongs to the item that is not resolved. */
  @ResolveField(() => [PostView])
  async heldPosts(@Parent() item: ReviewItemView, @Context() context: KringContext): Promise<PostView[]> {
    if (item.state === 'RESOLVED' || item.kind === 'APPEAL') return [];
    return (await this.loaders.heldPosts(context, item.record.threadId)).map((record) =>
      postView(record, context.actor),
    );
  }

  @ResolveField(() => [DecisionView])
  async decisions(@Parent() item: ReviewItemView, @Context() context: KringContext): Promise<DecisionView[]> {
    return (await this.loaders.decisionsOn(context, item.id)).map(viewDecision);
  }

  @ResolveField(() => PostView, { nullable: true, description: 'The post at which the thread turned, when it did.' })
  async turnedAt(@Parent() item: ReviewItemView, @Context() context: KringContext): Promise<PostView | null> {
    const postId = (await this.loaders.climate(context, item.record.threadId))?.turnedPostId;
    return postId ? this.stories.post(context, postId) : null;
  }

  private async seen(actor: Actor, id: string): Promise<ReviewItemView | null> {
    const record = await this.read.item(actor, id);
    return record && viewReviewItem(record, this.loaders.now());
  }

  private async answer(result: Result<Id, Problem>, context: KringContext): Promise<ReviewItemView | ProblemView> {
    if (!result.ok) return present(result, context.language, () => never('a failure has no value'));
    return (await this.seen(context.actor, result.value)) ?? never('an item that was just changed is there');
  }
}

function never(why: string): never {
  throw new Error(why);
}

@Resolver(() => ClaimView)
export class ClaimResolver {
  constructor(@Inject(ModerationLoaders) private readonly loaders: ModerationLoaders) {}

  @ResolveField(() => StaffMemberView)
  by(@Parent() claim: ClaimView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, claim.staffId);
  }
}

@Resolver(() => DecisionView)
export class DecisionResolver {
  constructor(@Inject(ModerationLoaders) private readonly loaders: ModerationLoaders) {}

  @ResolveField(() => StaffMemberView)
  by(@Parent() decision: DecisionView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, decision.staffId);
  }
}
