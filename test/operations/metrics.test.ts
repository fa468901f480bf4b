import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { metricCatalogue, MetricsListener, projectFolder, Timers, Traces } from '@kring/platform';
import {
  ask,
  Bridge,
  foundOrganisation,
  hire,
  join,
  listen,
  type Listening,
  makeGroup,
  type Member,
  movingClock,
  mutate,
  type Organisation,
  refused,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
  testDatabase,
} from '@kring/testing';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';

jest.setTimeout(120_000);

/** One line of what Prometheus reads. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

function samplesIn(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', label = '']) => [key, label] as const);
      return { name, labels: Object.fromEntries(pairs), value: Number(value) };
    });
}

async function scrape(kring: RunningKring): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${kring.app.get(MetricsListener).port}/metrics`);
  expect(response.status).toBe(200);
  return response.text();
}

/** The value of one series; undefined when it is not there. */
async function valueOf(kring: RunningKring, name: string, labels: Readonly<Record<string, string>> = {}) {
  const fits = (one: Sample): boolean =>
    one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value);
  return samplesIn(await scrape(kring)).find(fits)?.value;
}

/** Numbers from the database are up to two seconds old. */
async function until(fits: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await fits()); await new Promise((resolve) => setTimeout(resolve, 200)))
    if (Date.now() > end) throw new Error('the metrics never said so');
}

