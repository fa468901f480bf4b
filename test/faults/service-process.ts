import { createServer } from 'node:net';
import { join } from 'node:path';
import { Child, type End, project } from './child';
import { until } from './until';

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a port has a number');
  return address.port;
}

const shiftedClock = join(__dirname, 'shifted-clock.cjs');

/** The program of the service; build it before. */
export const mainProgram = join(project, 'dist/apps/api/src/main.js');

/** The built service as a process of its own, always on the same port. */
export class ServiceProcess {
  readonly url: string;
  private said = '';
  private child: Child | null = null;

  constructor(
    readonly environment: Readonly<Record<string, string>>,
    port: number,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    this.environment = { ...environment, KRING_PORT: String(port) };
  }

  /** What all its lives said. */
  get output(): string {
    return this.said + (this.runs ? (this.child?.output ?? '') : '');
  }

  get runs(): boolean {
    return this.child?.runs ?? false;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Spawns it; answers how that life ends. */
  spawn(): Promise<End> {
    if (this.runs) throw new Error('it runs already');
    const child = new Child(['--enable-source-maps', '--require', shiftedClock, mainProgram], this.environment);
    this.child = child;
    return child.ended.then((end) => {
      this.said += child.output;
      return end;
    });
  }

  /** Spawns it and waits until it is ready; fails with what it said when it ends before. */
  async start(): Promise<void> {
    void this.spawn();
    await this.up();
  }

  async ready(patience = 60_000): Promise<void> {
    await until('the service is ready', patience, async () => {
      if (!this.runs) throw new Error(`the service ended: ${this.output}`);
      return (await this.readiness()) === 200;
    });
  }

  /** Waits until it does its work in this life: an api serves, a worker says that it runs. */
  async up(patience = 60_000): Promise<void> {
    const { child } = this;
    if (this.environment['KRING_ROLE'] !== 'worker') return this.ready(patience);
    await until('the worker runs', patience, () => {
      if (!child?.runs) throw new Error(`the worker ended: ${this.output}`);
      return child.output.includes('Kring worker is running');
    });
  }

  /** Sets its clock ahead, or back; a new life begins with the right time. */
  setClock(clockAheadMs: number): void {
    this.child?.say({ clockAheadMs });
  }

  /** What `/ready` answers; 0 when nothing does. */
  async readiness(): Promise<number> {
    try {
      const answer = await fetch(`${this.url}/ready`, { signal: AbortSignal.timeout(3000) });
      await answer.text();
      return answer.status;
    } catch {
      return 0;
    }
  }

  /** Closes its channel, as the end of whoever started it does; answers how it ended. */
  async leave(): Promise<End> {
    this.child?.disconnect();
    return this.child ? this.child.ended : 0;
  }

  signal(name: NodeJS.Signals): void {
    this.child?.signal(name);
  }

  /** Ends it as a launcher does; answers how it ended. */
  async stop(): Promise<End> {
    this.signal('SIGTERM');
    return this.child ? this.child.ended : 0;
  }
}
