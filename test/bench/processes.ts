import { availableParallelism } from 'node:os';
import { askingsFor } from './askings';
import { type BenchDatabase, type Served, startKring } from './house';
import { turn } from './load';
import { spreadText, table } from './report';
import { scenes } from './scenes';
import type { Pace } from './side-by-side';
import type { Size } from './sizes';
import { ratioOf, spreadOf } from './statistics';

const page = scenes.find((scene) => scene.name === 'thread page') ?? scenes[0]!;
/** Two processes, PostgreSQL and who asks: below this many cores they wait for each other. */
const coresThatAllow = 4;

/** Thread pages from two api processes against one, in turns, with the same number of connections in all. */
export async function measureProcesses(database: BenchDatabase, size: Size, pace: Pace) {
  const servers = [await startKring(database, 'api'), await startKring(database, 'api')];
  const askings = (await askingsFor(database.adminUrl, size))['thread page'];
  const load = async (asked: readonly Served[], seconds: number): Promise<number> => {
    const connections = Math.ceil(pace.connections / asked.length);
    const turns = await Promise.all(asked.map((server) => turn(server, page, askings, { seconds, connections })));
    return turns.reduce((sum, one) => sum + one.throughput, 0);
  };
  await load(servers, pace.warmSeconds);
  const one: number[] = [];
  const two: number[] = [];
  for (let round = 0; round < pace.rounds; round += 1) {
    one.push(await load(servers.slice(0, 1), pace.seconds));
    two.push(await load(servers, pace.seconds));
  }
  for (const server of servers) await server.process.stop();
  const ratio = ratioOf(two, one);
  const cores = availableParallelism();
  const allow = cores >= coresThatAllow;
  return {
    name: 'processes',
    title: 'Two api processes against one',
    text: [
      table(
        ['api processes', 'thread pages a second'],
        [
          ['1', spreadText(spreadOf(one), 0)],
          ['2', spreadText(spreadOf(two), 0)],
        ],
      ),
      ...(allow
        ? []
        : [
            `This machine has ${cores} cores, which also carry PostgreSQL and the load: they are full with one process, so this says only that a second one does no harm.`,
          ]),
    ].join('\n\n'),
    goals: [
      {
        what: 'two api processes to one',
        goal: allow ? 'at least 1.7' : `at least 1.7 where cores allow, not on ${cores}`,
        figure: spreadText(ratio),
        isMet: allow ? ratio.median >= 1.7 : null,
      },
    ],
  };
}