describe('metrics', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let world: CanaryWorld;
  let socket: Listening<unknown>;

  beforeAll(async () => {
    kring = await startKring({ KRING_METRICS_PORT: '0', KRING_SIGN_IN_TRIES: '40' }, clock);
    world = await canaryWorld(kring);
    socket = await listen(
      kring.url,
      'subscription ($id: ID!) { reviewItemChanged(organisationId: $id) { id } }',
      { id: world.organisation.id },
      { token: world.moderator.token },
    );
    await see(kring, world.author, 'query ($id: ID!) { thread(id: $id) { title } }', { id: world.ids.thread });
    await refused(kring, world.author, 'reply', { clientKey: randomUUID(), threadId: randomUUID(), text: 'Hallo.' });
    for (let tries = 0; tries < 42; tries += 1)
      await ask(kring.url, `mutation ($input: SignInInput!) { signIn(input: $input) { ... on Problem { code } } }`, {
        input: { signInName: 'niemand hier', passphrase: 'geen van deze woorden' },
      });
    await kring.settle();
  });
  afterAll(async () => {
    await socket.stop();
    await kring.stop();
  });

  it('say what happened in a running service: operations, problems, refusals, news, people who listen', async () => {
    const text = await scrape(kring);
    const samples = samplesIn(text);
    const value = (name: string, labels: Readonly<Record<string, string>> = {}): number =>
      samples
        .filter((one) => one.name === name && Object.entries(labels).every(([key, label]) => one.labels[key] === label))
        .reduce((sum, one) => sum + one.value, 0);
    expect(value('kring_operation_seconds_count', { field: 'Query.thread', outcome: 'ok' })).toBeGreaterThanOrEqual(1);
    expect(value('kring_operation_seconds_count', { field: 'Mutation.reply', outcome: 'problem' })).toBe(3);
    expect(value('kring_problems_total', { code: 'NOT_FOUND' })).toBeGreaterThanOrEqual(3);
    expect(value('kring_refused_total', { limit: 'tries' })).toBe(2);
    expect(value('kring_http_seconds_count', { route: '/graphql', method: 'POST', status: '2xx' })).toBeGreaterThan(40);
    expect(value('kring_delivery_lag_seconds_count', { event: 'post.submitted' })).toBeGreaterThanOrEqual(4);
    expect(value('kring_delivery_lag_seconds_sum')).toBeLessThan(600);
    expect(value('kring_assessment_seconds_count')).toBeGreaterThanOrEqual(4);
    expect(value('kring_climate_seconds_count')).toBeGreaterThanOrEqual(4);
    expect(value('kring_subscriptions_total', { field: 'Subscription.reviewItemChanged' })).toBeGreaterThanOrEqual(1);
    expect([value('kring_sockets'), value('kring_subscriptions')]).toEqual([1, 1]);
    expect([value('kring_outbox_poison'), value('kring_database_reachable')]).toEqual([0, 1]);
    expect(value('kring_pool_connections')).toBeGreaterThanOrEqual(1);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(samples.map((one) => one.name)).toEqual(
      expect.arrayContaining(['nodejs_eventloop_lag_p99_seconds', 'kring_pool_waiting', 'kring_passphrase_queue']),
    );
  });

  it('hold no word, id or name of anybody, and no organisation or group apart', async () => {
    const text = await scrape(kring);
    const words = [
      ...world.canaries.map((canary) => canary.word),
      ...Object.values(world.ids),
      world.author.signInName,
      world.moderator.signInName,
      world.organisation.id,
    ];
    expect(words.length).toBeGreaterThan(60);
    expect(words.filter((word) => text.includes(word))).toEqual([]);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('have as many series after hundreds of made-up operations, names, aliases, methods and paths as before', async () => {
    const series = async (): Promise<Set<string>> =>
      new Set(samplesIn(await scrape(kring)).map(({ name, labels }) => `${name} ${JSON.stringify(labels)}`));
    const once = async (word: string): Promise<void> => {
      await ask(kring.url, `query ${word} { ${word}: viewer { id } }`);
      await ask(kring.url, `query ${word} { ${word} }`);
      await ask(kring.url, `query ${word} { ${word}: viewer { id } ${word}2: viewer { id } }`);
      await ask(kring.url, `query ${word} { ... on Query { ${word}: __typename } }`);
      await fetch(`${kring.url}/${word}`);
      await fetch(`${kring.url}/${word}`, { method: 'DELETE' });
      await fetch(`${kring.url}/graphql?${word}=1`, { method: 'PUT' });
    };
    await once('first');
    const before = await series();
    for (let count = 0; count < 120; count += 1) await once(`w${randomUUID().replaceAll('-', '')}`);
    const after = await series();
    // Node counts a kind of collection from the first time that it happens, whoever asks.
    const ofRequests = [...after].filter((one) => !one.startsWith('nodejs_gc_duration_seconds'));
    expect(ofRequests.length).toBeGreaterThan(100);
    expect(ofRequests.filter((one) => !before.has(one))).toEqual([]);
  });

  it('take the values of labels from closed sets only', async () => {
    const fields = new Set(['introspection', 'none', 'Query.several', 'Mutation.several', 'Subscription.several']);
    const { schema } = kring.app.get(GraphQLSchemaHost);
    for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
      for (const name of Object.keys(type?.getFields() ?? {})) fields.add(`${type?.name}.${name}`);
    const closed: Readonly<Record<string, ReadonlySet<string> | RegExp>> = {
      field: fields,
      outcome: new Set(['ok', 'problem', 'refused', 'away', 'error', 'failed']),
      route: new Set(['/graphql', '/live', '/ready', 'web', 'none']),
      method: new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'other']),
      status: /^[1-5]xx$/,
      code: /^[A-Z_]{3,40}$/,
      limit:
        /^(?:tries|busy|operation|subscriptions|body|slow|rate|header|tokens|depth|cost|aliases|directives|fragments|repeats|roots|list|text|nesting)$/,
      event: /^[a-z-]+\.[a-z-]+$/,
      end: new Set(['again', 'poison']),
      timer: new Set(kring.app.get(Timers).names()),
      state: new Set(['busy', 'idle']),
      le: /^(?:\+Inf|[\d.]+)$/,
    };
    const own = samplesIn(await scrape(kring)).filter(({ name }) => name.startsWith('kring_'));
    const strange = own.flatMap(({ name, labels }) =>
      Object.entries(labels)
        .filter(([label, value]) => {
          const set = closed[label];
          return !set || !(set instanceof RegExp ? set.test(value) : set.has(value));
        })
        .map(([label, value]) => `${name} ${label}=${value}`),
    );
    expect(strange).toEqual([]);
    expect(own.length).toBeGreaterThan(100);
  });

  it('are read at an address of their own, and at no other', async () => {
    expect((await fetch(`${kring.url}/metrics`)).headers.get('content-type')).not.toContain('version=');
    const own = `http://127.0.0.1:${kring.app.get(MetricsListener).port}`;
    expect((await fetch(`${own}/graphql`)).status).toBe(404);
    expect((await fetch(`${own}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  it('are each in docs/operations.md with what is normal, and no others', () => {
    const text = readFileSync(joinPath(projectFolder, 'docs/operations.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(kring_\w+)`[^|]*\|([^|]+)\|([^|]+)\|$/gm)];
    expect(rows.map(([, name]) => name).sort()).toEqual(Object.keys(metricCatalogue).sort());
    expect(rows.filter(([, , meaning = '', normal = '']) => meaning.trim() === '' || normal.trim() === '')).toEqual([]);
    const rules = readFileSync(joinPath(projectFolder, 'deploy/prometheus-rules.yml'), 'utf8');
    const asked = new Set([...rules.matchAll(/\b(kring_\w+?)(?:_bucket|_count|_sum)?\b/g)].map(([, name]) => name));
    expect([...asked].filter((name) => !(String(name) in metricCatalogue))).toEqual([]);
    expect(asked.size).toBeGreaterThan(8);
  });
});

