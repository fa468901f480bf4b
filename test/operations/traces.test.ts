import { foundOrganisation, join, makeGroup, type RunningKring, see, startKring, tell } from '@kring/testing';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';
import { Collector, type ReceivedSpan } from './collector';

jest.setTimeout(90_000);

const attribute = (span: ReceivedSpan, key: string): unknown =>
  Object.values(span.attributes?.find((one) => one.key === key)?.value ?? {})[0];

describe('traces', () => {
  let collector: Collector;
  let kring: RunningKring;
  let world: CanaryWorld;

  beforeAll(async () => {
    collector = await Collector.listen();
    kring = await startKring({ KRING_OTLP_URL: collector.url, KRING_TRACE_PERCENT: '100' });
    world = await canaryWorld(kring);
    await see(kring, world.author, 'query ofMine ($id: ID!) { mineToo: thread(id: $id) { title } }', {
      id: world.ids.thread,
    });
    await kring.settle();
  });
  afterAll(async () => {
    await kring.stop();
    await collector.close();
  });

  it('lead from the request over its operation and units of work to the statements', async () => {
    const operation = await collector.until(({ name }) => name === 'Query.thread');
    const request = await collector.until(({ spanId }) => spanId === operation.parentSpanId);
    expect([request.name, request.parentSpanId || undefined]).toEqual(['POST /graphql', undefined]);
    expect(attribute(request, 'request')).toMatch(/^[0-9a-f]{16}$/);
    const work = await collector.until(
      ({ name, parentSpanId }) => name === 'unit of work' && parentSpanId === operation.spanId,
    );
    expect(attribute(work, 'actor')).toBe('account');
    const statement = await collector.until(({ parentSpanId }) => parentSpanId === work.spanId);
    expect(statement.name).toMatch(/^SELECT [a-z_]+$/);
    expect(new Set([operation, request, work, statement].map((span) => span.traceId)).size).toBe(1);
  });

  it('go on, linked, where the news that a request wrote is delivered', async () => {
    const delivery = await collector.until(({ name }) => name === 'deliver post.submitted');
    const [link] = delivery.links ?? [];
    expect(link?.traceId).not.toBe(delivery.traceId);
    const writer = await collector.until(({ spanId, traceId }) => spanId === link?.spanId && traceId === link.traceId);
    expect(writer.name).toBe('unit of work');
    const operation = await collector.until(({ spanId }) => spanId === writer.parentSpanId);
    expect(['Mutation.openThread', 'Mutation.reply']).toContain(operation.name);
    const inside = await collector.until(
      ({ name, parentSpanId }) => name === 'unit of work' && parentSpanId === delivery.spanId,
    );
    expect(attribute(inside, 'actor')).toBe('system');
  });

  it('hold no word and no id of anybody, no name that a client chose, no parameter and no statement', async () => {
    await collector.until(({ name }) => name === 'Mutation.leaveGroup');
    const words = [
      ...world.canaries.map((canary) => canary.word),
      ...Object.values(world.ids),
      world.author.signInName,
      world.author.membershipId,
      world.organisation.id,
      'ofMine',
      'mineToo',
      'WHERE',
    ];
    expect(words.filter((word) => collector.text.includes(word))).toEqual([]);
    const names = [...new Set(collector.spans.map(({ name }) => name))];
    const known =
      /^(?:POST \/graphql|unit of work|(?:Query|Mutation)\.\w+|deliver [a-z-]+\.[a-z-]+|(?:SELECT|INSERT|UPDATE|DELETE) [a-z_]+|statement)$/;
    expect(names.filter((name) => !known.test(name))).toEqual([]);
    const keys = new Set(collector.spans.flatMap((span) => (span.attributes ?? []).map(({ key }) => key)));
    expect([...keys].sort()).toEqual([
      'actor',
      'attempt',
      'event',
      'http.response.status_code',
      'id',
      'request',
      'why',
    ]);
  });
});

describe('a collector that is', () => {
  it.each(['away', 'slow', 'broken'] as const)(
    '%s does no harm: people are served, and the end is soon',
    async (how) => {
      const collector = await Collector.listen(how === 'slow' ? 'never' : 'an error');
      if (how === 'away') await collector.close();
      const kring = await startKring({ KRING_OTLP_URL: collector.url, KRING_TRACE_PERCENT: '100' });
      const house = await foundOrganisation(kring, 'Huis');
      const group = await makeGroup(kring, house, 'Groep');
      const member = await join(kring, house, group);
      await tell(kring, member, group, 'Vandaag', 'Het ging wat beter.');
      for (let count = 0; count < 30; count += 1) await see(kring, member, '{ viewer { id } }');
      await kring.settle();
      if (how !== 'away') await collector.tried();
      const from = Date.now();
      await kring.stop();
      expect(Date.now() - from).toBeLessThan(6000);
      if (how !== 'away') await collector.close();
    },
  );
});
