import { system, UnitOfWork } from '@kring/platform';
import { command } from './command-context';

interface Waiting extends Record<string, unknown> {
  state: string;
  type: string;
  count: number;
  oldest: Date;
  errors: string[] | null;
}

/** `npm run outbox`: what waits for delivery, and which events are poison; `-- retry` gives the poison another chance. */
command(async (app) => {
  const work = app.get(UnitOfWork);
  if (process.argv.includes('retry')) {
    const again = await work.as(system('dispatch', null), (transaction) =>
      transaction.run(
        `UPDATE outbox SET state = 'PENDING', attempts = 0, due_at = now() WHERE organisation_id IS NOT NULL AND state = 'POISON'`,
      ),
    );
    process.stdout.write(`${again} events will be tried again\n`);
  }
  const rows = await work.as(system('dispatch', null), (transaction) =>
    transaction.rows<Waiting>(
      `SELECT state, type, count(*)::int AS count, min(created_at) AS oldest, array_agg(DISTINCT last_error) FILTER (WHERE last_error IS NOT NULL) AS errors
       FROM outbox WHERE organisation_id IS NOT NULL GROUP BY state, type ORDER BY state, type`,
    ),
  );
  for (const row of rows) {
    process.stdout.write(
      `${row.state}  ${row.type}  ${row.count}  oldest ${row.oldest.toISOString()}  ${(row.errors ?? []).join(', ')}\n`,
    );
  }
  if (rows.length === 0) process.stdout.write('Nothing waits.\n');
  return rows.some((row) => row.state === 'POISON') ? 1 : 0;
});
