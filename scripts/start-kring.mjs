import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildServer, buildWeb } from './build.mjs';
import { Complaint, lineFor } from './complaint.mjs';
import { openDataFolder } from './data-folder.mjs';
import { installLibraries } from './libraries.mjs';
import { checkAddress, checkSignIn, serviceLogin } from './outside-database.mjs';
import { whyPortIsRefused } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { endProcess, signal, startMark } from './processes.mjs';
import { endPrograms } from './run-program.mjs';
import { help, readStartSettings } from './start-settings.mjs';

/** @typedef {import('./data-folder.mjs').DataFolder} DataFolder */
/** @typedef {import('./postgres.mjs').Running} Running */
/** @typedef {import('./start-settings.mjs').StartSettings} StartSettings */
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const service = join(project, 'dist/apps/api/src/main.js');
const servicePatience = 8_000;
const allPatience = 9_500;

/**
 * Brings Kring up, keeps it up, and takes it down in the right order. Ends the process.
 * @param {string[]} args
 */
export async function start(args) {
  process.stdout.on('error', () => {}); // A reader that went away is no reason to fall over.
  process.stderr.on('error', () => {});
  const stop = stopRequest();
  /** @type {DataFolder | undefined} */
  let folder;
  /** @type {Running | undefined} */
  let database;
  /** @type {ChildProcess | undefined} */
  let child;
  let code = 0;
  try {
    const settings = readStartSettings(args, process.env, project);
    if (settings === 'help') {
      console.log(help);
      process.exit(0);
    }
    folder = openDataFolder(settings.data);
    await endLeftOver(folder);
    await checkPort(settings);
    if (settings.databaseUrl !== undefined) await checkAddress('DATABASE_URL', settings.databaseUrl);
    if (settings.databaseServiceUrl !== undefined)
      await checkAddress('DATABASE_SERVICE_URL', settings.databaseServiceUrl);

    await stop.orAfter(() => installLibraries(project, step(1, 'Libraries')));
    await stop.orAfter(() => signInOutside(settings));
    await stop.orAfter(() => buildServer(project, step(2, 'Server')));
    const web = step(3, 'Web client');
    if (settings.role === 'worker') web('not needed by a worker');
    else await stop.orAfter(() => buildWeb(project, web));

    const open = folder;
    const addresses = await stop.orAfter(async () => {
      if (settings.databaseUrl !== undefined || settings.databaseServiceUrl !== undefined) {
        return outsideDatabase(settings, open);
      }
      const log = step(4, 'Database');
      log('starting');
      database = await startPostgres({ dataFolder: open, log, giveUp: stop.signal });
      log(`PostgreSQL is ready on 127.0.0.1:${database.port}`);
      return { DATABASE_URL: database.ownerUrl, DATABASE_SERVICE_URL: database.serviceUrl };
    });

    await checkPort(settings);
    step(5, 'Service')('starting');
    child = await startService(settings, folder, addresses);
    const ended = once(child, 'exit').then(([status, name]) => ({ status, name }));
    const first = await Promise.race([ended, stop.requested, ...(database === undefined ? [] : [database.lost])]);
    if (first instanceof Error) throw first;
    if (typeof first === 'object') {
      code = first.status ?? 128 + (constants.signals[/** @type {NodeJS.Signals} */ (first.name)] ?? 0);
      // With code 1 it has said in its own line what to put right.
      if (code !== 1) console.error(`The service ended by itself (${first.name ?? `exit code ${code}`}).`);
    }
  } catch (error) {
    await pause(0); // A Ctrl-C that made this fail is heard first.
    if (!stop.signal.aborted) {
      console.error(lineFor(error));
      code = 1;
    }
  }
  await takeDown(stop, child, database);
  folder?.release();
  process.exit(code);
}

/**
 * @param {number} number
 * @param {string} name
 * @returns {(line: string) => void}
 */
const step = (number, name) => (line) => console.log(`${number}/5 ${name}: ${line}`);

/** Ctrl-C, SIGTERM, the end of the terminal, or of the npm that started us. */
function stopRequest() {
  const controller = new AbortController();
  let hurry = false;
  let since = 0;
  /** @type {(how: 'stop') => void} */
  let tell = () => {};
  /** @type {Promise<'stop'>} */
  const requested = new Promise((resolve) => (tell = resolve));
  const request = () => {
    if (since > 0 && Date.now() - since > 200) hurry = true; // npm passes on what the terminal has sent already
    if (since > 0) return;
    since = Date.now();
    console.log('Stopping …');
    controller.abort();
    tell('stop');
    void endPrograms();
  };
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, request);
  if (process.connected) process.once('disconnect', request);
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    const orphaned = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(orphaned);
      request();
    }, 500);
    orphaned.unref();
  }
  return {
    signal: controller.signal,
    requested,
    /** @returns {boolean} */
    get hurry() {
      return hurry;
    },
    /** @returns {number} milliseconds that are left for a clean end */
    get left() {
      return since === 0 ? allPatience : Math.max(0, since + allPatience - Date.now());
    },
    /**
     * Does a step, unless a stop was asked for before or during it.
     * @template T
     * @param {() => Promise<T>} work
     * @returns {Promise<T>}
     */
    async orAfter(work) {
      controller.signal.throwIfAborted();
      const result = await work();
      controller.signal.throwIfAborted();
      return result;
    },
  };
}

