import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '@kring/platform';

/** What the migrations make, reviewed like code; a test compares it, KRING_UPDATE_SNAPSHOTS=1 rewrites it. */
export const schemaFile = join(projectFolder, 'migrations/schema.txt');

export function expectedSchema(): string[] {
  return readFileSync(schemaFile, 'utf8').trim().split('\n');
}
