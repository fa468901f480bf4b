import { WebSocket, type ClientOptions } from 'ws';
import {
  foundOrganisation,
  type Group,
  join,
  listen,
  makeGroup,
  type Member,
  type Organisation,
  reply,
  type RunningKring,
  startKring,
  tell,
} from '@kring/testing';
import { Sockets } from '../../apps/api/src/sockets';

jest.setTimeout(120_000);

const subscription = 'subscription ($id: ID!) { postChanged(threadId: $id) { id } }';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** A live connection of our own, that says only what a test tells it to. */
class Line {
  readonly heard: Message[] = [];
  readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data: Buffer) => this.heard.push(JSON.parse(data.toString()) as Message));
    socket.on('error', () => undefined);
  }

  static async open(url: string, options: ClientOptions = {}): Promise<Line> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', options);
    const line = new Line(socket);
    await Promise.race([new Promise((resolve) => socket.once('open', resolve)), line.closed]);
    return line;
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  async hear(type: string, id?: string): Promise<Message> {
    for (const end = Date.now() + 5000; Date.now() < end; await pause(5)) {
      const found = this.heard.find((message) => message.type === type && (id === undefined || message.id === id));
      if (found) return found;
    }
    throw new Error(`no ${type} was heard: ${JSON.stringify(this.heard)}`);
  }

  /** Says who it is; whether that was acknowledged, or the code it was closed with. */
  async enter(token: string): Promise<true | number> {
    this.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    return Promise.race([this.hear('connection_ack').then(() => true as const), this.closed]);
  }

  subscribe(id: string, query = subscription, variables: unknown = { id: 'x' }): void {
    this.say({ type: 'subscribe', id, payload: { query, variables } });
  }

  leave(): void {
    this.socket.terminate();
  }
}

