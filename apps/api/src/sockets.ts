import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { fastifyCookie } from '@fastify/cookie';
import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';
import { CloseCode, type SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { Sessions } from '@kring/identity';
import {
  type AccountActor,
  type KringContext,
  type Language,
  LiveUpdates,
  Metrics,
  preferredLanguage,
  SETTINGS,
  type Settings,
} from '@kring/platform';
import { securityHeaders } from './http/security-headers';
import { beyondInputLimits } from './limits/input-limits';
import { mostFaultsTold, operationLimits } from './limits/operation-limits';
import { part, SocketLimits, tryAgainLater } from './limits/socket-limits';
import { limitIn } from './limits/too-large';
import { maskError, withoutSuggestion } from './mask-error';
import { tokenIn } from './requests';
import { subscribeOrRefuse } from './subscribe';
import { fieldOf } from './watch-operations';

const sweepEveryMs = 1000;
/** How long somebody with a token of nobody waits to hear so. A socket takes one token, so this is what a guess costs. */
const wrongTokenMs = 250;
/** graphql-ws clients connect again after this one, with the rights they have then. */
const rightsChanged = 4205;
/** The same, with a code that says why. */
const goingAway = 1001;

interface Held {
  readonly token: string;
  readonly actor: AccountActor;
  readonly language: Language;
  /** The rights that this socket was opened with; other rights close it. */
  readonly rights: string;
}

type SocketExtra = Extra & Partial<Record<PropertyKey, unknown>> & { held?: Held };

/**
 * Subscriptions by graphql-ws, for those who are signed in; queries and mutations go over HTTP. Every second all open
 * sockets are checked in one query: a session that ended, or rights that changed, close the socket.
 */
@Injectable()
export class Sockets {
  private readonly logger = new Logger('sockets');
  private readonly open = new Map<WebSocket, Held>();
  private server: WebSocketServer | null = null;
  private sweeping: NodeJS.Timeout | null = null;
  private closing = false;
  private readonly limits: SocketLimits;

  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {
    this.limits = new SocketLimits(settings);
    metrics.reads('kring_sockets', () => this.open.size);
  }

  /** How many sockets are open; for health and tests. */
  get count(): number {
    return this.open.size;
  }

  start(http: Server, schema: GraphQLSchema): void {
    const server = new WebSocketServer({
      server: http,
      path: '/graphql',
      maxPayload: this.settings.KRING_SOCKET_KILOBYTES * 1024,
      perMessageDeflate: false,
      verifyClient: ({ req }, answer) =>
        isSameOrigin(req) ? answer(true) : answer(false, 401, STATUS_CODES[401], securityHeaders(this.settings)),
    });
    this.server = server;
    server.on('connection', (socket) => this.limits.watch(socket));
    const rules = [...specifiedRules, operationLimits(this.settings)];
    useServer<Record<string, unknown>, SocketExtra>(
      {
        schema,
        subscribe: subscribeOrRefuse,
        connectionInitWaitTimeout: this.settings.KRING_SOCKET_INIT_SECONDS * 1000,
        // What goes wrong inside is not told as the reason of closing.
        isProd: true,
        onConnect: async (context) => {
          const { request, socket } = context.extra;
          this.limits.introduced(socket);
          const held = await this.hold(request, context.connectionParams ?? {}).catch(() => {
            this.logger.warn('who opens a socket could not be checked');
            socket.close(tryAgainLater, 'try again later');
            return null;
          });
          if (!held) await pause(wrongTokenMs);
          if (this.closing) socket.close(goingAway, 'going away');
          // Somebody who left while we looked leaves nothing behind.
          if (!held || this.closing || socket.readyState !== socket.OPEN) return false;
          if (!this.limits.enter(socket, held.actor.accountId, context.subscriptions)) {
            part(socket, tryAgainLater, 'too many live connections');
            return false;
          }
          context.extra.held = held;
          this.open.set(socket, held);
          return true;
        },
        onDisconnect: (context) => void this.open.delete(context.extra.socket),
        onClose: (context) => void this.open.delete(context.extra.socket),
        context: (context): KringContext => {
          const held = context.extra.held;
          if (!held) throw new Error('only an acknowledged socket subscribes');
          return { actor: held.actor, language: held.language, reply: null, loaders: new Map() };
        },
        onSubscribe: (context, _id, payload) => {
          const accountId = context.extra.held?.actor.accountId;
          const tooMany = accountId && this.limits.beyondSubscriptions(accountId);
          if (tooMany) return this.refused('subscriptions', [tooMany]);
          const read = this.read(schema, rules, payload);
          return 'document' in read ? read : this.refused('operation', read);
        },
        onError: (context, _id, _payload, errors) => errors.map((error) => masked(error, context.extra.held)),
        onNext: (context, _id, _payload, _args, { data, errors }) =>
          errors ? { data: data ?? null, errors: errors.map((error) => masked(error, context.extra.held)) } : undefined,
        onComplete: (context, id) => this.afterComplete(context.extra.socket, context.subscriptions[id]),
      },
      server,
      this.settings.KRING_SOCKET_PING_SECONDS * 1000,
    );
    // A frame that cannot be read closes its socket, with the code that says why; it is no news for the log.
    server.on('connection', (socket) => void socket.removeAllListeners('error').on('error', () => undefined));
    this.live.gaps.subscribe(() => this.closeAll(rightsChanged, 'connect again'));
    this.sweeping = setInterval(() => {
      this.endUnread();
      void this.sweep();
    }, sweepEveryMs);
  }

  /** Says goodbye to everybody. HTTP waits for every connection when it ends, so this comes first. */
  end(): void {
    this.closing = true;
    if (this.sweeping) clearInterval(this.sweeping);
    const sockets = [...(this.server?.clients ?? [])];
    for (const socket of sockets) part(socket, goingAway, 'going away');
    this.open.clear();
    this.server?.close();
  }

  /** A subscription that may run, or what is wrong with it: the same limits and rules as over HTTP. */
  private read(
    schema: GraphQLSchema,
    rules: readonly ValidationRule[],
    { query, operationName, variables }: SubscribePayload,
  ): ExecutionArgs | readonly GraphQLError[] {
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: this.settings.KRING_OPERATION_TOKENS });
    } catch (error) {
      const fault = error instanceof GraphQLError ? error : new GraphQLError('Unreadable operation.');
      return [withCode(fault, 'GRAPHQL_PARSE_FAILED')];
    }
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return [new GraphQLError('Sockets carry subscriptions only.', { extensions: { code: 'BAD_REQUEST' } })];
    }
    const faults = validate(schema, document, rules, { hideSuggestions: true, maxErrors: mostFaultsTold });
    if (faults.length > 0) {
      return faults.map((fault) => (limitIn(fault.extensions) ? fault : withCode(fault, 'GRAPHQL_VALIDATION_FAILED')));
    }
    const refused = beyondInputLimits(this.settings, variables);
    if (refused) return [refused];
    this.metrics.count('kring_subscriptions_total', { field: fieldOf(operation) });
    return { schema, document, operationName: operationName ?? null, variableValues: variables ?? null };
  }

  private refused(limit: string, faults: readonly GraphQLError[]): readonly GraphQLError[] {
    this.metrics.count('kring_refused_total', { limit });
    return faults;
  }

  private async hold(request: IncomingMessage, parameters: Readonly<Record<string, unknown>>): Promise<Held | null> {
    const cookies = fastifyCookie.parse(request.headers.cookie ?? '');
    const authorization =
      typeof parameters['authorization'] === 'string' ? parameters['authorization'] : request.headers.authorization;
    const token = tokenIn(cookies, authorization);
    const actor = token ? await this.sessions.check(token) : null;
    const language =
      typeof parameters['language'] === 'string' ? parameters['language'] : request.headers['accept-language'];
    return actor && { token, actor, language: preferredLanguage(language), rights: JSON.stringify(actor) };
  }

  /** Who does not read what is sent cannot be told so either; what waits for them is let go. */
  private endUnread(): void {
    for (const socket of this.open.keys()) {
      if (socket.bufferedAmount <= this.settings.KRING_SOCKET_BACKLOG) continue;
      this.logger.warn('a socket that nobody reads is ended');
      this.open.delete(socket);
      socket.terminate();
    }
  }

  /** News never ends by itself: a subscription that does fell too far behind. Its client must read again, and so connect again. */
  private afterComplete(socket: WebSocket, endedHere: unknown): void {
    if (endedHere) socket.close(rightsChanged, 'connect again');
  }

  private async sweep(): Promise<void> {
    if (this.open.size === 0) return;
    try {
      const sockets = [...this.open];
      const now = await this.sessions.checkAll([...new Set(sockets.map(([, held]) => held.token))]);
      for (const [socket, held] of sockets) {
        const actor = now.get(held.token);
        if (!actor) socket.close(CloseCode.Forbidden, 'Forbidden');
        else if (JSON.stringify(actor) !== held.rights) socket.close(rightsChanged, 'connect again');
        else continue;
        this.open.delete(socket);
      }
    } catch {
      this.logger.warn('open sockets could not be checked; closing them all');
      this.closeAll(rightsChanged, 'connect again');
    }
  }

  private closeAll(code: number, reason: string): void {
    for (const socket of this.open.keys()) socket.close(code, reason);
    this.open.clear();
  }
}

/** A page of somebody else's must not open a socket with a member's cookie. */
function isSameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

function withCode({ message, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { source, positions, extensions: { code } });
}

function masked(error: GraphQLError, held: Held | undefined): GraphQLFormattedError {
  return withoutSuggestion(maskError(error.toJSON(), error, held?.language));
}
