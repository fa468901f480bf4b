import { Field, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';
import type { Problem } from '@kring/kernel';
import type { Language } from '../messages/language';
import { problemMessage } from '../messages/messages';

@ObjectType('Problem', { description: 'A thing that the caller can understand and often cure.' })
export class ProblemView {
  readonly __typename = 'Problem';

  @Field({
    description:
      'Stable and machine-readable: NOT_FOUND, NOT_ALLOWED, INVALID_INPUT, SIGN_IN_FAILED, TOO_MANY_TRIES, ...',
  })
  code!: string;

  @Field({ description: "In the caller's language (Accept-Language: nl, fr, en), kind and plain." })
  message!: string;

  @Field(() => String, { nullable: true, description: 'The input field at fault, as a path (text, photoIds.0).' })
  field!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When trying again can work.' })
  retryAt!: Date | null;
}

export function presentProblem(problem: Problem, language: Language): ProblemView {
  return {
    __typename: 'Problem',
    code: problem.code,
    message: problemMessage(problem, language),
    field: problem.field ?? null,
    retryAt: problem.retryAt ?? null,
  };
}
