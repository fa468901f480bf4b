import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, renameSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Complaint } from './complaint.mjs';
import { freeLoopbackPort } from './ports.mjs';
import { as, placeOf } from './postgres-account.mjs';
import { plainEnvironment } from './postgres-binaries.mjs';
import { postmasterIn } from './postgres-data.mjs';
import { signal } from './processes.mjs';

/** @typedef {import('./postgres-binaries.mjs').Account} Account */
/** @typedef {import('./postgres-binaries.mjs').Binaries} Binaries */
/** @typedef {import('./data-folder.mjs').DataFolder} DataFolder */
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

// Waits in a session of its own for the end of its input: that is the end of whoever started it, however it came.
const watch = `read -r line; [ "$line" = done ] && exit 0
kill -INT "$1" 2>/dev/null || exit 0
n=0; while kill -0 "$1" 2>/dev/null && [ $n -lt 40 ]; do sleep 0.2 2>/dev/null || sleep 1; n=$((n+1)); done
kill -QUIT "$1" 2>/dev/null`;

/** Megabytes: a quarter of the memory, as PostgreSQL's manual advises, within bounds. It is taken only as it is used. */
function sharedBuffers() {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.min(1024, Math.max(128, Math.floor(memory / 4 / 2 ** 20)));
}

/** One PostgreSQL over a made data folder: started, watched over, started again, stopped. */
export class Server {
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
      shared_buffers: `${this.durable ? sharedBuffers() : 128}MB`,
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
