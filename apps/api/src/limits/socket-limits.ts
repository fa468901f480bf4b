import { GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';
import type { Id } from '@kring/kernel';
import type { Settings } from '@kring/platform';

const policyViolation = 1008;
/** graphql-ws clients connect again after this one. */
export const tryAgainLater = 1013;
const initialisationTimeout = 4408;
/** How long a client has to say goodbye too. */
const farewellMs = 1000;

interface Connection {
  readonly accountId: Id;
  /** What graphql-ws keeps of the subscriptions of one socket, by their ids. */
  readonly subscriptions: Readonly<Record<string, unknown>>;
}

/** What one socket, one account, and those who have not said who they are may take of this process. */
export class SocketLimits {
  private readonly waiting = new Set<WebSocket>();
  private readonly connections = new Map<WebSocket, Connection>();
  private readonly byAccount = new Map<Id, Set<Connection>>();

  constructor(private readonly settings: Settings) {}

  /** Counts what comes in over a socket, and gives it a place among those who have not said who they are. */
  watch(socket: WebSocket): void {
    this.countMessages(socket);
    socket.once('close', () => this.leave(socket));
    this.waiting.add(socket);
    if (this.waiting.size <= this.settings.KRING_SOCKETS_WAITING) return;
    // Whoever is honest says who they are at once, so the oldest is the least likely to.
    const [oldest] = this.waiting;
    if (!oldest) return;
    this.waiting.delete(oldest);
    part(oldest, initialisationTimeout, 'others are waiting');
  }

  /** The socket says who it is; from now on it waits for us. */
  introduced(socket: WebSocket): void {
    this.waiting.delete(socket);
  }

  /** Gives a socket a place among those of its account; false when that has as many as it may. */
  enter(socket: WebSocket, accountId: Id, subscriptions: Readonly<Record<string, unknown>>): boolean {
    const own = this.byAccount.get(accountId) ?? new Set<Connection>();
    if (own.size >= this.settings.KRING_SOCKETS_PER_ACCOUNT) return false;
    const connection = { accountId, subscriptions };
    this.byAccount.set(accountId, own.add(connection));
    this.connections.set(socket, connection);
    return true;
  }

  /** Null when the account of this socket may have one more subscription; the one that is being asked for counts already. */
  beyondSubscriptions(accountId: Id): GraphQLError | null {
    let count = 0;
    for (const { subscriptions } of this.byAccount.get(accountId) ?? []) count += Object.keys(subscriptions).length;
    if (count <= this.settings.KRING_SUBSCRIPTIONS_PER_ACCOUNT) return null;
    return new GraphQLError('This account listens to as much as it can already.', {
      extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' },
    });
  }

  private leave(socket: WebSocket): void {
    this.waiting.delete(socket);
    const connection = this.connections.get(socket);
    if (!connection) return;
    this.connections.delete(socket);
    const own = this.byAccount.get(connection.accountId);
    own?.delete(connection);
    if (own?.size === 0) this.byAccount.delete(connection.accountId);
  }

  private countMessages(socket: WebSocket): void {
    const most = this.settings.KRING_SOCKET_MESSAGES;
    let second = 0;
    let count = 0;
    const one = (): void => {
      const now = Math.floor(performance.now() / 1000);
      count = now === second ? count + 1 : 1;
      second = now;
      if (count !== most + 1) return;
      socket.removeAllListeners('message').removeAllListeners('ping');
      part(socket, policyViolation, 'too many messages');
    };
    socket.on('message', one).on('ping', one);
  }
}

/** Closes a socket, and does not wait long for the other side to agree. */
export function part(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), farewellMs).unref();
}
