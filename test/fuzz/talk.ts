import WebSocket from 'ws';
import type { Made } from './generate';
import type { Heard } from './judge';

/** How long a subscription may hear something before its socket is closed. */
const listenMs = 25;
/** The largest body that the service reads to its end, in bytes. */
const refusedAbove = 64 * 1024;

/** Sends an operation as a client does: subscriptions over a socket of their own, all else over HTTP. */
export function talk(
  url: string,
  token: string,
  made: Made,
  overSocket = made.kind === 'subscription',
): Promise<Heard> {
  return overSocket ? overWebSocket(url, token, made) : overHttp(url, token, made);
}

async function overHttp(url: string, token: string, { document, variables }: Made): Promise<Heard> {
  const body = JSON.stringify({ query: document, variables });
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'en',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body,
  }).catch((error: unknown) => {
    // Whoever sends far too much may find the line closed before all of it is sent, and the refusal with it.
    if (Buffer.byteLength(body) > refusedAbove) return null;
    throw error;
  });
  if (!response) return { status: 413, text: '{}' };
  return { status: response.status, text: await response.text() };
}

/** The first thing that is told of the operation; `{"data":null}` when nothing was. A refused socket says why. */
function overWebSocket(url: string, token: string, { document, variables }: Made): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    let told: Heard = { status: 200, text: '{"data":null}' };
    const say = (message: object): void => socket.send(JSON.stringify(message));
    socket.on('open', () =>
      say({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} }),
    );
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { type: string; payload?: unknown };
      if (message.type === 'connection_ack') {
        say({ type: 'subscribe', id: '1', payload: { query: document, variables } });
        setTimeout(() => socket.close(1000), listenMs);
      } else if (message.type === 'next') {
        told = { status: 200, text: JSON.stringify(message.payload) };
      } else if (message.type === 'error') {
        told = { status: 200, text: JSON.stringify({ errors: message.payload }) };
        socket.close(1000);
      }
    });
    socket.on('error', reject);
    socket.on('close', (code: number) => {
      if (code === 4403)
        told = { status: 200, text: '{"errors":[{"message":"","extensions":{"code":"NOT_SIGNED_IN"}}]}' };
      else if (code === 1009)
        told = { status: 413, text: '{"errors":[{"message":"","extensions":{"code":"REQUEST_TOO_LARGE"}}]}' };
      // Another of this person's operations may end the session that this socket stands on.
      else if (![1000, 1005, 4205].includes(code))
        told = { status: 200, text: `{"errors":[{"message":"","extensions":{"code":"SOCKET_CLOSED_${code}"}}]}` };
      resolve(told);
    });
  });
}
