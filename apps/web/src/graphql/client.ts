import { createClient as createSocketClient } from 'graphql-ws';
import { useSyncExternalStore } from 'react';
import { Client, type CombinedError, cacheExchange, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import { requestFailed, requestSucceeded } from '../connection/online';
import type { Language } from '../language/language';
import { sessionMayHaveEnded } from '../session/session-ended';

const signedOutCodes = new Set(['UNAUTHENTICATED', 'SIGN_IN_REQUIRED', 'NOT_SIGNED_IN', 'SESSION_ENDED']);

/** Whether the server refused because nobody is signed in (any more). */
export function meansSignedOut(error: CombinedError): boolean {
  if (error.graphQLErrors.some((one) => signedOutCodes.has(String(one.extensions['code'])))) return true;
  const response: unknown = error.response;
  return response instanceof Response && response.status === 401;
}

/** A mutation answers a `Problem` where a query fails. */
function saysSignedOut(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'code' in answer && signedOutCodes.has(String(answer.code));
}

const watchedFetch: typeof fetch = async (input, init) => {
  try {
    const answer = await fetch(input, init);
    // A gateway that finds no server behind it is as good as no connection.
    if (answer.status === 502 || answer.status === 503 || answer.status === 504) requestFailed();
    else requestSucceeded();
    return answer;
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) requestFailed();
    throw error;
  }
};

let reconnects = 0;
const reconnectListeners = new Set<() => void>();

/** Goes up each time the live connection comes back after it was lost: what was missed must be asked for again. */
export function useReconnects(): number {
  return useSyncExternalStore(
    (listener) => {
      reconnectListeners.add(listener);
      return () => reconnectListeners.delete(listener);
    },
    () => reconnects,
  );
}

/** How often the live connection is asked whether anybody is there, and how long the answer may take, in milliseconds. */
const pulse = 20_000;
const patience = 10_000;

function createSocket(language: Language) {
  let lost = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const client = createSocketClient({
    url: () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: { language },
    keepAlive: pulse,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(15_000, 500 * 2 ** retries))),
    on: {
      // A line that is dead says nothing: without this a screen would be deaf and not know it.
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), patience);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
      connected: () => {
        if (!lost) return;
        lost = false;
        reconnects += 1;
        // The server also closes a connection when somebody's rights changed.
        sessionMayHaveEnded();
        for (const listener of reconnectListeners) listener();
      },
      closed: (event) => {
        clearTimeout(silence);
        const code = event instanceof CloseEvent ? event.code : 0;
        if (code === 1000) return;
        lost = true;
        if (code === 4401 || code === 4403) sessionMayHaveEnded();
      },
    },
  });
  return client;
}

export interface Connection {
  client: Client;
  language: Language;
  close: () => void;
}

/** A client with an empty cache that speaks one language, and its own live connection, which `close` ends. */
export function connect(language: Language): Connection {
  const socket = createSocket(language);
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetch: watchedFetch,
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: { 'Accept-Language': language, 'apollo-require-preflight': '1' },
    }),
    exchanges: [
      mapExchange({
        onError(error) {
          if (meansSignedOut(error)) sessionMayHaveEnded();
        },
        onResult(result) {
          const data: unknown = result.data;
          const answers: unknown[] = typeof data === 'object' && data !== null ? Object.values(data) : [];
          if (answers.some(saysSignedOut)) sessionMayHaveEnded();
        },
      }),
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription(request) {
          const input = { ...request, query: request.query ?? '' };
          return {
            subscribe: (sink) => ({
              unsubscribe: socket.subscribe(input, {
                next: ({ data = null, errors, extensions }) =>
                  sink.next({
                    data,
                    ...(errors ? { errors: [...errors] } : {}),
                    ...(extensions ? { extensions } : {}),
                  }),
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              }),
            }),
          };
        },
      }),
    ],
  });
  return { client, language, close: () => socket.terminate() };
}
