import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import type { Asking, Scene } from './scenes';

/** A server under measurement: where it is, and whether it speaks GraphQL or, as the floor, plain paths. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly speaks: 'graphql' | 'paths';
}

/** One turn of load on one server. */
export interface Turn {
  /** Answers a second. */
  readonly throughput: number;
  readonly answers: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly faults: number;
}

const device = 'bench-device-0123456789'.slice(0, 22);

/** The request for one asking; writes get a client key of their own each time. */
export function requestFor(target: Target, scene: Scene, asking: Asking) {
  const input = asking.variables['input'] as Record<string, unknown> | undefined;
  const variables = scene.name === 'reply' ? { input: { clientKey: randomUUID(), ...input } } : asking.variables;
  const cookies = [`__Host-kring-device=${device}`, ...(asking.token ? [`__Host-kring=${asking.token}`] : [])];
  return {
    method: 'POST' as const,
    path: target.speaks === 'graphql' ? '/graphql' : `/${scene.path}`,
    headers: {
      'content-type': 'application/json',
      'accept-language': 'nl',
      cookie: cookies.join('; '),
    },
    body: JSON.stringify(target.speaks === 'graphql' ? { query: scene.document, variables } : variables),
  };
}

/** Asks once, and answers what a client reads. */
export async function askOnce(target: Target, scene: Scene, asking: Asking): Promise<unknown> {
  const { method, path, headers, body } = requestFor(target, scene, asking);
  const send = (): Promise<Response> => fetch(`${target.url}${path}`, { method, headers, body });
  // A connection that was kept alive may just have been closed: as clients do, the same is sent again, with the same key.
  const response = await send().catch(send);
  const text = await response.text();
  const answer = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (answer.errors || !answer.data) throw new Error(`${target.name}, ${scene.name}: ${text.slice(0, 600)}`);
  return answer.data;
}

/** A turn of `seconds` with so many connections, each sending its next request when the last one was answered. */
export async function turn(
  target: Target,
  scene: Scene,
  askings: readonly Asking[],
  options: { readonly seconds: number; readonly connections: number },
): Promise<Turn> {
  let wrong = 0;
  let client = 0;
  const onResponse = (status: number, body: string): void => {
    if (status !== 200 || body.includes('"errors":') || body.includes('"Problem"')) wrong += 1;
  };
  /** Requests are built before they are sent, so that asking costs little; a write needs a key of its own each time. */
  const requestsOf = (asked: readonly Asking[]): autocannon.Request[] =>
    asked.map((asking) => {
      const made = requestFor(target, scene, asking);
      return scene.name === 'reply'
        ? { setupRequest: (request) => ({ ...request, ...requestFor(target, scene, asking) }), onResponse }
        : { ...made, onResponse };
    });
  const from = performance.now();
  const result = await autocannon({
    url: target.url,
    connections: options.connections,
    duration: options.seconds,
    timeout: 30,
    // Each connection asks for others than the rest do.
    setupClient: (one) => {
      const place = client++;
      const own = askings.filter((_, number) => number % options.connections === place % options.connections);
      const asked = own.length > 0 ? own : askings;
      const start = Math.floor(Math.random() * asked.length);
      one.setRequests(requestsOf([...asked.slice(start), ...asked.slice(0, start)]));
    },
  });
  const seconds = (performance.now() - from) / 1000;
  const answers = result['2xx'];
  return {
    throughput: answers / seconds,
    answers,
    p50: result.latency.p50,
    p99: result.latency.p99,
    faults: wrong + result.errors + result.timeouts,
  };
}
