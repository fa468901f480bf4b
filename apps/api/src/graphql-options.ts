import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { ApolloServerPlugin } from '@apollo/server';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { enforceAccess, type KringContext, type Settings } from '@kring/platform';
import { maskError } from './mask-error';
import type { Requests } from './requests';

const maximumTokens = 2000;

/**
 * GraphQL over HTTP: a request that was understood as JSON answers 200 to clients that accept `application/json`, and 400
 * to those that accept `application/graphql-response+json`.
 */
const statusByAccept: ApolloServerPlugin<KringContext> = {
  requestDidStart: ({ request }) =>
    Promise.resolve({
      willSendResponse: ({ response }) => {
        const accepts = request.http?.headers.get('accept') ?? '';
        const failed = response.http.status !== undefined && response.http.status >= 400 && response.http.status < 500;
        const hasBody = response.body.kind === 'single' && response.body.singleResult.errors !== undefined;
        if (failed && hasBody && !accepts.includes('application/graphql-response+json')) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};

/** Words of one answer are for one reader: no cache may keep them. */
const neverCached: ApolloServerPlugin<KringContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response }) => {
        response.http.headers.set('cache-control', 'no-store');
        return Promise.resolve();
      },
    }),
};

export function graphqlOptions(settings: Settings, requests: Requests): Omit<ApolloDriverConfig, 'driver'> {
  const open = settings.KRING_PROFILE === 'test';
  return {
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    transformSchema: enforceAccess,
    playground: false,
    graphiql: false,
    introspection: open,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !open,
    status400ForVariableCoercionErrors: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: maximumTokens },
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      statusByAccept,
      neverCached,
    ],
    formatError: maskError,
    context: (request: unknown, reply: unknown) => requests.contextFor(request, reply),
  };
}
