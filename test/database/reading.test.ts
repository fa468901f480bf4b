import type { Actor } from '@kring/platform';
import { poolOf, system, type Transaction, UnitOfWork } from '@kring/platform';
import { testDatabase, type TestDatabase } from '@kring/testing';
import type { DataSource } from 'typeorm';
import { openServiceDataSource } from '../../libs/platform/src/database/data-source';

const pool = { KRING_POOL_WAITING: 100, KRING_STATEMENT_SECONDS: 10 };

/** Which transaction this is. */
async function mark(transaction: Transaction): Promise<string> {
  const row = await transaction.row<{ mark: string }>(
    `SELECT pg_backend_pid() || ' ' || extract(epoch FROM transaction_timestamp()) AS mark`,
  );
  return row?.mark ?? '';
}

const whoActs = async (transaction: Transaction): Promise<string> =>
  (await transaction.row<{ why: string }>(`SELECT current_setting('kring.why', true) AS why`))?.why ?? '';

describe('what one request reads', () => {
  let database: TestDatabase;
  let source: DataSource;
  let work: UnitOfWork;

  beforeAll(async () => {
    database = await testDatabase();
    source = await openServiceDataSource(database.serviceUrl, { ...pool, KRING_POOL_SIZE: 3 });
    work = new UnitOfWork(source);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const requestOf = (why: string): { actor: Actor } => ({ actor: system(why, null) });

  it('shares one transaction, also with what follows from the first answers', async () => {
    const request = requestOf('dispatch');
    const [one, two] = await Promise.all([
      work.read(request, mark).then(async (first) => [first, await work.read(request, mark)]),
      work.read(request, mark),
    ]);
    expect(new Set([...one, two]).size).toBe(1);
  });

  it('is never shared with another request, or with whom the request has become', async () => {
    const request = requestOf('dispatch');
    const [mine, theirs] = await Promise.all([work.read(request, mark), work.read(requestOf('dispatch'), mark)]);
    expect(theirs).not.toBe(mine);
    const before = work.read(request, whoActs);
    request.actor = system('sweep', null);
    expect(await Promise.all([before, work.read(request, whoActs)])).toEqual(['dispatch', 'sweep']);
  });

  it('holds no connection when nothing more is asked', async () => {
    const request = requestOf('dispatch');
    const first = await work.read(request, mark);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const pool = poolOf(source);
    expect(pool.idleCount).toBe(pool.totalCount);
    expect(await work.read(request, mark)).not.toBe(first);
  });

  it('fails only what failed: the others get a fresh transaction', async () => {
    const request = requestOf('dispatch');
    const answers = await Promise.allSettled([
      work.read(request, whoActs),
      work.read(request, (transaction) => transaction.rows('SELECT 1 / 0')),
      work.read(request, whoActs),
      work.read(request, whoActs),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });

  it('fails for everybody who waits when there is no database', async () => {
    const away = await openServiceDataSource(database.serviceUrl, { ...pool, KRING_POOL_SIZE: 2 });
    await away.destroy();
    const alone = new UnitOfWork(away);
    const request = requestOf('dispatch');
    const answers = await Promise.allSettled([alone.read(request, mark), alone.read(request, mark)]);
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected']);
    await expect(alone.read(request, mark)).rejects.toThrow();
  });

  it('survives fifty requests at once on three connections', async () => {
    const seen = await Promise.all(
      Array.from({ length: 50 }, async (_, place) => {
        const request = requestOf(place % 2 ? 'dispatch' : 'sweep');
        const first = await work.read(request, whoActs);
        return [first, await work.read(request, whoActs)];
      }),
    );
    expect(seen).toEqual(seen.map((_, place) => (place % 2 ? ['dispatch', 'dispatch'] : ['sweep', 'sweep'])));
  });
});
