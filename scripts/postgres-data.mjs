import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { codeOf, Complaint } from './complaint.mjs';
import { as, placeOf } from './postgres-account.mjs';
import { plainEnvironment } from './postgres-binaries.mjs';
import { endProcess, isRunning } from './processes.mjs';

/** @typedef {import('./postgres-binaries.mjs').Account} Account */
/** @typedef {import('./postgres-binaries.mjs').Binaries} Binaries */
/** @typedef {import('./data-folder.mjs').DataFolder} DataFolder */

/**
 * @param {string} pgdata
 * @returns {number | undefined}
 */
export function versionOf(pgdata) {
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
export const otherVersion = (folder, found, ours) =>
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
export function settleOwner(pgdata, account) {
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
export async function initialise(folder, binaries, account, durable, log) {
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
export function postmasterIn(pgdata) {
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
export async function endStray(pgdata, log) {
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
