import { type Settings } from '@kring/platform';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  type ValidationRule,
} from 'graphql';
import { OperationMeter } from './measure-operation';
import { type Limited, tooLarge } from './too-large';

/** Of an operation with more faults than these the rest is not told. */
export const mostFaultsTold = 10;

/** The first limit that an operation of this document goes beyond, or null. */
export function beyondLimits(settings: Settings, schema: GraphQLSchema, document: DocumentNode): GraphQLError | null {
  const meter = new OperationMeter(schema, document);
  const limits: [Limited, number, number][] = [['fragments', meter.fragmentCount, settings.KRING_OPERATION_FRAGMENTS]];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = meter.sizeOf(definition);
    const isMutation = definition.operation === OperationTypeNode.MUTATION;
    limits.push(
      ['depth', size.depth, settings.KRING_OPERATION_DEPTH],
      ['aliases', size.aliases, settings.KRING_OPERATION_ALIASES],
      ['directives', size.directives, settings.KRING_OPERATION_DIRECTIVES],
      ['repeats', size.repeats, settings.KRING_OPERATION_REPEATS],
      ['roots', size.roots, isMutation ? settings.KRING_MUTATION_ROOTS : settings.KRING_QUERY_ROOTS],
      ['cost', size.cost, settings.KRING_OPERATION_COST],
      ['list', size.list, settings.KRING_INPUT_LIST],
      ['text', size.text, settings.KRING_INPUT_TEXT],
    );
  }
  const beyond = limits.find(([, found, most]) => found > most);
  return beyond ? tooLarge(beyond[0], beyond[2]) : null;
}

/**
 * The limits as a validation rule, for HTTP and for sockets. It stands last, so that the others have not yet walked the
 * document when it decides, and it takes the document away from them when it refuses: comparing every pair of a thousand
 * equal fields would cost a fifth of a second.
 */
export function operationLimits(settings: Settings): ValidationRule {
  return (context) => ({
    Document: {
      enter: (document) => {
        const refused = beyondLimits(settings, context.getSchema(), document);
        if (!refused) return undefined;
        context.reportError(refused);
        return null;
      },
    },
  });
}
