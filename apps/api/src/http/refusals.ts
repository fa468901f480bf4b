import { STATUS_CODES } from 'node:http';

export const jsonType = 'application/json; charset=utf-8';

const codes: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'NOT_ALLOWED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  413: 'REQUEST_TOO_LARGE',
  414: 'ADDRESS_TOO_LONG',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  417: 'BAD_REQUEST',
  429: 'TOO_BUSY',
  431: 'HEADERS_TOO_LARGE',
  503: 'SERVICE_UNAVAILABLE',
};

/** The body of an answer to a request that never became an operation, in the shape that GraphQL clients read. */
export function refusalBody(status: number): string {
  const isOurs = status >= 500 && status !== 503;
  const message = isOurs ? 'Something went wrong on our side.' : `${STATUS_CODES[status] ?? 'Refused'}.`;
  const code = codes[status] ?? (isOurs ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST');
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}

/** The same as bytes, for a connection over which no request could be read. */
export function rawRefusal(status: number, headers: Readonly<Record<string, string>>): string {
  const body = refusalBody(status);
  const lines = Object.entries({
    ...headers,
    'content-type': jsonType,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}
