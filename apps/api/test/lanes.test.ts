import { laneOf } from '../src/lanes';

const lane = (query: unknown, operationName?: string) => laneOf({ body: { query, operationName }, query: {} });

describe('the lane of a request', () => {
  it.each([
    ['help', '{ helplines { name } }'],
    ['help', 'query Help($topic: String) { lines: helplines(topic: $topic) { name } __typename }'],
    ['read', '{ helplines { name } viewer { id } }'],
    ['help', 'query { ...all } fragment all on Query { helplines { name } }'],
    ['read', '{ thread(id: "mutation") { title } } # mutation'],
    ['write', 'mutation ($input: ReplyInput!) { reply(input: $input) { __typename } }'],
    ['write', 'fragment a on Post { id } mutation { react(input: {}) { ... on Post { ...a } } }'],
    ['enter', 'mutation { signIn(input: {}) { __typename } }'],
    ['enter', 'mutation { a: reply(input: {}) { __typename } b: joinGroup(input: {}) { __typename } }'],
    ['read', 'mutation {'],
    ['read', ''],
    ['read', 7],
  ])('is %s for %s', (expected, query) => {
    expect(lane(query)).toBe(expected);
    expect(lane(query)).toBe(expected);
  });

  it('is that of the operation that is named', () => {
    const both = 'query Look { viewer { id } } mutation Say { signOut }';
    expect([lane(both, 'Look'), lane(both, 'Say'), lane(both, 'Neither')]).toEqual(['read', 'write', 'read']);
  });

  it('is told without a body too', () => {
    expect(laneOf({ body: undefined, query: { query: '{ helplines { name } }' } })).toBe('help');
    expect(laneOf({ body: null, query: null })).toBe('read');
    expect(laneOf({ body: [], query: {} })).toBe('read');
  });

  it('looks into fragments, each once', () => {
    expect(lane('mutation { ...A } fragment A on Mutation { signIn { __typename } }')).toBe('enter');
    expect(lane('mutation { ... on Mutation { ...A } } fragment A on Mutation { joinGroup { __typename } }')).toBe(
      'enter',
    );
    expect(lane('mutation { ...A } fragment A on Mutation { reply { __typename } ...A }')).toBe('write');
    expect(lane('{ ...A } fragment A on Query { helplines { name } }')).toBe('help');
    expect(lane('{ ...A helplines { name } } fragment A on Query { viewer { id } }')).toBe('read');
    expect(lane('{ ...A ...B } fragment A on Query { ...B } fragment B on Query { ...A viewer { id } }')).toBe('read');
  });
});
