import type { FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/**
 * How a request waits when more is asked than can be done. `help`: never, it needs nothing that can be short. `write`: what
 * somebody says or does, a cry for help say. `enter`: signing in and joining, which have a queue of their own, before the
 * hashing of passphrases. `read`: everything else.
 */
export type Lane = 'help' | 'write' | 'enter' | 'read';

/** Public facts, kept in memory. */
const help: ReadonlySet<string> = new Set(['helplines', '__typename']);
/** What asks for a passphrase to be hashed. */
const enter: ReadonlySet<string> = new Set([
  'signIn',
  'joinGroup',
  'acceptStaffInvitation',
  'confirmOneTimeCode',
  'recoverAccount',
  'renewRecoveryCodes',
]);

/** Clients send the same few documents again and again. */
const remembered = 500;
const longestRemembered = 20_000;
const known = new Map<string, Lane>();

/** The lane of a GraphQL request; what cannot be read is reading, for it ends there soon. */
export function laneOf(request: Pick<FastifyRequest, 'body' | 'query'>): Lane {
  const asked = (request.body ?? request.query) as { query?: unknown; operationName?: unknown } | null;
  const { query, operationName } = asked ?? {};
  if (typeof query !== 'string' || query === '') return 'read';
  const name = typeof operationName === 'string' ? operationName : '';
  const key = `${name} ${query}`;
  const before = known.get(key);
  if (before) return before;
  const lane = laneOfOperation(query, name);
  if (key.length > longestRemembered) return lane;
  if (known.size >= remembered) known.delete(known.keys().next().value ?? '');
  known.set(key, lane);
  return lane;
}

function laneOfOperation(query: string, name: string): Lane {
  let document: DocumentNode;
  try {
    document = parse(query, { noLocation: true, maxTokens: 2000 });
  } catch {
    return 'read';
  }
  const operations = document.definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const operation = name === '' ? operations[0] : operations.find((one) => one.name?.value === name);
  if (!operation) return 'read';
  const fields = fieldsOf(operation.selectionSet, document);
  if (operation.operation === OperationTypeNode.MUTATION)
    return fields.some((one) => enter.has(one)) ? 'enter' : 'write';
  return fields.every((one) => help.has(one)) ? 'help' : 'read';
}

/** The fields that an operation asks for first, whether they stand in it or in fragments. Each fragment is entered once. */
function fieldsOf(selections: SelectionSetNode, document: DocumentNode, entered = new Set<string>()): string[] {
  return selections.selections.flatMap((one): string[] => {
    if (one.kind === Kind.FIELD) return [one.name.value];
    if (one.kind === Kind.INLINE_FRAGMENT) return fieldsOf(one.selectionSet, document, entered);
    const { value } = one.name;
    if (entered.has(value)) return [];
    entered.add(value);
    return document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === value
        ? fieldsOf(definition.selectionSet, document, entered)
        : [],
    );
  });
}
