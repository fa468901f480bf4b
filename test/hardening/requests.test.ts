import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectFolder } from '@kring/platform';
import {
  ask,
  askFor,
  foundOrganisation,
  invite,
  makeGroup,
  type RunningKring,
  startKring,
  testDatabase,
} from '@kring/testing';
import { faultsIn } from './expect-headers';
import { listenTo, open, type RawAnswer, send } from './raw';

jest.setTimeout(120_000);

const operation = JSON.stringify({ query: '{ __typename }' });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A request line with headers, as bytes. */
function request(line: string, headers: readonly string[] = [], body = ''): string {
  return [`${line} HTTP/1.1`, 'Host: kring.example', ...headers, '', body].join('\r\n');
}
const posted = (headers: readonly string[], body = operation): string =>
  request('POST /graphql', ['Content-Type: application/json', ...headers], body);

/** A refusal as clients understand it: a status, a code, nothing of what is inside. */
function refused(answer: { readonly status: number; readonly body: string }, status: number, code: string): void {
  expect([answer.status, answer.body.slice(0, 300)]).toEqual([status, expect.stringContaining(`"code":"${code}"`)]);
  const { errors } = JSON.parse(answer.body) as { errors: { message: string }[] };
  expect(errors).toHaveLength(1);
  expect(answer.body).not.toMatch(/stack|node_modules|FST_|HPE_|\.[jt]s:\d|"data"/);
}

