import { Field, GraphQLISODateTime, ID, InputType, Int } from '@nestjs/graphql';
import type { Severity } from '@kring/safety';
import type { SlowModeFor } from '@kring/stories';
import { SeverityEnum, SlowModeForEnum } from '@kring/stories/graphql';
import type { DecisionKind } from '../domain/decisions';
import type { FlagReason } from '../domain/flag-reasons';
import type { ReviewItemState } from '../domain/review-item';
import { CharterRuleInputView } from './statement-view';
import { DecisionKindEnum, FlagReasonEnum, ReviewItemStateEnum } from './enums';

@InputType('FlagInput')
export class FlagInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID, { nullable: true })
  postId?: string | null;
  @Field(() => ID, { nullable: true })
  threadId?: string | null;
  @Field(() => FlagReasonEnum)
  reason!: FlagReason;
  @Field(() => String, { nullable: true })
  note?: string | null;
}

@InputType('ReviewItemFilter')
export class ReviewItemFilterView {
  @Field(() => ID, { nullable: true })
  groupId?: string | null;
  @Field(() => [SeverityEnum], { nullable: true })
  severities?: Severity[] | null;
  @Field(() => [ReviewItemStateEnum], { nullable: true, description: 'All but RESOLVED when absent.' })
  states?: ReviewItemState[] | null;
  @Field(() => Boolean, { nullable: true, description: 'What I have in hand; among RESOLVED, what I ended.' })
  mine?: boolean | null;
}

@InputType('ClaimReviewItemInput')
export class ClaimReviewItemInputView {
  @Field(() => ID)
  id!: string;
}

@InputType('ReleaseReviewItemInput')
export class ReleaseReviewItemInputView {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { nullable: true, description: 'What the next one should know.' })
  handoverNote?: string | null;
}

@InputType('ResolveReviewItemInput')
export class ResolveReviewItemInputView {
  @Field(() => ID)
  id!: string;
  @Field(() => Int)
  version!: number;
  @Field(() => DecisionKindEnum)
  decision!: DecisionKind;
  @Field()
  reasons!: string;
  @Field(() => String, {
    nullable: true,
    description: 'What the author is told; required when a post is returned or hidden.',
  })
  messageToAuthor?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Which posts a RELEASED, RETURNED or HIDDEN decision is about; all held posts when absent.',
  })
  postIds?: string[] | null;
  @Field(() => CharterRuleInputView, {
    nullable: true,
    description: 'The rule that a RETURNED or HIDDEN decision rests on, for its author to read.',
  })
  charterRule?: CharterRuleInputView | null;
}

@InputType('PinGuideNoteInput')
export class PinGuideNoteInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  threadId!: string;
  @Field(() => ID, { nullable: true })
  afterPostId?: string | null;
  @Field()
  text!: string;
  @Field()
  reason!: string;
}

@InputType('SetSlowModeInput')
export class SetSlowModeInputView {
  @Field(() => ID)
  threadId!: string;
  @Field(() => Int)
  minutes!: number;
  @Field(() => SlowModeForEnum, { nullable: true, description: 'EVERYONE when absent.' })
  forWhom?: SlowModeFor | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the opener may go on as before; false when absent.' })
  sparesOpener?: boolean | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endsAt?: Date | null;
  @Field()
  reason!: string;
}

@InputType('SetQuietHoursInput')
export class SetQuietHoursInputView {
  @Field(() => ID)
  threadId!: string;
  @Field({ description: "A time of day in the organisation's time zone, as 22:30." })
  from!: string;
  @Field({ description: 'As 07:00; before `from` it is of the next day.' })
  to!: string;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When there are no more such nights.' })
  endsAt?: Date | null;
  @Field()
  messageToMembers!: string;
  @Field()
  reason!: string;
}

@InputType('HoldRepliesInput')
export class HoldRepliesInputView {
  @Field(() => ID)
  threadId!: string;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endsAt?: Date | null;
  @Field()
  reason!: string;
}

