import { Inject } from '@nestjs/common';
import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GuidelineTopic } from '@kring/guidance';
import type { Id } from '@kring/kernel';
import { GuidelineTopicEnum } from '@kring/guidance/graphql';
import { StaffMemberView } from '@kring/organisations/graphql';
import { Access, type KringContext, loader, UnitOfWork } from '@kring/platform';
import { ReadGuidance, similarTo, type TopicalDecision, topicsOf } from '../use-cases/read-guidance';
import { ReadMemberHistory } from '../use-cases/read-member-history';
import { moderatorReads } from './access';
import { MemberHistoryView, SimilarDecisionView, viewHistory, viewSimilar } from './guidance-view';
import { ModerationLoaders } from './moderation-loaders';
import { ReviewItemView } from './review-item-view';

@Resolver(() => ReviewItemView)
export class GuidanceResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReadGuidance) private readonly guidance: ReadGuidance,
    @Inject(ReadMemberHistory) private readonly history: ReadMemberHistory,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
  ) {}

  @ResolveField(() => [GuidelineTopicEnum], { description: 'What it is about, the gravest first.' })
  async topics(@Parent() { record }: ReviewItemView, @Context() context: KringContext): Promise<GuidelineTopic[]> {
    const [flags, noticed] = await Promise.all([
      this.loaders.flagsOf(context, record.id),
      this.loaders.noticedIn(context, record.threadId),
    ]);
    return topicsOf(
      record,
      flags.map(({ reason }) => reason),
      noticed,
    );
  }

  @ResolveField(() => [SimilarDecisionView], {
    description:
      'Earlier decisions of this organisation on other items about the gravest of these, the most similar first.',
  })
  async similarDecisions(
    @Parent() item: ReviewItemView,
    @Context() context: KringContext,
  ): Promise<SimilarDecisionView[]> {
    const topics = await this.topics(item, context);
    if (topics.length === 0) return [];
    const decisions = await this.decisions(context, item.record.organisationId);
    return similarTo(item.record, topics, decisions).map((record) => viewSimilar(record, item.record.groupId));
  }

  @Query(() => MemberHistoryView, {
    nullable: true,
    description: 'Of whoever wrote this post, in its group. Moderators and supervisors; null for others.',
  })
  @Access(moderatorReads)
  async memberHistory(
    @Args('postId', { type: () => ID }) postId: string,
    @Context() context: KringContext,
  ): Promise<MemberHistoryView | null> {
    const found = await this.history.run(context, postId);
    return found && viewHistory(found);
  }

  /** Read once for all items of a request. */
  private async decisions(context: KringContext, organisationId: Id): Promise<readonly TopicalDecision[]> {
    const found = await loader<TopicalDecision[]>(context, 'earlier decisions', (ids) =>
      this.work.read(
        context,
        async (transaction) =>
          new Map(
            await Promise.all(ids.map(async (id) => [id, await this.guidance.decisions(transaction, id)] as const)),
          ),
      ),
    ).load(organisationId);
    return found ?? [];
  }
}

@Resolver(() => SimilarDecisionView)
export class SimilarDecisionResolver {
  constructor(@Inject(ModerationLoaders) private readonly loaders: ModerationLoaders) {}

  @ResolveField(() => StaffMemberView)
  by(@Parent() { record }: SimilarDecisionView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, record.staffId);
  }
}
