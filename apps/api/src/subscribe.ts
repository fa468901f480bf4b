import { type ExecutionArgs, type ExecutionResult, getOperationAST, GraphQLError, Kind, subscribe } from 'graphql';
import type { DocumentNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';

/**
 * Subscribes as graphql-js does. Where that throws, and a socket would close with the words of whatever was thrown, this
 * answers: a subscription of which a condition leaves nothing is refused before, and a bug of ours is an error like any.
 */
export async function subscribeOrRefuse(
  args: ExecutionArgs,
): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
  const operation = getOperationAST(args.document, args.operationName);
  if (operation && hasConditions(operation, args.document)) {
    const refused = 'A subscription has no @skip or @include on its own field.';
    return { errors: [new GraphQLError(refused, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })] };
  }
  try {
    return await subscribe(args);
  } catch (error) {
    const originalError = error instanceof Error ? error : new Error('unknown', { cause: error });
    return { errors: [new GraphQLError('it could not be subscribed to', { originalError })] };
  }
}

/** Whether the field of a subscription hangs on a condition. The validated document holds no circles. */
function hasConditions(operation: OperationDefinitionNode, document: DocumentNode): boolean {
  const below = (set: SelectionSetNode): boolean =>
    set.selections.some((selection) => {
      if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) return below(selection.selectionSet);
      if (selection.kind !== Kind.FRAGMENT_SPREAD) return false;
      return document.definitions.some(
        (one) =>
          one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value && below(one.selectionSet),
      );
    });
  return below(operation.selectionSet);
}
