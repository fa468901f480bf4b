import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { rulesOf } from '../domain/charter-rules';
import type { MembershipState } from '../domain/membership-moves';
import type {
  GroupRecord,
  GroupSafety,
  InvitationRecord,
  MembershipRecord,
  ModerationMode,
  OffDuty,
} from '../storage/groups-reader';

export const InvitationKindEnum = { PERSONAL: 'PERSONAL', OPEN: 'OPEN' } as const;
registerEnumType(InvitationKindEnum, {
  name: 'InvitationKind',
  valuesMap: {
    PERSONAL: { description: 'For one person: the admission was decided when it was made. Works once.' },
    OPEN: {
      description: 'A code for many (a poster, a class): everybody who uses it waits until a moderator admits them.',
    },
  },
});
export const MembershipStateEnum = {
  REQUESTED: 'REQUESTED',
  ACTIVE: 'ACTIVE',
  PAUSED: 'PAUSED',
  LEFT: 'LEFT',
  REMOVED: 'REMOVED',
} as const;
registerEnumType(MembershipStateEnum, { name: 'MembershipState' });
export const ModerationModeEnum = { POST: 'POST', NEWCOMERS: 'NEWCOMERS', PRE: 'PRE' } as const;
registerEnumType(ModerationModeEnum, {
  name: 'ModerationMode',
  valuesMap: {
    POST: { description: 'Posts are seen at once, unless a signal holds them.' },
    NEWCOMERS: { description: "A newcomer's first posts, and every photo, wait for a moderator." },
    PRE: { description: 'Every post waits for a moderator.' },
  },
});
export const OffDutyEnum = { OPEN: 'OPEN', HOLD: 'HOLD' } as const;
registerEnumType(OffDutyEnum, {
  name: 'OffDuty',
  valuesMap: {
    OPEN: { description: 'Posts are seen as at other times, and help is shown.' },
    HOLD: { description: 'Posts wait for a moderator.' },
  },
});
export const SuicideTalkEnum = { ALLOW_WITHOUT_METHOD: 'ALLOW_WITHOUT_METHOD', HOLD: 'HOLD' } as const;
registerEnumType(SuicideTalkEnum, {
  name: 'SuicideTalk',
  valuesMap: {
    ALLOW_WITHOUT_METHOD: { description: 'Thoughts may be told at once; methods, times and places wait.' },
    HOLD: { description: "Any talk of one's own suicide waits for a moderator." },
  },
});
export const OtherLanguagesEnum = { REVIEW: 'REVIEW', SHOW: 'SHOW' } as const;
registerEnumType(OtherLanguagesEnum, {
  name: 'OtherLanguages',
  valuesMap: {
    REVIEW: { description: 'What no rules can read is seen at once, and a moderator is asked to read it.' },
    SHOW: { description: 'What no rules can read is seen at once, and nobody is asked to read it.' },
  },
});
export const GroupThemeEnum = { EATING: 'EATING' } as const;
registerEnumType(GroupThemeEnum, {
  name: 'GroupTheme',
  valuesMap: { EATING: { description: 'Weights, amounts and comparing bodies wait for a moderator.' } },
});
export const AgeBandEnum = { AGE_12_15: 'AGE_12_15', AGE_16_17: 'AGE_16_17', AGE_18_25: 'AGE_18_25' } as const;
registerEnumType(AgeBandEnum, { name: 'AgeBand' });
export const GenderEnum = { F: 'F', M: 'M', X: 'X' } as const;
registerEnumType(GenderEnum, { name: 'Gender' });

@ObjectType('Charter')
export class CharterView {
  @Field(() => Int)
  version!: number;
  @Field()
  text!: string;
  @Field(() => [String], { description: 'Line by line, what a decision can point at.' })
  rules!: readonly string[];
}

export function viewCharter(version: number, text: string): CharterView {
  return { version, text, rules: rulesOf(text) };
}

