import type { CombinedError } from 'urql';
import type { ProblemPartsFragment } from '../generated/documents';

/** What came of a mutation: it was done, there is a problem that the person can understand, or it failed. */
export type Outcome<Done> =
  | { kind: 'done'; done: Done }
  | { kind: 'problem'; problem: ProblemPartsFragment }
  | { kind: 'failed'; offline: boolean };

/** Whether an answer came that no waiting mends: a status that is not that of a gateway or of a service that is away. */
function wasAnswered({ response }: CombinedError): boolean {
  return response instanceof Response && response.status < 502;
}

/** Whether nothing could be looked at or done now, on the way or at the server, so that the same can be tried again. */
export function isOutOfReach(error: CombinedError | undefined): boolean {
  if (!error) return false;
  return (
    (Boolean(error.networkError) && !wasAnswered(error)) ||
    error.graphQLErrors.some((one) => one.extensions['code'] === 'SERVICE_UNAVAILABLE')
  );
}

interface Answer<Result> {
  data?: Result | undefined;
  error?: CombinedError | undefined;
}

/** Reads the answer of a mutation whose result is a union with `Problem`. `pick` names the field. */
export function outcomeOf<Result, Field extends { __typename: string }>(
  answer: Answer<Result>,
  pick: (data: Result) => Field,
): Outcome<Exclude<Field, { __typename: 'Problem' }>> {
  if (answer.error || !answer.data) return { kind: 'failed', offline: isOutOfReach(answer.error) };
  const field = pick(answer.data);
  if (isProblem(field)) return { kind: 'problem', problem: field };
  return { kind: 'done', done: field as Exclude<Field, { __typename: 'Problem' }> };
}

function isProblem(field: { __typename: string }): field is ProblemPartsFragment {
  return field.__typename === 'Problem';
}
