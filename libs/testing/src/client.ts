import { createClient, type Client as SocketClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly reason?: string; readonly retryAt?: string };
  }[];
  /** Seconds, when the answer says when to come back. */
  readonly retryAfter: string | null;
  /** The whole body, for looking for words that must not be there. */
  readonly text: string;
  readonly cookies: readonly string[];
}

export interface Asking {
  readonly token?: string;
  readonly language?: string;
  readonly cookies?: string;
  /** Gives up asking. */
  readonly signal?: AbortSignal;
}

/** Speaks GraphQL over HTTP as a client does. */
export async function ask<Data = Record<string, unknown>>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  asking: Asking = {},
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': asking.language ?? 'nl',
      ...(asking.token ? { authorization: `Bearer ${asking.token}` } : {}),
      ...(asking.cookies ? { cookie: asking.cookies } : {}),
    },
    body: JSON.stringify({ query, variables }),
    ...(asking.signal ? { signal: asking.signal } : {}),
  });
  const text = await response.text();
  const body = JSON.parse(text) as { data?: Data; errors?: Answer<Data>['errors'] };
  return {
    status: response.status,
    data: body.data ?? null,
    errors: body.errors ?? [],
    text,
    retryAfter: response.headers.get('retry-after'),
    cookies: response.headers.getSetCookie(),
  };
}

/** The one field that was asked for; throws with what was answered when there were errors. */
export async function askFor<Value>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  asking: Asking = {},
): Promise<Value> {
  const answer = await ask<Record<string, Value>>(url, query, variables, asking);
  if (answer.errors.length > 0 || !answer.data) throw new Error(answer.text);
  return Object.values(answer.data)[0] as Value;
}

/** What a subscription told, as it comes in. */
export interface Listening<Value> {
  readonly heard: Value[];
  readonly errors: unknown[];
  /** Resolves when the socket closed, with its code. */
  readonly closed: Promise<number>;
  /** Whether the service ended the subscription, with or without errors. */
  isOver(): boolean;
  /** Waits until something that fits was heard; throws after `ms`. */
  until(fits: (value: Value) => boolean, ms?: number): Promise<Value>;
  stop(): Promise<void>;
}

/** One WebSocket that carries any number of subscriptions. */
export interface Socket {
  readonly closed: Promise<number>;
  subscribe<Value>(query: string, variables: Readonly<Record<string, unknown>>): Listening<Value>;
  stop(): Promise<void>;
}

/** Opens a real WebSocket; resolves when it was acknowledged or refused. */
export async function openSocket(url: string, asking: Asking = {}): Promise<Socket> {
  let closedWith: (code: number) => void = () => undefined;
  const closed = new Promise<number>((resolve) => (closedWith = resolve));
  let opened: () => void = () => undefined;
  const open = new Promise<void>((resolve) => (opened = resolve));
  const client: SocketClient = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    connectionParams: {
      ...(asking.token ? { authorization: `Bearer ${asking.token}` } : {}),
      language: asking.language ?? 'nl',
    },
    on: {
      connected: () => opened(),
      closed: (event) => {
        opened();
        closedWith((event as { code?: number }).code ?? 0);
      },
    },
    onNonLazyError: () => undefined,
  });
  // A socket that was refused has nothing left to be disposed of, and says so by throwing.
  const stop = async (): Promise<void> => {
    await Promise.resolve(client.dispose()).catch(() => undefined);
  };
  await open;
  return {
    closed,
    subscribe: <Value>(query: string, variables: Readonly<Record<string, unknown>>): Listening<Value> => {
      const heard: Value[] = [];
      const errors: unknown[] = [];
      let over = false;
      client.subscribe<Record<string, Value>>(
        { query, variables },
        {
          next: ({ data, errors: failed }) => {
            if (failed) errors.push(...failed);
            if (data) heard.push(Object.values(data)[0] as Value);
          },
          error: (error) => {
            over = true;
            errors.push(error);
          },
          complete: () => (over = true),
        },
      );
      return {
        heard,
        errors,
        closed,
        isOver: () => over,
        until: async (fits, ms = 5000) => {
          for (const end = Date.now() + ms; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10))) {
            const found = heard.find(fits);
            if (found) return found;
          }
          throw new Error(`nothing that fits was heard within ${ms} ms: ${JSON.stringify({ heard, errors })}`);
        },
        stop,
      };
    },
    stop,
  };
}

/** One subscription on a WebSocket of its own. */
export async function listen<Value>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  asking: Asking = {},
): Promise<Listening<Value>> {
  return (await openSocket(url, asking)).subscribe<Value>(query, variables);
}
