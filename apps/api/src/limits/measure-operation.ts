import { maximumPageSize } from '@kring/kernel';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** How much one operation asks for, every use of a fragment counted again. */
export interface OperationSize {
  /** Fields below fields, `edges` and `node` included; fragments are no step. */
  readonly depth: number;
  /** Fields in the answer if every list is full: pages hold what was asked for, other lists {@link mostIn}. */
  readonly cost: number;
  readonly aliases: number;
  readonly directives: number;
  readonly roots: number;
  /** How often the same name stands in one selection. */
  readonly repeats: number;
  /** The longest list written into the operation. */
  readonly list: number;
  /** The longest text written into the operation, in UTF-16 code units. */
  readonly text: number;
}

interface Weight {
  depth: number;
  cost: number;
  aliases: number;
  directives: number;
  roots: number;
}

/** How long a list of objects is taken to be when no page size says it. */
export const assumedLength = 10;

/** How long a list can be: what its field says (`@Extensions({ most })`), or else what is assumed. */
function mostIn({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): number {
  const { most } = extensions;
  return typeof most === 'number' ? most : assumedLength;
}

const nothing: Readonly<Weight> = { depth: 0, cost: 0, aliases: 0, directives: 0, roots: 0 };
/** Closed on the production profile, free on the test profile; weighed in neither. */
const introspection = new Set(['__schema', '__type']);

/** Measures the operations of one document; each fragment is walked once for each page it can hang in. */
export class OperationMeter {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly weights = new Map<string, Readonly<Weight>>();
  private repeats = 0;
  private list = 0;
  private text = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  get fragmentCount(): number {
    return this.fragments.size;
  }

  sizeOf(operation: OperationDefinitionNode): OperationSize {
    const weight = this.selection(operation.selectionSet, this.schema.getRootType(operation.operation), null);
    let directives = weight.directives + this.directives(operation);
    for (const variable of operation.variableDefinitions ?? []) {
      directives += this.directives(variable);
      if (variable.defaultValue) this.value(variable.defaultValue);
    }
    return { ...weight, directives, repeats: this.repeats, list: this.list, text: this.text };
  }

  /** `pageSize` is how many the list of a page holds, while its members are looked at. */
  private selection(
    set: SelectionSetNode,
    parent: GraphQLNamedType | null | undefined,
    pageSize: number | null,
  ): Weight {
    const sum = { ...nothing };
    const seen = new Map<string, number>();
    for (const selection of set.selections) {
      const name = nameIn(selection);
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      if (times > this.repeats) this.repeats = times;
      const one = this.selected(selection, parent, pageSize);
      sum.depth = Math.max(sum.depth, one.depth);
      sum.cost += one.cost;
      sum.aliases += one.aliases;
      sum.roots += one.roots;
      sum.directives += one.directives + this.directives(selection);
    }
    return sum;
  }

  private selected(
    selection: SelectionNode,
    parent: GraphQLNamedType | null | undefined,
    pageSize: number | null,
  ): Readonly<Weight> {
    if (selection.kind === Kind.FIELD) return this.field(selection, parent, pageSize);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value, pageSize);
    const condition = selection.typeCondition;
    return this.selection(
      selection.selectionSet,
      condition ? this.schema.getType(condition.name.value) : parent,
      pageSize,
    );
  }

  private fragment(name: string, pageSize: number | null): Readonly<Weight> {
    const key = `${name} ${pageSize ?? ''}`;
    const known = this.weights.get(key);
    if (known) return known;
    const fragment = this.fragments.get(name);
    if (!fragment) return nothing;
    // A fragment within itself weighs nothing there; another rule refuses it.
    this.weights.set(key, nothing);
    const type = this.schema.getType(fragment.typeCondition.name.value);
    const weight = this.selection(fragment.selectionSet, type, pageSize);
    weight.directives += this.directives(fragment);
    this.weights.set(key, weight);
    return weight;
  }

  private field(
    field: FieldNode,
    parent: GraphQLNamedType | null | undefined,
    pageSize: number | null,
  ): Readonly<Weight> {
    for (const argument of field.arguments ?? []) this.value(argument.value);
    const aliases = field.alias ? 1 : 0;
    const leaf = { depth: 1, cost: 1, aliases, directives: 0, roots: 1 };
    if (!field.selectionSet || introspection.has(field.name.value)) return leaf;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    const named = definition && getNamedType(definition.type);
    const below = this.selection(
      field.selectionSet,
      isCompositeType(named) ? named : null,
      definition ? pageSizeIn(field, definition) : null,
    );
    const times = definition && isList(definition) ? (pageSize ?? mostIn(definition)) : 1;
    return {
      depth: 1 + below.depth,
      cost: 1 + times * below.cost,
      aliases: aliases + below.aliases,
      directives: below.directives,
      roots: 1,
    };
  }

  private directives(node: {
    readonly directives?: readonly { readonly arguments?: readonly { readonly value: ValueNode }[] }[];
  }): number {
    for (const directive of node.directives ?? []) {
      for (const argument of directive.arguments ?? []) this.value(argument.value);
    }
    return node.directives?.length ?? 0;
  }

  private value(value: ValueNode): void {
    if (value.kind === Kind.STRING) this.text = Math.max(this.text, value.value.length);
    if (value.kind === Kind.LIST) {
      this.list = Math.max(this.list, value.values.length);
      for (const one of value.values) this.value(one);
    }
    if (value.kind === Kind.OBJECT) for (const field of value.fields) this.value(field.value);
  }
}

function nameIn(selection: SelectionNode): string {
  if (selection.kind === Kind.FIELD) return selection.alias?.value ?? selection.name.value;
  if (selection.kind === Kind.FRAGMENT_SPREAD) return `...${selection.name.value}`;
  return `... on ${selection.typeCondition?.name.value ?? ''}`;
}

function isList(definition: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(definition.type) ? definition.type.ofType : definition.type);
}

/** The page size that a field asks for; in a variable it can be the largest. Null for a field that has no pages. */
function pageSizeIn(field: FieldNode, definition: GraphQLField<unknown, unknown>): number | null {
  const size = definition.args.find((argument) => argument.name === 'first');
  if (!size) return null;
  const given = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (given?.kind === Kind.VARIABLE) return maximumPageSize;
  const asked = given?.kind === Kind.INT ? Number(given.value) : Number(size.defaultValue ?? maximumPageSize);
  return Math.min(Math.max(asked, 1), maximumPageSize);
}
