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
    ],
    formatError: (formatted, error) => withoutSuggestion(maskError(formatted, error)),
    context: (request: unknown, reply: unknown) => requests.contextFor(request, reply),
  };
}
