import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { erasureFileName } from '@kring/platform';
import { asCommand } from './backup/as-command';
import { Complaint } from './backup/complaint';
import { type AtHand, withOwner } from './backup/database-at-hand';
import { restoreArchive } from './backup/restore-archive';

const usage = `Usage: npm run restore -- <file> (--erasures <file>)… [--without-erasures] [--without-keys]
Restores a backup into an empty database and data folder; refuses any other.
  --erasures <file>    the ledger of erasures (erasures.jsonl) as it is now: what was erased since is erased again
  --without-erasures   go on without it, and bring back what people erased since the backup
  --without-keys       go on without the key of the backup; staff then set up one-time codes anew`;

const here = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path);

function erasureFiles(given: readonly string[], without: boolean, { dataFolder }: AtHand): string[] {
  const own = join(dataFolder, erasureFileName);
  const files = [...given.map(here), ...(existsSync(own) ? [own] : [])];
  const missing = files.find((path) => !existsSync(path));
  if (missing) throw new Complaint(`${missing} cannot be read, so it is not known what was erased since the backup.`);
  if (files.length === 0 && !without)
    throw new Complaint(
      'What people erased since the backup would come back: name the ledger with --erasures <file>, or say --without-erasures.',
    );
  return files;
}

/** `npm run restore`: a backup, brought back to life in an empty place. */
asCommand(usage, async (say) => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      erasures: { type: 'string', multiple: true },
      'without-erasures': { type: 'boolean' },
      'without-keys': { type: 'boolean' },
    },
  });
  const [archive] = positionals;
  if (archive === undefined || positionals.length > 1) throw new TypeError('one backup');
  if (!existsSync(here(archive))) throw new Complaint(`${here(archive)} cannot be read.`);
  await withOwner(async (at) => {
    const from = Date.now();
    const done = await restoreArchive(at, {
      archive: here(archive),
      erasureFiles: erasureFiles(values.erasures ?? [], values['without-erasures'] ?? false, at),
      withoutKeys: values['without-keys'] ?? false,
      say,
    });
    const rows = done.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    say(
      `${rows} rows and ${done.manifest.photos.files} files of photos, as they were at ${done.madeAt}, every checksum fits`,
    );
    say(
      `${done.erasedAgain} erasures done again${done.unreadable > 0 ? `, ${done.unreadable} lines could not be read` : ''}`,
    );
    say(`${done.seals - done.closed} of ${done.seals} seals open; all sessions ended: everybody signs in again`);
    if (done.closed > 0)
      say(
        `${done.closed} seals open with no key at hand. Add the missing one as KRING_SECRET_PREVIOUS (docs/backup.md).`,
      );
    say(
      done.broken.length === 0
        ? 'All audit chains are whole.'
        : `Audit chains that do not hold: ${done.broken.join(', ')}`,
    );
    say(`Restored in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  });
});
