import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Access, type AccountActor, aModerator, aSupervisor, CurrentActor, type KringContext } from '@kring/platform';
import {
  AskSpotlightInputView,
  HoldMemberInputView,
  OfferReferralInputView,
  PauseMemberInputView,
  RemoveMemberInputView,
} from './moderation-inputs';
import { type Answer, InterventionResult, SteeringAnswers } from './steering-answers';

/** Interventions that are about one member, or that one member answers. */
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
      charterRule: input.charterRule ?? null,
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
      charterRule: input.charterRule ?? null,
      words: { messageToMembers: returnPlan },
      endsAt: until,
    });
  }

  @Mutation(() => InterventionResult, {
    description: 'Supervisors. Ends a membership; only another person who was asked to look takes it back.',
  })
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
      charterRule: input.charterRule ?? null,
      words: { messageToMembers: messageToMember },
    });
  }

  @Mutation(() => InterventionResult, { description: 'Only the author’s yes puts a story in the light.' })
  @Access(aModerator)
  askSpotlight(
    @Args('input') input: AskSpotlightInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { clientKey, threadId, reason, messageToAuthor } = input;
    return this.answers.steer(actor, context, {
      kind: 'SPOTLIGHT',
      clientKey,
      threadId,
      reason,
      words: { messageToAuthor },
    });
  }

  @Mutation(() => InterventionResult, { description: 'Points to a helpline: all in a thread, or one member alone.' })
  @Access(aModerator)
  offerReferral(
    @Args('input') input: OfferReferralInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Answer {
    const { clientKey, threadId, reason, messageToMembers, helpline } = input;
    return this.answers.steer(actor, context, {
      kind: 'OFFER_REFERRAL',
      clientKey,
      threadId,
      postId: input.postId ?? null,
      reason,
      words: { messageToMembers },
      endsAt: input.endsAt ?? null,
      terms: { helpline },
    });
  }
}
