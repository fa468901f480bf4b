import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { codeOf, Complaint } from './complaint.mjs';
import { startMark } from './processes.mjs';

/** @typedef {{ pid: number, mark: string }} ProcessMark a process, told from a later one with the same id */
/** @typedef {{ kringSecret: string, adminPassword: string, ownerPassword: string, servicePassword: string }} Secrets */
/** @typedef {ProcessMark & { folder: string, service?: ProcessMark }} LockText */

/** Everything Kring keeps on this machine lies in one folder; whoever opened it has it alone until `release`. */
export class DataFolder {
  /** @type {LockText} */ #lock;
  /** @type {Secrets | undefined} */ #secrets;

  /**
   * @param {string} path
   * @param {LockText} lock
   * @param {LockText | undefined} abandoned the lock of a start that ended without cleaning up
   */
  constructor(path, lock, abandoned) {
    this.path = path;
    this.abandoned = abandoned;
    this.#lock = lock;
  }

  /** @param {string} name @returns {string} the path of something in the folder */
  file(name) {
    return join(this.path, name);
  }

  /**
   * Passwords and the service's own secret, made once and kept in a file that only the owner can read.
   * @returns {Secrets}
   */
  get secrets() {
    this.#secrets ??= readOrMakeSecrets(this);
    return this.#secrets;
  }

  /** @param {string} name @param {string} text written whole or not at all, mode 0600 */
  write(name, text) {
    const fresh = this.file(`${name}.${process.pid}.new`);
    writeFileSync(fresh, text, { mode: 0o600, flush: true });
    renameSync(fresh, this.file(name));
  }

  /** @param {number} pid the service's process, so that the next start can end it if we cannot */
  noteService(pid) {
    const mark = startMark(pid);
    if (mark === undefined) return;
    this.#lock = { ...this.#lock, service: { pid, mark } };
    this.write(lockName, JSON.stringify(this.#lock));
  }

  /** Gives the folder back. */
  release() {
    const held = readLock(this.file(lockName));
    if (held !== undefined && held.pid === this.#lock.pid && held.mark === this.#lock.mark) rmSync(this.file(lockName));
  }
}

const lockName = 'kring.lock';
const wayOut = 'Choose another folder with KRING_DATA (or --data).';

/**
 * Makes the folder when it is not there (mode 0700), checks that it is ours, and locks it against a second start.
 * @param {string} path absolute
 * @returns {DataFolder}
 * @throws {Complaint} when it cannot be made, belongs to somebody else, or is in use
 */
export function openDataFolder(path) {
  try {
    if (mkdirSync(path, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(path, 0o700);
  } catch (error) {
    const why = codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR' ? 'a file is in the way' : codeOf(error);
    throw new Complaint(`The data folder ${path} cannot be made (${why}). ${wayOut}`);
  }
  const stat = statSync(path);
  const me = process.geteuid?.();
  if (me !== undefined && stat.uid !== me) {
    throw new Complaint(`The data folder ${path} belongs to ${nameOf(stat.uid)}, and you are ${nameOf(me)}. ${wayOut}`);
  }
  if (existsSync(join(path, 'PG_VERSION'))) {
    const version = readFileSync(join(path, 'PG_VERSION'), 'utf8').trim();
    throw new Complaint(
      `The data folder ${path} is itself a database folder of PostgreSQL ${version}, not one of Kring. ${wayOut}`,
    );
  }
  const whole = realpathSync(path);
  try {
    const { lock, abandoned } = takeLock(whole, `${stat.dev}:${stat.ino}`);
    return new DataFolder(whole, lock, abandoned);
  } catch (error) {
    if (error instanceof Complaint) throw error;
    throw new Complaint(`The data folder ${path} cannot be written to (${codeOf(error) ?? error}). ${wayOut}`);
  }
}

/**
 * @param {number} uid
 * @returns {string}
 */
function nameOf(uid) {
  try {
    if (uid === process.geteuid?.()) return userInfo().username;
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.split(':')[2] === String(uid));
    return line === undefined ? `user id ${uid}` : String(line.split(':')[0]);
  } catch {
    return `user id ${uid}`;
  }
}

/**
 * @param {string} path
 * @returns {LockText | undefined}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {string} folder device and inode: a copied folder brings a copied lock along, which locks nothing
 * @returns {{ lock: LockText, abandoned: LockText | undefined }}
 */
function takeLock(path, folder) {
  const lock = { pid: process.pid, mark: startMark(process.pid) ?? '', folder };
  const at = join(path, lockName);
  const mine = join(path, `${lockName}.${process.pid}`);
  for (const name of readdirSync(path)) {
    if (name.startsWith(`${lockName}.`)) rmSync(join(path, name), { force: true });
  }
  /** @type {LockText | undefined} */
  let abandoned;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    writeFileSync(mine, JSON.stringify(lock), { mode: 0o600 });
    try {
      linkSync(mine, at);
      rmSync(mine, { force: true });
      return { lock, abandoned };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') continue;
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const found = readLock(at);
    if (found !== undefined && found.folder === folder && startMark(found.pid) === found.mark) {
      rmSync(mine, { force: true });
      throw new Complaint(
        `The data folder ${path} is in use by another start of Kring (process ${found.pid}). ` +
          'Stop that one first, or choose another folder with KRING_DATA (or --data).',
      );
    }
    if (found !== undefined && found.folder === folder) abandoned = found;
    // Take the old lock away under a name of our own, so that of two starts only one can think it removed it.
    const aside = join(path, `${lockName}.${process.pid}.old`);
    try {
      renameSync(at, aside);
      if (JSON.stringify(readLock(aside)) !== JSON.stringify(found)) linkSync(aside, at);
      unlinkSync(aside);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
    }
  }
  throw new Complaint(`The data folder ${path} could not be locked. ${wayOut}`);
}

/**
 * @param {DataFolder} folder
 * @returns {Secrets}
 */
function readOrMakeSecrets(folder) {
  const at = folder.file('secrets.json');
  if (!existsSync(at)) {
    if (existsSync(join(folder.path, 'postgres', 'PG_VERSION'))) {
      throw new Complaint(
        `The data folder ${folder.path} holds a database but its secrets.json is gone. ` +
          'Put that file back from a backup, or choose another folder with KRING_DATA (or --data).',
      );
    }
    const password = () => randomBytes(24).toString('base64url');
    const secrets = {
      kringSecret: randomBytes(32).toString('hex'),
      adminPassword: password(),
      ownerPassword: password(),
      servicePassword: password(),
    };
    folder.write('secrets.json', `${JSON.stringify(secrets, null, 2)}\n`);
    return secrets;
  }
  chmodSync(at, 0o600);
  try {
    /** @type {Secrets} */
    const secrets = JSON.parse(readFileSync(at, 'utf8'));
    const all = [secrets.adminPassword, secrets.ownerPassword, secrets.servicePassword, secrets.kringSecret];
    if (all.every((value) => typeof value === 'string' && /^[\w-]{16,}$/.test(value))) return secrets;
  } catch {
    // The same line tells of a file that is not JSON and of one that lacks something.
  }
  throw new Complaint(
    `secrets.json in the data folder ${folder.path} cannot be read. Put it back from a backup, or choose another folder with KRING_DATA (or --data).`,
  );
}
