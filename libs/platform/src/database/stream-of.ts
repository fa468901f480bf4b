import type { Socket } from 'node:net';

/** The socket under a connection of `pg`, to end a connection that nobody is there to say goodbye on. */
export function streamOf(client: object): Socket {
  return (client as { connection: { stream: Socket } }).connection.stream;
}
