import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Severity } from '@kring/safety';
import { SeverityEnum } from '@kring/stories/graphql';
import { StaffMemberView } from '@kring/organisations/graphql';
import type { Theme } from '../domain/themes';
import type { AskKind, ColleagueAskRecord } from '../storage/colleague-asks';
import type { Care } from '../use-cases/read-care';

export const ThemeEnum = {
  SUICIDE: 'SUICIDE',
  SELF_HARM: 'SELF_HARM',
  EATING: 'EATING',
  ABUSE: 'ABUSE',
  VIOLENCE: 'VIOLENCE',
  SUBSTANCE: 'SUBSTANCE',
} as const satisfies Record<Theme, Theme>;
registerEnumType(ThemeEnum, { name: 'Theme', description: 'What weighs on who reads it.' });

export const AskKindEnum = { READ_ALONG: 'READ_ALONG', TALK: 'TALK' } as const satisfies Record<AskKind, AskKind>;
registerEnumType(AskKindEnum, {
  name: 'ColleagueAskKind',
  valuesMap: {
    READ_ALONG: { description: 'To read a conversation along; the team sees it there.' },
    TALK: { description: 'To talk; only the two see it.' },
  },
});

@ObjectType('ThemeCount')
export class ThemeCountView {
  @Field(() => ThemeEnum)
  theme!: Theme;
  @Field(() => Int)
  count!: number;
}

@ObjectType('ColleagueAsk')
export class ColleagueAskView {
  /** Not on the wire. */
  record!: ColleagueAskRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => AskKindEnum)
  kind!: AskKind;
  @Field()
  words!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => String, { nullable: true })
  answer!: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  answeredAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endedAt!: Date | null;
}

@ObjectType('CareDesk', { description: 'How one moderator is looked after. For themselves alone.' })
export class CareDeskView {
  /** Not on the wire. */
  care!: Care;

  @Field({ description: 'Marked passages stay covered until they are asked for.' })
  covers!: boolean;
  @Field(() => [ThemeEnum], { description: 'What they would rather leave to a colleague; nobody else knows.' })
  avoids!: readonly Theme[];
  @Field(() => Int, { description: 'Conversations that are red or a crisis, read in this shift.' })
  severe!: number;
  @Field(() => [ThemeCountView])
  byTheme!: readonly ThemeCountView[];
  @Field(() => Int, { description: 'How many red ones and crises one shift asks at most.' })
  mostSevere!: number;
  @Field(() => Int, { description: 'How many conversations about one theme.' })
  mostOfTheme!: number;
  @Field({ description: 'The shift asked as much as it may. A crisis may always be taken.' })
  isSpent!: boolean;
  @Field(() => [ColleagueAskView], { description: 'What colleagues ask of me and I of them, not over yet.' })
  asks!: readonly ColleagueAskView[];
}

@ObjectType('HandledCount')
export class HandledCountView {
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => Int, { nullable: true })
  count!: number | null;
}

@ObjectType('StaffLoad', { description: 'How much work somebody had. Null: fewer than five.' })
export class StaffLoadView {
  @Field(() => StaffMemberView)
  staff!: StaffMemberView;
  @Field(() => Int, { nullable: true })
  duties!: number | null;
  @Field(() => Int, { nullable: true })
  hours!: number | null;
  @Field(() => [HandledCountView])
  handled!: readonly HandledCountView[];
  @Field(() => Int, { nullable: true, description: 'Red ones and crises that were read.' })
  severe!: number | null;
  @Field(() => Int, { nullable: true, description: 'Shifts that asked as much as they may.' })
  timesSpent!: number | null;
}

@InputType('NoteReadingInput')
export class NoteReadingInputView {
  @Field(() => ID)
  reviewItemId!: string;
}

@InputType('ChooseReadingInput')
export class ChooseReadingInputView {
  @Field(() => ID)
  organisationId!: string;
  @Field()
  covers!: boolean;
  @Field(() => [ThemeEnum])
  avoids!: Theme[];
}

@InputType('SetExposureBudgetInput')
export class SetExposureBudgetInputView {
  @Field(() => ID)
  organisationId!: string;
  @Field(() => Int)
  severe!: number;
  @Field(() => Int)
  sameTheme!: number;
}

@InputType('AskColleagueInput')
export class AskColleagueInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field(() => AskKindEnum)
  kind!: AskKind;
  @Field(() => ID)
  staffId!: string;
  @Field(() => ID, { nullable: true, description: 'What is to be read along.' })
  reviewItemId?: string | null;
  @Field(() => String, { nullable: true })
  words?: string | null;
}

@InputType('AnswerColleagueInput')
export class AnswerColleagueInputView {
  @Field(() => ID)
  askId!: string;
  @Field()
  words!: string;
}

@InputType('EndColleagueAskInput')
export class EndColleagueAskInputView {
  @Field(() => ID)
  askId!: string;
}

export function viewAsk(record: ColleagueAskRecord): ColleagueAskView {
  const { id, kind, words, at, answer, answeredAt, endedAt } = record;
  return { record, id, kind, words, at, answer, answeredAt, endedAt };
}

export function viewCare(care: Care): CareDeskView {
  return {
    care,
    ...care.choice,
    severe: care.spent.severe,
    byTheme: care.spent.byTheme,
    isSpent: care.spent.isSpent,
    mostSevere: care.budget.severe,
    mostOfTheme: care.budget.sameTheme,
    asks: care.asks.map(viewAsk),
  };
}
