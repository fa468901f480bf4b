import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Problem, Result } from '@kring/kernel';
import { StaffMemberView } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
  CurrentActor,
  type KringContext,
  presentProblem,
  type ProblemView,
  resultUnion,
} from '@kring/platform';
import { PostView, StoryLoaders, ThreadView } from '@kring/stories/graphql';
import { Intervene, type Steered } from '../use-cases/intervene';
import type { InterventionInput } from '../domain/read-ask';
import { UndoIntervention } from '../use-cases/undo-intervention';
import { InterventionDoneView, InterventionView, viewIntervention } from './intervention-view';
import {
  AddContentNoteInputView,
  CloseThreadInputView,
  HidePostInputView,
  HoldRepliesInputView,
  PauseThreadInputView,
  PinGuideNoteInputView,
  ReleasePostInputView,
  SetSlowModeInputView,
  UndoInterventionInputView,
} from './moderation-inputs';
import { ModerationLoaders } from './moderation-loaders';

const InterventionResult = resultUnion('InterventionResult', () => InterventionDoneView, 'InterventionDone');
type Answer = Promise<InterventionDoneView | ProblemView>;

/** What every intervention says of itself; the rest is its own. */
type Own = Omit<InterventionInput, 'clientKey' | 'threadId' | 'postId'> &
  Partial<Pick<InterventionInput, 'clientKey' | 'threadId' | 'postId'>>;

@Resolver(() => InterventionDoneView)
export class SteeringResolver {
  constructor(
    @Inject(Intervene) private readonly intervene: Intervene,
    @Inject(UndoIntervention) private readonly undo: UndoIntervention,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
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
    return this.steer(actor, context, { kind: 'SLOW_MODE', threadId, reason, minutes, endsAt: input.endsAt ?? null });
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

  @Mutation(() => InterventionResult)
  @Access(aModerator)
  async undoIntervention(@Args('input') input: UndoInterventionInputView, @Context() context: KringContext): Answer {
    return this.answer(await this.undo.run(context.actor, input.interventionId, input.reason), context);
  }

  @ResolveField(() => ThreadView)
  thread(@Parent() done: InterventionDoneView, @Context() context: KringContext): Promise<ThreadView | null> {
    return this.stories.thread(context, done.threadId);
  }

  private async steer(actor: AccountActor, context: KringContext, own: Own): Answer {
    return this.answer(
      await this.intervene.run(actor, { clientKey: null, threadId: null, postId: null, ...own }),
      context,
    );
  }

  private async answer(result: Result<Steered, Problem>, context: KringContext): Answer {
    if (!result.ok) return presentProblem(result.problem, context.language);
    const record = await this.loaders.intervention(context, result.value.interventionId);
    if (!record) throw new Error('an intervention that was just done is there');
    return { threadId: result.value.threadId, intervention: viewIntervention(record, this.loaders.now()) };
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

  @ResolveField(() => PostView, { nullable: true })
  post(@Parent() intervention: InterventionView, @Context() context: KringContext): Promise<PostView | null> | null {
    return intervention.record.postId ? this.stories.post(context, intervention.record.postId) : null;
  }
}
