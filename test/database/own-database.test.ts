import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { projectFolder, unfitServiceLogin } from '@kring/platform';
import { testDatabase, type TestDatabase } from '@kring/testing';
import { timerNames } from '../../apps/api/src/timer-names';
import { migrate } from '../../migrations/run';
import { faultsOfCatalogue } from './catalogue';

jest.setTimeout(60_000);

/** The statements of the settings page, with names and passwords of this run. */
function documented(mark: string): string[] {
  const text = readFileSync(join(projectFolder, 'docs/settings.md'), 'utf8');
  const block = /```sql\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  return block
    .replace(/\b(kring_owner|kring_service)\b/g, `$1_${mark}`)
    .replace(/DATABASE kring\b/g, `DATABASE kring_own_${mark}`)
    .replace(/PASSWORD '[^']*'/g, `PASSWORD '${mark}'`)
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

describe('a database of one’s own, made as docs/settings.md says', () => {
  const mark = randomBytes(6).toString('hex');
  let anyDatabase: TestDatabase;
  let admin: Client;
  const url = (role: string): string =>
    Object.assign(new URL(anyDatabase.adminUrl), {
      username: `${role}_${mark}`,
      password: mark,
      pathname: `/kring_own_${mark}`,
    }).toString();

  beforeAll(async () => {
    anyDatabase = await testDatabase({ empty: true });
    admin = new Client({ connectionString: anyDatabase.adminUrl });
    await admin.connect();
    for (const statement of documented(mark)) await admin.query(statement);
  });
  afterAll(async () => {
    await admin.query(`DROP DATABASE IF EXISTS kring_own_${mark} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS kring_owner_${mark}, kring_service_${mark}`);
    await admin.end();
    await anyDatabase.drop();
  });

  it('can be migrated by its owner, is closed, and its service login is fit', async () => {
    expect((await migrate(url('kring_owner'), url('kring_service'), timerNames)).length).toBeGreaterThan(4);
    expect(await unfitServiceLogin(url('kring_service'))).toBeNull();
    const owner = new Client({ connectionString: url('kring_owner') });
    await owner.connect();
    try {
      expect(await faultsOfCatalogue(owner, `kring_service_${mark}`)).toEqual([]);
    } finally {
      await owner.end();
    }
  });

  it('is refused with any login that owns or may too much, in one line that names the setting', async () => {
    expect(await unfitServiceLogin(url('kring_owner'))).toMatch(
      /^DATABASE_SERVICE_URL: this role owns tables or can bypass/,
    );
    expect(await unfitServiceLogin(anyDatabase.adminUrl)).toMatch(
      /^DATABASE_SERVICE_URL: this role owns tables or can bypass/,
    );
    const said = await unfitServiceLogin(url('kring_service').replace(mark, 'wrong'));
    expect(said).toMatch(/^DATABASE_SERVICE_URL: no PostgreSQL answers there with this login\. \S/);
    expect(said).not.toContain(mark);
  });
});
