import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildServer, buildWeb } from './build.mjs';
import { Complaint, lineFor } from './complaint.mjs';
import { installLibraries } from './libraries.mjs';
import { endPrograms, runProgram } from './run-program.mjs';
import { plain, startTestDatabase } from './test-database.mjs';

/** @typedef {'server' | 'web' | 'database'} Need */
/** @typedef {{ tool: string, words: string[] }} Command a script of node_modules, and what it is told */
/**
 * @typedef {object} Part
 * @property {string} name
 * @property {Need[]} [needs]
 * @property {() => boolean} [exists] whether there is anything to run yet
 * @property {boolean} [readsOnly] it reads files and looks at no clock, so another such part may run at the same time
 * @property {Command[]} commands
 */
/** @typedef {{ result: 'passed' | 'failed' | 'nothing yet', seconds: number }} Outcome */

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const minutes = 20; // for one program of a part; longer is a hang

/** @param {string[]} words @returns {Command} */
const types = (...words) => ({ tool: 'typescript/bin/tsc', words: [...words, '--noEmit'] });
/** @param {string[]} roots @param {string[]} words @returns {Command} */
const jest = (roots, ...words) => ({
  tool: 'jest/bin/jest.js',
  // A failed test that left a connection open must not keep the run from ending.
  words: [
    ...roots.filter(there).flatMap((root) => ['--roots', join(project, root)]),
    ...words,
    // Last, so that whatever is added behind them is no further root.
    ...(words.includes('--runInBand') ? [] : ['--maxWorkers=2']),
    '--forceExit',
  ],
});
/** @param {string} path */
const there = (path) => existsSync(join(project, path));
/** @param {string} folder @param {Need[]} needs @returns {Part} */
const folderOfTests = (folder, ...needs) => ({
  name: folder,
  needs,
  exists: () => hasTests(join('test', folder)),
  commands: [jest([join('test', folder)])],
});

/** @type {Part[]} in the order they run */
const parts = [
  { name: 'format', readsOnly: true, commands: [{ tool: 'prettier/bin/prettier.cjs', words: ['--check', '.'] }] },
  {
    name: 'lint',
    readsOnly: true,
    needs: ['web'],
    exists: () => readdirSync(project).some((name) => name.startsWith('eslint.config.')),
    commands: [{ tool: 'eslint/bin/eslint.js', words: ['.'] }],
  },
  {
    name: 'types',
    readsOnly: true,
    needs: ['web'], // its documents are typed by its build
    commands: [
      types('-p', 'tsconfig.json'),
      types('-p', 'scripts/tsconfig.json'),
      ...(there('apps/web/tsconfig.json') ? [types('-p', 'apps/web/tsconfig.json')] : []),
    ],
  },
  {
    name: 'boundaries',
    readsOnly: true,
    exists: () => readdirSync(project).some((name) => name.startsWith('.dependency-cruiser.')),
    commands: [{ tool: 'dependency-cruiser/bin/dependency-cruise.mjs', words: ['apps', 'libs', 'migrations'] }],
  },
  {
    name: 'unit',
    needs: ['web'],
    exists: () => hasTests('libs') || hasTests('apps') || hasTests('migrations'),
    commands: [
      jest(['libs', 'apps', 'migrations'], '--testPathIgnorePatterns', '/node_modules/', '\\.database\\.test\\.ts$'),
    ],
  },
  {
    name: 'database',
    needs: ['server', 'database'],
    exists: () => hasTests('test/database') || hasTests('libs', '.database.test.ts'),
    commands: [
      jest(['test/database', 'libs'], ...['--testMatch', '**/test/database/**/*.test.ts', '**/*.database.test.ts']),
    ],
  },
  {
    name: 'journeys',
    needs: ['server', 'database'],
    exists: () => hasTests('test/journeys'),
    commands: [jest(['test/journeys'], '--setupFilesAfterEnv', join(project, 'test/database/watch-statements.ts'))],
  },
  folderOfTests('launcher', 'server', 'web'),
  folderOfTests('access', 'server', 'database'),
  folderOfTests('hardening', 'server', 'web', 'database'),
  folderOfTests('fuzz', 'server', 'database'),
  folderOfTests('operations', 'server', 'database'),
  folderOfTests('bench', 'server'),
  {
    ...folderOfTests('browser', 'server', 'web', 'database'),
    commands: [jest(['test/browser'], '--testPathIgnorePatterns', 'paint')],
  },
  {
    ...folderOfTests('browser', 'server', 'web', 'database'),
    name: 'paint',
    commands: [jest(['test/browser'], '--testPathPatterns', 'paint')],
  },
  {
    ...folderOfTests('faults', 'server', 'database'),
    // One after the other: each brings processes of its own and looks at how long things take.
    commands: [jest(['test/faults'], '--runInBand')],
  },
];

/**
 * @param {string} folder
 * @param {string} [ending]
 */
function hasTests(folder, ending = '.test.ts') {
  if (!there(folder)) return false;
  const names = readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' });
  return names.some((name) => name.endsWith(ending) && !name.includes('node_modules'));
}

/**
 * Runs the named parts, or all, and ends the process: code 0 when nothing failed.
 * @param {string[]} args
 */
