import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Access, type KringContext, moderatorOfParent } from '@kring/platform';
import type { Climate } from '@kring/safety';
import { PostView, StoryLoaders, ThreadView } from '@kring/stories/graphql';
import { ClimateComponentView, ClimatePointView, viewClimatePoint, viewComponents } from './climate-view';
import { ClimateEnum } from './enums';
import { InterventionView, viewIntervention } from './intervention-view';
import { ModerationLoaders } from './moderation-loaders';

/** What moderators see of a thread beside its posts. */
@Resolver(() => ThreadView)
export class ThreadClimateResolver {
  constructor(@Inject(ModerationLoaders) private readonly loaders: ModerationLoaders) {}

  @ResolveField(() => ClimateEnum, { nullable: true, description: 'Staff only; null for members.' })
  @Access(moderatorOfParent)
  async climate(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<Climate> {
    return (await this.loaders.climate(context, thread.id))?.climate ?? 'NEUTRAL';
  }

  @ResolveField(() => [ClimatePointView], {
    nullable: true,
    description: 'Staff only; null for members. Oldest first.',
  })
  @Access(moderatorOfParent)
  async climateHistory(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<ClimatePointView[]> {
    return (await this.loaders.history(context, thread.id)).map(viewClimatePoint);
  }

  @ResolveField(() => [InterventionView], {
    nullable: true,
    description: 'Staff only; null for members. Oldest first.',
  })
  @Access(moderatorOfParent)
  async interventions(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<InterventionView[]> {
    const now = this.loaders.now();
    return (await this.loaders.interventionsOf(context, thread.id)).map((record) =>
      viewIntervention(record, now, context.language),
    );
  }
}

@Resolver(() => ClimatePointView)
export class ClimatePointResolver {
  constructor(
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
    @Inject(StoryLoaders) private readonly stories: StoryLoaders,
  ) {}

  @ResolveField(() => [ClimateComponentView])
  components(@Parent() point: ClimatePointView, @Context() context: KringContext): ClimateComponentView[] {
    return viewComponents(point.record.components, context.language);
  }

  @ResolveField(() => PostView, { nullable: true })
  post(@Parent() point: ClimatePointView, @Context() context: KringContext): Promise<PostView | null> | null {
    return point.record.postId ? this.stories.post(context, point.record.postId) : null;
  }

  @ResolveField(() => InterventionView, { nullable: true })
  async intervention(
    @Parent() point: ClimatePointView,
    @Context() context: KringContext,
  ): Promise<InterventionView | null> {
    const id = point.record.interventionId;
    const record = id && (await this.loaders.intervention(context, id));
    return record ? viewIntervention(record, this.loaders.now(), context.language) : null;
  }
}
