/** A database that runs already, named by DATABASE_URL. Values of settings are never printed, for they hold passwords. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { codeOf, Complaint } from './complaint.mjs';

/** @typedef {import('pg').Client} Client */

const patience = 4_000;

/**
 * Whether anything listens there; needs no library, so that a wrong address is told before anything is installed.
 * @param {string} setting
 * @param {string} value
 * @throws {Complaint}
 */
export async function checkAddress(setting, value) {
  const url = addressOf(setting, value);
  const host = decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '');
  if (host === '' || host.startsWith('/') || url.searchParams.has('host')) return;
  const refused = await new Promise((resolve) => {
    const socket = connect({ host, port: Number(url.port || 5432), timeout: patience });
    const end = (/** @type {string | undefined} */ why) => {
      socket.destroy();
      resolve(why);
    };
    socket.once('connect', () => end(undefined));
    socket.once('timeout', () => end('ETIMEDOUT'));
    socket.once('error', (error) => end(codeOf(error) ?? 'it failed'));
  });
  if (refused !== undefined) throw unreachable(setting, refused);
}

/**
 * Signs in and looks at what is there.
 * @param {string} setting
 * @param {string} value
 * @throws {Complaint}
 */
export async function checkSignIn(setting, value) {
  const client = await signIn(setting, value);
  try {
    const { rows } = await client.query(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
    );
    if (rows[0].version < 150_000) {
      throw new Complaint(
        `${setting} names a PostgreSQL ${Math.floor(rows[0].version / 10_000)}, and Kring needs 15 or later. ` +
          `Set ${setting} to a newer one, or leave it out to use the embedded one.`,
      );
    }
    if (rows[0].encoding !== 'UTF8') {
      throw new Complaint(
        `${setting} names a database with encoding ${rows[0].encoding}. Set it to one made with UTF8.`,
      );
    }
  } finally {
    await client.end();
  }
}

/**
 * The login of the service in the database of DATABASE_URL: made, or given a new password, when DATABASE_URL may do so.
 * @param {string} ownerUrl the value of DATABASE_URL
 * @param {string} password
 * @returns {Promise<string>} a value for DATABASE_SERVICE_URL
 * @throws {Complaint} which names DATABASE_SERVICE_URL and the SQL to run
 */
export async function serviceLogin(ownerUrl, password) {
  const url = addressOf('DATABASE_URL', ownerUrl);
  url.username = 'kring_service';
  url.password = password;
  if (await canSignIn(url.href)) return url.href;

  const client = await signIn('DATABASE_URL', ownerUrl);
  try {
    const { rows } = await client.query(
      `SELECT r.rolsuper OR r.rolcreaterole AS may, quote_ident(current_database()) AS database,
              EXISTS (SELECT FROM pg_roles WHERE rolname = 'kring_service') AS there,
              EXISTS (SELECT FROM pg_stat_activity WHERE usename = 'kring_service') AS busy
         FROM pg_roles r WHERE r.rolname = current_user`,
    );
    const { may, database, there, busy } = rows[0];
    const verb = there ? 'ALTER' : 'CREATE';
    const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
    const byHand =
      `Let its administrator run: ${verb} ROLE kring_service ${there ? '' : `${rights} `}PASSWORD '<a password>'; ` +
      `GRANT CONNECT ON DATABASE ${database} TO kring_service; and set DATABASE_SERVICE_URL to that login.`;
    if (there && busy) {
      throw new Complaint(
        `DATABASE_SERVICE_URL is not set, and the role kring_service is in use with another password. ${byHand}`,
      );
    }
    if (!may) {
      throw new Complaint(
        `DATABASE_SERVICE_URL is not set, and DATABASE_URL may not make the role it needs. ${byHand}`,
      );
    }
    try {
      // Attributes that only a superuser may name are left at their defaults, which are the ones we want.
      const attributes = there ? '' : 'LOGIN NOCREATEDB NOCREATEROLE ';
      await client.query(`${verb} ROLE kring_service ${attributes}PASSWORD '${verifierOf(password)}'`);
      await client.query(`GRANT CONNECT ON DATABASE ${database} TO kring_service`);
    } catch (error) {
      throw new Complaint(
        `DATABASE_SERVICE_URL is not set, and making the role kring_service failed (${codeOf(error)}). ${byHand}`,
      );
    }
  } finally {
    await client.end();
  }
  await checkSignIn('DATABASE_SERVICE_URL', url.href);
  return url.href;
}

/**
 * @param {string} setting
 * @param {string} value
 * @returns {URL}
 */
function addressOf(setting, value) {
  try {
    const url = new URL(value);
    if (['postgres:', 'postgresql:'].includes(url.protocol)) return url;
  } catch {
    // Told below, as for another kind of address.
  }
  throw new Complaint(
    `${setting} is not an address of a database. Write it as postgres://user:password@host:port/database, ` +
      'or leave it out to use the embedded one.',
  );
}

/** @type {Record<string, string>} */
const reasons = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its host name cannot be looked up',
  ETIMEDOUT: 'no answer within 4 seconds',
  '28P01': 'it refuses that user or password',
  28000: 'it refuses that user',
  '3D000': 'there is no such database',
  42501: 'that user may not connect',
  53300: 'it has too many connections',
  '57P03': 'it is starting up or shutting down',
};

/**
 * @param {string} setting
 * @param {string} why
 */
function unreachable(setting, why) {
  return new Complaint(
    `The database of ${setting} cannot be used: ${reasons[why] ?? why}. Start it or correct ${setting}, or leave it out ` +
      (setting === 'DATABASE_URL' ? 'to use the embedded one.' : 'and let Kring make that login.'),
  );
}

/**
 * @param {string} value
 * @returns {Promise<Client>} connected
 */
async function open(value) {
  /** @type {typeof import('pg')} */
  const pg = createRequire(import.meta.url)('pg');
  const client = new pg.Client({ connectionString: value, connectionTimeoutMillis: patience });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/**
 * @param {string} setting
 * @param {string} value
 * @returns {Promise<Client>}
 */
async function signIn(setting, value) {
  addressOf(setting, value);
  try {
    return await open(value);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw unreachable(setting, /timeout/i.test(message) ? 'ETIMEDOUT' : (codeOf(error) ?? message));
  }
}

/**
 * @param {string} value
 * @returns {Promise<boolean>}
 */
async function canSignIn(value) {
  try {
    const client = await open(value);
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/**
 * What PostgreSQL stores for a password (RFC 5803), so that the password itself is in no statement and no log.
 * @param {string} password ASCII
 * @returns {string}
 */
function verifierOf(password) {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256');
  const key = (/** @type {string} */ name) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}
