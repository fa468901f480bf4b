import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, rowsOf, testDatabase, type TestDatabase } from '@kring/testing';
import { freePort, ServiceProcess } from '../faults/service-process';
import { until } from '../faults/until';

jest.setTimeout(90_000);

type Line = Readonly<Record<string, unknown>>;

function linesIn(output: string): Line[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
}

describe('api and worker as processes of their own', () => {
  let database: TestDatabase;
  let api: ServiceProcess;
  let worker: ServiceProcess;
  let workerMetrics: number;

  beforeAll(async () => {
    database = await testDatabase();
    workerMetrics = await freePort();
    const both = {
      DATABASE_SERVICE_URL: database.serviceUrl,
      KRING_SECRET: randomBytes(32).toString('hex'),
      KRING_DATA: join(tmpdir(), 'kring-operations-keeps-nothing'),
      KRING_POOL_SIZE: '4',
      KRING_LOG_LEVEL: 'info',
    };
    api = new ServiceProcess({ ...both, KRING_ROLE: 'api' }, await freePort());
    worker = new ServiceProcess(
      { ...both, KRING_ROLE: 'worker', KRING_METRICS_PORT: String(workerMetrics) },
      await freePort(),
    );
    void worker.spawn();
    await api.start();
  });
  afterAll(async () => {
    await Promise.all([api.stop(), worker.stop()]);
    await database.drop();
  });

  it('the log leads from an answer to what failed in it by a mark of the request, and names nobody', async () => {
    await rowsOf(database.ownerUrl, `ALTER TABLE accounts RENAME TO accounts_away`);
    const name = 'Zeldzame Naam 7731';
    const answer = await ask(
      api.url,
      `mutation GeheimeNaam ($input: SignInInput!) { geheimeAlias: signIn(input: $input) { __typename } }`,
      { input: { signInName: name, passphrase: 'een zin die niemand zegt' } },
    );
    await rowsOf(database.ownerUrl, `ALTER TABLE accounts_away RENAME TO accounts`);
    expect(answer.errors[0]?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
    const failed = (): Line | undefined => linesIn(api.output).find((line) => line['msg'] === 'an operation failed');
    await until('the failure is logged', 5000, () => Promise.resolve(failed() !== undefined));
    expect(failed()).toMatchObject({ operation: 'Mutation.signIn', field: 'signIn', code: '42P01' });
    expect(failed()?.['request']).toMatch(/^[0-9a-f]{16}$/);
    const answered = (): Line | undefined =>
      linesIn(api.output).find((line) => line['msg'] === 'answered' && line['request'] === failed()?.['request']);
    await until('the answer is logged', 5000, () => Promise.resolve(answered() !== undefined));
    expect(answered()).toMatchObject({ route: '/graphql', method: 'POST', status: 200 });
    expect(api.output).not.toMatch(/Zeldzame|7731|niemand zegt|geheimeAlias|GeheimeNaam|127\.0\.0\.1/);
  });

  it('the worker says how it is at its own address', async () => {
    let text = '';
    await until('the worker answers', 30_000, async () => {
      const response = await fetch(`http://127.0.0.1:${workerMetrics}/metrics`).catch(() => null);
      text = (await response?.text()) ?? '';
      return response?.status === 200;
    });
    expect(text).toMatch(/^kring_outbox_poison 0$/m);
    expect(text).toMatch(/^kring_crisis_unclaimed_seconds 0$/m);
    expect(text).toMatch(/^kring_database_reachable 1$/m);
  });
});
