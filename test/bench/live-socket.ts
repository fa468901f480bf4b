import { once } from 'node:events';
import WebSocket from 'ws';

/** One subscription over a real WebSocket, in the protocol of graphql-ws, with as little around it as a thousand of them allow. */
export class LiveSocket {
  private constructor(private readonly socket: WebSocket) {}

  /** Resolves when the server acknowledged who asks. `heard` gets the one field of each event, and when it came. */
  static async open<Value>(
    url: string,
    token: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    heard: (value: Value, at: number) => void,
  ): Promise<LiveSocket> {
    const address = `${url.replace(/^http/, 'ws')}/graphql`;
    const socket = new WebSocket(address, 'graphql-transport-ws', { headers: { cookie: `__Host-kring=${token}` } });
    const acknowledged = new Promise<void>((resolve, reject) => {
      socket.on('close', (code: number) => reject(new Error(`a socket was closed with ${code}`)));
      socket.on('message', (piece: Buffer) => {
        const at = performance.now();
        const message = JSON.parse(piece.toString()) as { type: string; payload?: { data?: Record<string, Value> } };
        if (message.type === 'connection_ack') resolve();
        if (message.type === 'ping') socket.send('{"type":"pong"}');
        if (message.type !== 'next' || !message.payload?.data) return;
        for (const value of Object.values(message.payload.data)) heard(value, at);
      });
    });
    socket.on('error', () => undefined); // Told by its close.
    await once(socket, 'open');
    socket.send('{"type":"connection_init","payload":{}}');
    await acknowledged;
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
    return new LiveSocket(socket);
  }

  close(): void {
    this.socket.terminate();
  }
}
