import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const project = join(__dirname, '../..');

/** The environment without anybody's settings of Kring. */
export function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(KRING_|DATABASE_|npm_|INIT_CWD)/.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** How a process ended: its exit code, or the signal that ended it. */
export type End = number | NodeJS.Signals;

/** A Node program that runs as a process of its own, and what it said. Its channel closes when the tests end, however they do. */
export class Child {
  readonly ended: Promise<End>;
  output = '';
  private readonly process: ChildProcess;

  constructor(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.process = spawn(process.execPath, words, {
      cwd: project,
      env: { ...plainEnvironment(), ...environment },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (piece: Buffer) => (this.output += piece.toString()));
    }
    this.ended = once(this.process, 'exit').then(([code, signal]) => (code ?? signal) as End);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get runs(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  signal(name: NodeJS.Signals): void {
    if (this.runs) this.process.kill(name);
  }

  say(message: Readonly<Record<string, number>>): void {
    if (this.process.connected) this.process.send(message, () => undefined);
  }

  /** Closes the channel, as the end of whoever started it does. */
  disconnect(): void {
    if (this.process.connected) this.process.disconnect();
  }
}

/** Whether no process with this id runs; one that ended and that nobody has asked about yet does not. */
export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  if (process.platform !== 'linux') return false;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}