async function post(kring: RunningKring, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
  const response = await fetch(`${kring.url}/graphql`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

describe('a request', () => {
  let kring: RunningKring;

  beforeAll(async () => {
    kring = await startKring({ KRING_PROFILE: 'production', KRING_PUBLIC_URL: 'https://kring.example' });
  });
  afterAll(() => kring.stop());

  const json = { 'content-type': 'application/json' };

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'HEAD'])(
    'with the verb %s is refused at the door of GraphQL, and told what may',
    async (verb) => {
      const answer = await send(kring.url, request(`${verb} /graphql?query={__typename}`, ['Connection: close']));
      expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, POST']);
      if (verb !== 'HEAD') refused(answer, 405, 'METHOD_NOT_ALLOWED');
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS'])('with the verb %s asks for no page', async (verb) => {
    for (const path of ['/', '/live', '/nowhere', '/assets/x.js', '//graphql', '/GRAPHQL', '/graphql/']) {
      const answer = await send(kring.url, request(`${verb} ${path}`, ['Content-Length: 0', 'Connection: close']));
      expect([path, answer.status, answer.headers['allow']]).toEqual([path, 405, 'GET, HEAD']);
    }
  });

  it('to connect through us is not answered', async () => {
    const answer = await send(kring.url, 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n', 1000);
    expect([answer.closed, answer.text]).toEqual([true, '']);
  });

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'text/json',
    'application/json; charset=utf-16',
    'application/json, text/plain',
    'application/jsonx',
    'application/json; charset=latin1',
  ])('with a body of type %s is refused', async (type) => {
    refused(
      await post(kring, operation, { 'content-type': type, 'apollo-require-preflight': '1' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    );
  });

  it('with a body of no type is refused, and with JSON in UTF-8 it is read', async () => {
    refused(
      await send(kring.url, request('POST /graphql', [`Content-Length: ${operation.length}`], operation)),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    );
    for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"']) {
      expect([type, (await post(kring, operation, { 'content-type': type })).status]).toEqual([type, 200]);
    }
  });

  it.each(['gzip', 'deflate', 'br', 'identity, gzip'])('with a body packed by %s is refused', async (encoding) => {
    const answer = await post(kring, new Uint8Array(gzipSync(operation)), { ...json, 'content-encoding': encoding });
    refused(answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('may have a body of 256 kB and not a byte more, whether it says its size or not', async () => {
    const most = 256 * 1024;
    const padded = (size: number): string => `{${' '.repeat(size - operation.length)}${operation.slice(1)}`;
    expect((await post(kring, padded(most), json)).status).toBe(200);
    refused(await post(kring, padded(most + 1), json), 413, 'REQUEST_TOO_LARGE');
    const chunked = (size: number): string =>
      posted(['Transfer-Encoding: chunked'], `${size.toString(16)}\r\n${padded(size)}\r\n0\r\n\r\n`);
    expect((await send(kring.url, chunked(most))).status).toBe(200);
    refused(await send(kring.url, chunked(most + 1)), 413, 'REQUEST_TOO_LARGE');
  });

  it('may have 100 headers and not one more', async () => {
    const headers = (count: number): string =>
      request(
        'GET /live',
        Array.from({ length: count - 1 }, (_, number) => `X-${number}: x`),
      );
    expect((await send(kring.url, headers(100))).status).toBe(200);
    refused(await send(kring.url, headers(101)), 431, 'HEADERS_TOO_LARGE');
  });

  it('may have 16 kB of headers and no more', async () => {
    const headers = (size: number): string => request('GET /live', [`X: ${'x'.repeat(size)}`]);
    expect((await send(kring.url, headers(16_000))).status).toBe(200);
    refused(await send(kring.url, headers(16_500)), 431, 'HEADERS_TOO_LARGE');
    refused(await send(kring.url, headers(1_000_000)), 431, 'HEADERS_TOO_LARGE');
  });

  it('may ask for an address of 8000 characters and no longer one', async () => {
    const address = (length: number): string => request(`GET /${'x'.repeat(length - 1)}`);
    expect((await send(kring.url, address(8000))).status).toBeLessThan(405);
    refused(await send(kring.url, address(8001)), 414, 'ADDRESS_TOO_LONG');
  });

  it('may bring very many cookies, or broken ones', async () => {
    const cookies = [
      Array.from({ length: 1500 }, (_, number) => `c${number}=x`).join('; '),
      Array.from({ length: 500 }, () => '__Host-kring=x').join('; '),
      '__Host-kring=%; ; =; __proto__=x; constructor=x; "',
      '__Host-kring-known=.....; __Host-kring-device=%00',
    ];
    for (const cookie of cookies) {
      const answer = await post(kring, JSON.stringify({ query: '{ viewer { id } }' }), { ...json, cookie });
      expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('"viewer":null')]);
    }
  });

  it('that is no UTF-8 or no JSON is refused, not mended', async () => {
    const bodies = [
      Buffer.concat([Buffer.from('{"query":"{ __typename } #'), Buffer.from([0xff, 0xc0, 0xaf]), Buffer.from('"}')]),
      Buffer.concat([Buffer.from('{"query":"{ __typename } #'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
      '{"query":"{ __typename }"',
      '{"query":"{ __typename }",}',
      '{"query":"{ __typename }","__proto__":{"x":1}}',
      '{"query":"{ __typename }","constructor":{"prototype":{"x":1}}}',
      '',
      '[',
      '['.repeat(100_000),
      '{"variables":'.repeat(10_000),
    ];
    for (const body of bodies)
      refused(await post(kring, typeof body === 'string' ? body : new Uint8Array(body), json), 400, 'BAD_REQUEST');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  /** What different readers of one connection could take for two different things. */
  const smuggled = 'GET /live HTTP/1.1\r\nHost: kring.example\r\n\r\n';
  it.each([
    ['a length and chunks', posted(['Content-Length: 6', 'Transfer-Encoding: chunked'], `0\r\n\r\n${smuggled}`)],
    ['chunks and a length', posted(['Transfer-Encoding: chunked', 'Content-Length: 6'], `0\r\n\r\n${smuggled}`)],
    ['two lengths', posted(['Content-Length: 26', 'Content-Length: 0'], operation + smuggled)],
    ['two lengths in one', posted(['Content-Length: 26, 0'], operation + smuggled)],
    ['a length below nothing', posted(['Content-Length: -1'], operation)],
    ['a length with a sign', posted(['Content-Length: +26'], operation)],
    ['a length in other digits', posted(['Content-Length: 0x1a'], operation)],
    ['a length without end', posted([`Content-Length: ${'9'.repeat(40)}`], operation)],
    ['an encoding that is none', posted(['Transfer-Encoding: xchunked'], `0\r\n\r\n${smuggled}`)],
    ['chunks that are not last', posted(['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${smuggled}`)],
    ['a space before the colon', posted(['Transfer-Encoding : chunked'], `0\r\n\r\n${smuggled}`)],
    ['a header in two lines', request('GET /live', ['X: a', ' b: c'])],
    ['a header without a name', request('GET /live', [': x'])],
    ['a header with a null byte', request('GET /live', ['X: a\0b'])],
    ['a return without a new line', 'GET /live HTTP/1.1\r\nHost: kring.example\r\nX: a\rY: b\r\n\r\n'],
    ['a chunk that is no size', posted(['Transfer-Encoding: chunked'], `zz\r\n${operation}\r\n0\r\n\r\n`)],
    [
      'a chunk beyond all sizes',
      posted(['Transfer-Encoding: chunked'], `${'f'.repeat(17)}\r\n${operation}\r\n0\r\n\r\n`),
    ],
    ['a chunk that is longer than it says', posted(['Transfer-Encoding: chunked'], `5\r\n${operation}\r\n0\r\n\r\n`)],
    ['no host', 'GET /live HTTP/1.1\r\n\r\n'],
    ['two hosts', 'GET /live HTTP/1.1\r\nHost: kring.example\r\nHost: elsewhere.example\r\n\r\n'],
    ['a null byte in its path', request('GET /\0')],
    ['a path without a slash', request('GET live')],
    ['another protocol', 'GET /live HTTP/3.0\r\nHost: kring.example\r\n\r\n'],
    ['no protocol', 'GET /live\r\n\r\n'],
    ['nothing of HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['the beginning of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ])('that can be read in two ways is not read: %s', async (_name, bytes) => {
    const answer = await send(kring.url, Buffer.from(bytes, 'latin1'));
    refused(answer, 400, 'BAD_REQUEST');
    expect([answer.answers, answer.closed]).toEqual([1, true]);
    expect(faultsIn((name) => answer.headers[name], 'no-store')).toEqual([]);
  });

  it('of the old kind, that names no host, is answered', async () => {
    expect((await send(kring.url, 'GET /live HTTP/1.0\r\n\r\n')).status).toBe(200);
  });

  it('with more in the notes of its chunks than in them is refused', async () => {
    const answer = await send(
      kring.url,
      posted(['Transfer-Encoding: chunked'], `1;${'x'.repeat(20_000)}\r\n{\r\n0\r\n\r\n`),
    );
    refused(answer, 413, 'REQUEST_TOO_LARGE');
  });

  it.each([
    '/../package.json',
    '/../../../../../../etc/passwd',
    '/%2e%2e/package.json',
    '/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
    '/..%2f..%2f..%2fpackage.json',
    '/assets/../../build.mjs',
    '/assets/%2e%2e/%2e%2e/build.mjs',
    '/assets/..%5c..%5cbuild.mjs',
    '/assets/..\\..\\build.mjs',
    '/assets/%252e%252e/%252e%252e/build.mjs',
    '/assets/%c0%ae%c0%ae/build.mjs',
    '/assets/%00',
    '/assets/x.js%00.html',
    '/%',
    '/%zz',
    '/%ff%fe',
    '/assets/',
    '/.vite/manifest.json',
    '//etc/passwd',
    'http://elsewhere.example/etc/passwd',
    '/.env',
    '/.git/config',
    '/.kring/environment.json',
  ])('for %s gets no file', async (path) => {
    const answer = await send(kring.url, Buffer.from(request(`GET ${path}`), 'latin1'));
    expect(answer.status).toBeGreaterThanOrEqual(200);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).not.toMatch(/"private"|root:|vite|generateDocuments|KRING_SECRET|FST_|stack/);
    expect(faultsIn((name) => answer.headers[name], answer.status === 200 ? 'no-cache' : 'no-store')).toEqual([]);
  });

  it('cannot bend links by the host it names', async () => {
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    const group = await makeGroup(kring, organisation, 'De Luwte');
    await invite(kring, organisation, group, 'PERSONAL');
    const input = {
      groupId: group.id,
      kind: 'PERSONAL',
      clientKey: '0192f0c1-2c3b-7c5e-8f2a-1b2c3d4e5f60',
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const body = JSON.stringify({
      query:
        'mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { ... on Invitation { url } ... on Problem { code field } } }',
      variables: { input },
    });
    const answer = await send(
      kring.url,
      [
        'POST /graphql HTTP/1.1',
        'Host: elsewhere.example',
        'X-Forwarded-Host: elsewhere.example',
        'X-Forwarded-Proto: gopher',
        'Forwarded: host=elsewhere.example',
        'X-Original-URL: /live',
        'X-HTTP-Method-Override: DELETE',
        `Authorization: Bearer ${organisation.organiser.token}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        '',
        body,
      ].join('\r\n'),
    );
    expect(answer.body).toContain('https://kring.example/');
    expect(answer.text).not.toMatch(/elsewhere|gopher/);
  });

  it('from another site gets no leave to read, whatever it asks', async () => {
    const asked = {
      origin: 'https://elsewhere.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type, authorization',
    };
    const answers = [
      await fetch(`${kring.url}/graphql`, { method: 'OPTIONS', headers: asked }),
      await fetch(`${kring.url}/graphql`, { method: 'POST', headers: { ...json, ...asked }, body: operation }),
      await fetch(`${kring.url}/live`, { headers: asked }),
      await fetch(`${kring.url}/`, { headers: { ...asked, origin: 'null' } }),
    ];
    for (const answer of answers) {
      const names: string[] = [];
      answer.headers.forEach((_value, name) => names.push(name));
      expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('for parts of a file gets the file, once', async () => {
    const folder = join(projectFolder, 'apps/web/dist/assets');
    const [asset = ''] = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')) : [];
    expect(asset).not.toBe('');
    const whole = await send(kring.url, request(`GET /assets/${asset}`, ['Connection: close']));
    for (const ranges of [
      'bytes=0-0',
      `bytes=${Array.from({ length: 900 }, (_, n) => `${n}-`).join(',')}`,
      'bytes=-1',
      'bytes=9-1',
    ]) {
      const answer = await send(kring.url, request(`GET /assets/${asset}`, [`Range: ${ranges}`, 'Connection: close']));
      expect([answer.status, answer.headers['content-range'], answer.body.length]).toEqual([
        200,
        undefined,
        whole.body.length,
      ]);
    }
    const head = await send(kring.url, request(`HEAD /assets/${asset}`, ['Connection: close']));
    expect([head.status, head.body]).toEqual([200, '']);
  });

  describe('is answered with all the headers', () => {
    const assets = (): string => {
      const folder = join(projectFolder, 'apps/web/dist/assets');
      return `/assets/${readdirSync(folder).find((name) => name.endsWith('.js')) ?? ''}`;
    };
    const ofGraphql = (query: string): string => {
      const body = JSON.stringify({ query });
      return posted([`Content-Length: ${body.length}`, 'Accept: application/graphql-response+json'], body);
    };
    const lasts = 'public, max-age=31536000, immutable';
    const kinds: readonly (readonly [name: string, bytes: () => string, status: number, cache: string])[] = [
      ['GraphQL', () => ofGraphql('{ __typename }'), 200, 'no-store'],
      ['GraphQL that fails', () => ofGraphql('{ nothing }'), 400, 'no-store'],
      ['GraphQL that asks too much', () => ofGraphql(`{ ${'__typename '.repeat(500)}}`), 400, 'no-store'],
      ['GraphQL without a preflight', () => request('GET /graphql?query={__typename}'), 400, 'no-store'],
      ['a batch', () => posted(['Content-Length: 2'], '[]'), 400, 'no-store'],
      [
        'a mutation by GET',
        () => request('GET /graphql?query=mutation{signOut}', ['Apollo-Require-Preflight: 1']),
        405,
        'no-store',
      ],
      ['a verb that is refused', () => request('DELETE /graphql'), 405, 'no-store'],
      [
        'an answer that cannot be had',
        () => posted([`Content-Length: ${operation.length}`, 'Accept: text/html']),
        406,
        'no-store',
      ],
      [
        'a type that is refused',
        () => request('POST /graphql', ['Content-Type: text/plain', 'Content-Length: 0']),
        415,
        'no-store',
      ],
      ['a body that is too large', () => posted(['Content-Length: 262145']), 413, 'no-store'],
      ['no JSON', () => posted(['Content-Length: 1'], '{'), 400, 'no-store'],
      ['an address that is too long', () => request(`GET /${'x'.repeat(8000)}`), 414, 'no-store'],
      [
        'headers that are too many',
        () =>
          request(
            'GET /',
            Array.from({ length: 100 }, () => 'X: x'),
          ),
        431,
        'no-store',
      ],
      ['headers that are too large', () => request('GET /', [`X: ${'x'.repeat(20_000)}`]), 431, 'no-store'],
      ['an expectation', () => posted(['Content-Length: 2', 'Expect: miracles'], '{}'), 417, 'no-store'],
      ['no HTTP', () => 'hello\r\n\r\n', 400, 'no-store'],
      ['an address that cannot be read', () => request('GET /%zz'), 400, 'no-store'],
      ['the page', () => request('GET /'), 200, 'no-cache'],
      ['a page below', () => request('GET /groups/x'), 200, 'no-cache'],
      ['the worker of the page', () => request('GET /sw.js'), 200, 'no-cache'],
      ['a file that lasts', () => request(`GET ${assets()}`), 200, lasts],
      ['a file that is gone', () => request('GET /assets/gone-12345678.js'), 404, 'no-store'],
      ['life', () => request('GET /live'), 200, 'no-store'],
      ['readiness', () => request('GET /ready'), 200, 'no-store'],
      [
        'a live connection from another site',
        () =>
          request('GET /graphql', [
            'Connection: Upgrade',
            'Upgrade: websocket',
            'Sec-WebSocket-Version: 13',
            'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
            'Sec-WebSocket-Protocol: graphql-transport-ws',
            'Origin: https://elsewhere.example',
          ]),
        401,
        'no-store',
      ],
    ];
    it.each(kinds)('%s', async (_name, bytes, status, cache) => {
      const answer = await send(kring.url, bytes());
      expect([answer.status, faultsIn((name) => answer.headers[name], cache)]).toEqual([status, []]);
      expect(answer.headers['strict-transport-security']).toContain('max-age=31536000');
      expect(answer.headers['content-security-policy']).toContain("connect-src 'self' wss://kring.example;");
    });
  });
});

describe('a slow or greedy client', () => {
  let kring: RunningKring;
  let database: Awaited<ReturnType<typeof testDatabase>>;

  beforeAll(async () => {
    database = await testDatabase({ empty: true });
    kring = await startKring(
      {
        KRING_ROLE: 'api',
        KRING_HEADER_SECONDS: '1',
        KRING_REQUEST_SECONDS: '3',
        KRING_KEEP_ALIVE_SECONDS: '2',
        KRING_CONNECTIONS: '20',
      },
      undefined,
      database,
    );
  });
  afterAll(async () => {
    await kring.stop();
    await database.drop();
  });

  const alive = async (): Promise<number> =>
    (await fetch(`${kring.url}/live`, { headers: { connection: 'close' } })).status;

  it('that sends headers drop by drop is let go, and others are served meanwhile', async () => {
    const slow = await open(kring.url);
    slow.write('POST /graphql HTTP/1.1\r\nHost: kring.example\r\n');
    const drops = setInterval(() => slow.write('X: x\r\n'), 100);
    const answer = listenTo(slow, 8000);
    expect(await alive()).toBe(200);
    const { status, body, closed, ms, headers } = await answer.finally(() => clearInterval(drops));
    refused({ status, body }, 408, 'REQUEST_TIMEOUT');
    expect(faultsIn((name) => headers[name], 'no-store')).toEqual([]);
    expect(closed).toBe(true);
    expect(ms).toBeGreaterThan(900);
    expect(ms).toBeLessThan(7000);
  });

  it('that sends its body drop by drop is let go, and one that hesitates is not', async () => {
    const slow = await open(kring.url);
    slow.write(posted(['Content-Length: 1000'], '{'));
    const drops = setInterval(() => slow.write(' '), 100);
    const answer = listenTo(slow, 10_000);
    const hesitating = await open(kring.url);
    hesitating.write(posted([`Content-Length: ${operation.length}`, 'Connection: close'], operation.slice(0, 5)));
    setTimeout(() => hesitating.write(operation.slice(5)), 1500);
    expect((await listenTo(hesitating, 5000)).status).toBe(200);
    const { status, body, closed, ms } = await answer.finally(() => clearInterval(drops));
    refused({ status, body }, 408, 'REQUEST_TIMEOUT');
    expect(closed).toBe(true);
    expect(ms).toBeGreaterThan(2900);
    expect(ms).toBeLessThan(9000);
  });

  it('that says nothing at all is let go', async () => {
    const { closed, ms } = await listenTo(await open(kring.url), 8000);
    expect(closed).toBe(true);
    expect(ms).toBeLessThan(7000);
  });

  it('that keeps its connection may use it again, but not for ever', async () => {
    const socket = await open(kring.url);
    const next = (): Promise<RawAnswer['status']> =>
      new Promise((resolve, reject) => {
        socket.once('data', (data) => resolve(Number(data.toString().slice(9, 12))));
        socket.once('error', reject);
        socket.write(request('GET /live'));
      });
    expect(await next()).toBe(200);
    await pause(800);
    expect(await next()).toBe(200);
    const { closed, ms } = await listenTo(socket, 10_000);
    expect(closed).toBe(true);
    expect(ms).toBeGreaterThan(1900);
    expect(ms).toBeLessThan(8000);
  });

  it('gets no more than so many connections, and they are free again when it goes', async () => {
    const held = await Promise.all(Array.from({ length: 20 }, () => open(kring.url)));
    held[0]?.write(request('GET /live'));
    expect(await listenTo(await open(kring.url), 1000)).toMatchObject({ closed: true, text: '' });
    for (const socket of held) socket.destroy();
    await pause(100);
    expect(await alive()).toBe(200);
  });

  it('is told 503 with all the headers while the service is not ready', async () => {
    const answer = await send(kring.url, request('GET /ready', ['Connection: close']));
    expect([answer.status, answer.body]).toEqual([503, '{"status":"waiting","for":"migrations"}']);
    expect(faultsIn((name) => answer.headers[name], 'no-store')).toEqual([]);
    expect(answer.headers['strict-transport-security']).toBeUndefined();
    expect((await ask(kring.url, '{ helplines { name } }')).errors).toEqual([]);
    await expect(askFor(kring.url, '{ viewer { id } }')).resolves.toBeNull();
  });
});
