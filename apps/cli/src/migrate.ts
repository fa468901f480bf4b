import { readSettings, WrongSetting } from '@kring/platform';
import { migrate } from '../../../migrations/run';
import { timerNames } from '../../api/src/timer-names';

/** `npm run migrate`: brings the database behind DATABASE_URL up to date. */
async function run(): Promise<void> {
  const settings = readSettings({ KRING_SECRET: '0'.repeat(64), ...process.env });
  if (!settings.DATABASE_URL)
    throw new WrongSetting('DATABASE_URL is missing. Migrations need the login that owns the tables.');
  const done = await migrate(settings.DATABASE_URL, settings.DATABASE_SERVICE_URL, timerNames);
  process.stdout.write(done.length > 0 ? `${done.length} migrations done\n` : 'up to date\n');
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'unknown reason'}\n`);
  process.exit(1);
});
