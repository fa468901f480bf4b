import { z } from 'zod';

/**
 * What a backup is: a tar inside an age file (age-encryption.org/v1). In the tar, in this order:
 *
 *     kring-backup.json         what it is and how to read it (`Header`)
 *     keys.json                 the keys of the installation, only when asked for
 *     tables/<name>/<n>.copy    rows in PostgreSQL's COPY text format, cut anywhere into pieces, tables in the order of their
 *                               references
 *     photos/<path>             files of the photo folder
 *     manifest.json             how many rows and bytes there were, with their SHA-256 (`Manifest`); last, so that
 *                               nothing that was cut off looks whole
 */
export const formatVersion = 1;
export const headerName = 'kring-backup.json';
export const keysName = 'keys.json';
export const manifestName = 'manifest.json';

const identifier = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

export const headerShape = z.object({
  format: z.number().int(),
  madeAt: z.iso.datetime(),
  /** Names of the migrations that the tables had, in order. */
  migrations: z.array(z.string()),
  /** The tables inside, those that others refer to first. */
  tables: z.array(z.object({ name: identifier, columns: z.array(identifier) })),
  /** Id of the current key, and something sealed with it, to tell before a restore whether the keys at hand fit. */
  key: z.object({ id: z.string(), sealed: z.string() }),
});
export type Header = z.infer<typeof headerShape>;

export const manifestShape = z.object({
  tables: z.array(z.object({ name: identifier, rows: count, sha256 })),
  photos: z.object({ files: count, bytes: count, sha256 }),
});
export type Manifest = z.infer<typeof manifestShape>;

export const keysShape = z.object({ secrets: z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1) });

/** What `key.sealed` is sealed for. */
export const keyProofContext = 'backup';
