import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildServer } from './build.mjs';
import { Complaint, lineFor } from './complaint.mjs';
import { installLibraries } from './libraries.mjs';
import { endPrograms, runProgram } from './run-program.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Builds the service and the programs of the bench, and runs them to their end. Ends the process.
 * @param {string[]} args
 */
export async function bench(args) {
  const controller = new AbortController();
  const request = () => {
    if (!controller.signal.aborted) console.log('\nStopping …');
    controller.abort();
    void endPrograms();
  };
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, request);
  if (process.connected) process.once('disconnect', request);
  let code = 1;
  try {
    await installLibraries(project, (line) => console.log(`Libraries: ${line}`));
    await buildServer(project, (line) => console.log(`Server: ${line}`));
    await buildBench();
    controller.signal.throwIfAborted();
    const program = ['--enable-source-maps', join(project, 'dist/test/bench/main.js'), ...args];
    ({ code } = await runProgram(program, { cwd: project }));
  } catch (error) {
    await pause(0);
    if (!controller.signal.aborted) console.error(lineFor(error));
  }
  await endPrograms();
  process.exit(controller.signal.aborted ? 130 : code);
}

/** The programs of the bench lie beside the service that they measure. */
async function buildBench() {
  const swc = join(project, 'node_modules/@swc/cli/bin/swc.js');
  const words = ['--out-dir', 'dist', '--config-file', '.swcrc', '--ignore', '**/*.test.ts'];
  const { code, output } = await runProgram([swc, 'test/bench', ...words], { cwd: project, quiet: true });
  if (code === 0) return;
  process.stderr.write(output);
  throw new Complaint('The bench does not compile; the compiler’s words are above.');
}
