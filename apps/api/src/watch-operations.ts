import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { type KringContext, type Metrics, type Traces } from '@kring/platform';
import { type GraphQLFormattedError, Kind, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { limitIn } from './limits/too-large';
import { belongsTo } from './request-of';

type Outcome = 'ok' | 'problem' | 'refused' | 'away' | 'error';

const roots: Readonly<Record<OperationTypeNode, string>> = {
  [OperationTypeNode.QUERY]: 'Query',
  [OperationTypeNode.MUTATION]: 'Mutation',
  [OperationTypeNode.SUBSCRIPTION]: 'Subscription',
};

/**
 * Which field of the schema a valid operation asks for, such as `Mutation.reply`. Never the name or the alias that a client
 * chose: there is no end to those, and they can say anything.
 */
export function fieldOf(operation: OperationDefinitionNode): string {
  const [first, ...others] = operation.selectionSet.selections;
  if (first?.kind !== Kind.FIELD || others.length > 0) return `${roots[operation.operation]}.several`;
  return first.name.value.startsWith('__') ? 'introspection' : `${roots[operation.operation]}.${first.name.value}`;
}

function outcomeOf(errors: readonly GraphQLFormattedError[], problem: string | null | undefined): Outcome {
  const codes = errors.map((error) => error.extensions?.['code']);
  if (codes.includes('INTERNAL_SERVER_ERROR')) return 'error';
  if (codes.includes('SERVICE_UNAVAILABLE')) return 'away';
  if (codes.length > 0) return 'refused';
  return problem ? 'problem' : 'ok';
}

function errorsOf({ response }: GraphQLRequestContext<KringContext>): readonly GraphQLFormattedError[] {
  return response.body?.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
}

/** Which limits a person or a program ran into. */
function limitOf(errors: readonly GraphQLFormattedError[], problem: string | null | undefined): string | null {
  if (problem === 'TOO_MANY_TRIES') return 'tries';
  if (problem === 'TOO_BUSY') return 'busy';
  for (const error of errors) {
    const limited = limitIn(error.extensions);
    if (limited) return limited.limit;
  }
  const codes = errors.map((error) => error.extensions?.['code']);
  return codes.some((code) => code === 'GRAPHQL_PARSE_FAILED' || code === 'GRAPHQL_VALIDATION_FAILED')
    ? 'operation'
    : null;
}

/** Counts and times operations, tells the trace what is being done, and marks errors with the request they belong to. */
export function watchOperations(metrics: Metrics, traces: Traces): ApolloServerPlugin<KringContext> {
  return {
    requestDidStart: () => {
      const from = performance.now();
      let field = 'none';
      return Promise.resolve({
        didResolveOperation: ({ operation }) => {
          if (!operation) return Promise.resolve();
          field = fieldOf(operation);
          traces.operation(field);
          return Promise.resolve();
        },
        didEncounterErrors: ({ errors, contextValue }) => {
          for (const error of errors) belongsTo(error, contextValue.request, field);
          return Promise.resolve();
        },
        willSendResponse: (context) => {
          if (!metrics.on) return Promise.resolve();
          const errors = errorsOf(context);
          const { problem } = context.contextValue;
          const outcome = outcomeOf(errors, problem);
          metrics.took('kring_operation_seconds', { field, outcome }, (performance.now() - from) / 1000);
          if (problem) metrics.count('kring_problems_total', { code: problem });
          const limit = limitOf(errors, problem);
          if (limit) metrics.count('kring_refused_total', { limit });
          return Promise.resolve();
        },
      });
    },
  };
}
