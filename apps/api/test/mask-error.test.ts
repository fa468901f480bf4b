import { Logger } from '@nestjs/common';
import { buildSchema, executeSync, GraphQLError, parse } from 'graphql';
import { PoolBusy } from '@kring/platform';
import { maskError } from '../src/mask-error';
import { Unavailable } from '../src/unavailable';

/** What a client is told of something that failed in a resolver, or before one was reached. */
function told(cause: Error, path?: readonly string[]): { code: unknown; message: string } {
  const error = new GraphQLError(`Context creation failed: ${cause.message}`, {
    originalError: cause,
    ...(path ? { path } : {}),
  });
  const { message, extensions } = maskError(error.toJSON(), error);
  return { code: extensions?.['code'], message };
}

describe('what clients are told of an error', () => {
  beforeAll(() => void Logger.overrideLogger(false));

  it.each([
    ['a refused connection', Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })],
    ['a reset connection', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
    ['a database that starts', Object.assign(new Error('the database system is starting up'), { code: '57P03' })],
    ['a database that was ended', Object.assign(new Error('terminating connection'), { code: '57P01' })],
    ['too many connections', Object.assign(new Error('sorry, too many clients already'), { code: '53300' })],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
    ['a connection that broke before', new Error('Client has encountered a connection error and is not queryable')],
    ['a disk that is full', Object.assign(new Error('could not extend file'), { code: '53100' })],
    ['a disk that fails', Object.assign(new Error('could not write to file'), { code: '58030' })],
    ['a database that may only be read', Object.assign(new Error('cannot execute INSERT'), { code: '25006' })],
    ['a statement that took too long', Object.assign(new Error('canceling statement'), { code: '57014' })],
    ['a deadlock', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
    ['a connection that nobody answers on', new Error('Query read timeout')],
    ['a connection that took too long', new Error('timeout exceeded when trying to connect')],
  ])('says "try again" for %s, also while the session is looked up', (_what, cause) => {
    for (const answer of [told(cause, ['reply']), told(cause)]) {
      expect(answer.code).toBe('SERVICE_UNAVAILABLE');
      expect(answer.message).not.toContain(cause.message);
    }
  });

  it('calls variables with more faults than anybody wants to hear wrong input, and no fault of ours', () => {
    const schema = buildSchema('enum Mood { CALM } type Query { find(moods: [Mood!]): String }');
    const document = parse('query ($moods: [Mood!]) { find(moods: $moods) }');
    const { errors = [] } = executeSync({ schema, document, variableValues: { moods: Array(600).fill('x') } });
    const last = errors.at(-1);
    if (!last) throw new Error('there are faults');
    expect(maskError({ ...last.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR' } }, last).extensions).toEqual({
      code: 'BAD_USER_INPUT',
    });
    const ours = new GraphQLError(last.message, { originalError: new Error('ours') });
    expect(maskError(ours.toJSON(), ours).extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
  });

  it('says when, why and in which language', () => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    const error = new GraphQLError(cause.message, { originalError: cause });
    const words = (['nl', 'fr', 'en'] as const).map((language) => maskError(error.toJSON(), error, language));
    expect(new Set(words.map(({ message }) => message)).size).toBe(3);
    for (const { extensions } of words) {
      expect(extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', reason: 'away' });
      expect(Date.parse(String(extensions?.['retryAt']))).toBeGreaterThan(Date.now());
    }
    const full = new GraphQLError('busy', { originalError: new PoolBusy() });
    expect(maskError(full.toJSON(), full).extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', reason: 'busy' });
    const asked = Unavailable.from(cause, 'fr') as Unavailable;
    expect(maskError(asked.toJSON(), asked).message).toBe(words[1]?.message);
    expect(Unavailable.from(new Error('ours'), 'fr')).toEqual(new Error('ours'));
  });

  it('says nothing of an error of ours', () => {
    const cause = Object.assign(new Error('column "text" of relation "posts" does not exist'), { code: '42703' });
    for (const answer of [told(cause, ['reply']), told(cause)]) {
      expect(answer).toEqual({ code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side.' });
    }
  });
});
