/** What says that the database cannot be reached, by PostgreSQL's class or the socket's code. */
const codes = /^(?:08|57P|53)|^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH)$/;
/** The same, from a driver that gives no code. */
const words = /^(?:timeout exceeded when trying to connect|timeout expired$|Connection terminated)|is not queryable$/;

/** Whether an error means that the database is away for now, and that the same can be tried again when it is back. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && codes.test(code)) || words.test(error.message);
}
