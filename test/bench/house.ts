import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Target } from './load';
import { seed, seedVersion, tidy } from './seed';
import { ServerProcess } from './server-process';
import { nameOf, type Size } from './sizes';

/** A PostgreSQL of the bench, seeded. */
export interface BenchDatabase {
  readonly process: ServerProcess;
  /** The postmaster. */
  readonly pid: number;
  /** A superuser, in the seeded database. */
  readonly adminUrl: string;
  readonly environment: Readonly<Record<string, string>>;
}

const secret = '5eed'.repeat(16);

/** Durable, as in production; seeded once a size and kept until the seed or the tables change. */
export async function openDatabase(folder: string, size: Size, say: (line: string) => void): Promise<BenchDatabase> {
  const place = join(folder, nameOf(size));
  const stamp = join(place, 'seeded');
  const version = seedVersion(size);
  if (textIn(stamp) !== version) rmSync(place, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const running = await ServerProcess.start(
    `database ${nameOf(size)}`,
    ['scripts/postgres.mjs', place],
    {},
    /"pid":\d+\}/,
  );
  const line = /\{"adminUrl".*\}/.exec(running.output)?.[0] ?? '{}';
  const told = JSON.parse(line) as { adminUrl: string; ownerUrl: string; serviceUrl: string; pid: number };
  const adminUrl = Object.assign(new URL(told.adminUrl), { pathname: '/kring' }).href;
  const environment = {
    DATABASE_URL: told.ownerUrl,
    DATABASE_SERVICE_URL: told.serviceUrl,
    BENCH_DATABASE_URL: adminUrl,
    KRING_SECRET: secret,
    KRING_DATA: join(place, 'no-service'),
    KRING_LOG_LEVEL: 'error',
    KRING_SIGN_IN_TRIES: '1000',
  };
  if (textIn(stamp) !== version) {
    say(`Seeding ${nameOf(size)}, once`);
    const from = Date.now();
    const migrating = await ServerProcess.start(
      'migrations',
      ['dist/apps/cli/src/migrate.js'],
      environment,
      /done|up to date/,
    );
    await migrating.stop();
    await seed(adminUrl, size, say);
    writeFileSync(stamp, version);
    say(`  seeded in ${((Date.now() - from) / 1000).toFixed(0)} s`);
  }
  await tidy(adminUrl);
  return { process: running, pid: told.pid, adminUrl, environment };
}

function textIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a port has a number');
  return address.port;
}

export type Served = Target & { readonly process: ServerProcess };

async function serve(
  name: string,
  speaks: Target['speaks'],
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<Served> {
  const port = await freePort();
  const process = await ServerProcess.start(name, [script], { ...environment, KRING_PORT: String(port) });
  return { name, speaks, url: `http://127.0.0.1:${port}`, process };
}

/** The production program, as npm start runs it, in one of its roles. */
export function startKring(database: BenchDatabase, role: 'all' | 'api', name = 'Kring'): Promise<Served> {
  return serve(name, 'graphql', 'dist/apps/api/src/main.js', { ...database.environment, KRING_ROLE: role });
}

export function startFloor(database: BenchDatabase): Promise<Served> {
  return serve('floor', 'paths', 'dist/test/bench/floor.js', database.environment);
}

export function startDefaultStack(database: BenchDatabase): Promise<Served> {
  return serve('default stack', 'graphql', 'dist/test/bench/default-stack/main.js', database.environment);
}
