import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** The last piece of what PostgreSQL says when it is ready for a question, outside any transaction. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** What PostgreSQL says when it ends a connection that nobody asked anything on. */
function fatal(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');
  const head = Buffer.from([0x45, 0, 0, 0, 0]);
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** Stands between a client and PostgreSQL, and does to their connections what crashes and networks do. */
export class Bridge {
  /** What happens to connections that open from now on. */
  mode: 'pass' | 'end as it opens' | 'close unheard' = 'pass';
  /** The next answer to whatever is asked is the last on its connection. */
  endNext = false;
  /** Milliseconds that each piece takes, either way. */
  delayMs = 0;
  /** Nobody is there any more, and nobody says so. What is sent is taken and goes nowhere. */
  swallows = false;
  /** The next piece that PostgreSQL sends arrives by half, and then its connection breaks. */
  truncateNext = false;
  private server: Server | null = null;
  private readonly open = new Set<Socket>();
  private readonly stranded = new WeakSet<Socket>();

  private constructor(
    private readonly target: URL,
    private readonly port: number,
  ) {}

  static async before(databaseUrl: string): Promise<Bridge> {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    if (address === null || typeof address === 'string') throw new Error('a port has a number');
    const bridge = new Bridge(new URL(databaseUrl), address.port);
    await bridge.build();
    return bridge;
  }

  /** The database's address by way of this bridge. */
  get url(): string {
    return Object.assign(new URL(this.target), { host: `127.0.0.1:${this.port}` }).toString();
  }

  /** How many connections are open. */
  get count(): number {
    return this.open.size;
  }

  /** Takes connections, after {@link close} too. */
  async build(): Promise<void> {
    if (this.server) return;
    const server = createServer((socket) => this.join(socket));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
  }

  /** Breaks all connections that are open. */
  cut(): void {
    for (const socket of this.open) socket.destroy();
  }

  /** Half-open: the connections that are open now lead nowhere for ever, and new ones are as before. */
  strand(): void {
    for (const socket of this.open) this.stranded.add(socket);
  }

  /** Breaks all, and takes no new ones. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(null)));
    this.server = null;
    this.cut();
    await closed;
  }

  /** Lets everything pass as if nothing had been. Connections of which something was swallowed cannot go on, and break. */
  heal(): void {
    Object.assign(this, { mode: 'pass', endNext: false, delayMs: 0, truncateNext: false });
    if (this.swallows) this.cut();
    this.swallows = false;
  }

  private join(client: Socket): void {
    const { mode } = this;
    client.on('error', () => undefined);
    if (mode === 'close unheard') {
      client.once('data', () => client.end());
      return;
    }
    const server = connect({ port: Number(this.target.port), host: this.target.hostname });
    server.on('error', () => undefined);
    this.open.add(client);
    client.on('close', () => {
      this.open.delete(client);
      server.destroy();
    });
    server.on('close', () => {
      if (!this.swallows && !this.stranded.has(client)) client.end();
    });
    this.carry(client, client, (piece) => server.write(piece));
    this.carry(client, server, (piece) => {
      const answered = piece.subarray(-readyForQuery.length).equals(readyForQuery);
      const ends = answered && (mode === 'end as it opens' || this.endNext);
      if (ends) {
        this.endNext = false;
        client.end(Buffer.concat([piece, fatal()]));
      } else if (this.truncateNext) {
        this.truncateNext = false;
        client.write(piece.subarray(0, Math.ceil(piece.length / 2)), () => client.destroy());
      } else client.write(piece);
    });
  }

  /** Hands on what comes in, in order, after the delay of that moment. */
  private carry(client: Socket, from: Socket, hand: (piece: Buffer) => unknown): void {
    let before = Promise.resolve();
    from.on('data', (piece: Buffer) => {
      before = before.then(async () => {
        if (this.delayMs > 0) await pause(this.delayMs);
        if (!this.swallows && !this.stranded.has(client)) hand(piece);
      });
    });
  }
}
