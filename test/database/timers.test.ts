import { newId, system, Timers, UnitOfWork } from '@kring/platform';
import { rowsOf, type RunningKring, startKring } from '@kring/testing';
import { timerNames } from '../../apps/api/src/timer-names';

jest.setTimeout(60_000);

describe('timers', () => {
  let kring: RunningKring;

  beforeAll(async () => {
    kring = await startKring();
  });
  afterAll(() => kring.stop());

  it('are those whose queues the migrations make', async () => {
    expect(kring.app.get(Timers).names().sort()).toEqual([...timerNames].sort());
    const queues = await rowsOf<{ name: string }>(
      kring.database.adminUrl,
      `SELECT name FROM pgboss.queue WHERE name NOT LIKE '\\_\\_%' ORDER BY name`,
    );
    expect(queues.map((queue) => queue.name)).toEqual(expect.arrayContaining([...timerNames]));
  });

  it('are set exactly when the transaction that wants them commits, and once for a key', async () => {
    const [timers, work] = [kring.app.get(Timers), kring.app.get(UnitOfWork)];
    const later = new Date(Date.now() + 86_400_000);
    const actor = system('test', newId());
    const set = (): Promise<{ start_after: Date; data: unknown }[]> =>
      rowsOf(
        kring.database.adminUrl,
        `SELECT start_after, data FROM pgboss.job WHERE name = 'recheck-climate' AND singleton_key = $1`,
        [key],
      );
    const key = newId();
    const failing = work.as(actor, async (transaction) => {
      await timers.set(transaction, 'recheck-climate', key, later, { interventionId: key });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await set()).toEqual([]);
    await work.as(actor, (transaction) =>
      timers.set(transaction, 'recheck-climate', key, later, { interventionId: key }),
    );
    const found = await set();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ start_after: later, data: { interventionId: key } });
  });
});
