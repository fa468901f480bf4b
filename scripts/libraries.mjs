import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, Complaint } from './complaint.mjs';
import { runProgram } from './run-program.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], extraneous?: boolean }} Locked */

/**
 * Installs the libraries when they are missing or do not fit the lock file.
 * @param {string} project
 * @param {(line: string) => void} log
 * @throws {Complaint} when npm cannot
 */
export async function installLibraries(project, log) {
  const lock = readFileSync(join(project, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(lock).digest('hex');
  const stampFile = join(project, 'node_modules', '.kring-lock');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return log('up to date');
  if (existsSync(join(project, 'node_modules')) && fits(project, lock)) {
    writeStamp(stampFile, stamp);
    return log('up to date');
  }
  const from = Date.now();
  const seconds = () => Math.round((Date.now() - from) / 1000);
  log('installing what package-lock.json names (npm ci)');
  const still = setInterval(() => log(`still installing (${seconds()} s)`), 10_000);
  try {
    // Whatever NODE_ENV says: without the development libraries nothing could be built.
    const words = ['ci', '--include=dev', '--include=optional', '--prefer-offline', '--no-audit', '--no-fund'];
    const npm = process.env.npm_execpath;
    const { code, output } = npm?.endsWith('.js')
      ? await runProgram([npm, ...words], { cwd: project, quiet: true })
      : await runProgram(words, { cwd: project, quiet: true, program: 'npm' });
    if (code !== 0) {
      process.stderr.write(output);
      throw new Complaint(
        'The libraries could not be installed: npm ci failed, its words are above. ' +
          'Check the network, the registry that npm is set to, and that this folder is yours to write in.',
      );
    }
  } finally {
    clearInterval(still);
  }
  writeStamp(stampFile, stamp);
  log(`installed in ${seconds()} s`);
}

/**
 * @param {string} file
 * @param {string} stamp
 */
function writeStamp(file, stamp) {
  try {
    writeFileSync(file, stamp);
  } catch (error) {
    // A node_modules that is not ours to write in is compared each time.
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
  }
}

/**
 * Whether what npm noted about node_modules is what the lock file asks for on this machine.
 * @param {string} project
 * @param {string} lock
 * @returns {boolean}
 */
function fits(project, lock) {
  /** @type {Record<string, Locked>} */
  let installed;
  try {
    installed = JSON.parse(readFileSync(join(project, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  /** @type {Record<string, Locked>} */
  const asked = JSON.parse(lock).packages;
  const libc = process.platform === 'linux' && !existsSync('/etc/alpine-release') ? 'glibc' : 'musl';
  /** @param {string[] | undefined} list @param {string} mine */
  const suits = (list, mine) => list === undefined || list.includes(mine);
  const wanted = Object.entries(asked).filter(([path, entry]) => path !== '' && entry.extraneous !== true);
  const known = new Set(Object.keys(asked));
  return (
    Object.keys(installed).every((path) => known.has(path)) &&
    wanted.every(([path, entry]) => {
      const have = installed[path];
      if (have !== undefined) return have.version === entry.version && have.integrity === entry.integrity;
      const forHere = suits(entry.os, process.platform) && suits(entry.cpu, process.arch) && suits(entry.libc, libc);
      const native = entry.os !== undefined || entry.cpu !== undefined;
      return entry.optional === true && !(native && forHere);
    })
  );
}
