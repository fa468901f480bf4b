import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PoolBusy, type Settings } from '@kring/platform';
import { addPhotoRoutes } from '../src/photo-routes';

/** What somebody hears who looks at a photo while it cannot be looked up who they are. */
async function answer(cause: Error) {
  const adapter = new FastifyAdapter();
  const app = { getHttpAdapter: () => adapter, get: () => ({ actorOf: () => Promise.reject(cause) }) };
  addPhotoRoutes(app as unknown as NestFastifyApplication, { KRING_PHOTO_MEGABYTES: 10 } as Settings);
  const { statusCode, headers, body } = await adapter
    .getInstance()
    .inject({ url: '/photos/1', headers: { 'accept-language': 'nl' } });
  const { problem } = JSON.parse(body) as { problem: { code: string; message: string } };
  return { statusCode, retryAfter: Number(headers['retry-after']), ...problem };
}

it('a photo says why it cannot be had now: too many ask, or the database is away', async () => {
  const [busy, away] = await Promise.all([
    answer(new PoolBusy()),
    answer(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })),
  ]);
  for (const { statusCode, code, retryAfter } of [busy, away]) {
    expect([statusCode, code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(retryAfter).toBeGreaterThanOrEqual(2);
  }
  expect(busy.message).not.toBe(away.message);
});
