import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql';
import { accessTable, enforceAccess, projectFolder } from '@kring/platform';
import { type RunningKring, startKring } from '@kring/testing';

jest.setTimeout(60_000);

const committed = join(projectFolder, 'test/access/access-table.txt');
const roots = ['Query', 'Mutation', 'Subscription'];

/** Operations first, then guarded fields, each by name. */
function readable(table: ReturnType<typeof accessTable>): string {
  const rank = (place: string): number =>
    (roots.indexOf(place.split('.')[0] ?? '') + roots.length + 1) % (roots.length + 1);
  const places = [...table.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const widest = Math.max(...places.map((place) => place.length));
  return `${places.map((place) => `${place.padEnd(widest)}  ${table.get(place)?.name}`).join('\n')}\n`;
}

describe('the access table', () => {
  let kring: RunningKring;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    kring = await startKring();
    schema = kring.app.get(GraphQLSchemaHost).schema;
    if (process.env['KRING_UPDATE_SNAPSHOTS']) writeFileSync(committed, readable(accessTable()));
  });
  afterAll(() => kring.stop());

  it('is the one that was reviewed and committed (KRING_UPDATE_SNAPSHOTS=1 writes it anew)', () => {
    expect(readable(accessTable())).toBe(readFileSync(committed, 'utf8'));
  });

  it('names a rule for every query, mutation and subscription', () => {
    const operations = roots.flatMap((root) => {
      const type = schema.getType(root);
      return isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${root}.${field}`) : [];
    });
    expect(operations.length).toBeGreaterThan(30);
    expect(operations.filter((operation) => !accessTable().has(operation))).toEqual([]);
  });

  it('says in the schema which fields are for staff, and guards each of them', () => {
    const forStaff = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter((field) =>
              /\b(?:staff|organisers|moderators|supervisors)[^.]* only\b/i.test(field.description ?? ''),
            )
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect(forStaff).toContain('Thread.climate');
    // Their rows are refused by row-level security, for whom they are about may read them too.
    const guardedByTheDatabase = [
      'Membership.hold',
      'Membership.pause',
      'Post.messageToAuthor',
      'Post.statement',
      'Thread.spotlight',
    ];
    expect(forStaff.filter((field) => !accessTable().has(field)).sort()).toEqual(guardedByTheDatabase);
  });

  it('refuses to start when an operation names no rule', () => {
    const forgotten = buildSchema(`type Query { viewer: String  everything: [String!]! }`);
    expect(() => enforceAccess(forgotten)).toThrow('Query.everything names no access rule');
    const changed = buildSchema(`type Query { viewer: String } type Mutation { removeAll: Boolean }`);
    expect(() => enforceAccess(changed)).toThrow('Mutation.removeAll names no access rule');
    const heard = buildSchema(`type Query { viewer: String } type Subscription { anything: String }`);
    expect(() => enforceAccess(heard)).toThrow('Subscription.anything names no access rule');
  });

  it('refuses to start when a rule guards nothing, so that a renamed field takes its rule along', () => {
    const renamed = buildSchema(`type Query { viewer: String }`);
    expect(() => enforceAccess(renamed)).toThrow(/guards nothing/);
  });
});
