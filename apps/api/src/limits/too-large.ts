import { GraphQLError } from 'graphql';

export const tooLargeCode = 'OPERATION_TOO_LARGE';

/** What an operation can have too much of, as clients are told. */
const words = {
  tokens: 'words and signs',
  depth: 'fields below each other',
  cost: 'fields in the answer',
  aliases: 'aliases',
  directives: 'directives',
  fragments: 'fragments',
  repeats: 'times the same field',
  roots: 'things asked for at once',
  list: 'members in a list',
  text: 'characters in one text',
  nesting: 'levels in what is sent along',
} as const;

export type Limited = keyof typeof words;

/** The refusal of an operation that goes beyond a limit: says which and how far one may go, and nothing of the schema. */
export function tooLarge(limit: Limited, most: number): GraphQLError {
  return new GraphQLError(`This operation asks for too much: more than ${most} ${words[limit]}.`, {
    extensions: { code: tooLargeCode, limit, most, http: { status: 400 } },
  });
}

/** Which limit a refusal is about, after Apollo gave it a code of its own; null for any other error. */
export function limitIn(
  extensions: Readonly<Record<string, unknown>> | undefined,
): { limit: Limited; most: number } | null {
  const { limit, most } = extensions ?? {};
  return typeof limit === 'string' && limit in words && typeof most === 'number'
    ? { limit: limit as Limited, most }
    : null;
}
