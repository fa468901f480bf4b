import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const project = join(__dirname, '../..');

export interface Ran {
  readonly code: number | NodeJS.Signals;
  readonly out: string;
  /** What it complained of; one line when all is as it should be. */
  readonly complaint: string;
}

/** The environment without anybody's settings of Kring. */
function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(KRING_|DATABASE_|npm_|INIT_CWD)/.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Runs a built command as a process of its own, as npm does. `watch` hears what it has said so far, and may kill it. */
export function runCommand(
  name: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  watch: (said: string, kill: () => void) => void = () => undefined,
): Promise<Ran> {
  return runNode([join(project, `dist/apps/cli/src/${name}.js`), ...words], environment, watch);
}

/** Runs a Node program; the libraries that Jest cannot load are used there. */
export function runNode(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  watch: (said: string, kill: () => void) => void = () => undefined,
): Promise<Ran> {
  const child = spawn(process.execPath, ['--enable-source-maps', ...words], {
    cwd: project,
    env: { ...plainEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let complaint = '';
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString();
    watch(out, () => child.kill('SIGKILL'));
  });
  child.stderr.on('data', (piece: Buffer) => (complaint += piece.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? signal ?? 1, out, complaint: complaint.trim() }));
  });
}