describe('a live connection', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let member: Member;
  let peer: Member;
  let threadId: string;
  const noise: unknown[][] = [];
  const lines: Line[] = [];

  const line = async (options: ClientOptions = {}): Promise<Line> => {
    const one = await Line.open(kring.url, options);
    lines.push(one);
    return one;
  };
  /** Waits until the service holds nothing of anybody. */
  const empty = async (): Promise<void> => {
    for (const end = Date.now() + 5000; kring.app.get(Sockets).count > 0 && Date.now() < end;) await pause(10);
    expect(kring.app.get(Sockets).count).toBe(0);
  };

  beforeAll(async () => {
    jest.spyOn(console, 'error').mockImplementation((...words: unknown[]) => void noise.push(words));
    kring = await startKring({
      KRING_PROFILE: 'production',
      KRING_SOCKETS_PER_ACCOUNT: '3',
      KRING_SUBSCRIPTIONS_PER_ACCOUNT: '4',
      KRING_SOCKETS_WAITING: '5',
      KRING_SOCKET_INIT_SECONDS: '2',
      KRING_SOCKET_MESSAGES: '10',
      KRING_SOCKET_KILOBYTES: '4',
      KRING_SOCKET_PING_SECONDS: '1',
    });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    member = await join(kring, organisation, group);
    peer = await join(kring, organisation, group);
    threadId = (await tell(kring, member, group, 'Wie slaapt er nog?', 'Ik lig vaak wakker.')).post.thread.id;
  });
  afterEach(async () => {
    for (const one of lines.splice(0)) one.leave();
    await empty();
  });
  afterAll(async () => {
    await kring.stop();
    jest.restoreAllMocks();
    // Nothing that somebody sends over a socket is news for the console.
    expect(noise).toEqual([]);
  });

  it('is one of three of an account, and other accounts have their own', async () => {
    const own: Line[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const one = await line();
      own.push(one);
      expect(await one.enter(member.token)).toBe(true);
    }
    expect(await (await line()).enter(member.token)).toBe(1013);
    expect(await (await line()).enter(peer.token)).toBe(true);
    own[0]?.leave();
    await pause(100);
    expect(await (await line()).enter(member.token)).toBe(true);
  });

  it('that goes while it is looked at leaves nothing behind', async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      const one = await line();
      one.say({ type: 'connection_init', payload: { authorization: `Bearer ${member.token}` } });
      await pause(turn % 4);
      one.leave();
    }
    await pause(300);
    await empty();
    for (let turn = 0; turn < 3; turn += 1) expect(await (await line()).enter(member.token)).toBe(true);
  });

  it('shares four subscriptions with the others of its account', async () => {
    const [one, other] = [await line(), await line()];
    await one.enter(member.token);
    await other.enter(member.token);
    const query = 'subscription ($id: ID!) { postChanged(threadId: $id) { id } }';
    for (const id of ['a', 'b']) one.subscribe(id, query, { id: threadId });
    for (const id of ['c', 'd']) other.subscribe(id, query, { id: threadId });
    await pause(300);
    expect([...one.heard, ...other.heard].filter((message) => message.type === 'error')).toEqual([]);
    other.subscribe('e', query, { id: threadId });
    expect((await other.hear('error', 'e')).payload?.[0]?.extensions?.code).toBe('TOO_MANY_SUBSCRIPTIONS');
    one.say({ type: 'complete', id: 'a' });
    await pause(100);
    other.subscribe('f', query, { id: threadId });
    await pause(300);
    expect(other.heard.filter((message) => message.id === 'f')).toEqual([]);
    // A refusal keeps no place.
    other.say({ type: 'complete', id: 'f' });
    await pause(100);
    other.subscribe('g', query, { id: threadId });
    await pause(300);
    expect(other.heard.filter((message) => message.id === 'g')).toEqual([]);
  });

  it('says ten things in a second, and is closed when it says many more', async () => {
    const calm = await line();
    await calm.enter(member.token);
    for (let turn = 0; turn < 8; turn += 1) calm.say({ type: 'ping' });
    await pause(1200);
    for (let turn = 0; turn < 8; turn += 1) calm.say({ type: 'ping' });
    await pause(300);
    expect(calm.socket.readyState).toBe(WebSocket.OPEN);
    expect(calm.heard.filter((message) => message.type === 'pong')).toHaveLength(16);

    const loud = await line();
    await loud.enter(member.token);
    for (let turn = 0; turn < 200; turn += 1) loud.say({ type: 'ping' });
    expect(await loud.closed).toBe(1008);
    expect(loud.heard.filter((message) => message.type === 'pong').length).toBeLessThanOrEqual(22);
    const pinging = await line();
    for (let turn = 0; turn < 200; turn += 1) pinging.socket.ping();
    expect(await pinging.closed).toBe(1008);
  });

  it('says who it is within two seconds, or is closed', async () => {
    const silent = await line();
    const from = Date.now();
    expect(await silent.closed).toBe(4408);
    expect(Date.now() - from).toBeGreaterThan(1800);
    const slow = await line();
    await pause(1000);
    expect(await slow.enter(member.token)).toBe(true);
    await pause(1500);
    expect(slow.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('that says nothing makes room when others come, and does not keep them out', async () => {
    const silent: Line[] = [];
    for (let turn = 0; turn < 5; turn += 1) silent.push(await line());
    const from = Date.now();
    await pause(100);
    expect(silent.map((one) => one.socket.readyState)).toEqual(Array(5).fill(WebSocket.OPEN));
    const honest = await line();
    expect(await honest.enter(member.token)).toBe(true);
    expect(await silent[0]?.closed).toBe(4408);
    expect(Date.now() - from).toBeLessThan(1800);
    expect(silent[1]?.socket.readyState).toBe(WebSocket.OPEN);
    const other = await line();
    await pause(50);
    expect(await other.enter(peer.token)).toBe(true);
    expect(silent[1]?.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('sends messages of 4 kB and no larger ones', async () => {
    const ping = (size: number): string => {
      const frame = JSON.stringify({ type: 'ping', payload: { x: '' } });
      return frame.replace('""', `"${'x'.repeat(size - frame.length)}"`);
    };
    const one = await line();
    one.socket.send(ping(4096));
    await one.hear('pong');
    one.socket.send(ping(4097));
    expect(await one.closed).toBe(1009);
  });

  it('is not packed, so that nothing small unfolds into something large', async () => {
    const one = await line({ perMessageDeflate: true });
    expect(one.socket.extensions).toBe('');
  });

  it('answers pings, or is let go', async () => {
    const dead = await line({ autoPong: false });
    expect(await dead.enter(member.token)).toBe(true);
    const well = await line();
    expect(await well.enter(member.token)).toBe(true);
    const from = Date.now();
    expect(await dead.closed).toBe(1006);
    expect(Date.now() - from).toBeLessThan(6000);
    await pause(1500);
    expect(well.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('that speaks nonsense is closed with a reason that says nothing of what is inside', async () => {
    const nonsense: readonly (readonly [Buffer, number])[] = [
      [Buffer.from('{'), 4400],
      [Buffer.from('null'), 4400],
      [Buffer.from('{"type":"nothing"}'), 4400],
      [Buffer.from('{"type":"subscribe","id":"1","payload":{"query":"{ viewer { id } }"}}'), 4401],
      [Buffer.from('{"type":"subscribe","id":"1","payload":{"query":1}}'), 4400],
    ];
    for (const [message, code] of nonsense) {
      const one = await line();
      let reason = '';
      one.socket.once('close', (_code, words) => (reason = words.toString()));
      one.socket.send(message, { binary: false });
      expect([message.toString(), await one.closed]).toEqual([message.toString(), code]);
      expect(reason).not.toMatch(/\n|at |node_modules|\.[jt]s/);
    }
    for (const bytes of [Buffer.from([0x83, 0x80, 0, 0, 0, 0]), Buffer.from([0x81, 0x01, 0x41]), Buffer.from([0xff])]) {
      const one = await line();
      (one.socket as unknown as { _socket: { write(data: Buffer): void } })._socket.write(bytes);
      expect([1002, 1006]).toContain(await one.closed);
    }
    const broken = await line();
    broken.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await broken.closed).toBe(1007);
  });

  it('is opened twice by nobody, and without a token by nobody', async () => {
    const twice = await line();
    await twice.enter(member.token);
    expect(await twice.enter(member.token)).toBe(true);
    expect(await twice.closed).toBe(4429);
    expect(await (await line()).enter('x'.repeat(43))).toBe(4403);
    expect(await (await line()).enter('')).toBe(4403);
  });

  it('still tells what is new to those who keep to all this', async () => {
    const socket = await listen<{ id: string }>(kring.url, subscription, { id: threadId }, { token: peer.token });
    await reply(kring, member, threadId, 'Vannacht ging het beter.');
    await kring.settle();
    await socket.until((post) => post.id !== '');
    await socket.stop();
  });
});
