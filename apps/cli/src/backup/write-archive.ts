import { once } from 'node:events';
import { open, rename, rm } from 'node:fs/promises';
import type { Client } from 'pg';
import { type Pack, pack as tarPack } from 'tar-stream';
import {
  formatVersion,
  type Header,
  headerName,
  keyProofContext,
  keysName,
  type Manifest,
  manifestName,
} from './archive-format';
import { Complaint } from './complaint';
import { copyOut } from './copy-table';
import { bytesOf, photosIn, PhotoTally } from './photos';
import { migrationsDone, plainWriting, tablesOf } from './tables';

/** Rows go into the archive in pieces of about this size. */
const pieceBytes = 1024 * 1024;

export interface ArchiveSources {
  /** Signed in as the owner of the tables, and used for nothing else meanwhile. */
  readonly client: Client;
  readonly photoFolder: string;
  readonly currentKey: { readonly id: string };
  readonly seal: (text: string, context: string) => string;
  /** The secrets to put inside; empty to keep them apart. */
  readonly secrets: readonly string[];
  readonly say: (line: string) => void;
}

/**
 * Writes one consistent backup, while the service runs: every table in one snapshot, then the photos. The file appears
 * under its name when it is whole and on disk; readable by its own account only. Answers what is inside.
 */
export async function writeArchive(
  path: string,
  sources: ArchiveSources,
  encrypt: (plain: AsyncIterable<Uint8Array>) => Promise<AsyncIterable<Uint8Array>>,
): Promise<{ manifest: Manifest; bytes: number }> {
  const pack = tarPack();
  let manifest: Manifest | null = null;
  const filling = fill(pack, sources).then(
    (made) => {
      manifest = made;
      pack.finalize();
    },
    (error: unknown) => pack.destroy(error as Error),
  );
  const fresh = `${path}.${process.pid}.part`;
  const file = await open(fresh, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const piece of await encrypt(pack as AsyncIterable<Uint8Array>)) {
      await file.writeFile(piece);
      bytes += piece.length;
    }
    await filling;
    await file.sync();
    await file.close();
    if (manifest === null) throw new Error('a backup that was not filled');
    await rename(fresh, path);
    return { manifest, bytes };
  } catch (error) {
    pack.destroy(error as Error);
    await file.close().catch(() => undefined);
    await rm(fresh, { force: true });
    if ((error as { code?: string }).code === 'ENOSPC')
      throw new Complaint('The disk is full. Nothing was kept; make room, or name another place.');
    throw error;
  }
}

async function fill(pack: Pack, sources: ArchiveSources): Promise<Manifest> {
  const { client, say } = sources;
  await client.query(plainWriting);
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL kring.why = 'backup'`);
  const tables = await tablesOf(client);
  const { rows } = await client.query<{ now: Date }>('SELECT now()');
  const header: Header = {
    format: formatVersion,
    madeAt: (rows[0]?.now ?? new Date()).toISOString(),
    migrations: await migrationsDone(client),
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
    key: { id: sources.currentKey.id, sealed: sources.seal('kring', keyProofContext) },
  };
  await add(pack, headerName, Buffer.from(JSON.stringify(header, null, 2)));
  if (sources.secrets.length > 0)
    await add(pack, keysName, Buffer.from(JSON.stringify({ secrets: sources.secrets }, null, 2)));
  const copied: Manifest['tables'] = [];
  for (const [number, table] of tables.entries()) {
    let waiting: Buffer[] = [];
    let size = 0;
    let piece = 0;
    const flush = async (): Promise<void> => {
      await add(pack, `tables/${table.name}/${String(piece).padStart(6, '0')}.copy`, Buffer.concat(waiting, size));
      waiting = [];
      size = 0;
      piece += 1;
    };
    const done = await copyOut(client, table, async (bytes) => {
      waiting.push(bytes);
      size += bytes.length;
      if (size >= pieceBytes) await flush();
    });
    if (size > 0) await flush();
    copied.push({ name: table.name, ...done });
    say(`table ${number + 1} of ${tables.length}: ${table.name}, ${done.rows} rows`);
  }
  await client.query('COMMIT');
  const photos = await addPhotos(pack, sources.photoFolder);
  say(`files of photos: ${photos.files}`);
  const manifest: Manifest = { tables: copied, photos };
  await add(pack, manifestName, Buffer.from(JSON.stringify(manifest, null, 2)));
  return manifest;
}

async function addPhotos(pack: Pack, folder: string): Promise<Manifest['photos']> {
  const tally = new PhotoTally();
  for await (const photo of photosIn(folder)) {
    tally.begin(photo);
    let left = photo.size;
    await entry(pack, `photos/${photo.path}`, photo.size, async (write) => {
      for await (const bytes of bytesOf(folder, photo)) {
        tally.add(bytes);
        left -= bytes.length;
        await write(bytes);
      }
    });
    if (left !== 0) throw new Complaint('A photo became shorter while it was read. Nothing was kept; try again.');
  }
  return tally.end();
}

function add(pack: Pack, name: string, bytes: Buffer): Promise<void> {
  return entry(pack, name, bytes.length, (write) => write(bytes));
}

/** Adds one entry and waits until it was taken. */
async function entry(
  pack: Pack,
  name: string,
  size: number,
  fillIn: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  let taken: () => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    taken = resolve;
    failed = reject;
  });
  done.catch(() => undefined); // told where it is awaited
  const sink = pack.entry({ name, size, mode: 0o600 }, (error) => (error ? failed(error) : taken()));
  const ended = new AbortController();
  const givenUp = (): void => {
    ended.abort();
    failed(new Error('the archive was given up'));
  };
  pack.once('close', givenUp);
  try {
    await fillIn(async (bytes) => {
      if (!sink.write(bytes)) await once(sink, 'drain', { signal: ended.signal });
    });
    sink.end(undefined);
    await done;
  } finally {
    pack.off('close', givenUp);
  }
}