export async function test(args) {
  const controller = new AbortController();
  const request = () => {
    if (!controller.signal.aborted) console.log('\nStopping …');
    controller.abort();
    void endPrograms();
  };
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, request);
  if (process.connected) process.once('disconnect', request);

  let code = 1;
  const needs = new Needs(controller.signal);
  try {
    const cut = args.includes('--') ? args.indexOf('--') : args.length;
    const isPart = (/** @type {string} */ name) => parts.some((part) => part.name === name);
    const before = args.slice(0, cut);
    const named = before.filter(isPart);
    // After a part, what is none says which of its tests: `npm run test:faults -- chaos`.
    const patterns = named.length === 1 && isPart(before[0] ?? '') ? before.slice(1) : [];
    const wrong = before.find((name) => !isPart(name) && !patterns.includes(name));
    if (wrong !== undefined) {
      throw new Complaint(`There is no part ${wrong}. The parts are ${parts.map((part) => part.name).join(', ')}.`);
    }
    await installLibraries(project, (line) => console.log(`Libraries: ${line}`));
    code = await runParts(named, [...patterns, ...args.slice(cut + 1)], needs, controller.signal);
  } catch (error) {
    await pause(0);
    if (!controller.signal.aborted) console.error(lineFor(error));
  }
  await endPrograms();
  await needs.end();
  process.exit(controller.signal.aborted ? 130 : code);
}

/**
 * @param {string[]} named
 * @param {string[]} extra
 * @param {Needs} needs
 * @param {AbortSignal} stop
 * @returns {Promise<number>} the exit code
 */
async function runParts(named, extra, needs, stop) {
  const chosen = parts.filter((part) => named.length === 0 || named.includes(part.name));
  /** @type {Map<Part, Outcome>} */
  const outcomes = new Map();
  const one = async (/** @type {Part} */ part, /** @type {boolean} */ beside) =>
    outcomes.set(part, await runPart(part, { extra, needs, stop, beside, isNamed: named.length > 0 }));

  const readers = chosen.filter(({ readsOnly }) => readsOnly);
  if (readers.length > 1) {
    console.log(
      `\n${readers.map(({ name }) => name).join(', ')}: running side by side, each shows what it found at its end`,
    );
    const waiting = [...readers];
    const next = async () => {
      for (let part = waiting.shift(); part && !stop.aborted; part = waiting.shift()) await one(part, true);
    };
    await Promise.all([next(), next()]);
  }
  for (const part of chosen) {
    stop.throwIfAborted();
    if (!outcomes.has(part)) await one(part, false);
  }
  stop.throwIfAborted();
  console.log('\n── summary ───────────────────────────────────────────────────────────────');
  for (const part of chosen) {
    const { result, seconds } = outcomes.get(part) ?? { result: 'failed', seconds: 0 };
    console.log(`${part.name.padEnd(12)}${result.padEnd(14)}${seconds.toFixed(1)} s`);
  }
  const count = (/** @type {Outcome['result']} */ wanted) =>
    [...outcomes.values()].filter(({ result }) => result === wanted).length;
  console.log(`\n${count('passed')} passed, ${count('failed')} failed`);
  return count('failed') === 0 ? 0 : 1;
}

/**
 * @param {Part} part
 * @param {object} how
 * @param {string[]} how.extra
 * @param {Needs} how.needs
 * @param {AbortSignal} how.stop
 * @param {boolean} how.beside another part runs at the same time: what this one prints is shown together, at its end
 * @param {boolean} how.isNamed somebody asked for it, so there must be something to run
 * @returns {Promise<Outcome>}
 */
async function runPart(part, { extra, needs, stop, beside, isNamed }) {
  const head = `\n── ${part.name} ${'─'.repeat(Math.max(0, 70 - part.name.length))}`;
  if (!beside) console.log(head);
  const from = Date.now();
  let printed = '';
  /** @type {Outcome['result']} */
  let result = 'passed';
  if (part.exists !== undefined && !part.exists()) {
    printed = 'There is nothing to run yet.\n';
    result = isNamed ? 'failed' : 'nothing yet';
  } else {
    try {
      const environment = await needs.meet(part.needs ?? []);
      for (const { tool, words } of part.commands) {
        stop.throwIfAborted();
        const command = [join(project, 'node_modules', tool), ...words, ...(tool.startsWith('jest/') ? extra : [])];
        const tooLong = setTimeout(() => {
          console.error(`${tool} did not end within ${minutes} minutes; it is ended.`);
          void endPrograms();
        }, minutes * 60_000);
        const env = { ...plain(process.env), ...environment };
        const { code, output } = await runProgram(command, { cwd: project, env, quiet: beside }).finally(() =>
          clearTimeout(tooLong),
        );
        printed += output;
        if (code !== 0) result = 'failed';
      }
    } catch (error) {
      stop.throwIfAborted();
      console.error(lineFor(error));
      result = 'failed';
    }
  }
  if (beside) console.log(head);
  if (printed) process.stdout.write(printed);
  return { result, seconds: (Date.now() - from) / 1000 };
}

/** What parts need, each made at most once and only when a part asks for it. */
class Needs {
  /** @type {Map<Need, Promise<unknown>>} */ #made = new Map();
  /** @type {import('./test-database.mjs').TestDatabase | undefined} */ #database;

  /** @param {AbortSignal} stop */
  constructor(stop) {
    this.stop = stop;
  }

  /**
   * @param {Need[]} needs
   * @returns {Promise<Record<string, string>>} what the part's programs are told
   */
  async meet(needs) {
    for (const need of needs) {
      this.stop.throwIfAborted();
      if (!this.#made.has(need)) this.#made.set(need, this.#make(need));
      await this.#made.get(need);
    }
    return needs.includes('database') ? (this.#database?.environment ?? {}) : {};
  }

  /** @param {Need} need */
  async #make(need) {
    if (need === 'server') await buildServer(project, (line) => console.log(`Server: ${line}`));
    if (need === 'web') await buildWeb(project, (line) => console.log(`Web client: ${line}`));
    if (need !== 'database') return;
    this.#database = await startTestDatabase(project, (line) => console.log(`Database: ${line}`), this.stop);
  }

  async end() {
    await Promise.allSettled(this.#made.values());
    await this.#database?.stop();
  }
}
