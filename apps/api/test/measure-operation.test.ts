import { buildSchema, type GraphQLObjectType, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { OperationMeter, type OperationSize } from '../src/limits/measure-operation';

const schema = buildSchema(`
  directive @note(text: String) repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | QUERY | VARIABLE_DEFINITION
  type Query { thread(id: ID): Thread, threads: [Thread!]! }
  type Mutation { say(words: [String!], text: String): Boolean }
  type Thread { id: ID!, title: String, tags: [String!]!, posts(after: String, first: Int = 20): PostConnection!, opener: Post }
  type PostConnection { edges: [PostEdge!]!, total: Int }
  type PostEdge { node: Post! }
  type Post { id: ID!, thread: Thread!, photos: [Photo!]! }
  type Photo { id: ID!, width: Int! }
`);
const photos = schema.getTypeMap()['Post'] as GraphQLObjectType;
Object.assign(photos.getFields()['photos'] ?? {}, { extensions: { most: 4 } });

function sizeOf(text: string): OperationSize {
  const document = parse(text);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('no operation');
  return new OperationMeter(schema, document).sizeOf(operation);
}

describe('the size of an operation', () => {
  it.each([
    ['{ thread { id } }', 2],
    ['{ thread { opener { thread { id } } } }', 4],
    ['{ thread { ... { ... on Thread { id } } } }', 2],
    ['{ thread { ...t } } fragment t on Thread { opener { id } }', 3],
  ])('counts fields below fields, and no fragment: %s', (text, depth) => {
    expect(sizeOf(text).depth).toBe(depth);
  });

  it.each([
    ['{ thread { id title } }', 3],
    ['{ threads { id title } }', 1 + 10 * 2],
    ['{ thread { tags } }', 2],
    ['{ thread { opener { photos { id width } } } }', 1 + 1 + 1 + 4 * 2],
    ['{ thread { posts(first: 5) { total edges { node { id } } } } }', 1 + 1 + 1 + 1 + 5 * 2],
    ['{ thread { posts { edges { node { id } } } } }', 1 + 1 + 1 + 20 * 2],
    ['{ thread { posts(first: null) { edges { node { id } } } } }', 1 + 1 + 1 + 20 * 2],
    ['query ($n: Int = 1) { thread { posts(first: $n) { edges { node { id } } } } }', 1 + 1 + 1 + 50 * 2],
    ['{ thread { posts(first: 1000000) { edges { node { id } } } } }', 1 + 1 + 1 + 50 * 2],
    ['{ thread { posts(first: -5) { edges { node { id } } } } }', 1 + 1 + 1 + 1 * 2],
    ['{ thread { posts(first: 5) { ...c } } } fragment c on PostConnection { edges { node { id } } }', 3 + 5 * 2],
    ['{ thread { posts(first: 5) { ... { edges { node { id } } } } } }', 3 + 5 * 2],
  ])('counts the answer when every list is full: %s', (text, cost) => {
    expect(sizeOf(text).cost).toBe(cost);
  });

  it('counts one fragment for each page it hangs in', () => {
    const page = 'fragment c on PostConnection { edges { node { id } } }';
    expect(
      sizeOf(`{ a: thread { posts(first: 2) { ...c } } b: thread { posts(first: 3) { ...c } } } ${page}`).cost,
    ).toBe(3 + 2 * 2 + (3 + 3 * 2));
  });

  it('counts aliases and directives again at every use of a fragment, and those of the use itself', () => {
    const size = sizeOf(
      `query ($id: ID @note) @note { a: thread(id: $id) { ...t @note } b: thread { ...t @note } }
       fragment t on Thread @note { x: id y: __typename @note ... @note { title } }`,
    );
    expect(size.aliases).toBe(2 + 2 * 2);
    expect(size.directives).toBe(2 + 2 * (1 + 3));
  });

  it('counts what is done at once through fragments too', () => {
    expect(sizeOf('mutation { a: say ...m ...m } fragment m on Mutation { b: say ... { c: say } }').roots).toBe(5);
  });

  it('counts how often one name stands in one selection', () => {
    expect(sizeOf('{ thread { id id id } }').repeats).toBe(3);
    expect(sizeOf('{ thread { a: id a: id title } }').repeats).toBe(2);
    expect(sizeOf('{ thread { ...t ...t ...t ...t } } fragment t on Thread { id }').repeats).toBe(4);
    expect(sizeOf('{ thread { ... { id } ... { id } } }').repeats).toBe(2);
  });

  it('finds the longest list and the longest text, wherever they stand', () => {
    const size = sizeOf(
      'mutation ($w: [String!] = ["a", "b"], $d: String = "abc") { say(words: ["x", "y", "z"], text: "abcde") @note(text: "abcdefg") }',
    );
    expect([size.list, size.text]).toEqual([3, 7]);
    expect(sizeOf('mutation { say(words: [["a"], [["b", "c", "d", "e"]]]) }').list).toBe(4);
  });

  it('does not enter introspection, which production refuses anyway', () => {
    expect(sizeOf('{ a: __schema { types { fields { type { fields { name } } } } } }')).toMatchObject({
      depth: 1,
      cost: 1,
      aliases: 1,
    });
  });

  it('comes to an end with fragments within themselves, and with what the schema does not know', () => {
    expect(sizeOf('{ thread { ...a } } fragment a on Thread { id ...b } fragment b on Thread { ...a }').cost).toBe(2);
    expect(sizeOf('{ nothing { like { this } } ...gone }').depth).toBe(3);
    expect(sizeOf('{ ...x } fragment x on Nowhere { y { z } }').depth).toBe(2);
  });

  it('counts fragments that double thirty times in no time, and does not count too little', () => {
    const fragments = Array.from(
      { length: 30 },
      (_, number) => `fragment f${number} on Thread { ...f${number + 1} ... { ...f${number + 1} } }`,
    );
    const from = performance.now();
    const size = sizeOf(`{ thread { ...f0 } } ${fragments.join(' ')} fragment f30 on Thread { a: id }`);
    expect(size.aliases).toBe(2 ** 30);
    expect(size.cost).toBe(1 + 2 ** 30);
    expect(performance.now() - from).toBeLessThan(200);
  });
});
