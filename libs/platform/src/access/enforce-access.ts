import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  isUnionType,
  getNamedType,
} from 'graphql';
import { type AccessRule, declaredAccess } from './access';
import type { KringContext } from '../graphql/context';
import { presentProblem } from '../graphql/problem';
import { problem } from '@kring/kernel';

const kindMetadata = 'graphql:resolver_type';
const propertyMetadata = 'graphql:resolve_property';
const nameMetadata = 'graphql:resolver_name';

/** `Type.field` to rule, for everything that declares one. Throws when two rules meet on one field. */
export function accessTable(): ReadonlyMap<string, AccessRule> {
  const table = new Map<string, AccessRule>();
  for (const { target, method, rule } of declaredAccess()) {
    const handler = (target as Record<string, object>)[method];
    if (!handler) throw new Error(`@Access on ${target.constructor.name}.${method}, which is no method`);
    const isField = Reflect.hasMetadata(propertyMetadata, handler);
    const type: unknown = isField
      ? Reflect.getMetadata(nameMetadata, target.constructor)
      : Reflect.getMetadata(kindMetadata, handler);
    const name: unknown = Reflect.getMetadata(nameMetadata, handler) ?? method;
    const place = `${String(type)}.${String(name)}`;
    if (table.has(place)) throw new Error(`${place} has two access rules`);
    table.set(place, rule);
  }
  return table;
}

/**
 * Puts the declared rules in front of the resolvers. Closed unless declared: a query, mutation or subscription without a
 * rule stops the start, so that it cannot be forgotten. A refused mutation answers a `Problem`, a refused field null.
 */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  const table = accessTable();
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const root of roots) {
    for (const name of Object.keys(root?.getFields() ?? {})) {
      if (!table.has(`${root?.name}.${name}`)) throw new Error(`${root?.name}.${name} names no access rule`);
    }
  }
  for (const [place, rule] of table) {
    const [typeName, fieldName] = place.split('.') as [string, string];
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (!field) throw new Error(`the access rule of ${place} guards nothing`);
    const answersProblem = isUnionType(getNamedType(field.type));
    if (rule.refusal === null && isNonNullType(field.type) && rule.name !== 'anyone') {
      throw new Error(`${place} must be nullable, for those whom ${rule.name} refuses`);
    }
    const refuse = (context: KringContext): unknown => {
      if (rule.refusal === null) return null;
      const refusal = problem(context.actor.kind === 'visitor' ? 'NOT_SIGNED_IN' : rule.refusal);
      if (answersProblem) return presentProblem(refusal, context.language);
      throw new GraphQLError(presentProblem(refusal, context.language).message, { extensions: { code: refusal.code } });
    };
    if (typeName === 'Subscription') {
      const subscribe = field.subscribe;
      if (!subscribe) throw new Error(`${place} has no subscription`);
      field.subscribe = (parent: unknown, args: Record<string, unknown>, context: KringContext, info) => {
        if (rule.allows({ actor: context.actor, arguments: args, parent }))
          return subscribe(parent, args, context, info);
        const refusal = problem(context.actor.kind === 'visitor' ? 'NOT_SIGNED_IN' : 'NOT_FOUND');
        throw new GraphQLError(presentProblem(refusal, context.language).message, {
          extensions: { code: refusal.code },
        });
      };
      continue;
    }
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (parent: unknown, args: Record<string, unknown>, context: KringContext, info) =>
      rule.allows({ actor: context.actor, arguments: args, parent })
        ? resolve(parent, args, context, info)
        : refuse(context);
  }
  return schema;
}
