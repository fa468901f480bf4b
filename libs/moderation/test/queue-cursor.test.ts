import { encodeCursor } from '@kring/kernel';
import { PageArguments } from '@kring/platform';
import { GraphQLError } from 'graphql';
import { decodePlace, encodePlace } from '../src/domain/queue-cursor';
import { queuePage } from '../src/graphql/queue-page';

const place = {
  order: 'GRAVEST',
  rank: 2,
  at: new Date('2026-11-23T09:00:00.123Z'),
  id: '0193a1b2-0000-7000-8000-000000000001',
} as const;
const page = (first: number, after?: string): PageArguments => Object.assign(new PageArguments(), { first, after });

function codeOf(ask: () => unknown): unknown {
  try {
    ask();
    return null;
  } catch (error) {
    return error instanceof GraphQLError ? error.extensions['code'] : error;
  }
}

test('a place in the queue comes back as it went, to the millisecond', () => {
  expect(decodePlace(encodePlace(place))).toEqual(place);
  expect(decodePlace(encodePlace({ ...place, rank: 0, at: new Date(0) }))).toEqual({
    ...place,
    rank: 0,
    at: new Date(0),
  });
  const last = { ...place, at: new Date('9999-12-31T23:59:59.999Z') };
  expect(decodePlace(encodePlace(last))).toEqual(last);
});

test.each([
  ['nothing', ''],
  ['free text', 'eerste'],
  ['a cursor of another list', encodeCursor({ at: place.at, id: place.id })],
  ['a rank that does not exist', Buffer.from(`q4.abc.${place.id}`).toString('base64url')],
  ['an id that cannot be', Buffer.from('q1.abc.------------------------------------').toString('base64url')],
  ['a year that no database reads', encodePlace({ ...place, at: new Date(Date.UTC(10_000, 0, 1)) })],
  ['the last year there is', encodePlace({ ...place, at: new Date(8.64e15) })],
  ['more behind it', Buffer.from(`q1.abc.${place.id} OR true`).toString('base64url')],
])('%s is refused', (_, text) => {
  expect(decodePlace(text)).toBeNull();
});

test('a page of the queue asks for 1 to 50 and refuses foreign cursors', () => {
  expect(queuePage(page(20, encodePlace(place)), 'GRAVEST')).toEqual({ first: 20, after: place });
  expect(queuePage(page(1), 'GRAVEST')).toEqual({ first: 1, after: null });
  for (const first of [0, 51, -1]) expect(() => queuePage(page(first), 'GRAVEST')).toThrow('first');
  expect(() => queuePage(page(20, 'x'), 'GRAVEST')).toThrow('cursor');
  expect(() => queuePage(page(20, encodePlace(place)), 'UNTOUCHED')).toThrow('cursor');
  const untouched = { ...place, order: 'UNTOUCHED' } as const;
  expect(queuePage(page(20, encodePlace(untouched)), 'UNTOUCHED').after).toEqual(untouched);
  expect(codeOf(() => queuePage(page(20, 'x'), 'GRAVEST'))).toBe('BAD_USER_INPUT');
});
