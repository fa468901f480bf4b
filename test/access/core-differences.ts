import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';

interface Member {
  readonly type: unknown;
  readonly args?: readonly GraphQLArgument[];
  readonly defaultValue?: unknown;
}

function fieldsOf(type: GraphQLNamedType): Readonly<Record<string, Member>> {
  return isObjectType(type) || isInputObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
}

function isRequired(member: Member): boolean {
  return String(member.type).endsWith('!') && member.defaultValue === undefined;
}

/**
 * Everything of the core that a schema lacks or has otherwise, and everything it demands beyond the core, in words. The
 * core is what clients rely on: more is welcome, as long as nobody must send it.
 */
export function differencesFromCore(core: GraphQLSchema, schema: GraphQLSchema): string[] {
  return Object.values(core.getTypeMap())
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => {
      const twin = schema.getType(type.name);
      return twin ? differencesOfType(type, twin) : [`missing: ${type.name}`];
    });
}

function differencesOfType(type: GraphQLNamedType, twin: GraphQLNamedType): string[] {
  if (isEnumType(type)) {
    const has = new Set(isEnumType(twin) ? twin.getValues().map((value) => value.name) : []);
    return type
      .getValues()
      .filter((value) => !has.has(value.name))
      .map((value) => `missing: ${type.name}.${value.name}`);
  }
  if (isUnionType(type)) {
    const has = new Set(isUnionType(twin) ? twin.getTypes().map((member) => member.name) : []);
    return type
      .getTypes()
      .filter((member) => !has.has(member.name))
      .map((member) => `missing: ${member.name} in ${type.name}`);
  }
  const [fields, others] = [fieldsOf(type), fieldsOf(twin)];
  const differences = Object.entries(fields).flatMap(([name, field]) =>
    differencesOfField(`${type.name}.${name}`, field, others[name]),
  );
  if (!isInputObjectType(type)) return differences;
  const demanded = Object.entries(others).filter(([name, field]) => !fields[name] && isRequired(field));
  return [...differences, ...demanded.map(([name]) => `${type.name}.${name} is required, and not in the core`)];
}

function differencesOfField(place: string, field: Member, other: Member | undefined): string[] {
  if (!other) return [`missing: ${place}`];
  const types = compared(place, field, other);
  const known = field.args ?? [];
  const given = other.args ?? [];
  const changed = known.flatMap((argument) => {
    const twin = given.find((one) => one.name === argument.name);
    return twin ? compared(`${place}(${argument.name})`, argument, twin) : [`missing: ${place}(${argument.name})`];
  });
  const demanded = given
    .filter((argument) => !known.some((one) => one.name === argument.name) && isRequired(argument))
    .map((argument) => `${place}(${argument.name}) is required, and not in the core`);
  return [...types, ...changed, ...demanded];
}

function compared(place: string, field: Member, other: Member): string[] {
  return String(other.type) === String(field.type)
    ? []
    : [`${place}: ${String(other.type)}, the core has ${String(field.type)}`];
}
