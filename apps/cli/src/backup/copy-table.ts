import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { columnList, quoted, type Table } from './tables';

export interface Copied {
  readonly rows: number;
  /** Of all bytes, in hexadecimal. */
  readonly sha256: string;
}

const newline = 10;

/** Counts rows and hashes what passes by. In COPY's text format, only the end of a row is a line feed. */
export class Tally {
  private rows = 0;
  private readonly hash = createHash('sha256');

  add(bytes: Uint8Array): void {
    this.hash.update(bytes);
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) this.rows += 1;
  }

  end(): Copied {
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }
}

/**
 * Reads all rows of a table in the order of its key, in COPY's text format, as this transaction sees them. `sink` gets the
 * bytes as they come and is waited for, so that no more than a few pieces are in memory at once.
 */
export async function copyOut(
  client: Client,
  table: Table,
  sink: (bytes: Buffer) => Promise<void> | void = () => undefined,
): Promise<Copied> {
  const stream = client.query(
    copyTo(`COPY (SELECT ${columnList(table)} FROM ${quoted(table.name)} ORDER BY ${table.order}) TO STDOUT`),
  );
  const tally = new Tally();
  for await (const piece of stream as AsyncIterable<Buffer>) {
    tally.add(piece);
    await sink(piece);
  }
  return tally.end();
}