/**
 * A service whose starter was killed ends by itself; make sure of it.
 * @param {DataFolder} folder
 */
async function endLeftOver(folder) {
  const left = folder.abandoned?.service;
  if (left === undefined) return;
  const runs = () => startMark(left.pid) === left.mark;
  const until = Date.now() + 2_000;
  while (runs() && Date.now() < until) await pause(20);
  if (!runs()) return;
  console.log(`Stopping the service that an earlier start left running (process ${left.pid})`);
  await endProcess(left.pid, [['SIGTERM', 5_000], ['SIGKILL', 2_000]]); // prettier-ignore
}

/** @param {StartSettings} settings */
async function checkPort({ role, port, host }) {
  if (role === 'worker' || port === 0) return;
  const everywhere = ['127.0.0.1', 'localhost', '0.0.0.0', '::', '::1'].includes(host);
  const refused = await whyPortIsRefused(port, everywhere ? [host, '127.0.0.1', '::1'] : [host]);
  if (refused === 'EADDRINUSE') {
    throw new Complaint(
      `Port ${port} is taken by another program. Stop that one, or choose a port with KRING_PORT or --port.`,
    );
  }
  if (refused === 'EACCES') {
    throw new Complaint(`You may not listen on port ${port}. Choose one above 1023 with KRING_PORT or --port.`);
  }
  if (refused !== undefined) {
    throw new Complaint(
      `KRING_HOST is not an address of this machine (${refused}). Correct it or leave it out (127.0.0.1).`,
    );
  }
}

/**
 * Tries the logins that were given, before any slow work and as soon as the library for it is there.
 * @param {StartSettings} settings
 */
async function signInOutside({ databaseUrl, databaseServiceUrl }) {
  if (databaseUrl !== undefined) await checkSignIn('DATABASE_URL', databaseUrl);
  if (databaseServiceUrl !== undefined) await checkSignIn('DATABASE_SERVICE_URL', databaseServiceUrl);
}

/**
 * @param {StartSettings} settings
 * @param {DataFolder} folder
 * @returns {Promise<Record<string, string>>}
 */
async function outsideDatabase({ databaseUrl, databaseServiceUrl }, folder) {
  const log = step(4, 'Database');
  if (databaseServiceUrl !== undefined) {
    log('using the one that runs already');
    return {
      DATABASE_SERVICE_URL: databaseServiceUrl,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    };
  }
  if (databaseUrl === undefined) throw new Error('no database was named');
  const login = await serviceLogin(databaseUrl, folder.secrets.servicePassword);
  log('using the one of DATABASE_URL, with a login of its own for the service');
  return { DATABASE_URL: databaseUrl, DATABASE_SERVICE_URL: login };
}

/**
 * @param {StartSettings} settings
 * @param {DataFolder} folder
 * @param {Record<string, string>} addresses
 * @returns {Promise<ChildProcess>}
 */
async function startService(settings, folder, addresses) {
  if (!existsSync(service))
    throw new Complaint(`${service} is missing: the server was not built. Remove dist/ and start again.`);
  const child = spawn(process.execPath, ['--enable-source-maps', service], {
    cwd: project,
    env: {
      ...process.env,
      ...addresses,
      KRING_PORT: String(settings.port),
      KRING_DATA: folder.path,
      KRING_DEMO: settings.demo,
      KRING_SECRET: settings.secret ?? folder.secrets.kringSecret,
      KRING_MIGRATE: settings.migrate ? 'yes' : 'no',
    },
    // A session of its own: it is told to stop once, by us. Its channel closes when we are gone, however that came.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'spawn');
  folder.noteService(/** @type {number} */ (child.pid));
  return child;
}

/**
 * The service first, the database last, all of it within ten seconds.
 * @param {ReturnType<typeof stopRequest>} stop
 * @param {ChildProcess | undefined} child
 * @param {Running | undefined} database
 */
async function takeDown(stop, child, database) {
  const runs = () => child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
  if (child?.pid !== undefined && runs()) {
    signal(child.pid, 'SIGTERM');
    const until = Date.now() + servicePatience;
    while (runs() && Date.now() < until && !stop.hurry) await pause(10);
    if (runs()) {
      console.error('The service does not end by itself; it is ended.');
      signal(child.pid, 'SIGKILL');
      while (runs()) await pause(10);
    }
  }
  await endPrograms();
  await database?.stop(Math.max(1_000, Math.min(stop.left - 1_500, 6_000)));
}
