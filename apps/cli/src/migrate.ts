import { readSettings, WrongSetting } from '@kring/platform';
import { Client } from 'pg';
import { migrate } from '../../../migrations/run';
import { timerNames } from '../../api/src/timer-names';
import { describeSchema, driftBetween } from './schema/describe-schema';
import { expectedSchema } from './schema/schema-file';

/**
 * `npm run migrate`: brings the database behind DATABASE_URL up to date. With `-- --check` it changes nothing, and tells
 * each thing in which the tables are not what the migrations make; exit 1 when there is any.
 */
async function run(): Promise<number> {
  const settings = readSettings({ KRING_SECRET: '0'.repeat(64), ...process.env });
  if (!settings.DATABASE_URL)
    throw new WrongSetting('DATABASE_URL is missing. Migrations need the login that owns the tables.');
  if (process.argv.includes('--check')) return check(settings.DATABASE_URL, settings.DATABASE_SERVICE_URL);
  const done = await migrate(settings.DATABASE_URL, settings.DATABASE_SERVICE_URL, timerNames);
  process.stdout.write(done.length > 0 ? `${done.length} migrations done\n` : 'up to date\n');
  return 0;
}

async function check(ownerUrl: string, serviceUrl: string): Promise<number> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const found = await describeSchema(client, decodeURIComponent(new URL(serviceUrl).username));
    const drift = driftBetween(expectedSchema(), found);
    for (const line of drift) process.stdout.write(`${line}\n`);
    process.stdout.write(
      drift.length === 0 ? 'The tables are what the migrations make.\n' : `${drift.length} drifts\n`,
    );
    return drift.length === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'unknown reason'}\n`);
    process.exit(1);
  },
);
