import { buildSchema, type ExecutionResult, GraphQLError, parse } from 'graphql';
import { maskError } from '../src/mask-error';
import { subscribeOrRefuse } from '../src/subscribe';

const schema = buildSchema('type Query { a: Int } type Subscription { heard(id: ID!): Int }');

async function codeOf(document: string, variableValues: Record<string, unknown> = {}): Promise<unknown> {
  const answer = (await subscribeOrRefuse({ schema, document: parse(document), variableValues })) as ExecutionResult;
  const error = answer.errors?.[0] ?? new GraphQLError('there is none');
  return maskError(error.toJSON(), error).extensions?.['code'];
}

describe('a subscription that cannot run', () => {
  it.each([
    'subscription { heard(id: 1) @include(if: false) }',
    'subscription { heard(id: 1) @skip(if: true) }',
    'subscription ($no: Boolean!) { ... @include(if: $no) { heard(id: 1) } }',
    'subscription { ...Part } fragment Part on Subscription { heard(id: 1) @skip(if: true) }',
    'subscription { ...Part @skip(if: true) } fragment Part on Subscription { heard(id: 1) }',
  ])('is refused and breaks no socket: %s', async (document) => {
    expect(await codeOf(document, { no: false })).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it.each([[{ id: null }], [{}], [{ id: {} }]])(
    'for the sake of its variables is the fault of who asks: %j',
    async (variables) => {
      expect(await codeOf('subscription ($id: ID!) { heard(id: $id) }', variables)).toBe('BAD_USER_INPUT');
    },
  );

  it('because of us is an error like any other', async () => {
    // No resolver subscribes here.
    expect(await codeOf('subscription { heard(id: 1) }')).toBe('INTERNAL_SERVER_ERROR');
  });
});
