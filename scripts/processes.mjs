import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './complaint.mjs';

/**
 * When a process started, as a mark that tells it from a later process with the same id.
 * @param {number} pid
 * @returns {string | undefined} undefined when no such process runs
 */
export function startMark(pid) {
  if (process.platform === 'linux') {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  try {
    const line = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' ? undefined : line;
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
export function isRunning(pid) {
  return startMark(pid) !== undefined;
}

/**
 * Sends a signal; a process that is gone already is no error.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/**
 * Ends a process that is not our child: each signal in turn, with its patience in milliseconds.
 * @param {number} pid
 * @param {[NodeJS.Signals, number][]} steps
 * @returns {Promise<boolean>} whether it is gone
 */
export async function endProcess(pid, steps) {
  const mark = startMark(pid);
  const gone = () => mark === undefined || startMark(pid) !== mark;
  for (const [name, patience] of steps) {
    if (gone()) return true;
    signal(pid, name);
    const until = Date.now() + patience;
    while (!gone() && Date.now() < until) await pause(20);
  }
  return gone();
}