describe('a crisis that waits', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let house: Organisation;
  let member: Member;
  let moderator: StaffPerson;
  let threadId: string;

  beforeAll(async () => {
    kring = await startKring({ KRING_METRICS_PORT: '0' }, clock);
    house = await foundOrganisation(kring, 'Huis');
    moderator = await hire(kring, house, 'MODERATOR', 'Mo');
    const group = await makeGroup(kring, house, 'Groep');
    member = await join(kring, house, group);
    expect(await valueOf(kring, 'kring_crisis_unclaimed_seconds')).toBe(0);
    threadId = (
      await tell(kring, member, group, 'Vanavond', 'Ik wil niet meer leven, vannacht maak ik er een einde aan.')
    ).post.thread.id;
    await kring.settle();
  });
  afterAll(() => kring.stop());

  it('is told by its age in steps of fifteen seconds until somebody takes it, and again when their time ran out', async () => {
    const oldest = (): Promise<number | undefined> => valueOf(kring, 'kring_crisis_unclaimed_seconds');
    await until(async () => (await oldest()) === 15);
    clock.forward(10);
    await until(async () => ((await oldest()) ?? 0) >= 600);
    expect(((await oldest()) ?? 1) % 15).toBe(0);
    const [item] = await rowsOf<{ id: string; severity: string }>(
      kring.database.adminUrl,
      `SELECT id, severity FROM review_items WHERE thread_id = $1`,
      [threadId],
    );
    expect(item?.severity).toBe('CRISIS');
    await mutate(kring, moderator, 'claimReviewItem', { id: item?.id });
    await until(async () => (await oldest()) === 0);
    clock.forward(11);
    await until(async () => ((await oldest()) ?? 0) >= 1200);
  });
});

describe('metrics while the database is away', () => {
  let kring: RunningKring;
  let line: Bridge;

  beforeAll(async () => {
    const database = await testDatabase();
    line = await Bridge.before(database.serviceUrl);
    kring = await startKring({ KRING_METRICS_PORT: '0', DATABASE_SERVICE_URL: line.url }, undefined, database);
  });
  afterAll(async () => {
    line.mode = 'pass';
    await kring.stop();
    await line.close();
    await kring.database.drop();
  });

  it('come all the same, soon, and say that what is in there is not known', async () => {
    expect(await valueOf(kring, 'kring_database_reachable')).toBe(1);
    expect(await valueOf(kring, 'kring_outbox_waiting')).toBe(0);
    line.mode = 'close unheard';
    line.cut();
    await until(async () => (await valueOf(kring, 'kring_database_reachable')) === 0);
    const from = Date.now();
    expect(await valueOf(kring, 'kring_outbox_waiting')).toBeNaN();
    expect(await valueOf(kring, 'kring_crisis_unclaimed_seconds')).toBeNaN();
    expect(Date.now() - from).toBeLessThan(4000);
    line.mode = 'pass';
    await until(async () => (await valueOf(kring, 'kring_database_reachable')) === 1);
  });
});

describe('without a port for them', () => {
  it('nothing listens and nothing is counted', async () => {
    const kring = await startKring();
    try {
      expect(kring.app.get(MetricsListener).port).toBeNull();
      expect(kring.app.get(Traces).mark()).toBeNull();
    } finally {
      await kring.stop();
    }
  });
});
