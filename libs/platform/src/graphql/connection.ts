import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { type Cursor, decodeCursor, encodeCursor, maximumPageSize, type Page, type PageRequest } from '@kring/kernel';
import { GraphQLError } from 'graphql';

@ObjectType('PageInfo')
export class PageInfoView {
  @Field()
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, defaultValue: 20 })
  first!: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

/** A Relay page request out of arguments. A size outside 1..50 or a cursor of somebody's own making is refused. */
export function pageRequest(page: PageArguments): PageRequest {
  const first = page.first ?? 20;
  if (first < 1 || first > maximumPageSize) throw badInput(`first must lie between 1 and ${maximumPageSize}`);
  if (page.after === undefined || page.after === null) return { first, after: null };
  const after = decodeCursor(page.after);
  if (!after) throw badInput('after is no cursor of this list');
  return { first, after };
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

export interface ConnectionView<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfoView;
}

export function connectionOf<T>(page: Page<T>, cursorOf: (node: T) => Cursor): ConnectionView<T> {
  return {
    edges: page.nodes.map((node) => ({ node, cursor: encodeCursor(cursorOf(node)) })),
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.endCursor },
  };
}

/** The edge and connection types of one node type. */
export function connectionTypes<T extends object>(name: string, node: () => Type<T>) {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => node())
    node!: T;

    @Field()
    cursor!: string;
  }
  @ObjectType(`${name}Connection`)
  class Connection {
    @Field(() => [Edge])
    edges!: readonly Edge[];

    @Field(() => PageInfoView)
    pageInfo!: PageInfoView;
  }
  return { Edge, Connection };
}
