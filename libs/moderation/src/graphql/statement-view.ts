import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { StaffRoleEnum } from '@kring/organisations/graphql';
import type { Language, StaffRole } from '@kring/platform';
import { categories, type Category, explainCategory } from '@kring/safety';
import type { AppealDecision } from '../domain/decisions';
import type { AppealState, SoftwarePart, StatementKind } from '../domain/statements';
import type { StandingStatement } from '../storage/statements';

export const StatementKindEnum = {
  RETURNED: 'RETURNED',
  HIDDEN: 'HIDDEN',
  HOLD_MEMBER: 'HOLD_MEMBER',
  PAUSE_MEMBER: 'PAUSE_MEMBER',
  REMOVE_MEMBER: 'REMOVE_MEMBER',
} as const;
registerEnumType(StatementKindEnum, { name: 'StatementKind', description: 'About a post, or about its author.' });
export const SoftwarePartEnum = { NONE: 'NONE', POINTED: 'POINTED', HELD: 'HELD' } as const;
registerEnumType(SoftwarePartEnum, {
  name: 'SoftwarePart',
  description: 'What software had to do with it. It never decides.',
  valuesMap: {
    POINTED: { description: 'It noticed something.' },
    HELD: { description: 'It noticed something, and held the post until a person had read it.' },
  },
});
export const StatementFateEnum = {
  STANDS: 'STANDS',
  REWRITTEN: 'REWRITTEN',
  PLACED: 'PLACED',
  TAKEN_BACK: 'TAKEN_BACK',
  REPLACED: 'REPLACED',
  GONE: 'GONE',
  ENDED: 'ENDED',
} as const;
registerEnumType(StatementFateEnum, {
  name: 'StatementFate',
  valuesMap: {
    REWRITTEN: { description: 'The author wrote it again, and the new version waits.' },
    PLACED: { description: 'The author wrote it again, and the new version is seen.' },
    REPLACED: { description: 'A later decision about the same post or member counts.' },
    GONE: { description: 'The author took the post away, or the member left.' },
    ENDED: { description: 'A measure that had an end is over.' },
  },
});
export const AppealStateEnum = { OPEN: 'OPEN', UPHELD: 'UPHELD', OVERTURNED: 'OVERTURNED', LAPSED: 'LAPSED' } as const;
registerEnumType(AppealStateEnum, {
  name: 'AppealState',
  valuesMap: { LAPSED: { description: 'There was nothing left to decide on.' } },
});
export const AppealOutcomeEnum = { UPHELD: 'UPHELD', OVERTURNED: 'OVERTURNED' } as const;
registerEnumType(AppealOutcomeEnum, { name: 'AppealOutcome' });

@ObjectType('Appeal', { description: 'A member asks another person to look at a decision.' })
export class AppealView {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { nullable: true, description: "The member's own words." })
  words!: string | null;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => GraphQLISODateTime, { description: 'By when another person will have looked.' })
  dueAt!: Date;
  @Field(() => AppealStateEnum)
  state!: AppealState;
  @Field(() => String, { nullable: true, description: 'The reasons of who looked again.' })
  answer!: string | null;
  @Field(() => StaffRoleEnum, { nullable: true })
  answeredByRole!: StaffRole | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  answeredAt!: Date | null;
}

@ObjectType('StatementOfReasons', {
  description: 'Why somebody decided something about a post or a member: for whom it touches and the moderators.',
})
export class StatementView {
  /** Not on the wire. */
  record!: StandingStatement;
  organisationId!: string;

  @Field(() => ID)
  id!: string;
  @Field(() => StatementKindEnum)
  kind!: StatementKind;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => StaffRoleEnum, { description: 'Who decided: a role, never a name.' })
  byRole!: StaffRole;
  @Field({ description: "What happened, in the moderator's words." })
  facts!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The rule of the charter, as it was then; null: none was named.',
  })
  charterRule!: string | null;
  @Field(() => Int, { nullable: true })
  charterVersion!: number | null;
  @Field(() => SoftwarePartEnum)
  software!: SoftwarePart;
  @Field(() => [String], { description: "What software named, in the reader's language." })
  noticed!: readonly string[];
  @Field(() => String, { nullable: true, description: 'Null where the group is out of sight.' })
  groupName!: string | null;
  @Field(() => String, { nullable: true, description: 'Null where the conversation is out of sight.' })
  threadTitle!: string | null;
  @Field(() => ID, { nullable: true, description: 'Null where the conversation is out of sight.' })
  threadId!: string | null;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When what was decided about a member ends by itself.',
  })
  endsAt!: Date | null;
  @Field(() => AppealView, { nullable: true })
  appeal!: AppealView | null;
}

@ObjectType('AppealFigures', {
  description: 'Of the last year. Null: fewer than five, or would tell of fewer than five.',
})
export class AppealFiguresView {
  @Field(() => Int, {
    nullable: true,
    description: 'Posts that were given back or hidden, members who were read first, paused or removed.',
  })
  decisions!: number | null;
  @Field(() => Int, { nullable: true })
  asked!: number | null;
  @Field(() => Int, { nullable: true })
  answered!: number | null;
  @Field(() => Int, { nullable: true })
  overturned!: number | null;
  @Field(() => Int, { nullable: true, description: 'Answered after they were due.' })
  late!: number | null;
  @Field(() => Float, { nullable: true, description: 'Half of the answers took longer.' })
  medianHours!: number | null;
}

@InputType('CharterRuleInput', { description: 'A rule of the charter that is in force.' })
export class CharterRuleInputView {
  @Field(() => Int, { description: 'The version of the charter that was read.' })
  version!: number;
  @Field(() => Int, { description: 'The place of the rule in Charter.rules, from 0.' })
  number!: number;
}

@InputType('AppealInput')
export class AppealInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  statementId!: string;
  @Field(() => String, { nullable: true })
  words?: string | null;
}

@InputType('DecideAppealInput')
export class DecideAppealInputView {
  @Field(() => ID, { description: 'The review item of the appeal.' })
  id!: string;
  @Field(() => Int)
  version!: number;
  @Field(() => AppealOutcomeEnum)
  outcome!: AppealDecision;
  @Field({ description: 'Read by the member, by who decided first and by the team.' })
  reasons!: string;
}

export function viewStatement(record: StandingStatement, language: Language): StatementView {
  const { organisationId, id, kind, at, byRole, facts, charterRule, charterVersion, software } = record;
  const { groupName, threadTitle, endsAt } = record;
  const known = categories.filter((one): one is Category => record.noticed.includes(one));
  return {
    ...{ record, organisationId, id, kind, at, byRole, facts, charterRule, charterVersion, software },
    ...{ groupName, threadTitle, endsAt },
    noticed: known.map((category) => explainCategory(category, language)),
    threadId: threadTitle === null ? null : record.threadId,
    appeal: viewAppeal(record),
  };
}

function viewAppeal(record: StandingStatement): AppealView | null {
  const { appealId: id, appealedAt: at, appealDueAt: dueAt, appealWords: words } = record;
  const { outcome, answer, answeredByRole, answeredAt } = record;
  if (id === null || at === null || dueAt === null) return null;
  return { id, words, at, dueAt, state: outcome ?? 'OPEN', answer, answeredByRole, answeredAt };
}
