import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectFolder } from '@kring/platform';

const patience = 60_000;
const running = new Set<ServerProcess>();

/** The environment without anybody's settings of Kring. */
function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(KRING_|DATABASE_|BENCH_|npm_|INIT_CWD)/.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** A Node program beside this one. Its channel closes when this one ends, however that comes, and then it ends too. */
export class ServerProcess {
  private said = '';
  /** Milliseconds from its start until it said that it is ready. */
  readyAfter = 0;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (piece: Buffer) => (this.said = (this.said + piece.toString()).slice(-20_000)));
    running.add(this);
    child.once('exit', () => running.delete(this));
  }

  /** Resolves when it says `ready`; throws with what it said when it ends before or takes too long. */
  static async start(
    name: string,
    script: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    ready = /ready/i,
  ): Promise<ServerProcess> {
    const from = performance.now();
    const [program = '', ...words] = script;
    const child = spawn(process.execPath, [join(projectFolder, program), ...words], {
      cwd: projectFolder,
      env: { ...plainEnvironment(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const server = new ServerProcess(name, child);
    for (const until = Date.now() + patience; !ready.test(server.said);) {
      if (!server.runs || Date.now() > until) {
        await server.stop();
        throw new Error(`${name} did not get ready: ${server.said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    server.readyAfter = performance.now() - from;
    return server;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get output(): string {
    return this.said;
  }

  get runs(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (!this.runs) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const firmly = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(firmly);
  }

  /** Ends whatever still runs. */
  static async stopAll(): Promise<void> {
    // Databases last: services say goodbye to them.
    const isDatabase = (server: ServerProcess): boolean => server.name.startsWith('database');
    await Promise.all([...running].filter((one) => !isDatabase(one)).map((one) => one.stop()));
    await Promise.all([...running].map((one) => one.stop()));
  }
}
