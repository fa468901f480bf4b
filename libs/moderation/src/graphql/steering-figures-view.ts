import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Climate } from '@kring/safety';
import type { InterventionKind } from '../domain/interventions';
import type { RecheckLooks } from '../domain/recheck';
import type { FiguresSpan } from '../domain/steering-figures';
import { ClimateEnum, InterventionKindEnum, RecheckLooksEnum } from './enums';

export const FiguresSpanEnum = {
  WEEKS_4: 'WEEKS_4',
  WEEKS_12: 'WEEKS_12',
  WEEKS_52: 'WEEKS_52',
} as const satisfies { readonly [Span in FiguresSpan]: Span };
registerEnumType(FiguresSpanEnum, { name: 'FiguresSpan', description: 'Weeks that are over.' });

@ObjectType('SteeringChange')
export class SteeringChangeView {
  @Field(() => ClimateEnum)
  before!: Climate;
  @Field(() => ClimateEnum)
  after!: Climate;
  @Field(() => Int, { description: 'In fives; never of fewer than ten.' })
  count!: number;
}

@ObjectType('SteeringFigure', {
  description: 'How threads went after one kind of steering, which is no proof that the steering did it.',
})
export class SteeringFigureView {
  @Field(() => InterventionKindEnum)
  kind!: InterventionKind;
  @Field(() => Int, { description: 'The sum of what is told here.' })
  lookedAgain!: number;
  @Field(() => [SteeringChangeView])
  changes!: readonly SteeringChangeView[];
  @Field(() => Int, { description: 'In ways too rare to tell one by one.' })
  others!: number;
  @Field(() => Float, { nullable: true, description: 'Hours until it was looked at again, to the quarter.' })
  medianHours!: number | null;
}

@ObjectType('SteeringFigures')
export class SteeringFiguresView {
  @Field(() => GraphQLISODateTime)
  from!: Date;
  @Field(() => GraphQLISODateTime)
  until!: Date;
  @Field(() => [SteeringFigureView], { description: 'A kind of which too little can be told is not named.' })
  kinds!: readonly SteeringFigureView[];
}

@ObjectType('Recheck', { description: 'When a team looks again at what it did.' })
export class RecheckView {
  @Field(() => RecheckLooksEnum)
  looks!: RecheckLooks;
  @Field(() => Int)
  minutes!: number;
}

@InputType('ChangeRecheckInput')
export class ChangeRecheckInputView {
  @Field(() => ID)
  organisationId!: string;
  @Field(() => RecheckLooksEnum)
  looks!: RecheckLooks;
  @Field(() => Int, { description: '15 to 2880.' })
  minutes!: number;
}
