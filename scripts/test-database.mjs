import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Complaint } from './complaint.mjs';
import { startPostgres } from './postgres.mjs';
import { runProgram } from './run-program.mjs';

/** @typedef {{ environment: Record<string, string>, stop: () => Promise<void> }} TestDatabase */

const template = 'kring_template';

/**
 * The one PostgreSQL that all tests of a run share, with a migrated template database to clone: an embedded one in a
 * temporary folder, or the one of TEST_DATABASE_URL (a superuser's address).
 * @param {string} project with a built server
 * @param {(line: string) => void} log
 * @param {AbortSignal} giveUp
 * @returns {Promise<TestDatabase>} what Jest is told, and how to end it
 * @throws {Complaint}
 */
export async function startTestDatabase(project, log, giveUp) {
  const given = process.env.TEST_DATABASE_URL?.trim();
  const folder = mkdtempSync(join(tmpdir(), 'kring-test-'));
  /** @type {() => Promise<void>} */
  let stop = async () => rmSync(folder, { recursive: true, force: true });
  try {
    /** @type {{ adminUrl: string, ownerUrl: string, serviceUrl: string }} */
    let urls;
    if (given) {
      urls = await loginsAt(given);
    } else {
      const running = await startPostgres({ dataFolder: join(folder, 'data'), log, durable: false, giveUp });
      const remove = stop;
      stop = () => running.stop().then(remove);
      urls = running;
    }
    const inTemplate = (/** @type {string} */ url) => withDatabase(url, template);
    await query(urls.adminUrl, [
      `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`,
      `CREATE DATABASE ${template} OWNER kring_owner TEMPLATE template0 ENCODING 'UTF8'`,
    ]);
    const environment = {
      KRING_TEST_ADMIN_URL: urls.adminUrl,
      KRING_TEST_OWNER_URL: inTemplate(urls.ownerUrl),
      KRING_TEST_SERVICE_URL: inTemplate(urls.serviceUrl),
    };
    await migrate(project, folder, environment.KRING_TEST_OWNER_URL, environment.KRING_TEST_SERVICE_URL);
    return { environment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {string} project
 * @param {string} folder
 * @param {string} ownerUrl
 * @param {string} serviceUrl
 */
async function migrate(project, folder, ownerUrl, serviceUrl) {
  const program = join(project, 'dist/apps/cli/src/migrate.js');
  if (!existsSync(program)) throw new Complaint(`${program} is missing, so the test database cannot be migrated.`);
  const { code, output } = await runProgram(['--enable-source-maps', program], {
    cwd: project,
    quiet: true,
    env: {
      ...plain(process.env),
      DATABASE_URL: ownerUrl,
      DATABASE_SERVICE_URL: serviceUrl,
      KRING_SECRET: randomBytes(32).toString('hex'),
      KRING_DATA: folder,
    },
  });
  if (code === 0) return;
  process.stderr.write(output);
  throw new Complaint('The migrations failed on an empty database; their words are above.');
}

/**
 * The environment without anybody's settings of Kring, so that tests answer the same everywhere.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function plain(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(KRING_(?!UPDATE_SNAPSHOTS|SHOTS)|DATABASE_)/.test(name)),
  );
}

/**
 * @param {string} url
 * @param {string} database
 */
function withDatabase(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/**
 * Both logins on a server that runs already, with passwords of this run.
 * @param {string} adminUrl
 */
async function loginsAt(adminUrl) {
  /** @param {string} role */
  const login = async (role) => {
    const password = randomBytes(18).toString('base64url');
    const rights = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${password}'`;
    await query(adminUrl, [
      `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
      `ALTER ROLE ${role} ${rights}`,
    ]);
    const url = new URL(adminUrl);
    url.username = role;
    url.password = password;
    return url.href;
  };
  return { adminUrl, ownerUrl: await login('kring_owner'), serviceUrl: await login('kring_service') };
}

/**
 * @param {string} url
 * @param {string[]} statements
 */
async function query(url, statements) {
  /** @type {typeof import('pg')} */
  const pg = createRequire(import.meta.url)('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    for (const statement of statements) await client.query(statement);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Complaint(
      `The test database cannot be prepared (${why}). TEST_DATABASE_URL, when set, must be a superuser’s address.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
