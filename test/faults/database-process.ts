import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Child, project } from './child';
import { SmallDisk } from './small-disk';
import { until } from './until';

interface Addresses {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly serviceUrl: string;
}

/** A durable PostgreSQL of its own, kept running by the project's own launcher. */
export class DatabaseProcess {
  private constructor(
    private readonly folder: string,
    /** The disk that it has to itself; null when this account may not mount one. */
    readonly disk: SmallDisk | null,
    private launcher: Child,
    readonly addresses: Addresses,
  ) {}

  /** `small` gives it a disk of its own that can be filled, where that is possible. */
  static async start({ small = false } = {}): Promise<DatabaseProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'kring-faults-'));
    const disk = small ? SmallDisk.at(folder) : null;
    const launcher = launch(folder);
    const database = new DatabaseProcess(folder, disk, launcher, await addressesOf(launcher));
    // So that what was written long ago does not take the room of what is written now.
    if (disk) await database.set({ max_wal_size: '64MB', min_wal_size: '32MB' });
    return database;
  }

  /** Every process of it that runs now, the postmaster first. */
  get processes(): number[] {
    const postmaster = this.postmaster();
    return [postmaster, ...childrenOf(postmaster)];
  }

  /** The processes that serve the service's connections. */
  get backends(): number[] {
    return childrenOf(this.postmaster()).filter((pid) => commandOf(pid).includes('kring_service'));
  }

  /** Sends a signal to processes of it; those that are gone by then are no error. */
  signal(name: NodeJS.Signals, pids: readonly number[]): void {
    for (const pid of pids) {
      try {
        process.kill(pid, name);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }

  /** Changes settings of the whole server, as its administrator does while it runs. */
  async set(settings: Readonly<Record<string, string>>): Promise<void> {
    const client = new Client({ connectionString: this.addresses.adminUrl });
    await client.connect();
    try {
      await client.query('SET default_transaction_read_only = off');
      for (const [name, value] of Object.entries(settings)) await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
      await client.query('SELECT pg_reload_conf()');
    } finally {
      await client.end();
    }
  }

  /** The database of the service, for the superuser. */
  get adminUrl(): string {
    return Object.assign(new URL(this.addresses.adminUrl), { pathname: '/kring' }).toString();
  }

  /** `kill -9` of the postmaster, which is the end of all of PostgreSQL. Its launcher starts it again. */
  kill(): void {
    process.kill(this.postmaster(), 'SIGKILL');
  }

  /** Ends it, launcher and all, and leaves its data. */
  async leave(): Promise<void> {
    this.launcher.signal('SIGTERM');
    await this.launcher.ended;
  }

  /** Starts it again where it was. */
  async comeBack(): Promise<void> {
    this.launcher = launch(this.folder);
    const { adminUrl } = await addressesOf(this.launcher);
    if (adminUrl !== this.addresses.adminUrl) throw new Error('the database came back somewhere else');
  }

  /** Waits until it answers. */
  async answers(): Promise<void> {
    await until('the database answers', 30_000, async () => {
      const client = new Client({ connectionString: this.adminUrl });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return true;
      } catch {
        return false;
      } finally {
        await client.end().catch(() => undefined);
      }
    });
  }

  async remove(): Promise<void> {
    await this.leave();
    this.disk?.unmount();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private postmaster(): number {
    const pid = Number(readFileSync(join(this.folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    if (!(pid > 1)) throw new Error('there is no postmaster');
    return pid;
  }
}

function childrenOf(parent: number): number[] {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
    return pairs.flatMap(([pid = 0, of]) => (of === parent ? [pid] : []));
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => Number(read(`/proc/${pid}/stat`).replace(/^.*\) \S+ /s, '').split(' ')[0]) === parent).map(Number); // prettier-ignore
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`);
  return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
}

/** A file about a process; empty when that is gone. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function launch(folder: string): Child {
  return new Child([join(project, 'scripts/postgres.mjs'), folder]);
}

async function addressesOf(launcher: Child): Promise<Addresses> {
  const line = await until('PostgreSQL starts', 60_000, () => {
    if (!launcher.runs) throw new Error(`PostgreSQL did not start: ${launcher.output}`);
    return /^\{.*\}$/m.exec(launcher.output)?.[0] ?? null;
  });
  return JSON.parse(line) as Addresses;
}
