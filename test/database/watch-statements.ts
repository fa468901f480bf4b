import { Client } from 'pg';
import { testDatabase } from '@kring/testing';
import { tenantTables } from './catalogue';
import { recordStatements, wandering } from './tenant-statements';

/**
 * Set up in front of every file of journeys: whatever the service sends while people go their ways carries the
 * organisation, or the file fails and names the statement.
 */
const recording = recordStatements(
  decodeURIComponent(new URL(process.env['KRING_TEST_SERVICE_URL'] ?? 'postgres://nobody@nowhere').username),
);

afterAll(async () => {
  recording.stop();
  if (recording.statements.size === 0) return;
  const database = await testDatabase();
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    const found = await wandering(admin, recording.statements, await tenantTables(admin));
    if (found.length > 0) throw new Error(`over all organisations at once goes ${found.join('\n')}`);
  } finally {
    await admin.end();
    await database.drop();
  }
}, 60_000);
