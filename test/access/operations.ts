import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** One operation of the schema, as a client would send it. */
export interface Operation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly field: string;
  /** The field of the answer that is looked into. */
  readonly part: string;
  readonly document: string;
}

const deepest = 5;
const fitsIn = 1900;

/** Members of pages are steps of the same list, so they do not count as depth. */
function isPaging(type: GraphQLObjectType): boolean {
  return /(?:Connection|Edge)$/.test(type.name);
}

/**
 * Everything below a type, `depth` steps deep, or null when nothing fits. A type that is on the way already is not
 * entered again, but for its own leaves.
 */
function selectionOf(type: unknown, depth: number, above: readonly string[]): string | null {
  const named = getNamedType(type as GraphQLObjectType);
  if (isUnionType(named)) {
    const members = named
      .getTypes()
      .map((member) => `... on ${member.name} ${selectionOf(member, depth, above) ?? '{ __typename }'}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(named)) return '';
  const parts = Object.values(named.getFields()).flatMap((field) => {
    const part = partOf(field, depth, above, named);
    return part === null ? [] : [part];
  });
  return parts.length > 0 ? `{ ${parts.join(' ')} }` : null;
}

function partOf(
  field: GraphQLField<unknown, unknown>,
  depth: number,
  above: readonly string[],
  parent: GraphQLObjectType,
): string | null {
  const target = getNamedType(field.type);
  if (isLeafType(target)) return field.name;
  const repeated = above.includes(target.name) || target.name === parent.name;
  const left = isObjectType(target) && isPaging(target) ? depth : depth - 1;
  if (left < 0 || (repeated && left < 1)) return null;
  const paged = field.args.some((argument) => argument.name === 'first') ? '(first: 50)' : '';
  const below = selectionOf(target, repeated ? 0 : left, [...above, parent.name]);
  return below === null ? null : `${field.name}${paged} ${below}`;
}

/** Words and signs, as the limit on an operation's size counts them. */
function sizeOf(document: string): number {
  return document.match(/[\w.]+|[^\s\w]/g)?.length ?? 0;
}

function operationsOn(kind: Operation['kind'], field: GraphQLField<unknown, unknown>): Operation[] {
  const variables = field.args.map((argument) => `$${argument.name}: ${String(argument.type)}`);
  const head = variables.length > 0 ? `${kind} (${variables.join(', ')})` : kind;
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`);
  const call = passed.length > 0 ? `${field.name}(${passed.join(', ')})` : field.name;
  const target = getNamedType(field.type);
  const make = (part: string, selection: string): Operation => ({
    kind,
    field: field.name,
    part,
    document: `${head} { ${call} ${selection} }`,
  });
  for (let depth = deepest; depth >= 1; depth -= 1) {
    const whole = make('*', selectionOf(target, depth, []) ?? '');
    if (sizeOf(whole.document) <= fitsIn) {
      return depth === deepest || !isObjectType(target) ? [whole] : [whole, ...deeper(target, depth, make)];
    }
  }
  return [];
}

/** What did not fit in one operation: each field of the answer by itself, as deep as it fits. */
function deeper(
  target: GraphQLObjectType,
  reached: number,
  make: (part: string, selection: string) => Operation,
): Operation[] {
  return Object.values(target.getFields()).flatMap((field) => {
    if (isLeafType(getNamedType(field.type))) return [];
    for (let depth = deepest; depth > reached; depth -= 1) {
      const part = partOf(field, depth, [], target);
      const made = part === null ? null : make(field.name, `{ __typename ${part} }`);
      if (made && sizeOf(made.document) <= fitsIn) return [made];
    }
    return [];
  });
}

/** Every query, mutation and subscription of a schema with the deepest sensible selection, split where it grows too large. */
export function operationsOf(schema: GraphQLSchema): Operation[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, root]) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) => operationsOn(kind, field)),
  );
}

/**
 * Says which value a field of an input or an argument gets; undefined leaves the choice to its type. `place` is
 * `Query.thread(id)` or `ReplyInput.threadId`.
 */
export type Chooser = (name: string, typeName: string, place: string) => unknown;

/** A value that fits an input type: chosen by name where it matters, plausible elsewhere. */
export function valueFor(type: GraphQLInputType, name: string, choose: Chooser, place = name): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, name, choose, place);
  const named = getNamedType(type);
  const chosen = choose(name, named.name, place);
  if (chosen !== undefined) return isListType(type) && typeof chosen === 'string' ? [chosen] : chosen;
  if (isListType(type)) return name.startsWith('photo') ? [] : [valueFor(type.ofType, name, choose, place)];
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    return Object.fromEntries(
      fields.map((field) => [field.name, valueFor(field.type, field.name, choose, `${named.name}.${field.name}`)]),
    );
  }
  const plausible: Readonly<Record<string, unknown>> = {
    Int: 1,
    Float: 1,
    Boolean: true,
    String: 'Een gewone zin.',
    ID: 'x',
    DateTime: new Date(Date.now() + 86_400_000).toISOString(),
  };
  return plausible[named.name];
}

/** The variables of one operation. */
export function variablesFor(schema: GraphQLSchema, operation: Operation, choose: Chooser): Record<string, unknown> {
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  const root = roots[operation.kind];
  const args = root?.getFields()[operation.field]?.args ?? [];
  return Object.fromEntries(
    args.map((argument) => [
      argument.name,
      valueFor(argument.type, argument.name, choose, `${root?.name}.${operation.field}(${argument.name})`),
    ]),
  );
}

/** Every `Type.field` that operations ask for; used to see that a walk passes by all of them. */
export function fieldsAsked(schema: GraphQLSchema, operations: readonly Operation[]): Set<string> {
  const asked = new Set<string>();
  for (const operation of operations) {
    const types = new TypeInfo(schema);
    const note = (): void => {
      const parent = types.getParentType();
      const field = types.getFieldDef();
      if (parent && field) asked.add(`${parent.name}.${field.name}`);
    };
    visit(parse(operation.document), visitWithTypeInfo(types, { Field: note }));
  }
  return asked;
}
