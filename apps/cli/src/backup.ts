import 'reflect-metadata';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  ErasureFile,
  type Erasure,
  erasureColumns,
  erasureFileName,
  type Keyring,
  photoFolderName,
  Secrets,
} from '@kring/platform';
import { Client } from 'pg';
import { encrypterFor } from './backup/age';
import { asCommand } from './backup/as-command';
import { Complaint } from './backup/complaint';
import { withOwner } from './backup/database-at-hand';
import { checkSightOfAll } from './backup/tables';
import { writeArchive } from './backup/write-archive';

const usage = `Usage: npm run backup -- [<file or folder>] [--with-keys]
Writes one encrypted backup while Kring runs; without a place, below backups/ in the data folder.
  --with-keys   put the keys of the installation inside as well, instead of keeping them apart`;

/** Copies of the ledger of erasures in the data folder and beside the backup's own rows are one and the same. */
async function keepErasures(client: Client, dataFolder: string): Promise<number> {
  const file = new ErasureFile(join(dataFolder, erasureFileName));
  const kept = new Set<string>();
  for await (const { id } of file.read()) kept.add(id);
  await client.query(`BEGIN READ ONLY; SET LOCAL kring.why = 'backup'`);
  const { rows } = await client.query<Erasure & Record<string, unknown>>(
    `SELECT ${erasureColumns} FROM erasures ORDER BY at, id`,
  );
  await client.query('COMMIT');
  const missing = rows.filter(({ id }) => !kept.has(id));
  file.append(missing);
  return rows.length;
}

function placeFor(asked: string | undefined, dataFolder: string): string {
  const name = `kring-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z.tar.age`;
  const place = asked === undefined ? join(dataFolder, 'backups') : resolve(process.env['INIT_CWD'] ?? '.', asked);
  if (asked === undefined) {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    chmodSync(place, 0o700);
  }
  if (existsSync(place) && statSync(place).isDirectory()) return join(place, name);
  if (existsSync(place)) throw new Complaint(`${place} is there already. Name a folder, or a file that is not there.`);
  if (!existsSync(resolve(place, '..'))) throw new Complaint(`${resolve(place, '..')} is no folder. Make it first.`);
  return place;
}

/** `npm run backup`: everything that people entrusted to Kring, in one encrypted file, beside the running service. */
asCommand(usage, async (say) => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'with-keys': { type: 'boolean' } },
  });
  if (positionals.length > 1) throw new TypeError('one place only');
  await withOwner(async ({ ownerUrl, settings, dataFolder }) => {
    const encrypt = await encrypterFor(settings);
    const path = placeFor(positionals[0], dataFolder);
    const client = new Client({ connectionString: ownerUrl, application_name: 'kring-backup' });
    client.on('error', () => undefined); // what breaks is told by the statement that was asked
    await client.connect();
    try {
      await checkSightOfAll(client);
      const secrets = new Secrets(settings);
      const keyring: Keyring = secrets.keyring;
      const from = Date.now();
      const { manifest, bytes } = await writeArchive(
        path,
        {
          client,
          photoFolder: join(dataFolder, photoFolderName),
          currentKey: keyring.current,
          seal: (text, context) => secrets.seal(text, context),
          secrets: values['with-keys'] ? keyring.keys.map((key) => key.secret) : [],
          say,
        },
        encrypt,
      );
      const erasures = existsSync(dataFolder) ? await keepErasures(client, dataFolder) : 0;
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const seconds = ((Date.now() - from) / 1000).toFixed(1);
      say(
        `${rows} rows and ${manifest.photos.files} files of photos in ${seconds} s, ${(bytes / 1e6).toFixed(1)} MB, ${erasures} erasures noted`,
      );
      if (!values['with-keys'])
        say(`The keys are not inside (current: ${keyring.current.id}). Keep them apart from it: docs/backup.md`);
      say(path);
    } finally {
      await client.end().catch(() => undefined);
    }
  });
});
