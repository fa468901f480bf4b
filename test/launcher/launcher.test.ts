import {
  chmodSync,
  cpSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { isAlive, Launched, type LaunchOptions, project, until } from './launched';

interface Urls {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly serviceUrl: string;
  readonly port: number;
  readonly pid: number;
}

const root = process.geteuid?.() === 0;
const nobody = root ? passwdEntry('nobody') : undefined;

let madeOnce: string;
let folder: string;
let launched: Launched[];

beforeAll(async () => {
  madeOnce = mkdtempSync(join(tmpdir(), 'kring-launcher-made-'));
  launched = [];
  await (await startPostgres(join(madeOnce, 'data'))).by.stop();
});

afterAll(() => rmSync(madeOnce, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kring-launcher-'));
  launched = [];
});

afterEach(async () => {
  await Promise.all(launched.map((one) => one.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** A data folder with a database that was used before: a copy, for making one takes most of a test's time. */
function usedData(): string {
  const data = join(folder, 'data');
  cpSync(join(madeOnce, 'data'), data, { recursive: true });
  chmodSync(data, 0o700);
  return data;
}

function launch(script: string, words: readonly string[], options?: LaunchOptions): Launched {
  const one = new Launched(script, words, options);
  launched.push(one);
  return one;
}

async function startPostgres(dataFolder: string, options?: LaunchOptions): Promise<Urls & { readonly by: Launched }> {
  const by = launch('postgres.mjs', [dataFolder], options);
  const line = await by.said(/^\{.*\}$/m);
  return { ...(JSON.parse(line) as Urls), by };
}

async function ask<Row extends object>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

function passwdEntry(name: string): { uid: number; gid: number } {
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((entry) => entry[0] === name);
  return { uid: Number(fields?.[2]), gid: Number(fields?.[3]) };
}

/** It refused with one line on standard error, and code 1. */
async function refusal(by: Launched): Promise<string> {
  expect(await by.ended()).toBe(1);
  const lines = by.errors.trim().split('\n');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('the embedded PostgreSQL', () => {
  test('makes a database that only its passwords open, in a folder that only its owner can enter', async () => {
    const data = join(folder, 'data');
    const { by, adminUrl, ownerUrl, serviceUrl, pid, port } = await startPostgres(data);

    expect(mode(data)).toBe('700');
    expect(mode(join(data, 'secrets.json'))).toBe('600');
    expect(mode(join(data, 'postgres.log'))).toBe('600');
    expect(mode(join(data, 'postgres'))).toBe('700');

    const roles = await ask(
      adminUrl,
      `SELECT rolname, rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication AS mighty
         FROM pg_roles WHERE rolname LIKE 'kring%' ORDER BY 1`,
    );
    expect(roles).toEqual([
      { rolname: 'kring_admin', mighty: true },
      { rolname: 'kring_owner', mighty: false },
      { rolname: 'kring_service', mighty: false },
    ]);
    const settings = `SELECT current_setting('listen_addresses') AS listens, current_setting('unix_socket_directories') AS sockets,
      current_setting('TimeZone') AS zone, current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync`;
    expect(await ask(adminUrl, settings)).toEqual([
      { listens: '127.0.0.1', sockets: '', zone: 'UTC', encoding: 'UTF8', fsync: 'on' },
    ]);
    await ask(ownerUrl, 'CREATE TABLE one (id int)');
    await expect(ask(serviceUrl, 'CREATE TABLE two (id int)')).rejects.toThrow(/permission denied/);
    await expect(ask(serviceUrl, 'SELECT * FROM one')).rejects.toThrow(/permission denied/);

    const wrong = `postgresql://kring_owner:wrong@127.0.0.1:${port}/kring`;
    await expect(ask(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);

    expect(await by.stop()).toBe(0);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(data, 'kring.lock'))).toBe(false);
  });

  test('keeps no words of a failed statement in its log', async () => {
    const data = usedData();
    const { ownerUrl } = await startPostgres(data);
    await expect(ask(ownerUrl, `SELECT 'canaryword'::uuid`)).rejects.toThrow(/invalid input syntax/);
    expect(readFileSync(join(data, 'postgres.log'), 'utf8')).not.toContain('canaryword');
  });

  test('works with umask 077 below a folder that nobody else can enter', async () => {
    mkdirSync(join(folder, 'private'), { mode: 0o700 });
    const { ownerUrl, by } = await startPostgres(join(folder, 'private/data'), { umask: '077' });
    expect(await ask(ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await by.stop('SIGINT')).toBe(0);
  });

  test('comes back by itself on the same port after a kill -9, with all that was committed', async () => {
    const { ownerUrl, by, pid } = await startPostgres(usedData());
    await ask(ownerUrl, 'CREATE TABLE kept (id int)', 'INSERT INTO kept VALUES (7)');
    process.kill(pid, 'SIGKILL');
    await by.said(/PostgreSQL is back/);
    expect(await ask(ownerUrl, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
  });

  test('ends when its launcher is killed, and the next start goes on with the data', async () => {
    const data = usedData();
    const first = await startPostgres(data);
    await ask(first.ownerUrl, 'CREATE TABLE kept (id int)', 'INSERT INTO kept VALUES (7)');
    await first.by.stop('SIGKILL');
    const second = await startPostgres(data);
    await until('the first PostgreSQL is gone', () => !isAlive(first.pid));
    expect(second.port).toBe(first.port);
    expect(await ask(second.ownerUrl, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
  });

  test('refuses a second start in the same folder and leaves the first alone', async () => {
    const data = usedData();
    const { by, ownerUrl } = await startPostgres(data);
    const line = await refusal(launch('postgres.mjs', [data]));
    expect(line).toContain(`in use by another start of Kring (process ${by.pid})`);
    expect(line).toContain('KRING_DATA');
    expect(await ask(ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('takes another port when its own is taken meanwhile', async () => {
    const data = usedData();
    const first = await startPostgres(data);
    await first.by.stop();
    const other = createServer().listen(first.port, '127.0.0.1');
    await once(other, 'listening');
    try {
      const second = await startPostgres(data);
      expect(second.port).not.toBe(first.port);
      expect(await ask(second.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      other.close();
    }
  });

  test('refuses data of another version of PostgreSQL', async () => {
    mkdirSync(join(folder, 'data/postgres'), { recursive: true });
    writeFileSync(join(folder, 'data/postgres/PG_VERSION'), '14\n');
    const line = await refusal(launch('postgres.mjs', [join(folder, 'data')]));
    expect(line).toMatch(/PostgreSQL 14, and this is PostgreSQL \d\d\. .*KRING_DATA/);
  });

  test('refuses a database folder that is not inside one of Kring', async () => {
    writeFileSync(join(folder, 'PG_VERSION'), '16\n');
    const line = await refusal(launch('postgres.mjs', [folder]));
    expect(line).toMatch(/PostgreSQL 16.*KRING_DATA/);
  });

  test('refuses a folder that belongs to somebody else', async () => {
    const theirs = root ? folder : '/usr';
    if (nobody !== undefined) chownSync(folder, nobody.uid, nobody.gid);
    const line = await refusal(launch('postgres.mjs', [theirs]));
    expect(line).toMatch(/belongs to (nobody|root).*KRING_DATA/);
  });

  test('does not make new passwords for a database whose secrets are gone', async () => {
    const data = usedData();
    rmSync(join(data, 'secrets.json'));
    const line = await refusal(launch('postgres.mjs', [data]));
    expect(line).toMatch(/secrets\.json is gone.*KRING_DATA/);
  });

  // Only root can act as another user, and only when that one can read the project; everybody else ran all of the above
  // as an ordinary user already (2026-11-22).
  const reads = { ...nobody, cwd: '/', stdio: 'ignore' } as const;
  const asNobody =
    nobody !== undefined && spawnSync(process.execPath, [join(project, 'scripts/ports.mjs')], reads).status === 0;
  (asNobody ? test : test.skip)('works as an ordinary user', async () => {
    if (nobody === undefined) return;
    const home = mkdtempSync(join(tmpdir(), 'kring-nobody-'));
    try {
      chownSync(home, nobody.uid, nobody.gid);
      chmodSync(home, 0o700);
      const { ownerUrl, by } = await startPostgres(join(home, 'data'), { ...nobody, environment: { HOME: home } });
      expect(await ask(ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(statSync(join(home, 'data/postgres')).uid).toBe(nobody.uid);
      expect(await by.stop()).toBe(0);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  (asNobody ? test : test.skip)('says what a user without a name can do', async () => {
    chmodSync(folder, 0o777);
    const line = await refusal(launch('postgres.mjs', [join(folder, 'data')], { uid: 54_321, gid: 54_321 }));
    expect(line).toMatch(/54321 has no name.*DATABASE_URL/);
  });
});

describe('npm start refuses at once, with one line that names the setting', () => {
  const refused = async (words: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const from = Date.now();
    const line = await refusal(launch('start.mjs', ['--data', join(folder, 'data'), ...words], { environment }));
    expect(Date.now() - from).toBeLessThan(5_000);
    expect(existsSync(join(folder, 'data/postgres'))).toBe(false);
    return line;
  };

  test.each([
    [['--frob'], {}, /--frob.*--help/],
    [['--port', 'x'], {}, /KRING_PORT \(or --port\)/],
    [['--no-demo', '--reset-demo'], {}, /--no-demo and --reset-demo/],
    [[], { KRING_PORT: '70000' }, /KRING_PORT/],
    [[], { KRING_DEMO: 'perhaps' }, /KRING_DEMO/],
    [[], { KRING_ROLE: 'boss' }, /KRING_ROLE/],
    [[], { KRING_SECRET: 'canaryword' }, /KRING_SECRET/],
    [[], { KRING_HOST: '192.0.2.1' }, /KRING_HOST/],
    [[], { DATABASE_URL: 'canaryword' }, /DATABASE_URL/],
    [
      [],
      { DATABASE_URL: 'postgres://someone:canaryword@127.0.0.1:1/kring', KRING_PORT: '0' },
      /DATABASE_URL.*nothing listens/,
    ],
    [[], { DATABASE_SERVICE_URL: 'postgres://someone:canaryword@127.0.0.1:1/kring' }, /DATABASE_URL/],
  ])('%j %j', async (words, environment, expected) => {
    const line = await refused(words, environment);
    expect(line).toMatch(expected);
    expect(line).not.toContain('canaryword');
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      const address = other.address();
      const port = typeof address === 'object' && address !== null ? String(address.port) : '';
      expect(await refused(['--port', port])).toMatch(new RegExp(`Port ${port} is taken.*KRING_PORT or --port`));
    } finally {
      other.close();
    }
  });

  test('a database that takes the call and never answers', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    try {
      const address = silent.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const by = launch('start.mjs', ['--data', join(folder, 'data')], {
        environment: { DATABASE_URL: `postgres://someone:canaryword@127.0.0.1:${port}/kring`, KRING_PORT: '0' },
      });
      expect(await refusal(by)).toMatch(/DATABASE_URL.*no answer within 4 seconds/);
    } finally {
      silent.close();
    }
  });
});

describe('npm start', () => {
  /** A port that was free a moment ago. */
  async function freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async function start(data: string): Promise<{ by: Launched; port: number; database: number; service: number }> {
    const port = await freePort();
    const by = launch('start.mjs', ['--no-demo', '--port', String(port), '--data', data]);
    await by.said(/Service: starting/);
    await until(
      'ready',
      async () => {
        await by.said(/./); // fails when it has ended
        const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
        return answer?.status === 200;
      },
      20_000,
    );
    const lock = JSON.parse(readFileSync(join(data, 'kring.lock'), 'utf8')) as { service: { pid: number } };
    const database = Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    return { by, port, database, service: lock.service.pid };
  }

  test('comes up, and a SIGTERM takes all of it down within ten seconds', async () => {
    const { by, service, database } = await start(join(folder, 'data'));
    const from = Date.now();
    expect(await by.stop('SIGTERM')).toBe(0);
    expect(Date.now() - from).toBeLessThan(10_000);
    expect([isAlive(service), isAlive(database)]).toEqual([false, false]);
    expect(existsSync(join(folder, 'data/kring.lock'))).toBe(false);
  }, 60_000);

  test('leaves nothing running when it is killed, and starts again', async () => {
    const data = usedData();
    const first = await start(data);
    await first.by.stop('SIGKILL');
    const second = await start(data);
    await until('the first ones are gone', () => !isAlive(first.service) && !isAlive(first.database));
    expect(await second.by.stop('SIGINT')).toBe(0);
  }, 60_000);

  test('ends with the code of a service that ends by itself, database and all', async () => {
    const { by, service, database } = await start(usedData());
    process.kill(service, 'SIGKILL');
    expect(await by.ended()).toBe(137);
    expect(isAlive(database)).toBe(false);
  }, 60_000);
});
