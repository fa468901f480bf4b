import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { StaffMemberView } from '@kring/organisations/graphql';
import { Access, type AccountActor, aModerator, CurrentActor, type KringContext } from '@kring/platform';
import { PostView, StoryLoaders, ThreadView } from '@kring/stories/graphql';
import { UndoIntervention } from '../use-cases/undo-intervention';
import { InterventionDoneView, InterventionView } from './intervention-view';
import {
  AddContentNoteInputView,
  CloseThreadInputView,
  HidePostInputView,
  HoldRepliesInputView,
  MovePostsInputView,
  PauseThreadInputView,
  PinGuideNoteInputView,
  ReleasePostInputView,
  SetQuietHoursInputView,
  SetSlowModeInputView,
  UndoInterventionInputView,
} from './moderation-inputs';
import { ShowPromptInputView } from './prompt-view';
import { ModerationLoaders } from './moderation-loaders';
import { type Answer, InterventionResult, type Own, SteeringAnswers } from './steering-answers';

@Resolver(() => InterventionDoneView)
export class SteeringResolver {
  constructor(
    @Inject(SteeringAnswers) private readonly answers: SteeringAnswers,
    @Inject(UndoIntervention) private readonly undo: UndoIntervention,
    @Inject(StoryLoaders) private readonly stories: StoryLoaders,
  ) {}

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  pinGuideNote(
    @Args('input') input: PinGuideNoteInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { clientKey, threadId, reason, text } = input;
    return this.steer(actor, context, {
      kind: 'GUIDE_NOTE',
      clientKey,
      threadId,
      reason,
      words: { text },
      afterPostId: input.afterPostId ?? null,
    });
  }

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  setSlowMode(
    @Args('input') input: SetSlowModeInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { threadId, reason, minutes } = input;
    const terms = { slowModeFor: input.forWhom ?? 'EVERYONE', sparesOpener: input.sparesOpener ?? false } as const;
    const endsAt = input.endsAt ?? null;
    return this.steer(actor, context, { kind: 'SLOW_MODE', threadId, reason, minutes, endsAt, terms });
  }

  @Mutation(() => InterventionResult, {
    description: 'Nobody writes between two times of the day, each day, until it ends or is taken back.',
  })
  @Access(aModerator)
  setQuietHours(
    @Args('input') input: SetQuietHoursInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { threadId, reason, messageToMembers, from, to } = input;
    return this.steer(actor, context, {
      kind: 'QUIET_HOURS',
      threadId,
      reason,
      words: { messageToMembers },
      endsAt: input.endsAt ?? null,
      terms: { from, to },
    });
  }

  @Mutation(() => InterventionResult, { description: 'A question of the library stands above the reply box.' })
  @Access(aModerator)
  showPrompt(
    @Args('input') input: ShowPromptInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { threadId, reason, promptId } = input;
    const endsAt = input.endsAt ?? null;
    return this.steer(actor, context, { kind: 'REFRAME_PROMPT', threadId, reason, endsAt, terms: { promptId } });
  }

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  holdReplies(
    @Args('input') input: HoldRepliesInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { threadId, reason } = input;
    return this.steer(actor, context, { kind: 'HOLD_REPLIES', threadId, reason, endsAt: input.endsAt ?? null });
  }

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  pauseThread(
    @Args('input') input: PauseThreadInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { threadId, reason, messageToMembers, reopensAt } = input;
    return this.steer(actor, context, {
      kind: 'PAUSE_THREAD',
      threadId,
      reason,
      words: { messageToMembers },
      endsAt: reopensAt,
    });
  }

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  closeThread(
    @Args('input') input: CloseThreadInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { threadId, reason, messageToMembers } = input;
    return this.steer(actor, context, { kind: 'CLOSE_THREAD', threadId, reason, words: { messageToMembers } });
  }

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  addContentNote(
    @Args('input') input: AddContentNoteInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { postId, reason, note } = input;
    return this.steer(actor, context, { kind: 'CONTENT_NOTE', postId, reason, words: { messageToMembers: note } });
  }

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  hidePost(
    @Args('input') input: HidePostInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { postId, reason, messageToAuthor } = input;
    const charterRule = input.charterRule ?? null;
    return this.steer(actor, context, { kind: 'HIDE_POST', postId, reason, words: { messageToAuthor }, charterRule });
  }

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  releasePost(
    @Args('input') input: ReleasePostInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    return this.steer(actor, context, { kind: 'RELEASE_POST', postId: input.postId, reason: input.reason });
  }

  @Mutation(() => InterventionResult, { description: 'Chosen replies become a thread of their own.' })
  @Access(aModerator)
  movePosts(
    @Args('input') input: MovePostsInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { clientKey, threadId, reason, title, postIds } = input;
    return this.steer(actor, context, {
      kind: 'MOVE_POSTS',
      clientKey,
      threadId,
      reason,
      words: { text: title },
      terms: { postIds },
    });
  }

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  async undoIntervention(@Args('input') input: UndoInterventionInputView, @Context() context: KringContext): Answer {
    return this.answers.of(await this.undo.run(context.actor, input.interventionId, input.reason), context);
  }

  @ResolveField(() => ThreadView)
  thread(@Parent() done: InterventionDoneView, @Context() context: KringContext): Promise<ThreadView | null> {
    return this.stories.thread(context, done.threadId);
  }

  private steer(actor: AccountActor, context: KringContext, own: Own): Answer {
    return this.answers.steer(actor, context, own);
  }
}

@Resolver(() => InterventionView)
export class InterventionResolver {
  constructor(
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
    @Inject(StoryLoaders) private readonly stories: StoryLoaders,
  ) {}

  @ResolveField(() => StaffMemberView)
  by(@Parent() intervention: InterventionView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, intervention.record.staffId);
  }

  @ResolveField(() => ThreadView, { nullable: true, description: 'The thread that came out of this one by it.' })
  newThread(
    @Parent() { record }: InterventionView,
    @Context() context: KringContext,
  ): Promise<ThreadView | null> | null {
    return record.newThreadId ? this.stories.thread(context, record.newThreadId) : null;
  }

  @ResolveField(() => PostView, { nullable: true })
  post(@Parent() intervention: InterventionView, @Context() context: KringContext): Promise<PostView | null> | null {
    return intervention.record.postId ? this.stories.post(context, intervention.record.postId) : null;
  }
}
