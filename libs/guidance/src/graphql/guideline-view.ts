import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Language } from '@kring/safety';
import type { Guideline, GuidelineVersion } from '../domain/guidelines';
import type { GuidelineTopic } from '../domain/topics';
import { GuidelineTopicEnum, LanguageEnum } from './enums';

@ObjectType('GuidelineWords')
export class GuidelineWordsView {
  @Field({ description: 'What to look at.' })
  look!: string;
  @Field()
  helps!: string;
  @Field()
  avoid!: string;
  @Field({ description: 'When to call whom.' })
  call!: string;
}

@ObjectType('GuidelineVersion', { description: 'One wording by the organisation.' })
export class GuidelineVersionView {
  /** Not on the wire. */
  staffId!: string;

  @Field(() => Int)
  version!: number;
  @Field(() => GuidelineWordsView, { nullable: true, description: 'Null: back to what the service says.' })
  words!: GuidelineWordsView | null;
  @Field(() => GraphQLISODateTime)
  at!: Date;
}

@ObjectType('Guideline', { description: 'Short professional guidance about one topic, in one language.' })
export class GuidelineView extends GuidelineWordsView {
  @Field(() => GuidelineTopicEnum)
  topic!: GuidelineTopic;
  @Field(() => LanguageEnum)
  language!: Language;
  @Field()
  title!: string;
  @Field({ description: 'Whether these are the words of the service.' })
  isShipped!: boolean;
  @Field(() => Int, { description: 'Changes with every change; send it back to change only what you saw.' })
  version!: number;
  @Field(() => [GuidelineVersionView], { description: 'How the organisation worded it, newest first.' })
  history!: readonly GuidelineVersionView[];
}

@InputType('GuidelineWordsInput')
export class GuidelineWordsInputView {
  @Field()
  look!: string;
  @Field()
  helps!: string;
  @Field()
  avoid!: string;
  @Field()
  call!: string;
}

@InputType('KeepGuidelineInput')
export class KeepGuidelineInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field(() => GuidelineTopicEnum)
  topic!: GuidelineTopic;
  @Field(() => LanguageEnum)
  language!: Language;
  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number;
  @Field(() => GuidelineWordsInputView, { nullable: true, description: 'Absent: back to what the service says.' })
  words?: GuidelineWordsInputView | null;
}

export function viewGuideline(language: Language, guideline: Guideline): GuidelineView {
  const { history, ...rest } = guideline;
  return { ...rest, language, history: history.map(viewVersion) };
}

function viewVersion({ version, words, staffId, at }: GuidelineVersion): GuidelineVersionView {
  return { version, words, staffId, at };
}
