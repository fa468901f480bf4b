import { GraphQLError, type GraphQLSchema, isScalarType, Kind } from 'graphql';

/** RFC 3339: a day, a time, and how far from UTC. */
const shape =
  /^(\d{4})-(\d\d)-(\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * A moment as clients write it, from year 1 to 9999. Throws a `GraphQLError` for anything else: a day that is not in the
 * calendar, a number, a word that only JavaScript takes for a date.
 */
export function readMoment(value: unknown): Date {
  const match = typeof value === 'string' ? shape.exec(value) : null;
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (typeof value === 'string' && year && month && day) {
    const moment = new Date(value.toUpperCase());
    const daysOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const isInCalendar = month <= 12 && day <= (year < 100 ? 28 : daysOfMonth);
    if (isInCalendar && !Number.isNaN(moment.getTime()) && moment.getUTCFullYear() > 0) return moment;
  }
  throw new GraphQLError('A moment looks like 2019-12-03T09:54:33Z.', { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Makes `DateTime` refuse what is none. Nest's own scalar hands on whatever `new Date` makes of it, `Invalid Date` too. */
export function refuseWrongMoments(schema: GraphQLSchema): GraphQLSchema {
  const scalar = schema.getType('DateTime');
  if (!isScalarType(scalar)) throw new Error('the schema has moments');
  scalar.parseValue = readMoment;
  scalar.parseLiteral = (node) => readMoment(node.kind === Kind.STRING ? node.value : null);
  return schema;
}
