import type { Duplex } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Settings } from '@kring/platform';
import { jsonType, rawRefusal, refusalBody } from './refusals';
import { securityHeaders } from './security-headers';

/** How often Node looks for connections that took too long. */
const lookEveryMs = 1000;

/** How requests are taken in: sizes, times, and the answers to what cannot be read as a request. */
export function httpServer(settings: Settings) {
  const headers = securityHeaders(settings);
  const requestMs = settings.KRING_REQUEST_SECONDS * 1000;
  return {
    logger: false,
    forceCloseConnections: 'idle' as const,
    bodyLimit: settings.KRING_BODY_KILOBYTES * 1024,
    requestTimeout: requestMs,
    // Longer than a connection is promised to be kept: whoever asks again on it must not find it closed.
    connectionTimeout: Math.max(requestMs, (settings.KRING_KEEP_ALIVE_SECONDS + 10) * 1000),
    keepAliveTimeout: settings.KRING_KEEP_ALIVE_SECONDS * 1000,
    onProtoPoisoning: 'error' as const,
    onConstructorPoisoning: 'error' as const,
    http: {
      maxHeaderSize: settings.KRING_HEADER_KILOBYTES * 1024,
      headersTimeout: Math.min(settings.KRING_HEADER_SECONDS * 1000, requestMs),
      connectionsCheckingInterval: lookEveryMs,
      insecureHTTPParser: false,
      // The front door looks at this, and answers as it does.
      requireHostHeader: false,
    },
    /** An address that cannot be decoded: no route, so no hook saw it. */
    frameworkErrors: (error: { readonly statusCode?: number }, _request: unknown, reply: FastifyReply): void => {
      const status = error.statusCode ?? 400;
      void reply
        .headers({ ...headers, connection: 'close' })
        .status(status)
        .type(jsonType)
        .send(refusalBody(status));
    },
    clientErrorHandler: (error: { readonly code?: string }, socket: Duplex): void => {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      const status =
        { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413 }[
          error.code ?? ''
        ] ?? 400;
      if (socket.writable) socket.write(rawRefusal(status, headers));
      socket.destroy();
    },
  };
}
