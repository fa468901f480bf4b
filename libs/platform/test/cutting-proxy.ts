import { connect, createServer, type Server, type Socket } from 'node:net';

const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** What PostgreSQL says when it ends a connection that nobody asked anything on. */
function fatal(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');
  const head = Buffer.from([0x45, 0, 0, 0, 0]);
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** Stands between a client and PostgreSQL, and breaks connections in the ways that a crash does. */
export class CuttingProxy {
  /** What happens to connections that open from now on. */
  mode: 'pass' | 'end as it opens' | 'close unheard' = 'pass';
  /** The next answer to whatever is asked is the last on its connection. */
  endNext = false;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async before(databaseUrl: string): Promise<CuttingProxy> {
    const target = new URL(databaseUrl);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a port has a number');
    const url = Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${address.port}` }).toString();
    const proxy = new CuttingProxy(server, url);
    server.on('connection', (socket) => proxy.join(socket, Number(target.port), target.hostname));
    return proxy;
  }

  /** How many connections are open. */
  get count(): number {
    return this.open.size;
  }

  /** Breaks all that are open. */
  cut(): void {
    for (const socket of this.open) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket, port: number, host: string): void {
    const { mode } = this;
    client.on('error', () => undefined);
    if (mode === 'close unheard') {
      client.once('data', () => client.end());
      return;
    }
    const server = connect({ port, host });
    server.on('error', () => undefined);
    this.open.add(client);
    client.on('close', () => {
      this.open.delete(client);
      server.destroy();
    });
    server.on('close', () => client.end());
    client.pipe(server, { end: false });
    server.on('data', (piece: Buffer) => {
      const ends =
        (mode === 'end as it opens' || this.endNext) && piece.subarray(-readyForQuery.length).equals(readyForQuery);
      if (ends) this.endNext = false;
      client.write(ends ? Buffer.concat([piece, fatal()]) : piece);
      if (ends) client.end();
    });
  }
}
