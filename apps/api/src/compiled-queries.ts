import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { KringContext } from '@kring/platform';
import { type DocumentNode, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { type CompiledQuery, compileQuery } from 'graphql-jit';
import { getVariableValues } from 'graphql/execution/values';

/** How many documents are kept; clients of one release send a few dozen. */
const mostKept = 200;
/** A document is compiled when it comes back: what is sent once, or by somebody who sends ever new ones, is not worth it. */
const compiledFrom = 3;

interface Known {
  times: number;
  /** Null: cannot be compiled. */
  query: CompiledQuery | null;
}

/**
 * Runs queries that come again and again as functions of their own. Only that: a query is parsed, validated, limited and
 * checked against access rules as always, and whatever is not a plain success (a fault in the variables, an error in a
 * field) is answered by GraphQL's own executor, which reads it again. So errors are the same on both ways, by construction.
 */
export function compiledQueries(): ApolloServerPlugin<KringContext> {
  const known = new Map<string, Known>();

  function compiled(schema: GraphQLSchema, key: string, ...asked: CompileArguments): CompiledQuery | null {
    const found = known.get(key) ?? { times: 0, query: null };
    known.delete(key); // The newest stand last.
    known.set(key, found);
    found.times += 1;
    if (found.times === compiledFrom) {
      const made = compileQuery(schema, ...asked, { disablingCapturingStackErrors: true });
      found.query = 'query' in made ? made : null;
    }
    const oldest = known.size > mostKept ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return found.query;
  }

  return {
    requestDidStart: () =>
      Promise.resolve({
        responseForOperation: async ({
          schema,
          document,
          operation,
          operationName,
          queryHash,
          request,
          contextValue,
        }) => {
          if (operation.operation !== OperationTypeNode.QUERY) return null;
          const query = compiled(schema, `${queryHash} ${operationName ?? ''}`, document, operationName ?? undefined);
          if (!query) return null;
          const variables = request.variables ?? {};
          if (getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).errors)
            return null;
          const { data, errors } = await query.query(undefined, contextValue, variables);
          if (errors) {
            contextValue.loaders.clear();
            return null;
          }
          return {
            http: { headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data: data ?? null } },
          };
        },
      }),
  };
}

type CompileArguments = [document: DocumentNode, operationName: string | undefined];
