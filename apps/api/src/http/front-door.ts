import type { Server } from 'node:http';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '@kring/platform';
import { jsonType, refusalBody } from './refusals';
import { securityHeaders } from './security-headers';

const graphqlPath = '/graphql';
/** Where photos go in and come out. */
export const photosPath = '/photos';
/** What a photo can come as. */
export const photoTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Stands before every route: gives each answer its headers, and refuses what no page and no program of ours sends, by its
 * headers alone, before a body is read.
 */
export function frontDoor(fastify: FastifyInstance, settings: Settings): void {
  const logger = new Logger('http');
  const headers = securityHeaders(settings);
  // Headers beyond Node's count would vanish in silence; here they are counted and refused.
  const server: Server = fastify.server;
  server.maxHeadersCount = 0;
  server.maxConnections = settings.KRING_CONNECTIONS;
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, { ...headers, 'content-type': jsonType, connection: 'close' }).end(refusalBody(417));
  });

  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers);
    const refused = refusalOf(request, settings);
    if (refused === null) return done();
    if (refused === 405) void reply.header('allow', namesGraphql(request) ? 'GET, POST' : 'GET, HEAD');
    void refuse(reply, refused);
  });

  fastify.addHook('onRoute', (route) => {
    // Only a route that takes more than words says in its own words what was too large.
    const { errorHandler: tooLarge } = route;
    route.errorHandler = function (error, request, reply) {
      const { statusCode, name, code } = error as { statusCode?: number; name?: string; code?: string };
      const status = statusCode !== undefined && statusCode >= 400 ? statusCode : 500;
      if (status === 500) logger.error({ error: name ?? 'unknown', code: code ?? '' }, 'a request failed');
      if (status === 413 && tooLarge) return tooLarge.call(this, error, request, reply);
      void refuse(reply, status);
      return undefined;
    };
  });

  // Beside photos, only JSON is read, and only what is UTF-8: a body that would be mended on the way in is not what was sent.
  fastify.removeAllContentTypeParsers();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = utf8.decode(body as Buffer);
    } catch {
      done(Object.assign(new Error('not UTF-8'), { statusCode: 400 }));
      return;
    }
    void parseJson(request, text, done);
  });
}

/** Ends a request with a status and its code. */
export function refuse(reply: FastifyReply, status: number): FastifyReply {
  // What else comes over this connection is not read.
  return reply.header('connection', 'close').status(status).type(jsonType).send(refusalBody(status));
}

/** Whether GraphQL would answer. */
function isGraphql(request: FastifyRequest): boolean {
  return request.routeOptions.url === graphqlPath;
}

/** Whether GraphQL would answer to another verb. */
function namesGraphql(request: FastifyRequest): boolean {
  return request.url === graphqlPath || request.url.startsWith(`${graphqlPath}?`);
}

/** The status that a request is refused with, or null. */
function refusalOf(request: FastifyRequest, settings: Settings): number | null {
  const { rawHeaders, url, method, httpVersionMajor, httpVersionMinor } = request.raw;
  if (rawHeaders.length > 2 * settings.KRING_HEADER_COUNT) return 431;
  if ((url ?? '').length > settings.KRING_ADDRESS_LENGTH) return 414;
  if (httpVersionMajor !== 1) return 400;
  const hosts = hostsIn(rawHeaders);
  // Before HTTP/1.1 a request named no host; some health checks still do so.
  if (hosts > 1 || (hosts === 0 && httpVersionMinor > 0)) return 400;
  if (method === 'GET' || (method === 'HEAD' && !isGraphql(request))) return null;
  const isPhoto = request.routeOptions.url === photosPath;
  if (method !== 'POST' || !(isGraphql(request) || isPhoto)) return 405;
  const { 'content-encoding': encoding, 'content-type': type } = request.headers;
  if (encoding !== undefined && encoding !== 'identity') return 415;
  const isTaken = isPhoto ? photoTypes.includes(type?.trim().toLowerCase() ?? '') : isJson(type);
  return isTaken ? null : 415;
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?;?$/i.test(type?.trim() ?? '');
}

function hostsIn(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts;
}
