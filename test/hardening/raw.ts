import { connect, type Socket } from 'node:net';

/** What came back over a connection of our own, byte for byte. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly text: string;
  /** How many answers there were. */
  readonly answers: number;
  /** Whether the other side closed the connection, and after how long. */
  readonly closed: boolean;
  readonly ms: number;
}

/** A connection to the service, open. */
export function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends bytes as they are; answers what comes until the other side closes, or nothing follows a whole answer for `quietMs`. */
export async function send(url: string, bytes: string | Buffer, quietMs = 150): Promise<RawAnswer> {
  const socket = await open(url);
  socket.write(bytes);
  return listenTo(socket, quietMs);
}

export function listenTo(socket: Socket, quietMs: number): Promise<RawAnswer> {
  const from = performance.now();
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    let quiet: NodeJS.Timeout;
    const end = (closed: boolean): void => {
      clearTimeout(quiet);
      socket.removeAllListeners().on('error', () => undefined);
      socket.destroy();
      resolve(read(Buffer.concat(parts).toString('latin1'), closed, performance.now() - from));
    };
    const wait = (): void => {
      clearTimeout(quiet);
      const isWhole = parts.length > 0 && holdsAnswer(Buffer.concat(parts).toString('latin1'));
      quiet = setTimeout(() => end(false), isWhole ? quietMs : Math.max(quietMs, 5000));
    };
    socket.on('data', (data) => {
      parts.push(data);
      wait();
    });
    socket.on('error', () => end(true));
    socket.on('close', () => end(true));
    wait();
  });
}

function holdsAnswer(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return head >= 0 && text.length >= head + 4 + length;
}

function read(text: string, closed: boolean, ms: number): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0);
  const answers = text.match(/HTTP\/1\.1 \d{3} /g)?.length ?? 0;
  return { status, headers, body: rest.join('\r\n\r\n'), text, answers, closed, ms };
}
