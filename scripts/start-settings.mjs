import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Complaint } from './complaint.mjs';

export const help = `Usage: npm start -- [--port <number>] [--data <folder>] [--no-demo | --reset-demo]

Installs and builds what is missing, starts a database unless DATABASE_URL names one, and starts Kring.

  --port <number>   where to listen                      (or KRING_PORT; 3000)
  --data <folder>   database, secrets and demo.json      (or KRING_DATA; .kring in the project)
  --no-demo         do not load the demo                 (or KRING_DEMO=no)
  --reset-demo      throw the demo away and load it anew (or KRING_DEMO=reset)
  --help            this text

A database of your own: DATABASE_URL (owner, for migrations) and DATABASE_SERVICE_URL (login of the service).
All settings: docs/settings.md. Ctrl-C stops everything.`;

/**
 * @typedef {object} StartSettings
 * @property {number} port 0 for any free one
 * @property {string} host
 * @property {string} data absolute
 * @property {'yes' | 'no' | 'reset'} demo
 * @property {'all' | 'api' | 'worker'} role
 * @property {boolean} migrate
 * @property {string | undefined} secret
 * @property {string | undefined} databaseUrl
 * @property {string | undefined} databaseServiceUrl
 */

/**
 * Reads flags and environment; a flag wins. An empty variable counts as absent.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} project
 * @returns {StartSettings | 'help'}
 * @throws {Complaint} that names the flag or setting, never a secret value
 */
export function readStartSettings(args, environment, project) {
  const flags = readFlags(args);
  if (flags.help === true) return 'help';
  /** @param {string} name */
  const given = (name) => environment[name]?.trim() || undefined;
  /**
   * @template {string} T
   * @param {string} name
   * @param {readonly T[]} answers
   * @param {T} otherwise
   * @returns {T}
   */
  const oneOf = (name, answers, otherwise) => {
    const value = given(name) ?? otherwise;
    const found = answers.find((answer) => answer === value);
    if (found === undefined)
      throw new Complaint(`${name} must be one of ${answers.join(', ')}. Correct it or leave it out.`);
    return found;
  };

  const port = flags.port ?? given('KRING_PORT') ?? '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Complaint(
      `KRING_PORT (or --port) must be a whole number from 0 to 65535. Correct it or leave it out (3000).`,
    );
  }
  if (flags['no-demo'] === true && flags['reset-demo'] === true) {
    throw new Complaint('--no-demo and --reset-demo exclude each other. Give one of them.');
  }
  const demo = oneOf('KRING_DEMO', ['yes', 'no', 'reset'], 'yes');
  const secret = given('KRING_SECRET');
  if (secret !== undefined && !/^[0-9a-f]{64}$/.test(secret)) {
    throw new Complaint('KRING_SECRET must be 64 hexadecimal digits. Correct it, or leave it out and one is made.');
  }
  const migrate = oneOf('KRING_MIGRATE', ['yes', 'no'], 'yes') === 'yes';
  const databaseUrl = given('DATABASE_URL');
  const databaseServiceUrl = given('DATABASE_SERVICE_URL');
  if (databaseServiceUrl !== undefined && databaseUrl === undefined && migrate) {
    throw new Complaint(
      'DATABASE_SERVICE_URL is set without DATABASE_URL. Set DATABASE_URL too (its owner, for migrations), ' +
        'or KRING_MIGRATE=no when another process migrates, or neither address to use the embedded database.',
    );
  }
  if (flags.data === '') throw new Complaint('--data needs a folder, such as --data /srv/kring.');
  const data = flags.data ?? given('KRING_DATA') ?? join(project, '.kring');
  return {
    port: Number(port),
    host: given('KRING_HOST') ?? '127.0.0.1',
    data: isAbsolute(data) ? data : join(environment.INIT_CWD ?? process.cwd(), data),
    demo: flags['no-demo'] === true ? 'no' : flags['reset-demo'] === true ? 'reset' : demo,
    role: oneOf('KRING_ROLE', ['all', 'api', 'worker'], 'all'),
    migrate,
    secret,
    databaseUrl,
    databaseServiceUrl,
  };
}

/** @param {string[]} args */
function readFlags(args) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-demo': { type: 'boolean' },
        'reset-demo': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message.split(/\. |\n/)[0] : String(error);
    throw new Complaint(`${why}. npm start -- --help lists the flags.`);
  }
}
