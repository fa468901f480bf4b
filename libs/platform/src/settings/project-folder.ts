import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findProject(from: string): string {
  if (existsSync(join(from, 'nest-cli.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('nest-cli.json is not above this file: data files cannot be found');
  return findProject(above);
}

/** Where data files live: the same from the sources and from the built server. */
export const projectFolder = findProject(__dirname);

/** The folder of photos in the data folder. */
export const photoFolderName = 'photos';
