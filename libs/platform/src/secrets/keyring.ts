import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectFolder } from '../settings/project-folder';
import type { Settings } from '../settings/settings';

/** One secret of the installation with what is made from it. The id tells which one it is, and nothing about it. */
export interface Key {
  readonly id: string;
  readonly secret: string;
  readonly sealing: Buffer;
  readonly deriving: Buffer;
}

/** In the data folder. */
export const keysFileName = 'keys.json';

/** What `keys.json` in the data folder holds: keys made by the command, newest first, and the ids of those given up. */
interface KeyFile {
  readonly keys: readonly { readonly secret: string; readonly madeAt: string }[];
  readonly dropped: readonly string[];
}

export class WrongKeyFile extends Error {}

const lookAgainMs = 1000;
const secretPattern = /^[0-9a-f]{64}$/;

function keyFrom(secret: string): Key {
  const bytes = Buffer.from(secret, 'hex');
  const made = (what: string, length: number): Buffer => Buffer.from(hkdfSync('sha256', bytes, '', what, length));
  return {
    id: made('kring key id v1', 4).toString('hex'),
    secret,
    sealing: made('kring sealing v1', 32),
    deriving: made('kring deriving v1', 32),
  };
}

/**
 * The keys of the installation: the current one first, then earlier ones that still open what they sealed. They come from
 * `keys.json` in the data folder (made by `npm run rotate-keys`), then KRING_SECRET, then KRING_SECRET_PREVIOUS; ids given
 * up in `keys.json` are left out wherever they come from. A running process follows the file within a second.
 */
export class Keyring {
  private readonly path: string;
  private readonly given: readonly string[];
  private known: readonly Key[] = [];
  private stamp = '';
  private lookedAt = -Infinity;

  constructor(
    settings: Pick<Settings, 'KRING_SECRET'> & Partial<Pick<Settings, 'KRING_SECRET_PREVIOUS' | 'KRING_DATA'>>,
  ) {
    this.path = join(resolve(projectFolder, settings.KRING_DATA ?? '.'), keysFileName);
    if (settings.KRING_DATA === undefined) this.path = '';
    this.given = [settings.KRING_SECRET, ...(settings.KRING_SECRET_PREVIOUS ?? [])];
    this.look();
  }

  /** All keys, the current one first. Never empty. */
  get keys(): readonly Key[] {
    if (performance.now() - this.lookedAt > lookAgainMs) this.look();
    return this.known;
  }

  /** The key that new seals and new codes are made with. */
  get current(): Key {
    const [first] = this.keys;
    if (!first) throw new WrongKeyFile(`${this.path} gives up every key there is. Put it back from a copy.`);
    return first;
  }

  /** The key with this id; looks at the file again before it says that there is none. */
  find(id: string): Key | null {
    const found = this.known.find((key) => key.id === id);
    if (found) return found;
    this.look();
    return this.known.find((key) => key.id === id) ?? null;
  }

  /** Makes a fresh key, keeps it in `keys.json`, and makes it the current one. */
  addFresh(now: Date): Key {
    return this.add(randomBytes(32).toString('hex'), now);
  }

  /** Makes a secret the current one; for a key that comes out of a backup too. */
  add(secret: string, now: Date): Key {
    const file = this.read();
    const key = keyFrom(secret);
    const others = file.keys.filter((one) => one.secret !== secret);
    this.write({
      keys: [{ secret, madeAt: now.toISOString() }, ...others],
      dropped: file.dropped.filter((id) => id !== key.id),
    });
    return key;
  }

  /** Gives up every key but the current one. Answers the ids of those given up. */
  dropEarlier(): string[] {
    const { current } = this;
    const gone = this.keys.filter((key) => key.id !== current.id).map((key) => key.id);
    const file = this.read();
    this.write({
      keys: file.keys.filter((one) => one.secret === current.secret),
      dropped: [...new Set([...file.dropped, ...gone])],
    });
    return gone;
  }

  private look(): void {
    this.lookedAt = performance.now();
    const stat = this.path && existsSync(this.path) ? statSync(this.path, { bigint: true }) : null;
    const stamp = stat ? `${stat.mtimeNs} ${stat.ino} ${stat.size}` : 'none';
    if (stamp === this.stamp) return;
    const file = this.read();
    const secrets = [...new Set([...file.keys.map((one) => one.secret), ...this.given])];
    this.known = secrets.map(keyFrom).filter((key) => !file.dropped.includes(key.id));
    this.stamp = stamp;
  }

  private read(): KeyFile {
    if (!this.path || !existsSync(this.path)) return { keys: [], dropped: [] };
    try {
      const file = JSON.parse(readFileSync(this.path, 'utf8')) as KeyFile;
      const whole = file.keys.every((one) => secretPattern.test(one.secret)) && Array.isArray(file.dropped);
      if (whole) return file;
    } catch {
      // The same line tells of a file that is not JSON and of one that lacks something.
    }
    throw new WrongKeyFile(
      `${this.path} cannot be read. Put it back from a copy; without it sealed data stays sealed.`,
    );
  }

  /** Whole or not at all, readable by its own account only. */
  private write(file: KeyFile): void {
    if (!this.path) throw new WrongKeyFile('KRING_DATA is not set, so there is no place to keep a key.');
    mkdirSync(resolve(this.path, '..'), { recursive: true, mode: 0o700 });
    const fresh = `${this.path}.${process.pid}.new`;
    rmSync(fresh, { force: true });
    writeFileSync(fresh, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    chmodSync(fresh, 0o600);
    renameSync(fresh, this.path);
    this.look();
  }
}
