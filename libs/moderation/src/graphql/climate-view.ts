import { Field, Float, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';
import type { Language } from '@kring/platform';
import { type Climate, climateComponents, labelComponent } from '@kring/safety';
import type { ClimatePointRecord, Components } from '../storage/records';
import { ClimateEnum } from './enums';

@ObjectType('ClimateComponent')
export class ClimateComponentView {
  @Field()
  name!: string;
  @Field(() => Float, { description: '0 to 1.' })
  value!: number;
  @Field({ description: "In the reader's language." })
  label!: string;
}

@ObjectType('ClimatePoint')
export class ClimatePointView {
  /** Not on the wire. */
  record!: ClimatePointRecord;

  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => ClimateEnum)
  climate!: Climate;
  @Field(() => Float)
  score!: number;
}

export function viewClimatePoint(record: ClimatePointRecord): ClimatePointView {
  return { record, at: record.at, climate: record.climate, score: record.score };
}

/** What a climate is made of, in the order of the safety library; what is not known of an older reading is left out. */
export function viewComponents(components: Components, language: Language): ClimateComponentView[] {
  return climateComponents.flatMap((name) => {
    const value = components[name];
    return value === undefined ? [] : [{ name, value, label: labelComponent(name, language) }];
  });
}
