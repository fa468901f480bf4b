import { Field, GraphQLISODateTime, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { CrisisStep } from '../domain/crisis-calls';
import type { CrisisCallRecord } from '../storage/crisis-calls';

export const CrisisStepEnum = { SUPERVISORS: 'SUPERVISORS', ON_CALL: 'ON_CALL' } as const;
registerEnumType(CrisisStepEnum, { name: 'CrisisStep' });

@ObjectType('CrisisCall', { description: 'That somebody was called because nobody took a crisis.' })
export class CrisisCallView {
  /** Not on the wire. */
  record!: CrisisCallRecord;

  @Field(() => CrisisStepEnum)
  step!: CrisisStep;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => GraphQLISODateTime, { description: 'Since when the crisis had waited.' })
  waitingSince!: Date;
  @Field({ description: 'Whether it waits still.' })
  isOpen!: boolean;
}
