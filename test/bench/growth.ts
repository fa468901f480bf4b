import { askingsFor } from './askings';
import { type BenchDatabase, openDatabase, type Served, startKring } from './house';
import { turn } from './load';
import { number, spreadText, table } from './report';
import { scenes } from './scenes';
import type { Pace } from './side-by-side';
import { postsPerThread, type Size } from './sizes';
import { ratioOf, spreadOf } from './statistics';
import { usageOf, usageOfFamily } from './usage';

interface Stage {
  readonly size: Size;
  readonly database: BenchDatabase;
  readonly kring: Served;
}

const page = scenes.find((scene) => scene.name === 'thread page') ?? scenes[0]!;

/** The same thread page on databases of growing size, in turns: what a page costs must not follow what there is. */
export async function measureGrowth(folder: string, sizes: readonly Size[], pace: Pace, say: (line: string) => void) {
  const stages: Stage[] = [];
  for (const size of sizes) {
    const database = await openDatabase(folder, size, say);
    stages.push({ size, database, kring: await startKring(database, 'api', postsOf(size)) });
  }
  const askings = await Promise.all(stages.map(({ database, size }) => askingsFor(database.adminUrl, size)));
  const costs = stages.map(() => ({ times: [] as number[], cpu: [] as number[], p99: [] as number[] }));
  for (const [place, { kring }] of stages.entries())
    await turn(kring, page, askings[place]?.['thread page'] ?? [], { ...pace, seconds: pace.warmSeconds });
  for (let round = 0; round < pace.rounds; round += 1) {
    say(`Growth, round ${round + 1} of ${pace.rounds}`);
    for (let step = 0; step < stages.length; step += 1) {
      const place = (step + round) % stages.length;
      const { kring, database } = stages[place] ?? stages[0]!;
      const used = (): number =>
        (usageOf(kring.process.pid)?.cpu ?? Number.NaN) + (usageOfFamily(database.pid)?.cpu ?? Number.NaN);
      const before = used();
      const done = await turn(kring, page, askings[place]?.['thread page'] ?? [], pace);
      if (done.faults > 0) throw new Error(`${kring.name}: ${done.faults} of ${done.answers} answers were wrong`);
      costs[place]?.times.push(1000 / done.throughput);
      costs[place]?.cpu.push((used() - before) / done.answers);
      costs[place]?.p99.push(done.p99);
    }
  }
  for (const { kring, database } of stages) {
    await kring.process.stop();
    await database.process.stop();
  }
  const rows = stages.map(({ size }, place) => [
    postsOf(size),
    spreadText(spreadOf(costs[place]?.times ?? [])),
    spreadText(spreadOf(costs[place]?.cpu ?? [])),
    spreadText(ratioOf(costs[place]?.times ?? [], costs[0]?.times ?? [])),
  ]);
  const growth = ratioOf(costs.at(-1)?.times ?? [], costs[0]?.times ?? []);
  return {
    name: 'growth',
    title: 'Growth: a thread page',
    text: table(['posts', 'ms a page', 'CPU ms a page, service and PostgreSQL', 'times the smallest'], rows),
    goals: [
      {
        what: `thread page at ${postsOf(sizes.at(-1) ?? sizes[0]!)} posts, times that at ${postsOf(sizes[0]!)}`,
        goal: 'at most 1.2',
        figure: spreadText(growth),
        isMet: growth.median <= 1.2,
      },
    ],
  };
}

function postsOf(size: Size): string {
  return number(size.threads * postsPerThread).replace(/\B(?=(\d{3})+$)/g, ',');
}
