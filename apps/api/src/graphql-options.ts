import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { ApolloServerPlugin } from '@apollo/server';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { enforceAccess, type KringContext, refuseWrongMoments, type Settings } from '@kring/platform';
import { compiledQueries } from './compiled-queries';
import { inputLimits } from './limits/input-limits';
import { mostFaultsTold, operationLimits } from './limits/operation-limits';
import { tooLargeCode } from './limits/too-large';
import { maskError, withoutSuggestion } from './mask-error';
import type { Requests } from './requests';
import { refusal, unavailableCode } from './unavailable';

/** Whose fault lies in the operation, not in the request that carries it. */
const faultsOfOperations = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  tooLargeCode,
]);

/**
 * GraphQL over HTTP: a request whose operation cannot be run answers 200 to clients that accept `application/json`, and
 * 400 to those that accept `application/graphql-response+json`. What is no GraphQL request at all keeps its status.
 */
const statusByAccept: ApolloServerPlugin<KringContext> = {
  requestDidStart: ({ request }) =>
    Promise.resolve({
      willSendResponse: ({ response }) => {
        const accepts = request.http?.headers.get('accept') ?? '';
        const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
        const ofOperation = errors.some((error) => faultsOfOperations.has(String(error.extensions?.['code'])));
        const isPlain = !accepts.includes('application/graphql-response+json');
        if (response.http.status === 400 && ofOperation && isPlain) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};

/**
 * While something cannot be looked up, nothing is answered but that, in the language of whoever asked: a list that is empty
 * or a null that says "not there" would be a wrong answer.
 */
const wholeOrNothing: ApolloServerPlugin<KringContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response, contextValue }) => {
        if (response.body.kind !== 'single') return Promise.resolve();
        const missing = response.body.singleResult.errors?.find(
          (error) => error.extensions?.['code'] === unavailableCode,
        );
        if (!missing) return Promise.resolve();
        const why = missing.extensions?.['reason'] === 'busy' ? 'busy' : 'away';
        const { message, extensions, retryAfter } = refusal(why, contextValue.language);
        response.body.singleResult = { errors: [{ message, extensions: { ...extensions } }], data: null };
        response.http.status = 503;
        response.http.headers.set('retry-after', retryAfter);
        return Promise.resolve();
      },
    }),
};

export function graphqlOptions(
  settings: Settings,
  requests: Requests,
  watch: ApolloServerPlugin<KringContext>,
): Omit<ApolloDriverConfig, 'driver'> {
  const open = settings.KRING_PROFILE === 'test';
  return {
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    transformSchema: (schema) => enforceAccess(refuseWrongMoments(schema)),
    playground: false,
    graphiql: false,
    introspection: open,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !open,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxTokens: settings.KRING_OPERATION_TOKENS },
    validationRules: [operationLimits(settings)],
    validationOptions: { maxErrors: mostFaultsTold },
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      statusByAccept,
      inputLimits(settings),
      compiledQueries(),
      watch,
      wholeOrNothing,
    ],
    formatError: (formatted, error) => withoutSuggestion(maskError(formatted, error)),
    context: (request: unknown, reply: unknown) => requests.contextFor(request, reply),
  };
}
