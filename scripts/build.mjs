import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { codeOf, Complaint } from './complaint.mjs';
import { runProgram } from './run-program.mjs';

const serverSources = ['apps/api', 'apps/worker', 'apps/cli', 'libs', 'migrations'];
const rulesFolder = 'libs/safety/rules';
const stampName = '.built';

/**
 * Compiles the server into dist/ when a source changed; dist/ is replaced as a whole, so nothing old lingers.
 * @param {string} project
 * @param {(line: string) => void} log
 * @throws {Complaint} when it does not compile
 */
export async function buildServer(project, log) {
  const sources = serverSources.filter((folder) => existsSync(join(project, folder)));
  const files = sources.flatMap((folder) => filesBelow(join(project, folder), isServerSource));
  const rules = existsSync(join(project, rulesFolder))
    ? filesBelow(join(project, rulesFolder), (path) => path.endsWith('.json'))
    : [];
  const stamp = digest(project, [...files, ...rules, join(project, '.swcrc'), join(project, 'package-lock.json')]);
  const dist = join(project, 'dist');
  if (stampIn(dist) === stamp) return log('up to date');
  const from = Date.now();
  log(`compiling ${files.length} files`);
  const fresh = join(project, `dist.${process.pid}`);
  try {
    const swc = join(project, 'node_modules/@swc/cli/bin/swc.js');
    const words = ['--out-dir', fresh, '--config-file', '.swcrc', '--ignore', '**/*.test.ts'];
    const { code, output } = await runProgram([swc, ...sources, ...words], { cwd: project, quiet: true });
    if (code !== 0) {
      process.stderr.write(output);
      throw new Complaint('The server does not compile; the compiler’s words are above.');
    }
    await keepPacks(project, fresh);
    writeFileSync(join(fresh, stampName), stamp);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } catch (error) {
    throw writable(error, project);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  log(`compiled in ${since(from)}`);
}

/**
 * Compiles the rules of the safety library once, so that no start has to.
 * @param {string} project
 * @param {string} fresh the folder of the compiled server
 */
async function keepPacks(project, fresh) {
  const program = join(fresh, 'libs/safety/src/rules/keep-packs.js');
  if (!existsSync(program)) return;
  const { code, output } = await runProgram([program], { cwd: project, quiet: true });
  if (code === 0) return;
  process.stderr.write(output);
  throw new Complaint('The rules of the safety library do not compile; what is wrong stands above.');
}

/**
 * Builds the web client into apps/web/dist when one of its sources or the schema changed.
 * @param {string} project
 * @param {(line: string) => void} log
 * @throws {Complaint} when it cannot be built
 */
export async function buildWeb(project, log) {
  const web = join(project, 'apps/web');
  if (!existsSync(join(web, 'build.mjs'))) return log('there is none yet');
  const files = filesBelow(web, (path) => !/^(dist|src\/generated|node_modules)\//.test(relative(web, path)));
  const stamp = digest(project, [...files, join(project, 'schema.graphql'), join(project, 'package-lock.json')]);
  const generated = existsSync(join(web, 'src/generated'));
  if (generated && stampIn(join(web, 'dist')) === stamp) return log('up to date');
  const from = Date.now();
  log('building');
  const { code, output } = await runProgram([join(web, 'build.mjs')], { cwd: project, quiet: true });
  if (code !== 0) {
    process.stderr.write(output);
    throw new Complaint('The web client could not be built; the words of its build are above.');
  }
  try {
    writeFileSync(join(web, 'dist', stampName), stamp);
  } catch (error) {
    throw writable(error, project);
  }
  log(`built in ${since(from)}`);
}

/** @param {number} from */
const since = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`;

/** @param {string} path */
const isServerSource = (path) => path.endsWith('.ts') && !path.endsWith('.test.ts');

/**
 * @param {string} folder
 * @param {(path: string) => boolean} wanted
 * @returns {string[]} sorted
 */
function filesBelow(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter(wanted)
    .sort();
}

/**
 * @param {string} project
 * @param {string[]} files
 * @returns {string}
 */
function digest(project, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    if (!existsSync(file)) continue;
    const content = readFileSync(file);
    hash.update(`${relative(project, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string | undefined}
 */
function stampIn(folder) {
  const file = join(folder, stampName);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/**
 * @param {unknown} error
 * @param {string} project
 */
function writable(error, project) {
  if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) return error;
  return new Complaint(
    `The build cannot be written in ${project}: it belongs to somebody else. Build as its owner first (npm start), or use a copy of your own.`,
  );
}
