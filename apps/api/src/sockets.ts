import type { IncomingMessage, Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { fastifyCookie } from '@fastify/cookie';
import {
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { CloseCode } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { Sessions } from '@kring/identity';
import { type AccountActor, type KringContext, type Language, LiveUpdates, preferredLanguage } from '@kring/platform';
import { maskError, withoutSuggestion } from './mask-error';
import { tokenIn } from './requests';
import { subscribeOrRefuse } from './subscribe';

const sweepEveryMs = 1000;
const largestMessage = 64 * 1024;
const initWithinMs = 5000;
/** How long somebody with a token of nobody waits to hear so. A socket takes one token, so this is what a guess costs. */
const wrongTokenMs = 250;
/** graphql-ws clients connect again after these, with the rights they have then. */
const rightsChanged = 4205;
/** The same, with codes that say why. */
const goingAway = 1001;
const tryAgainLater = 1013;
/** How long a client has to say goodbye too. */
const farewellMs = 1000;

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

  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
  ) {}

  /** How many sockets are open; for health and tests. */
  get count(): number {
    return this.open.size;
  }

  start(http: Server, schema: GraphQLSchema): void {
    const server = new WebSocketServer({
      server: http,
      path: '/graphql',
      maxPayload: largestMessage,
      verifyClient: (information: { req: IncomingMessage }) => isSameOrigin(information.req),
    });
    this.server = server;
    useServer<Record<string, unknown>, SocketExtra>(
      {
        schema,
        subscribe: subscribeOrRefuse,
        connectionInitWaitTimeout: initWithinMs,
        onConnect: async (context) => {
          const { request, socket } = context.extra;
          const held = await this.hold(request, context.connectionParams ?? {}).catch(() => {
            this.logger.warn('who opens a socket could not be checked');
            socket.close(tryAgainLater, 'try again later');
            return null;
          });
          if (!held) await pause(wrongTokenMs);
          if (this.closing) socket.close(goingAway, 'going away');
          if (!held || this.closing) return false;
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
        onSubscribe: (_context, _id, payload) => {
          const refused = refusal(schema, payload.query, payload.operationName ?? undefined);
          return refused.length > 0 ? refused : undefined;
        },
        onError: (_context, _id, _payload, errors) => errors.map(masked),
        onNext: (_context, _id, _payload, _args, { data, errors }) =>
          errors ? { data: data ?? null, errors: errors.map(masked) } : undefined,
      },
      server,
    );
    this.live.gaps.subscribe(() => this.closeAll(rightsChanged, 'connect again'));
    this.sweeping = setInterval(() => void this.sweep(), sweepEveryMs);
  }

  /** Says goodbye to everybody. HTTP waits for every connection when it ends, so this comes first. */
  end(): void {
    this.closing = true;
    if (this.sweeping) clearInterval(this.sweeping);
    const sockets = [...(this.server?.clients ?? [])];
    for (const socket of sockets) socket.close(goingAway, 'going away');
    setTimeout(() => sockets.forEach((socket) => socket.terminate()), farewellMs).unref();
    this.open.clear();
    this.server?.close();
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

function refusal(schema: GraphQLSchema, query: string, operationName: string | undefined): readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: 2000 });
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return [new GraphQLError('Sockets carry subscriptions only.', { extensions: { code: 'BAD_REQUEST' } })];
    }
    const faults = validate(schema, document, undefined, { hideSuggestions: true });
    return faults.map((fault) => withCode(fault, 'GRAPHQL_VALIDATION_FAILED'));
  } catch (error) {
    return [
      withCode(
        error instanceof GraphQLError ? error : new GraphQLError('Unreadable operation.'),
        'GRAPHQL_PARSE_FAILED',
      ),
    ];
  }
}

function withCode({ message, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { source, positions, extensions: { code } });
}

function masked(error: GraphQLError): GraphQLFormattedError {
  return withoutSuggestion(maskError(error.toJSON(), error));
}
