import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Choices } from './choices';
import { hostileTexts } from './hostile';
import { type Known, Values } from './values';

export interface Made {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly field: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const deepest = 5;
const problemFields = 'code message field retryAt';

/** One operation out of a schema: a root field, a random selection with arguments all the way down, and their values. */
export class Generator {
  private readonly roots: readonly { readonly kind: Made['kind']; readonly field: GraphQLField<unknown, unknown> }[];

  constructor(schema: GraphQLSchema) {
    const kinds = [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
      ['subscription', schema.getSubscriptionType()],
    ] as const;
    this.roots = kinds.flatMap(([kind, type]) =>
      Object.values(type?.getFields() ?? {}).map((field) => ({ kind, field })),
    );
  }

  /** Every root field, for seeing that none was passed over. */
  get names(): string[] {
    return this.roots.map(({ kind, field }) => `${kind} ${field.name}`);
  }

  make(root: number, choices: Choices, known: Known): Made {
    const { kind, field } = this.roots[root % this.roots.length] as (typeof this.roots)[number];
    const values = new Values(choices, known);
    const writer = new Writer(choices, values);
    const place = kind === 'query' ? `Query.${field.name}` : field.name;
    const body = writer.field(field, deepest, place);
    const again = choices.onceIn(12) && kind !== 'subscription' ? ` more: ${writer.field(field, 2, place)}` : '';
    const document = `${writer.head(kind)} { ${body}${again} }`;
    return { kind, field: field.name, document: spoil(document, choices), variables: writer.variables };
  }
}

/** Writes one document, and gathers the variables that it asks for. */
class Writer {
  private readonly declared: string[] = [];
  private readonly given: Record<string, unknown> = {};

  constructor(
    private readonly choices: Choices,
    private readonly values: Values,
  ) {}

  get variables(): Readonly<Record<string, unknown>> {
    return this.given;
  }

  head(kind: Made['kind']): string {
    return this.declared.length > 0 ? `${kind} (${this.declared.join(', ')})` : kind;
  }

  field(field: GraphQLField<unknown, unknown>, depth: number, place: string): string {
    const written = field.args.flatMap((argument) => {
      const value = this.values.of(argument.type, argument.name, place);
      if (value === undefined) return [];
      return [
        `${argument.name}: ${this.choices.onceIn(10) ? literal(argument.type, value) : this.variable(argument.type, value)}`,
      ];
    });
    const selection = this.selection(field.type, depth);
    return `${field.name}${written.length > 0 ? `(${written.join(', ')})` : ''}${this.directive()} ${selection}`.trim();
  }

  private variable(type: GraphQLInputType, value: unknown): string {
    const name = `v${this.declared.length}`;
    this.declared.push(`$${name}: ${this.choices.onceIn(60) ? 'String' : String(type)}`);
    this.given[name] = value;
    return `$${name}`;
  }

  private directive(): string {
    return this.choices.onceIn(30)
      ? ` @${this.choices.oneOf(['include', 'skip'])}(if: ${this.choices.below(2) === 0})`
      : '';
  }

  private selection(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (isLeafType(named)) return '';
    if (isUnionType(named)) {
      const members = named.getTypes().map((member) => `... on ${member.name} ${this.fieldsOf(member, depth)}`);
      return `{ __typename ${members.join(' ')} }`;
    }
    return isObjectType(named) ? this.fieldsOf(named, depth) : '{ __typename }';
  }

  private fieldsOf(type: GraphQLObjectType, depth: number): string {
    if (type.name === 'Problem') return `{ ${problemFields} }`;
    const parts = Object.values(type.getFields()).flatMap((field) => {
      if (isLeafType(getNamedType(field.type)))
        return this.choices.onceIn(6) && field.name !== 'id' ? [] : [field.name];
      if (depth <= 1 || !this.choices.onceIn(2)) return [];
      return [this.field(field, depth - 1, type.name)];
    });
    const some = parts.map((part, at) => (this.choices.onceIn(40) ? `a${at}: ${part}` : part));
    return `{ __typename ${this.choices.onceIn(25) ? `... on ${type.name} { ${some.join(' ')} }` : some.join(' ')} }`;
  }
}

/** A value as it stands in a document; what no literal can say stands there as a string. */
function literal(type: GraphQLInputType, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  const inner = isNonNullType(type) ? type.ofType : type;
  if (Array.isArray(value)) {
    const item = isListType(inner) ? inner.ofType : inner;
    return `[${value.map((one) => literal(item, one)).join(', ')}]`;
  }
  const named = getNamedType(inner);
  if (typeof value === 'object') {
    const fields = isInputObjectType(named) ? named.getFields() : {};
    const parts = Object.entries(value).map(
      ([key, below]) => `${/^[_A-Za-z]\w*$/.test(key) ? key : 'x'}: ${literal(fields[key]?.type ?? named, below)}`,
    );
    return `{${parts.join(', ')}}`;
  }
  if (typeof value === 'string' && isEnumType(named) && /^[_A-Za-z]\w*$/.test(value)) return value;
  return JSON.stringify(value);
}

/** Now and then a document that no program would write. */
function spoil(document: string, choices: Choices): string {
  if (!choices.onceIn(50)) return document;
  const at = choices.below(document.length);
  switch (choices.below(5)) {
    case 0:
      return document.slice(0, at);
    case 1:
      return `${document.slice(0, at)}${choices.oneOf(hostileTexts) ?? ''}${document.slice(at)}`;
    case 2:
      return document.replace('{', '{ '.repeat(1 + choices.below(300)));
    case 3:
      return `${document} ${document}`;
    default:
      return document.replace(/\w+ }/, '__typename @skip(if: true) ...Nergens }');
  }
}
