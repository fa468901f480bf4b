import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Child, project } from './child';
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
    private launcher: Child,
    readonly addresses: Addresses,
  ) {}

  static async start(): Promise<DatabaseProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'kring-faults-'));
    const launcher = launch(folder);
    return new DatabaseProcess(folder, launcher, await addressesOf(launcher));
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
    rmSync(this.folder, { recursive: true, force: true });
  }

  private postmaster(): number {
    const pid = Number(readFileSync(join(this.folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    if (!(pid > 1)) throw new Error('there is no postmaster');
    return pid;
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
