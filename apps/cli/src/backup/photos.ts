import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface Photo {
  /** Below the folder, with `/` between. */
  readonly path: string;
  readonly size: number;
}

/** Every regular file below the folder, in order of name; links are not followed. A file that goes away meanwhile is passed over. */
export async function* photosIn(folder: string, below = ''): AsyncGenerator<Photo> {
  if (!existsSync(folder)) return;
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* photosIn(folder, path);
    if (!entry.isFile()) continue;
    const stat = await lstat(join(folder, path)).catch(() => null);
    if (stat?.isFile()) yield { path, size: stat.size };
  }
}

/** Exactly as many bytes as the file had when it was found. */
export function bytesOf(folder: string, photo: Photo): AsyncIterable<Buffer> {
  if (photo.size === 0) return (async function* () {})();
  return createReadStream(join(folder, photo.path), { end: photo.size - 1 });
}

/** One hash over all photos: path, size and bytes, in order. */
export class PhotoTally {
  private files = 0;
  private bytes = 0;
  private readonly hash = createHash('sha256');

  begin(photo: Photo): void {
    this.files += 1;
    this.bytes += photo.size;
    this.hash.update(`${JSON.stringify([photo.path, photo.size])}\n`);
  }

  add(bytes: Uint8Array): void {
    this.hash.update(bytes);
  }

  end(): { files: number; bytes: number; sha256: string } {
    return { files: this.files, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

/** Whether a path from an archive stays below the folder it is written to. */
export function staysBelow(path: string): boolean {
  return (
    path !== '' && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !path.includes('\\')
  );
}
