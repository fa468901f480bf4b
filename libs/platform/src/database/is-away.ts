/** Nobody may wait for a database connection any more: too many do already. */
export class PoolBusy extends Error {
  override readonly name = 'PoolBusy';

  constructor() {
    super('too many wait for a database connection');
  }
}

/**
 * What says that the database cannot be reached or takes nothing in, by PostgreSQL's class or the socket's code: connections
 * that broke (08) or were ended for their silence (25P03, 25P04), an operator's or a crash's end (57P), no room (53), a disk
 * that fails (58030), and a database that may only be read (25006).
 */
const codes = /^(?:08|57P|53|58030|25006|25P0[34])|^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH)$/;
/** The same, from a driver that gives no code. */
const words =
  /^(?:timeout exceeded when trying to connect|timeout expired$|Query read timeout$|Connection terminated)|is not queryable$/;
/** A statement that took too long, or met another one it could not pass: the same may work a moment later. */
const passing = /^(?:57014|55P03|40001|40P01)$/;

/** Whether an error, or its cause, means that the database is away for now, and that the same can be tried again when it is back. */
export function isAway(error: unknown): boolean {
  return holds(error, (code, message) => error instanceof PoolBusy || codes.test(code) || words.test(message));
}

/** Whether whoever asked can simply ask again in a moment: the database is away, or busy with something else. */
export function isPassing(error: unknown): boolean {
  return isAway(error) || holds(error, (code) => passing.test(code));
}

/** Whether nothing came back at all, within all the time there was: nobody may be there any more. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

function holds(error: unknown, says: (code: string, message: string) => boolean): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  const is = says(typeof code === 'string' ? code : '', typeof message === 'string' ? message : '');
  return is || (cause !== undefined && cause !== error && (cause instanceof PoolBusy || holds(cause, says)));
}
