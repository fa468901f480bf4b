import { Logger } from '@nestjs/common';
import { rowsOf, testDatabase, type TestDatabase } from '@kring/testing';
import { LiveUpdates } from '../src/live/live-updates';
import { liveChannel } from '../src/outbox/dispatcher';
import { readSettings } from '../src/settings/settings';

describe('news for a reader', () => {
  let database: TestDatabase;
  let live: LiveUpdates;
  let gaps = 0;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await testDatabase();
    live = new LiveUpdates(readSettings({ KRING_SECRET: 'ab'.repeat(32), DATABASE_SERVICE_URL: database.serviceUrl }));
    await live.start();
    live.gaps.subscribe(() => (gaps += 1));
  });
  beforeEach(() => (gaps = 0));
  afterAll(async () => {
    await live.onApplicationShutdown();
    await database.drop();
  });

  async function happens(type: string): Promise<void> {
    const event = JSON.stringify({ id: '', organisationId: '', type, payload: {} });
    await rowsOf(database.adminUrl, 'SELECT pg_notify($1, $2)', [liveChannel, event]);
  }

  it('that cannot be read while the database is away makes screens connect again, and does not end them', async () => {
    const reader = live.follow(
      () => true,
      ({ type }) =>
        type === 'lost'
          ? Promise.reject(Object.assign(new Error('terminating connection'), { code: '57P01' }))
          : Promise.resolve(type),
    );
    const next = reader.next();
    await happens('lost');
    await happens('found');
    expect(await next).toEqual({ done: false, value: 'found' });
    expect(gaps).toBe(1);
    await reader.return?.();
  });

  it('that cannot be read for another reason is an error', async () => {
    const reader = live.follow(
      () => true,
      () => Promise.reject(new Error('this is not how it works')),
    );
    const next = reader.next();
    const failed = expect(next).rejects.toThrow('this is not how it works');
    await happens('anything');
    await failed;
    expect(gaps).toBe(0);
    await reader.return?.();
  });

  it('is read a few screens at a time, and for those who must act at once before all others', async () => {
    const order: string[] = [];
    let reading = 0;
    let most = 0;
    const read = (who: string) => async (): Promise<string> => {
      most = Math.max(most, (reading += who === 'moderator' ? 0 : 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      reading -= who === 'moderator' ? 0 : 1;
      order.push(who);
      return who;
    };
    const members = Array.from({ length: 100 }, () => live.follow(() => true, read('member')));
    const moderator = live.follow(() => true, read('moderator'), { urgent: true });
    const all = [...members, moderator].map((reader) => reader.next());
    await happens('anything');
    expect((await Promise.all(all)).every(({ done }) => done === false)).toBe(true);
    expect(most).toBe(5); // Half of the connections that a process has by default.
    expect(order.indexOf('moderator')).toBeLessThanOrEqual(5);
    expect(gaps).toBe(0);
    for (const reader of [...members, moderator]) await reader.return?.();
  });
});
