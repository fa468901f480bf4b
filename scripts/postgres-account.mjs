import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Complaint } from './complaint.mjs';

/** @typedef {import('./postgres-binaries.mjs').Account} Account */
/** @typedef {import('./postgres-binaries.mjs').Binaries} Binaries */

/**
 * PostgreSQL refuses to run as root, and cannot run as a user id without a name.
 * @returns {Account | undefined} undefined to run as ourselves
 */
export function accountToRunAs() {
  if (process.platform === 'win32') {
    throw new Complaint(
      'There is no embedded PostgreSQL for Windows. Set DATABASE_URL to a database that runs already.',
    );
  }
  if (process.geteuid?.() !== 0) {
    try {
      userInfo();
      return undefined;
    } catch {
      throw new Complaint(
        `The user id ${process.geteuid?.()} has no name on this machine (no entry in /etc/passwd), and PostgreSQL does ` +
          'not start without one. Run as a user with a name, or set DATABASE_URL to a database that runs already.',
      );
    }
  }
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const entry = entries.find((fields) => fields[0] === name);
    const account = { name, uid: Number(entry?.[2]), gid: Number(entry?.[3]) };
    if (account.uid > 0 && account.gid >= 0) return account;
  }
  throw new Complaint(
    'PostgreSQL does not run as root, and this machine has neither an account postgres nor nobody to run it as. ' +
      'Start Kring as an ordinary user, or set DATABASE_URL to a database that runs already.',
  );
}

/** @param {Account | undefined} account */
export const as = (account) => (account === undefined ? {} : { uid: account.uid, gid: account.gid });

/**
 * Whether PostgreSQL is started inside its data and told to stay where it stands. As root we run it as another account,
 * which may not walk the path to it (the data folder is ours alone, mode 0700); Linux lets it stand where it was put,
 * and PostgreSQL does not move by itself from version 16 on.
 * @param {Account | undefined} account
 * @param {Binaries} binaries
 */
export const standsInPlace = (account, { major }) =>
  account !== undefined && process.platform === 'linux' && major >= 16 && existsSync('/proc/self/cwd');

/**
 * How PostgreSQL is told where its data is.
 * @param {string} pgdata
 * @param {Account | undefined} account
 * @param {Binaries} binaries
 */
export const placeOf = (pgdata, account, binaries) => (standsInPlace(account, binaries) ? '/proc/self/cwd' : pgdata);
