import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const project = join(__dirname, '../..');

export interface LaunchOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly umask?: string;
  readonly uid?: number;
  readonly gid?: number;
}

/** A script of `scripts/` that runs, or ran, and what it said. It ends when the tests end, however they do. */
export class Launched {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | NodeJS.Signals>;
  output = '';
  errors = '';

  constructor(script: string, words: readonly string[], { environment = {}, umask, uid, gid }: LaunchOptions = {}) {
    const command = [process.execPath, join(project, 'scripts', script), ...words];
    const [program = '', ...rest] =
      umask === undefined ? command : ['/bin/sh', '-c', `umask ${umask}; exec "$@"`, 'sh', ...command];
    const own = Object.entries(process.env).filter(([name]) => !/^(KRING_|DATABASE_|npm_|INIT_CWD)/.test(name));
    this.#child = spawn(program, rest, {
      cwd: uid === undefined ? project : '/',
      env: { ...Object.fromEntries(own), ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    this.#child.stdout?.on('data', (piece: Buffer) => (this.output += piece.toString()));
    this.#child.stderr?.on('data', (piece: Buffer) => (this.errors += piece.toString()));
    this.#ended = once(this.#child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals> {
    return this.#ended;
  }

  /** Waits until it has said something that fits; fails with all it said when it ends first. */
  async said(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.output + this.errors);
      if (found !== null) return found[0];
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`It ended without saying ${pattern}:\n${this.output}${this.errors}`);
      }
      await pause(20);
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    return this.#ended;
  }
}

/** Waits until something holds; fails after `patience` milliseconds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, patience = 15_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not within ${patience} ms: ${what}`);
    await pause(20);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
