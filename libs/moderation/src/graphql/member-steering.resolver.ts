import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Access, type AccountActor, aModerator, aSupervisor, CurrentActor, type KringContext } from '@kring/platform';
import { HoldMemberInputView, PauseMemberInputView, RemoveMemberInputView } from './moderation-inputs';
import { type Answer, InterventionResult, SteeringAnswers } from './steering-answers';

/** Interventions that are about one member. */
@Resolver()
export class MemberSteeringResolver {
  constructor(@Inject(SteeringAnswers) private readonly answers: SteeringAnswers) {}

  @Mutation(() => InterventionResult, { description: "A member's posts wait for a moderator." })
  @Access(aModerator)
  holdMember(
    @Args('input') input: HoldMemberInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { postId, reason, messageToMember } = input;
    return this.answers.steer(actor, context, {
      kind: 'HOLD_MEMBER',
      postId,
      reason,
      words: { messageToMembers: messageToMember },
      endsAt: input.endsAt ?? null,
    });
  }

  @Mutation(() => InterventionResult, { description: 'A time-out with a way back; it ends by itself.' })
  @Access(aModerator)
  pauseMember(
    @Args('input') input: PauseMemberInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { postId, reason, returnPlan, until } = input;
    return this.answers.steer(actor, context, {
      kind: 'PAUSE_MEMBER',
      postId,
      reason,
      words: { messageToMembers: returnPlan },
      endsAt: until,
    });
  }

  @Mutation(() => InterventionResult, { description: 'Supervisors. Ends a membership; it is not taken back.' })
  @Access(aSupervisor)
  removeMember(
    @Args('input') input: RemoveMemberInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { postId, reason, messageToMember } = input;
    return this.answers.steer(actor, context, {
      kind: 'REMOVE_MEMBER',
      postId,
      reason,
      words: { messageToMembers: messageToMember },
    });
  }
}
