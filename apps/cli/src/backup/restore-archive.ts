import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keysFileName, photoFolderName, Secrets } from '@kring/platform';
import { Client } from 'pg';
import { migrations } from '../../../../migrations';
import { migrate } from '../../../../migrations/run';
import { timerNames } from '../../../api/src/timer-names';
import { type AfterLoading, afterLoading } from './after-loading';
import { decrypt } from './age';
import { keyProofContext, type Manifest } from './archive-format';
import { Complaint } from './complaint';
import type { AtHand } from './database-at-hand';
import { claimEmpty, emptyAgain } from './empty-database';
import { Loading } from './load-tables';
import { PhotoTally, staysBelow } from './photos';
import { damaged, type OpenArchive, openArchive } from './read-archive';
import { plainWriting, tablesOf, unfinishedMark } from './tables';

export interface Restoring {
  readonly archive: string;
  readonly erasureFiles: readonly string[];
  /** Go on though what is sealed will stay sealed. */
  readonly withoutKeys: boolean;
  readonly say: (line: string) => void;
}

export interface Restored extends AfterLoading {
  readonly manifest: Manifest;
  readonly madeAt: string;
}

/**
 * Restores a backup into an empty database and an empty photo folder. Whatever fails leaves both as empty as they were, and
 * a process that is killed leaves a mark that keeps the service from starting.
 */
export async function restoreArchive(at: AtHand, restoring: Restoring): Promise<Restored> {
  const { say } = restoring;
  const archive = await openArchive(restoring.archive, (sealed) => decrypt(sealed, at.settings));
  const { header } = archive;
  say(`The backup was made at ${header.madeAt}`);
  const names = migrations.map((migration) => migration.name);
  if (header.migrations.some((name, place) => names[place] !== name))
    throw new Complaint('This backup was made by a newer Kring, or another one. Install that version first.');
  const photos = new PhotosAside(join(at.dataFolder, photoFolderName));
  photos.checkEmpty();

  const client = new Client({ connectionString: at.ownerUrl, application_name: 'kring-restore' });
  client.on('error', () => undefined); // what breaks is told by the statement that was asked
  await client.connect();
  try {
    await client.query(plainWriting);
    await claimEmpty(client, say);
    const keysBefore = keysIn(at.dataFolder);
    try {
      takeKeys(at, archive, restoring.withoutKeys, say);
      await migrate(at.ownerUrl, at.settings.DATABASE_SERVICE_URL, timerNames, header.migrations.length);
      const manifest = await load(client, archive, photos, say);
      const further = await migrate(at.ownerUrl, at.settings.DATABASE_SERVICE_URL, timerNames);
      if (further.length > 0) say(`${further.length} migrations done since`);
      const after = await afterLoading(at.ownerUrl, at.settings, restoring.erasureFiles);
      await photos.putInPlace();
      await client.query(`DROP TABLE ${unfinishedMark}`);
      return { ...after, manifest, madeAt: header.madeAt };
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      putKeysBack(at.dataFolder, keysBefore);
      await emptyAgain(client).catch(() => say('The database could not be emptied again; a next restore will.'));
      throw error;
    }
  } finally {
    await photos.forget();
    await client.end().catch(() => undefined);
  }
}

async function load(
  client: Client,
  archive: OpenArchive,
  photos: PhotosAside,
  say: (line: string) => void,
): Promise<Manifest> {
  const loading = await Loading.begin(client, archive.header, await tablesOf(client), say);
  let manifest: Manifest | null = null;
  try {
    for await (const piece of archive.pieces()) {
      if (manifest) throw new Complaint(damaged);
      if (piece.kind === 'rows') await loading.add(piece.table, piece.bytes);
      else if (piece.kind === 'photo') await photos.add(piece.path, piece.size, piece.bytes);
      else manifest = piece.manifest;
    }
    if (!manifest) throw new Complaint(damaged);
  } catch (error) {
    await loading.abandon();
    throw error;
  }
  await loading.verify(manifest);
  photos.verify(manifest.photos);
  await client.query('COMMIT');
  return manifest;
}

function keysIn(dataFolder: string): Buffer | null {
  const file = join(dataFolder, keysFileName);
  return existsSync(file) ? readFileSync(file) : null;
}

/** A restore that was refused leaves no keys behind either. */
function putKeysBack(dataFolder: string, before: Buffer | null): void {
  const file = join(dataFolder, keysFileName);
  if (before) writeFileSync(file, before, { mode: 0o600 });
  else rmSync(file, { force: true });
}

/** Takes over the keys inside, and makes sure that the key of then is at hand, before anything is written. */
function takeKeys(at: AtHand, archive: OpenArchive, withoutKeys: boolean, say: (line: string) => void): void {
  const secrets = new Secrets(at.settings);
  const now = new Date();
  const known = new Set(secrets.keyring.keys.map((key) => key.secret));
  for (const secret of [...archive.secrets].reverse()) if (!known.has(secret)) secrets.keyring.add(secret, now);
  if (archive.secrets.length > 0) say('The keys inside were taken over into keys.json of the data folder');
  try {
    secrets.open(archive.header.key.sealed, keyProofContext);
  } catch {
    if (withoutKeys) return say('The key of the backup is not at hand: what is sealed will stay sealed');
    throw new Complaint(
      `What is sealed in this backup needs key ${archive.header.key.id}, which is not at hand. Give its secret as KRING_SECRET_PREVIOUS (docs/backup.md), or go on without by --without-keys: staff then set up one-time codes anew.`,
    );
  }
}

/** Photos, written aside and put in place when everything else is. */
class PhotosAside {
  private readonly aside: string;
  private readonly tally = new PhotoTally();
  private any = false;

  constructor(private readonly folder: string) {
    this.aside = `${folder}.restoring`;
  }

  checkEmpty(): void {
    if (existsSync(this.folder) && readdirSync(this.folder).length > 0)
      throw new Complaint(`${this.folder} is not empty. A restore goes into an empty place only; nothing was changed.`);
  }

  async add(path: string, size: number, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    if (!staysBelow(path)) throw new Complaint(damaged);
    if (!this.any) await rm(this.aside, { recursive: true, force: true });
    this.any = true;
    this.tally.begin({ path, size });
    const place = join(this.aside, path);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    const file = await open(place, 'wx', 0o600);
    try {
      for await (const piece of bytes) {
        this.tally.add(piece);
        await file.writeFile(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }

  verify(expected: Manifest['photos']): void {
    const found = this.tally.end();
    if (found.files !== expected.files || found.sha256 !== expected.sha256)
      throw new Complaint('The photos are not what was backed up. Nothing was restored; use another copy.');
  }

  async putInPlace(): Promise<void> {
    if (!this.any) return;
    await rm(this.folder, { recursive: true, force: true });
    await rename(this.aside, this.folder);
  }

  async forget(): Promise<void> {
    await rm(this.aside, { recursive: true, force: true });
  }
}
