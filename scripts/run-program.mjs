import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, Complaint } from './complaint.mjs';
import { signal } from './processes.mjs';

/** @type {Set<number>} */
const running = new Set();

/**
 * Runs a Node program to its end, in a session of its own: a Ctrl-C in the terminal is passed on by whoever decides.
 * @param {string[]} command a script and its arguments
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.quiet] keep the output instead of showing it
 * @param {string} [options.program] another program than Node
 * @returns {Promise<{ code: number, output: string }>}
 * @throws {Complaint} when it cannot be run at all
 */
export function runProgram(command, { cwd, env = process.env, quiet = false, program = process.execPath }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, command, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (output += piece));
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    child.once('error', (error) => {
      reject(new Complaint(`${program} could not be run (${codeOf(error) ?? error.message}).`));
    });
    child.once('close', (code) => {
      if (pid !== undefined) running.delete(pid);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Ends whatever `runProgram` still runs, with all that it started. */
export async function endPrograms() {
  /** @type {[NodeJS.Signals, number][]} */
  const steps = [['SIGTERM', 3_000], ['SIGKILL', 1_000]]; // prettier-ignore
  for (const [name, patience] of steps) {
    for (const pid of running) signal(-pid, name);
    const until = Date.now() + patience;
    while (running.size > 0 && Date.now() < until) await pause(20);
  }
}
