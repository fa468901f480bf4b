import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import type { Header, Manifest } from './archive-format';
import { Complaint } from './complaint';
import { copyOut } from './copy-table';
import { columnList, quoted, type Table } from './tables';

/**
 * Rows into empty tables, in one transaction that the caller ends: row-level security is lifted for the owner and triggers
 * of ours stand still until {@link Loading.verify} has compared everything and put both back.
 */
export class Loading {
  private current: { readonly table: string; readonly stream: CopyStreamQuery; readonly done: Promise<void> } | null =
    null;
  private readonly begun: string[] = [];

  private constructor(
    private readonly client: Client,
    private readonly tables: readonly Table[],
    private readonly guarded: readonly string[],
    private readonly say: (line: string) => void,
  ) {}

  static async begin(
    client: Client,
    header: Header,
    tables: readonly Table[],
    say: (line: string) => void,
  ): Promise<Loading> {
    const shape = (all: readonly Pick<Table, 'name' | 'columns'>[]): string =>
      JSON.stringify(all.map(({ name, columns }) => [name, [...columns].sort()]).sort());
    if (shape(tables) !== shape(header.tables))
      throw new Complaint('The tables of this version are not those of the backup. Install the version that made it.');
    await client.query('BEGIN');
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity`,
    );
    const guarded = rows.map((row) => row.name);
    await alter(client, guarded, 'NO FORCE ROW LEVEL SECURITY');
    await alter(
      client,
      tables.map((table) => table.name),
      'DISABLE TRIGGER USER',
    );
    return new Loading(client, tables, guarded, say);
  }

  /** Adds bytes of one table; those of a table come together. */
  async add(table: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    if (this.current?.table !== table) {
      await this.endTable();
      const known = this.tables.find(({ name }) => name === table);
      if (!known || this.begun.includes(table)) throw new Complaint(`The backup holds an unknown table, ${table}.`);
      this.begun.push(table);
      this.say(`loading ${table}`);
      const stream = this.client.query(copyFrom(`COPY ${quoted(table)} (${columnList(known)}) FROM STDIN`));
      const done = finished(stream);
      done.catch(() => undefined); // told where it is awaited
      this.current = { table, stream, done };
    }
    const { stream, done } = this.current;
    for await (const piece of bytes) if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done]);
  }

  async endTable(): Promise<void> {
    if (!this.current) return;
    const { stream, done } = this.current;
    this.current = null;
    stream.end();
    await done;
  }

  /** Tells the database that no more comes, or it would wait for the rest of a table for ever. */
  async abandon(): Promise<void> {
    if (!this.current) return;
    const { stream, done } = this.current;
    this.current = null;
    stream.destroy(new Error('given up'));
    await done.catch(() => undefined);
  }

  /** Compares what stands in the tables now, by number of rows and checksum, with what was backed up. */
  async verify(manifest: Manifest): Promise<void> {
    await this.endTable();
    for (const [number, table] of this.tables.entries()) {
      const expected = manifest.tables.find(({ name }) => name === table.name);
      const found = await copyOut(this.client, table);
      if (found.rows !== expected?.rows || found.sha256 !== expected.sha256)
        throw new Complaint(`${table.name} is not what was backed up. Nothing was restored; use another copy.`);
      this.say(`table ${number + 1} of ${this.tables.length}: ${table.name}, ${found.rows} rows, checksum fits`);
    }
    await alter(
      this.client,
      this.tables.map((table) => table.name),
      'ENABLE TRIGGER USER',
    );
    await alter(this.client, this.guarded, 'FORCE ROW LEVEL SECURITY');
  }
}

async function alter(client: Client, tables: readonly string[], what: string): Promise<void> {
  await client.query(tables.map((table) => `ALTER TABLE ${quoted(table)} ${what}`).join('; '));
}