@ObjectType('GroupSafety', { description: "A group's own choices for how its posts are read." })
export class GroupSafetyView {
  @Field(() => SuicideTalkEnum)
  suicideTalk!: GroupSafety['suicideTalk'];
  @Field({ description: 'Whether a stated plan or a goodbye waits until a moderator has read it.' })
  holdGoodbyes!: boolean;
  @Field(() => OtherLanguagesEnum)
  otherLanguages!: GroupSafety['otherLanguages'];
  @Field(() => [GroupThemeEnum])
  themes!: GroupSafety['themes'];
}

@ObjectType('Group')
export class GroupView {
  /** Not on the wire. */
  record!: GroupRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field()
  name!: string;
  @Field()
  description!: string;
  @Field(() => CharterView)
  charter!: CharterView;
  @Field(() => ModerationModeEnum)
  moderationMode!: ModerationMode;
  @Field(() => OffDutyEnum, { description: 'What becomes of posts while nobody is on duty.' })
  offDuty!: OffDuty;
}

@ObjectType('MembershipPause', { description: 'A time-out; it ends by itself.' })
export class MembershipPauseView {
  @Field(() => GraphQLISODateTime)
  until!: Date;
  @Field()
  returnPlan!: string;
}

@ObjectType('MembershipHold', { description: 'What this member writes waits for a moderator.' })
export class MembershipHoldView {
  @Field(() => GraphQLISODateTime, { nullable: true })
  until!: Date | null;
  @Field()
  message!: string;
}

@ObjectType('Farewell', { description: 'What somebody is told about a membership that ended by a decision.' })
export class FarewellView {
  @Field()
  message!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
}

@ObjectType('Membership')
export class MembershipView {
  /** Not on the wire. */
  record!: MembershipRecord;

  @Field(() => ID)
  id!: string;
  @Field({ description: 'The name in this group only. Nothing links it to the same person in another group.' })
  nickname!: string;
  @Field(() => MembershipStateEnum)
  state!: MembershipState;
  @Field({ description: 'drawing:dye' })
  avatar!: string;
  @Field(() => GraphQLISODateTime)
  since!: Date;
}

@ObjectType('InvitationPreview', {
  description:
    'What someone holding a code may see before joining. Null for a code that is unknown, used up or expired.',
})
export class InvitationPreviewView {
  @Field(() => InvitationKindEnum)
  kind!: 'PERSONAL' | 'OPEN';
  @Field()
  groupName!: string;
  @Field()
  groupDescription!: string;
  @Field()
  organisationName!: string;
  @Field(() => CharterView)
  charter!: CharterView;
  @Field(() => [String])
  moderators!: readonly string[];
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
}

@ObjectType('Invitation')
export class InvitationView {
  @Field(() => ID)
  id!: string;
  @Field(() => InvitationKindEnum)
  kind!: 'PERSONAL' | 'OPEN';
  @Field({ description: 'Shown once.' })
  code!: string;
  @Field({ description: 'Where the code leads in the web client.' })
  url!: string;
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
  @Field(() => Int)
  usesLeft!: number;
}

@ObjectType('InvitationSummary')
export class InvitationSummaryView {
  @Field(() => ID)
  id!: string;
  @Field(() => InvitationKindEnum)
  kind!: 'PERSONAL' | 'OPEN';
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
  @Field(() => Int)
  usesLeft!: number;
  @Field(() => GraphQLISODateTime, { nullable: true })
  revokedAt!: Date | null;
}

export function viewGroup(record: GroupRecord): GroupView {
  return {
    record,
    id: record.id,
    organisationId: record.organisationId,
    name: record.name,
    description: record.description,
    charter: viewCharter(record.charterVersion, record.charterText),
    moderationMode: record.moderationMode,
    offDuty: record.offDuty,
  };
}

export function viewMembership(record: MembershipRecord): MembershipView {
  return {
    record,
    id: record.id,
    nickname: record.nickname,
    state: record.state,
    avatar: record.avatar,
    since: record.since,
  };
}

export function viewInvitationSummary(record: InvitationRecord): InvitationSummaryView {
  const { id, kind, createdAt, expiresAt, usesLeft, revokedAt } = record;
  return { id, kind, createdAt, expiresAt, usesLeft, revokedAt };
}
