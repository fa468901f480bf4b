import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type Extract, extract as tarExtract } from 'tar-stream';
import type { z } from 'zod';
import {
  formatVersion,
  type Header,
  headerName,
  headerShape,
  keysName,
  keysShape,
  type Manifest,
  manifestName,
  manifestShape,
} from './archive-format';
import { Complaint } from './complaint';

type Entry = Extract extends AsyncIterable<infer One> ? One : never;

export const damaged = 'The backup is damaged or cut off. Nothing was restored; use another copy.';

/** Texts in an archive are small; whatever is larger was not made by us. */
const textLimit = 64 * 1024 * 1024;

/** One piece of what is in an archive, to be read before the next is asked for. */
export type Piece =
  | { readonly kind: 'rows'; readonly table: string; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'photo'; readonly path: string; readonly size: number; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'manifest'; readonly manifest: Manifest };

/** An archive that was opened: what it says of itself, the keys inside when they are, and then the rest, once. */
export interface OpenArchive {
  readonly header: Header;
  readonly secrets: readonly string[];
  pieces(): AsyncGenerator<Piece>;
}

/** Opens an archive up to its header. Complains when it cannot be understood; {@link damaged} when bytes are not what they were. */
export async function openArchive(
  path: string,
  decrypt: (sealed: AsyncIterable<Uint8Array>) => Promise<AsyncIterable<Uint8Array>>,
): Promise<OpenArchive> {
  const file = createReadStream(path);
  const unreadable = new Promise<never>((_, reject) =>
    file.once('error', () => reject(new Complaint(`${path} cannot be read.`))),
  );
  unreadable.catch(() => undefined);
  const plain = await Promise.race([decrypt(file), unreadable]);
  const extract = tarExtract();
  const source = Readable.from(plain);
  source.once('error', (error) => extract.destroy(error));
  source.pipe(extract);
  const entries: AsyncIterator<Entry, undefined> = (extract as AsyncIterable<Entry, undefined>)[Symbol.asyncIterator]();
  const next = async (): Promise<Entry | null> => {
    try {
      const next = await entries.next();
      return next.done ? null : next.value;
    } catch {
      throw new Complaint(damaged);
    }
  };
  const first = await next();
  if (first?.header.name !== headerName) throw new Complaint('This is no backup of Kring.');
  const text = await textOf(first);
  const { format } = json(text) as { format?: unknown };
  if (format !== formatVersion)
    throw new Complaint(
      `This backup was made by a newer Kring (format ${String(format)}). Install that version first.`,
    );
  const header = parsed(headerShape, text);
  let ahead = await next();
  let secrets: readonly string[] = [];
  if (ahead?.header.name === keysName) {
    secrets = parsed(keysShape, await textOf(ahead)).secrets;
    ahead = await next();
  }
  return {
    header,
    secrets,
    pieces: async function* () {
      for (let entry = ahead; entry; entry = await next()) yield await pieceOf(entry);
    },
  };
}

async function pieceOf(entry: Entry): Promise<Piece> {
  const { name, size = 0 } = entry.header;
  if (name === manifestName) return { kind: 'manifest', manifest: parsed(manifestShape, await textOf(entry)) };
  const table = /^tables\/([a-z0-9_]+)\/\d+\.copy$/.exec(name)?.[1];
  if (table) return { kind: 'rows', table, bytes: whole(entry) };
  if (name.startsWith('photos/')) return { kind: 'photo', path: name.slice(7), size, bytes: whole(entry) };
  throw new Complaint(damaged);
}

async function* whole(entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of entry as AsyncIterable<Uint8Array>) yield bytes;
  } catch {
    throw new Complaint(damaged);
  }
}

async function textOf(entry: Entry): Promise<string> {
  if ((entry.header.size ?? 0) > textLimit) throw new Complaint(damaged);
  const pieces: Uint8Array[] = [];
  for await (const bytes of whole(entry)) pieces.push(bytes);
  return Buffer.concat(pieces).toString('utf8');
}

function parsed<Shape extends z.ZodType>(shape: Shape, text: string): z.output<Shape> {
  const read = shape.safeParse(json(text));
  if (!read.success) throw new Complaint(damaged);
  return read.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Complaint(damaged);
  }
}
