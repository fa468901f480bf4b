/** What says that the database cannot be reached, by PostgreSQL's class or the socket's code. */
const codes = /^(?:08|57P|53)|^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH)$/;
/** The same, from a driver that gives no code. */
const words = /^(?:timeout exceeded when trying to connect|timeout expired$|Connection terminated)|is not queryable$/;

/** Whether an error, or its cause, means that the database is away for now, and that the same can be tried again when it is back. */
export function isAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === 'string' && codes.test(code)) return true;
  return (typeof message === 'string' && words.test(message)) || isAway(cause);
}
