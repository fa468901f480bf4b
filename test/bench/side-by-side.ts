import { Client } from 'pg';
import type { BenchDatabase, Served } from './house';
import { turn } from './load';
import { sameAnswers } from './same-answers';
import type { Asking, Scene } from './scenes';
import { median } from './statistics';
import { usageOf, usageOfFamily } from './usage';

/** How long and how often. */
export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmSeconds: number;
  readonly connections: number;
}

/** What one server did with one scene, a value a round. */
export interface Measured {
  readonly scene: Scene['name'];
  readonly server: string;
  readonly throughputs: readonly number[];
  /** Milliseconds, the middle of the rounds. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time a request: of the server, and of PostgreSQL for it. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
  /** Bytes, at the end of the last round. */
  readonly memory: number;
}

/** Measures one scene on several servers in short turns, in another order each round, after checking that they answer alike. */
export async function sideBySide(
  servers: readonly Served[],
  database: BenchDatabase,
  scene: Scene,
  askings: readonly Asking[],
  pace: Pace,
): Promise<Measured[]> {
  const stopForgiving = scene.name === 'sign-in' ? forgiveTries(database.adminUrl) : () => Promise.resolve();
  try {
    const samples = askings.filter((_, place) => place % Math.ceil(askings.length / 10) === 0);
    await sameAnswers(servers, scene, samples);
    const turns = new Map(servers.map((server) => [server.name, [] as Awaited<ReturnType<typeof measuredTurn>>[]]));
    for (const server of servers) {
      await turn(server, scene, askings, { ...pace, seconds: pace.warmSeconds });
      await untilQuiet(database.adminUrl);
    }
    for (let round = 0; round < pace.rounds; round += 1) {
      const shift = round % servers.length;
      for (const server of [...servers.slice(shift), ...servers.slice(0, shift)]) {
        const measured = await measuredTurn(server, database, scene, askings, pace);
        if (measured.faults > 0 || measured.answers === 0)
          throw new Error(
            `${server.name}, ${scene.name}: ${measured.faults} of ${measured.answers} answers were wrong`,
          );
        turns.get(server.name)?.push(measured);
        await untilQuiet(database.adminUrl);
      }
    }
    return servers.map((server) => summaryOf(scene.name, server.name, turns.get(server.name) ?? []));
  } finally {
    await stopForgiving();
  }
}

async function measuredTurn(
  server: Served,
  database: BenchDatabase,
  scene: Scene,
  askings: readonly Asking[],
  pace: Pace,
) {
  const used = () => ({ own: usageOf(server.process.pid), database: usageOfFamily(database.pid) });
  const before = used();
  const done = await turn(server, scene, askings, pace);
  const after = used();
  const spent = (name: 'own' | 'database'): number =>
    ((after[name]?.cpu ?? Number.NaN) - (before[name]?.cpu ?? Number.NaN)) / Math.max(1, done.answers);
  return { ...done, serverCpu: spent('own'), databaseCpu: spent('database'), memory: after.own?.memory ?? Number.NaN };
}

function summaryOf(
  scene: Scene['name'],
  server: string,
  turns: readonly Awaited<ReturnType<typeof measuredTurn>>[],
): Measured {
  const middle = (name: 'p50' | 'p99' | 'serverCpu' | 'databaseCpu'): number => median(turns.map((one) => one[name]));
  return {
    scene,
    server,
    throughputs: turns.map((one) => one.throughput),
    p50: middle('p50'),
    p99: middle('p99'),
    serverCpu: middle('serverCpu'),
    databaseCpu: middle('databaseCpu'),
    memory: turns.at(-1)?.memory ?? Number.NaN,
  };
}

/** Waits until PostgreSQL has done what it was asked in the last turn, which nobody waits for any more; half a minute at most. */
async function untilQuiet(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (
      const until = Date.now() + 30_000;
      Date.now() < until;
      await new Promise((resume) => setTimeout(resume, 100))
    ) {
      const { rows } = await client.query<{ busy: number }>(
        `SELECT count(*)::int AS busy FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()`,
      );
      if (rows[0]?.busy === 0) return;
    }
  } finally {
    await client.end();
  }
}

/** One address signs in all the time here, which the limit on tries would end: what it counted is emptied as it runs. */
function forgiveTries(adminUrl: string): () => Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  const connected = client.connect();
  let running: Promise<unknown> = connected;
  const timer = setInterval(() => {
    running = connected.then(() => client.query('DELETE FROM tries'));
  }, 250);
  return async () => {
    clearInterval(timer);
    await running.catch(() => undefined);
    await client.end();
  };
}
