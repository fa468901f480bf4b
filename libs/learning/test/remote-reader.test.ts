import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Metrics, readSettings } from '@kring/platform';
import { findingIn } from '../src/remote/moderation-endpoint';
import { RemoteReader } from '../src/remote/remote-reader';

const scores = (given: Record<string, number>): string => JSON.stringify({ results: [{ category_scores: given }] });

describe('a moderation endpoint of the organisation', () => {
  let server: Server;
  let url = '';
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const bodies: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const readers: RemoteReader[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        bodies.push(body);
        headers.push(request.headers);
        answer(request, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/moderations`;
  });
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.onApplicationShutdown();
    bodies.length = 0;
    headers.length = 0;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const reader = (more: Record<string, string> = {}): RemoteReader => {
    const settings = readSettings({
      KRING_SECRET: 'a1'.repeat(32),
      DATABASE_SERVICE_URL: 'postgres://service:word@localhost/kring',
      KRING_REMOTE_URL: url,
      KRING_REMOTE_TIMEOUT_MS: '300',
      ...more,
    });
    const made = new RemoteReader(settings, new Metrics());
    readers.push(made);
    return made;
  };
  const says =
    (status: number, body: string, more: Record<string, string> = {}) =>
    (_: IncomingMessage, response: ServerResponse): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(body);
    };

  it('is off unless it is set, and is told neither personal data nor who wrote', async () => {
    expect(reader({ KRING_REMOTE_URL: '' }).isOn).toBe(false);
    answer = says(200, scores({ 'self-harm/intent': 0.93, harassment: 0.2 }));
    const on = reader({ KRING_REMOTE_KEY: 'sleutel', KRING_REMOTE_MODEL: 'klein' });
    expect(on.isOn).toBe(true);
    const found = await on.read('Bel me op 0470 00 00 00 of mail iemand@voorbeeld.be, ik ben op.');
    expect(found).toMatchObject({ severity: 'RED', signals: [{ category: 'suicidal_intent', rule: 'remote-model' }] });
    expect(JSON.parse(bodies[0] ?? '')).toEqual({ input: 'Bel me op […] of mail […], ik ben op.', model: 'klein' });
    expect(headers[0]?.authorization).toBe('Bearer sleutel');
    answer = says(200, scores({ harassment: 0.79, weather: 1, constructor: 1 }));
    expect(await on.read('Gewoon.')).toBeNull();
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['slow', () => undefined],
    ['wrong: no JSON', says(200, '<html>')],
    ['wrong: another shape', says(200, '{"results":[]}')],
    ['wrong: a score that is none', says(200, '{"results":[{"category_scores":{"self-harm":"NaN"}}]}')],
    ['wrong: a score above one', says(200, scores({ 'self-harm': 7 }))],
    ['refusing', says(500, scores({ 'self-harm': 0.99 }))],
    ['hostile: sends elsewhere', says(307, '', { location: 'http://127.0.0.1:1/' })],
    ['hostile: far too much', says(200, `${scores({ 'self-harm': 0.99 })}${' '.repeat(100_000)}`)],
    [
      'hostile: without end',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
    ['down', (request) => request.socket.destroy()],
  ])('that is %s leaves the post unread, in time', async (_, behaviour) => {
    answer = behaviour;
    const from = Date.now();
    expect(await reader().read('Ik ben op.')).toBe('UNREAD');
    expect(Date.now() - from).toBeLessThan(3000);
  });

  it('is left alone once it keeps failing', async () => {
    answer = says(500, '');
    const tired = reader();
    for (let asked = 0; asked < 12; asked += 1) expect(await tired.read('Ik ben op.')).toBe('UNREAD');
    expect(bodies.length).toBeLessThan(8);
  });

  it('is understood by its scores alone', () => {
    expect(findingIn(scores({ 'self-harm': 0.9, 'self-harm/instructions': 0.9 }), 0.8)?.signals.map(({ category }) => category)).toEqual(['method_or_numbers', 'self_harm']); // prettier-ignore
    expect(() => findingIn('null', 0.8)).toThrow('something else');
  });
});
