import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { photoFolderName, projectFolder, SETTINGS, type Settings } from '@kring/platform';

export const photoSizes = ['small', 'medium', 'large', 'blur'] as const;
export type PhotoSize = (typeof photoSizes)[number];

export const isPhotoSize = (given: string): given is PhotoSize => (photoSizes as readonly string[]).includes(given);

const ending = '.webp';

/** Pictures on disk, `photos/<organisation>/<photo>-<size>.webp`, for this account only. */
@Injectable()
export class PhotoFiles {
  private readonly folder: string;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'KRING_DATA'>) {
    this.folder = join(resolve(projectFolder, settings.KRING_DATA), photoFolderName);
  }

  /** All sizes of a photo; when this returns they are on disk, whole. */
  async keep(organisationId: Id, id: Id, pictures: Readonly<Record<PhotoSize, Buffer>>): Promise<void> {
    await mkdir(join(this.folder, organisationId), { recursive: true, mode: 0o700 });
    for (const size of photoSizes) {
      const path = this.path(organisationId, id, size);
      const half = `${path}.${randomBytes(4).toString('hex')}.half`;
      await writeFile(half, pictures[size], { mode: 0o600, flush: true });
      await rename(half, path);
    }
  }

  /** A picture; null when its file is not there. */
  async read(organisationId: Id, id: Id, size: PhotoSize): Promise<Buffer | null> {
    return readFile(this.path(organisationId, id, size)).catch(notThere);
  }

  async remove(organisationId: Id, ids: readonly Id[]): Promise<void> {
    for (const id of ids) for (const size of photoSizes) await rm(this.path(organisationId, id, size), { force: true });
  }

  /** The photos of an organisation that have a file from before a moment; halves that a crash left are taken away. */
  async before(organisationId: Id, moment: Date): Promise<Id[]> {
    const folder = join(this.folder, organisationId);
    const found = new Set<Id>();
    for (const name of (await readdir(folder).catch(notThere)) ?? []) {
      const path = join(folder, name);
      const file = await stat(path).catch(notThere);
      if (!file || file.mtime >= moment) continue;
      const id = name.slice(0, 36);
      if (name.endsWith(ending) && isId(id)) found.add(id);
      else if (name.endsWith('.half')) await rm(path, { force: true });
    }
    return [...found];
  }

  /** Everything that an organisation ever sent. */
  async removeAll(organisationId: Id): Promise<void> {
    if (!isId(organisationId)) throw new Error('an organisation is named by its id');
    await rm(join(this.folder, organisationId), { recursive: true, force: true });
  }

  private path(organisationId: Id, id: Id, size: PhotoSize): string {
    if (!isId(organisationId) || !isId(id)) throw new Error('photos are named by ids');
    return join(this.folder, organisationId, `${id}-${size}${ending}`);
  }
}

/** What is not there is null; what cannot be read is a failure. */
function notThere(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