@InputType('PauseThreadInput')
export class PauseThreadInputView {
  @Field(() => ID)
  threadId!: string;
  @Field(() => GraphQLISODateTime)
  reopensAt!: Date;
  @Field()
  messageToMembers!: string;
  @Field()
  reason!: string;
}

@InputType('CloseThreadInput')
export class CloseThreadInputView {
  @Field(() => ID)
  threadId!: string;
  @Field()
  messageToMembers!: string;
  @Field()
  reason!: string;
}

@InputType('AddContentNoteInput')
export class AddContentNoteInputView {
  @Field(() => ID)
  postId!: string;
  @Field()
  note!: string;
  @Field()
  reason!: string;
}

@InputType('HidePostInput')
export class HidePostInputView {
  @Field(() => ID)
  postId!: string;
  @Field()
  messageToAuthor!: string;
  @Field()
  reason!: string;
  @Field(() => CharterRuleInputView, { nullable: true, description: 'The rule it rests on, for its author to read.' })
  charterRule?: CharterRuleInputView | null;
}

@InputType('ReleasePostInput')
export class ReleasePostInputView {
  @Field(() => ID)
  postId!: string;
  @Field()
  reason!: string;
}

@InputType('UndoInterventionInput')
export class UndoInterventionInputView {
  @Field(() => ID)
  interventionId!: string;
  @Field()
  reason!: string;
}

@InputType('MovePostsInput')
export class MovePostsInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  threadId!: string;
  @Field(() => [ID], { description: 'Replies of this thread; the first of them becomes the story of the new one.' })
  postIds!: string[];
  @Field()
  title!: string;
  @Field()
  reason!: string;
}

@InputType('HoldMemberInput')
export class HoldMemberInputView {
  @Field(() => ID, { description: 'A post of the member whom it is about.' })
  postId!: string;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endsAt?: Date | null;
  @Field({ description: 'What the member reads.' })
  messageToMember!: string;
  @Field()
  reason!: string;
  @Field(() => CharterRuleInputView, { nullable: true, description: 'The rule it rests on, for the member to read.' })
  charterRule?: CharterRuleInputView | null;
}

@InputType('PauseMemberInput')
export class PauseMemberInputView {
  @Field(() => ID, { description: 'A post of the member whom it is about.' })
  postId!: string;
  @Field(() => GraphQLISODateTime)
  until!: Date;
  @Field({ description: 'What the member reads: why, and how they come back.' })
  returnPlan!: string;
  @Field()
  reason!: string;
  @Field(() => CharterRuleInputView, { nullable: true, description: 'The rule it rests on, for the member to read.' })
  charterRule?: CharterRuleInputView | null;
}

@InputType('RemoveMemberInput')
export class RemoveMemberInputView {
  @Field(() => ID, { description: 'A post of the member whom it is about.' })
  postId!: string;
  @Field({ description: 'The reasons, as the member reads them.' })
  messageToMember!: string;
  @Field()
  reason!: string;
  @Field(() => CharterRuleInputView, { nullable: true, description: 'The rule it rests on, for the member to read.' })
  charterRule?: CharterRuleInputView | null;
}

@InputType('AskSpotlightInput')
export class AskSpotlightInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  threadId!: string;
  @Field({ description: 'What the author reads: why their story helps, and that they choose.' })
  messageToAuthor!: string;
  @Field()
  reason!: string;
}

@InputType('OfferReferralInput')
export class OfferReferralInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  threadId!: string;
  @Field(() => ID, { nullable: true, description: 'For the author of this post alone; absent: for all in the thread.' })
  postId?: string | null;
  @Field({ description: 'A helpline of the directory, by its slug.' })
  helpline!: string;
  @Field()
  messageToMembers!: string;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endsAt?: Date | null;
  @Field()
  reason!: string;
}
