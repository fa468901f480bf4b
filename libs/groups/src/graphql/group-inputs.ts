import { Field, GraphQLISODateTime, ID, InputType, Int } from '@nestjs/graphql';
import { SessionView } from '@kring/identity/graphql';
import { ObjectType } from '@nestjs/graphql';
import {
  AgeBandEnum,
  GenderEnum,
  GroupThemeEnum,
  InvitationKindEnum,
  MembershipView,
  ModerationModeEnum,
  OffDutyEnum,
  OtherLanguagesEnum,
  SuicideTalkEnum,
} from './group-view';

@ObjectType('Joined')
export class JoinedView {
  @Field(() => SessionView)
  session!: SessionView;
  @Field(() => MembershipView)
  membership!: MembershipView;
  @Field(() => [String], { description: 'Shown once. The only way back in without a moderator.' })
  recoveryCodes!: readonly string[];
}

@InputType({ isAbstract: true })
class JoinInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field()
  code!: string;
  @Field()
  nickname!: string;
  @Field(() => Int)
  acceptedCharterVersion!: number;
  @Field(() => AgeBandEnum, { nullable: true })
  ageBand?: string | null;
  @Field(() => GenderEnum, { nullable: true })
  gender?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'drawing:dye, as in the set of drawings; a fitting one is chosen when absent.',
  })
  avatar?: string | null;
}

@InputType('JoinGroupInput')
export class JoinGroupInputView extends JoinInputView {
  @Field()
  signInName!: string;
  @Field()
  passphrase!: string;
}

@InputType('JoinAnotherGroupInput')
export class JoinAnotherGroupInputView extends JoinInputView {}

@InputType('CreateGroupInput')
export class CreateGroupInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field()
  name!: string;
  @Field()
  description!: string;
  @Field()
  charter!: string;
  @Field(() => ModerationModeEnum)
  moderationMode!: 'POST' | 'NEWCOMERS' | 'PRE';
}

@InputType('ChangeGroupSafetyInput')
export class ChangeGroupSafetyInputView {
  @Field(() => ID)
  groupId!: string;
  @Field(() => SuicideTalkEnum)
  suicideTalk!: 'ALLOW_WITHOUT_METHOD' | 'HOLD';
  @Field()
  holdGoodbyes!: boolean;
  @Field(() => OtherLanguagesEnum)
  otherLanguages!: 'REVIEW' | 'SHOW';
  @Field(() => [GroupThemeEnum])
  themes!: 'EATING'[];
}

@InputType('ChangeGroupDutyInput')
export class ChangeGroupDutyInputView {
  @Field(() => ID)
  groupId!: string;
  @Field(() => OffDutyEnum)
  offDuty!: 'OPEN' | 'HOLD';
}

@InputType('CreateInvitationInput')
export class CreateInvitationInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  groupId!: string;
  @Field(() => InvitationKindEnum)
  kind!: 'PERSONAL' | 'OPEN';
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
  @Field(() => Int, { nullable: true })
  uses?: number | null;
}

@InputType('RevokeInvitationInput')
export class RevokeInvitationInputView {
  @Field(() => ID)
  id!: string;
}

@InputType('AdmitMemberInput')
export class AdmitMemberInputView {
  @Field(() => ID)
  membershipId!: string;
  @Field()
  admit!: boolean;
  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@InputType('LeaveGroupInput')
export class LeaveGroupInputView {
  @Field(() => ID)
  groupId!: string;
  @Field({ description: 'Whether what I wrote goes too.' })
  erasePosts!: boolean;
}

@InputType('QuietHoursInput', { description: "Times of day in the organisation's time zone, as 22:30." })
export class QuietHoursInputView {
  @Field()
  from!: string;
  @Field()
  to!: string;
}

@InputType('ChangeGroupNightInput')
export class ChangeGroupNightInputView {
  @Field(() => ID)
  groupId!: string;
  @Field(() => QuietHoursInputView, { nullable: true, description: 'Null: no night.' })
  night?: QuietHoursInputView | null;
}
