import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { isPassing, type Language } from '@kring/platform';
import { limitIn, tooLarge, tooLargeCode } from './limits/too-large';
import { requestOf } from './request-of';
import { refusal, Unavailable, whyOf } from './unavailable';

const logger = new Logger('graphql');

/** Codes that say something to whoever asked; everything else is ours to know and theirs to try again. */
const told = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'TOO_MANY_SUBSCRIPTIONS',
]);

/** How graphql-js tells of values that do not fit their variables. It gives no code with that; Apollo adds one to most, over HTTP. */
const wrongVariables = /^(?:Variable "|Too many errors processing variables)/;

/**
 * Never a stack trace, a statement or a value: a code and a plain sentence. The log gets the name and code of the error.
 * `language` is the one of whoever asked, where it is known.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  language: Language = 'nl',
): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  const place = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
  const limited = limitIn(formatted.extensions);
  if (limited) return { message: formatted.message, extensions: { code: tooLargeCode, ...limited } };
  const tokens = code === 'GRAPHQL_PARSE_FAILED' && /contains more that (\d+) tokens/.exec(formatted.message)?.[1];
  if (tokens) return maskError(tooLarge('tokens', Number(tokens)).toJSON(), error);
  if (typeof code === 'string' && told.has(code)) return { message: formatted.message, ...place, extensions: { code } };
  if (isWrongVariables(error)) return { message: formatted.message, ...place, extensions: { code: 'BAD_USER_INPUT' } };
  // A session that cannot be looked up fails before there is a path, a resolver after.
  const cause = error instanceof GraphQLError && error.originalError ? error.originalError : error;
  const name = cause instanceof Error ? cause.name : 'unknown';
  const given = (cause as { code?: unknown } | null)?.code;
  const causeCode = typeof given === 'string' ? given : '';
  logger.error(
    { ...requestOf(error), error: name, code: causeCode, field: fieldThatFailed(error) },
    'an operation failed',
  );
  if (isPassing(cause)) {
    const { message, extensions } = refusal(whyOf(cause), error instanceof Unavailable ? error.language : language);
    return { message, ...place, extensions: { ...extensions } };
  }
  return { message: 'Something went wrong on our side.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

function isWrongVariables(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.path || !wrongVariables.test(error.message)) return false;
  return !error.originalError || error.originalError instanceof GraphQLError;
}

/** The field of the schema that failed. Paths are no good for a log: they hold aliases, which can be anybody's words. */
function fieldThatFailed(error: unknown): string | undefined {
  const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
  return node?.kind === Kind.FIELD ? node.name.value : undefined;
}

/** What the server would have understood is for those who have its schema. Validation hides it; values in variables do not. */
export function withoutSuggestion(error: GraphQLFormattedError): GraphQLFormattedError {
  return { ...error, message: error.message.replace(/ Did you mean [^?]*\?$/, '') };
}
