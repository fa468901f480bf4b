import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Access,
  type AccountActor,
  CurrentActor,
  type KringContext,
  present,
  type ProblemView,
  resultUnion,
  signedIn,
} from '@kring/platform';
import { PostView, StoryLoaders } from '@kring/stories/graphql';
import { receiptFor } from '../domain/flag-reasons';
import { RaiseFlag } from '../use-cases/raise-flag';
import { FlagInputView } from './moderation-inputs';
import { ModerationLoaders } from './moderation-loaders';
import { FlagView, viewFlag } from './review-item-view';
import { words } from './words';

const FlagResult = resultUnion('FlagResult', () => FlagView, 'Flag');

@Resolver(() => FlagView)
export class FlagResolver {
  constructor(
    @Inject(RaiseFlag) private readonly raise: RaiseFlag,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
    @Inject(StoryLoaders) private readonly stories: StoryLoaders,
  ) {}

  @Mutation(() => FlagResult)
  @Access(signedIn)
  async flag(
    @Args('input') input: FlagInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<FlagView | ProblemView> {
    const raised = await this.raise.run(actor, {
      clientKey: input.clientKey,
      postId: input.postId ?? null,
      threadId: input.threadId ?? null,
      reason: input.reason,
      note: input.note ?? null,
    });
    return present(raised, context.language, viewFlag);
  }

  @ResolveField(() => String, { description: 'Kind words for whoever flagged.' })
  receipt(@Parent() flag: FlagView, @Context() context: KringContext): string {
    return words(receiptFor(flag.reason, flag.byModerator), context.language);
  }

  @ResolveField(() => PostView, { nullable: true })
  post(@Parent() flag: FlagView, @Context() context: KringContext): Promise<PostView | null> | null {
    return flag.record.postId ? this.stories.post(context, flag.record.postId) : null;
  }

  /** Row-level security answers moderators and the author of the post only. */
  @ResolveField(() => String, { nullable: true, description: 'The post as it was when it was flagged.' })
  snapshot(@Parent() flag: FlagView, @Context() context: KringContext): Promise<string | null> | null {
    const { postId, revision } = flag.record;
    return postId && revision ? this.loaders.revision(context, postId, revision) : null;
  }
}
