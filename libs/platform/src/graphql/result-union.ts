import type { Type } from '@nestjs/common';
import { createUnionType } from '@nestjs/graphql';
import type { Problem, Result } from '@kring/kernel';
import type { Language } from '../messages/language';
import type { KringContext } from './context';
import { presentProblem, ProblemView } from './problem';

/**
 * The union that a mutation answers: its success type, `Problem`, and further members that a client must treat
 * differently. Values of further members carry their `__typename`.
 */
export function resultUnion<S extends object>(
  name: string,
  success: () => Type<S>,
  successName: string,
  ...further: (() => Type<object>)[]
) {
  return createUnionType({
    name,
    types: () => [success(), ProblemView, ...further.map((member) => member())] as const,
    resolveType: (value: { __typename?: string; code?: string }, context: Pick<KringContext, 'problem'>) => {
      if (value.__typename === 'Problem') context.problem = value.code ?? null;
      return value.__typename ?? successName;
    },
  });
}

/** Maps what a use case answered onto the wire. */
export function present<T, V>(result: Result<T, Problem>, language: Language, view: (value: T) => V): V | ProblemView {
  return result.ok ? view(result.value) : presentProblem(result.problem, language);
}
