import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Metrics, type Settings, Traces, type Watched } from '@kring/platform';

/** Routes by name; the files of the web client, which change with each release, are one. */
const named = new Set(['/graphql', '/live', '/ready']);
const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
/** Refusals of HTTP itself, by status. */
const limits: ReadonlyMap<number, string> = new Map([
  [408, 'slow'],
  [413, 'body'],
  [429, 'rate'],
  [431, 'header'],
]);

function routeOf({ routeOptions }: FastifyRequest): string {
  const url = routeOptions.url;
  if (url === undefined) return 'none';
  return named.has(url) ? url : 'web';
}

/** Counts, times, traces and, at level `info`, logs each request: its route and end, never its address, path or person. */
export function watchRequests(app: NestFastifyApplication, settings: Settings): void {
  const metrics = app.get(Metrics);
  const traces = app.get(Traces);
  const logger = new Logger('http');
  const watched = new WeakMap<FastifyRequest, Watched>();
  const logs = settings.KRING_LOG_LEVEL === 'info' || settings.KRING_LOG_LEVEL === 'debug';
  const fastify = app.getHttpAdapter().getInstance();

  fastify.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.url === '/graphql') {
      const begun = traces.begin('POST /graphql', { request: request.id });
      if (begun) watched.set(request, begun);
    }
    done();
  });
  // The body is read between these two, by events that belong to the connection and not to the request.
  fastify.addHook('preHandler', (request, _reply, done) => traces.enter(watched.get(request) ?? null, done));
  fastify.addHook('onResponse', (request, reply, done) => {
    const status = reply.statusCode;
    traces.end(watched.get(request) ?? null, { 'http.response.status_code': status }, status >= 500);
    const route = routeOf(request);
    const method = methods.has(request.method) ? request.method : 'other';
    const ms = reply.elapsedTime;
    metrics.took('kring_http_seconds', { route, method, status: `${Math.floor(status / 100)}xx` }, ms / 1000);
    const limit = limits.get(status);
    if (limit) metrics.count('kring_refused_total', { limit });
    if (logs) logger.log({ request: request.id, route, method, status, ms: Math.round(ms) }, 'answered');
    done();
  });
}
