import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { lowerBound, upperBound } from '@kring/kernel';
import type { Language } from '@kring/platform';
import { explainCategory } from '@kring/safety';
import { fewestPositives } from '../domain/home-model';
import type { DrawCounts, LearningChoices, StoredModel } from '../storage/learning-store';

@ObjectType('CountedShare', {
  description: 'A share with its counts, and what they leave possible with 95 % confidence on each side.',
})
export class CountedShareView {
  @Field(() => Int)
  count!: number;
  @Field(() => Int)
  of!: number;
  @Field(() => Float, { nullable: true, description: 'Null where there is nothing to count.' })
  share!: number | null;
  @Field(() => Float)
  least!: number;
  @Field(() => Float)
  most!: number;
}

@ObjectType('LearnedModel', { description: "What the organisation's own decisions taught about one category." })
export class LearnedModelView {
  @Field()
  category!: string;
  @Field({ description: "In the reader's language." })
  name!: string;
  @Field(() => GraphQLISODateTime)
  trainedAt!: Date;
  @Field(() => Int, { description: 'Posts that moderators found to be about this.' })
  positives!: number;
  @Field(() => Int)
  negatives!: number;
  @Field(() => Int, { description: 'How many positives it takes before it is used.' })
  neededPositives!: number;
  @Field({ description: 'Whether it asks for a moderator now.' })
  inUse!: boolean;
  @Field(() => CountedShareView, { description: 'On the latest posts: of what it would have raised, rightly.' })
  precision!: CountedShareView;
  @Field(() => CountedShareView, { description: 'On the latest posts: of what there was to be found, found.' })
  recall!: CountedShareView;
}

@ObjectType('Learning', { description: 'What is learned at home, and how much is missed.' })
export class LearningView {
  @Field()
  learns!: boolean;
  @Field(() => Int, { description: 'How many of a thousand posts that nothing points at are read; 0 to 20.' })
  auditPerMille!: number;
  @Field(() => [LearnedModelView])
  models!: readonly LearnedModelView[];
  @Field(() => Int, { description: 'Posts drawn by chance.' })
  drawn!: number;
  @Field(() => CountedShareView, {
    description: 'Of the drawn posts that were read: in how many something was the matter.',
  })
  missed!: CountedShareView;
}

@InputType('ChangeLearningInput')
export class ChangeLearningInputView {
  @Field(() => ID)
  organisationId!: string;
  @Field()
  learns!: boolean;
  @Field(() => Int)
  auditPerMille!: number;
}

@InputType('DiscardModelsInput')
export class DiscardModelsInputView {
  @Field(() => ID)
  organisationId!: string;
}

export function viewLearning(
  choices: LearningChoices,
  models: readonly StoredModel[],
  { drawn, read, missed }: DrawCounts,
  language: Language,
): LearningView {
  return {
    ...choices,
    drawn,
    missed: shareOf(missed, read),
    models: models.map((model) => viewModel(model, language)),
  };
}

function viewModel(model: StoredModel, language: Language): LearnedModelView {
  const { category, trainedAt, positives, negatives } = model;
  return {
    category,
    name: explainCategory(category, language),
    trainedAt,
    positives,
    negatives,
    neededPositives: fewestPositives,
    inUse: model.raiseFrom !== null,
    precision: shareOf(model.raisedRightly, model.raised),
    recall: shareOf(model.raisedRightly, model.toBeFound),
  };
}

function shareOf(count: number, of: number): CountedShareView {
  return { count, of, share: of === 0 ? null : count / of, least: lowerBound(count, of), most: upperBound(count, of) };
}
