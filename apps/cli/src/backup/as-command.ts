import { WrongKeyFile, WrongSetting } from '@kring/platform';
import { Complaint } from './complaint';

/** Runs a command that talks to the owner's database: progress on standard output, one line and exit 1 when it fails. */
export function asCommand(usage: string, run: (say: (line: string) => void) => Promise<void>): void {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  run((line) => void process.stdout.write(`${line}\n`)).then(
    () => process.exit(0),
    (error: unknown) => {
      const wrongWords =
        error instanceof TypeError || String((error as { code?: unknown }).code).startsWith('ERR_PARSE');
      process.stderr.write(`${wrongWords ? usage : lineFor(error)}\n`);
      process.exit(1);
    },
  );
}

/** Never the text of a database's error, which may hold what people wrote. */
function lineFor(error: unknown): string {
  if (error instanceof Complaint || error instanceof WrongSetting || error instanceof WrongKeyFile)
    return error.message;
  const { code, message, table, constraint } = error as {
    code?: string;
    message?: string;
    table?: string;
    constraint?: string;
  };
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return 'No PostgreSQL answers at DATABASE_URL. Check that it runs and that host and port are right.';
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code))
    return `The database refused (${[code, table, constraint].filter(Boolean).join(', ')}). Nothing was kept.`;
  return `It failed: ${message ?? 'unknown reason'}`;
}
