import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VerifyChain } from '@kring/audit';
import { FoundOrganisation } from '@kring/organisations';
import { readSettings, WrongSetting } from '@kring/platform';
import {
  askFor,
  oneTimeCode,
  rowsOf,
  type RunningKring,
  startKring,
  testDatabase,
  type TestDatabase,
} from '@kring/testing';
import type { DemoFile, DemoPerson } from '../../apps/cli/src/demo/demo-file';
import { loadDemo, tellDemo } from '../../apps/cli/src/demo/load-demo';

const slow = 240_000;

interface Item {
  readonly severity: string;
  readonly state: string;
  readonly why: string;
  readonly dueAt: string;
  readonly handoverNote: string | null;
  readonly claim: { readonly by: { readonly displayName: string } } | null;
  readonly flags: readonly { readonly byModerator: boolean }[];
  readonly heldPosts: readonly { readonly id: string }[];
  readonly thread: { readonly group: { readonly moderationMode: string } };
}

let database: TestDatabase;
let kring: RunningKring;
let folder: string;
let file: DemoFile;
const said: string[] = [];
const say = (line: string): void => void said.push(line);
const fileNow = (): DemoFile => JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as DemoFile;
const staff = (role: DemoPerson['role'], organisation: string | null = 'Huis Linde'): DemoPerson => {
  const found = file.people.find((one) => one.role === role && one.organisation === organisation);
  if (!found) throw new Error(`no ${role}`);
  return found;
};

async function signIn(person: DemoPerson): Promise<string> {
  const session = await askFor<{ token?: string; code?: string }>(
    kring.url,
    `mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } ... on Problem { code } } }`,
    {
      input: {
        signInName: person.signInName,
        passphrase: person.passphrase,
        oneTimeCode: person.oneTimeCodeSecret ? oneTimeCode(person.oneTimeCodeSecret) : null,
      },
    },
  );
  if (!session.token) throw new Error(`${person.signInName}: ${session.code ?? 'not signed in'}`);
  return session.token;
}

async function queueOf(person: DemoPerson): Promise<Item[]> {
  const token = await signIn(person);
  const queue = await askFor<{ edges: { node: Item }[] }>(
    kring.url,
    `query ($id: ID!) { reviewItems(organisationId: $id, first: 50) { edges { node {
      severity state why dueAt handoverNote claim { by { displayName } } flags { byModerator } heldPosts { id }
      thread { group { moderationMode } } } } } }`,
    { id: person.organisationId },
    { token },
  );
  return queue.edges.map((edge) => edge.node);
}

/** How many rows each table keeps of these organisations. */
async function rowsOfOrganisations(ids: readonly (string | null)[]): Promise<Record<string, number>> {
  const tables = await rowsOf<{ name: string }>(
    database.adminUrl,
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id'
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const rows = await rowsOf<{ count: number }>(
      database.adminUrl,
      `SELECT count(*)::int AS count FROM ${name} WHERE organisation_id = ANY ($1)`,
      [ids],
    );
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kring-demo-'));
  database = await testDatabase();
  const environment = {
    KRING_DATA: folder,
    KRING_DEMO: 'yes',
    KRING_ROLE: 'api',
    KRING_SECRET: randomBytes(32).toString('hex'),
  };
  const addresses = { DATABASE_URL: database.ownerUrl, DATABASE_SERVICE_URL: database.serviceUrl };
  await loadDemo(readSettings({ ...environment, ...addresses, KRING_LOG_LEVEL: 'error' }), say);
  kring = await startKring(environment, undefined, database);
  await tellDemo(kring.settings, kring.url, say);
  file = fileNow();
}, slow);

afterAll(async () => {
  await kring.stop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the demo', () => {
  test('lists everybody in a file that only its owner reads', () => {
    expect(statSync(join(folder, 'demo.json')).mode & 0o777).toBe(0o600);
    expect(file).toMatchObject({ url: kring.url, graphql: `${kring.url}/graphql` });
    const roles = file.people.map((one) => one.role);
    const count = (role: string): number => roles.filter((one) => one === role).length;
    expect({ organisers: count('ORGANISER'), supervisors: count('SUPERVISOR'), stewards: count('STEWARD') }).toEqual({
      organisers: 2,
      supervisors: 2,
      stewards: 1,
    });
    expect(count('MODERATOR')).toBeGreaterThanOrEqual(4);
    expect(count('MEMBER')).toBeGreaterThanOrEqual(38);
    expect(new Set(file.people.map((one) => one.signInName)).size).toBe(file.people.length);
    expect(new Set(file.people.flatMap((one) => one.groups.map((group) => group.id))).size).toBe(4);
    for (const one of file.people) expect(one.oneTimeCodeSecret !== null).toBe(one.role !== 'MEMBER');
    expect(file.people.some((one) => one.role === 'MEMBER' && one.groups.length === 2)).toBe(true);
  });

  test('says where to look and how to sign in', () => {
    const words = said.join('\n');
    expect(words).toContain(kring.url);
    expect(words).toContain(join(folder, 'demo.json'));
    expect(words).toContain(staff('MODERATOR').signInName);
    expect(words).toMatch(/one-time code \d{6}/);
    expect(words).not.toContain(staff('MODERATOR').oneTimeCodeSecret);
  });

  test('lets each kind of person in', async () => {
    for (const role of ['ORGANISER', 'SUPERVISOR', 'MEMBER'] as const)
      await expect(signIn(staff(role))).resolves.toBeTruthy();
    await expect(signIn(staff('STEWARD', null))).resolves.toBeTruthy();
  });

  test('has on its desk what a moderator would expect to find', async () => {
    const items = await queueOf(staff('MODERATOR'));
    const count = (severity: string): number => items.filter((one) => one.severity === severity).length;
    expect(count('CRISIS')).toBeGreaterThanOrEqual(1);
    expect(count('RED')).toBeGreaterThanOrEqual(2);
    expect(count('AMBER')).toBeGreaterThanOrEqual(2);
    expect(items.filter((one) => one.claim)).toHaveLength(1);
    expect(items.filter((one) => one.state === 'WAITING' && one.handoverNote)).toHaveLength(1);
    expect(items.some((one) => one.flags.filter((flag) => !flag.byModerator).length >= 2)).toBe(true);
    expect(items.some((one) => one.thread.group.moderationMode === 'NEWCOMERS' && one.heldPosts.length === 1)).toBe(
      true,
    );
    const due = items.map((one) => Date.parse(one.dueAt));
    expect(Math.max(...due)).toBeGreaterThan(Date.now());
    for (const { why } of items) expect(why).toMatch(/^[A-Z].*[.]$/);
    expect(await queueOf(staff('MODERATOR', 'Jong & Veilig'))).not.toHaveLength(0);
  });

  test('has old days that moderators ended and steered, with a second look at the climate', async () => {
    const [resolved] = await rowsOf<{ count: number; kinds: number }>(
      database.adminUrl,
      `SELECT count(*)::int AS count, count(DISTINCT kind)::int AS kinds FROM decisions`,
    );
    expect(resolved?.count).toBeGreaterThan(20);
    expect(resolved?.kinds).toBeGreaterThanOrEqual(3);
    const [steered] = await rowsOf<{ kinds: number; unlooked: number }>(
      database.adminUrl,
      `SELECT count(DISTINCT i.kind)::int AS kinds, count(*) FILTER (WHERE r.intervention_id IS NULL AND i.at < now() - interval '3 hours')::int AS unlooked
       FROM interventions i LEFT JOIN intervention_rechecks r ON r.intervention_id = i.id`,
    );
    expect(steered?.kinds).toBeGreaterThanOrEqual(5);
    expect(steered?.unlooked).toBe(0);
  });

  test('has something of all that members and moderators find on other screens', async () => {
    const [found] = await rowsOf<Record<string, number>>(
      database.adminUrl,
      `SELECT (SELECT count(*)::int FROM statements WHERE kind = 'HIDDEN') AS hidden,
         (SELECT count(*)::int FROM statements WHERE kind = 'HOLD_MEMBER') AS members,
         (SELECT count(*)::int FROM appeals WHERE review_item_id IS NOT NULL) AS appeals,
         (SELECT count(*)::int FROM statements s JOIN posts p ON p.id = s.post_id
           WHERE s.kind = 'RETURNED' AND p.state = 'VISIBLE' AND p.revision > s.revision) AS rewritten,
         (SELECT count(*)::int FROM asides) AS asides, (SELECT count(*)::int FROM aside_promises) AS promises,
         (SELECT count(*)::int FROM watches) AS watches, (SELECT count(*)::int FROM spotlights) AS spotlights,
         (SELECT count(*)::int FROM referral_offers) AS offers, (SELECT count(*)::int FROM rota_shifts) AS shifts,
         (SELECT count(*)::int FROM duties WHERE ended_at IS NULL) AS duties,
         (SELECT count(*)::int FROM hand_overs) AS "handOvers",
         (SELECT count(*)::int FROM threads WHERE quiet_hours IS NOT NULL) AS nights,
         (SELECT count(*)::int FROM groups WHERE night IS NOT NULL) AS "groupNights"`,
    );
    for (const [what, count] of Object.entries(found ?? {})) expect([what, count > 0]).toEqual([what, true]);
  });

  test('leaves no news undelivered, nothing in the future, and whole audit chains', async () => {
    const [left] = await rowsOf<{ outbox: number; future: number }>(
      database.adminUrl,
      `SELECT (SELECT count(*)::int FROM outbox) AS outbox,
         (SELECT count(*)::int FROM posts WHERE created_at > now()) + (SELECT count(*)::int FROM audit_entries WHERE at > now()) AS future`,
    );
    expect(left).toEqual({ outbox: 0, future: 0 });
    const verify = kring.app.get(VerifyChain);
    for (const id of await verify.organisations()) expect((await verify.run(id)).brokenAt).toBeNull();
  });

  test('is loaded once', async () => {
    const lines: string[] = [];
    const before = statSync(join(folder, 'demo.json')).mtimeMs;
    const from = Date.now();
    await loadDemo(kring.settings, (line) => lines.push(line));
    expect(lines).toEqual([]);
    expect(statSync(join(folder, 'demo.json')).mtimeMs).toBe(before);
    expect(Date.now() - from).toBeLessThan(2000);
  });

  test('is not thrown away without the login that may', async () => {
    const settings = { ...kring.settings, KRING_DEMO: 'reset' as const, DATABASE_URL: '' };
    await expect(loadDemo(settings, say)).rejects.toThrow(WrongSetting);
    expect(fileNow()).toEqual(file);
  });

  test(
    'is thrown away and loaded anew by a reset, and nothing else is',
    async () => {
      const other = await kring.app.get(FoundOrganisation).run({ name: 'Een ander huis', organiserName: 'Els' });
      if (!other.ok) throw new Error(other.problem.code);
      const others = [other.value.organisationId];
      const kept = await rowsOfOrganisations(others);
      const old = [...new Set(file.people.map((one) => one.organisationId))];
      await loadDemo({ ...kring.settings, KRING_DEMO: 'reset' }, say);
      expect(Object.values(await rowsOfOrganisations(old)).every((count) => count === 0)).toBe(true);
      expect(await rowsOfOrganisations(others)).toEqual(kept);
      const fresh = fileNow();
      expect(fresh.people.map((one) => one.signInName)).toEqual(file.people.map((one) => one.signInName));
      expect(fresh.people[0]?.organisationId).not.toBe(file.people[0]?.organisationId);
      const [trigger] = await rowsOf<{ enabled: string }>(
        database.adminUrl,
        `SELECT tgenabled AS enabled FROM pg_trigger WHERE tgname = 'append_only'`,
      );
      expect(trigger?.enabled).toBe('O');
    },
    slow,
  );

  test(
    'can be loaded at any hour: with the load above, one of three falls in the quiet hours it sets',
    async () => {
      for (const hoursAgo of [8, 16]) {
        const moment = new Date(Date.now() - hoursAgo * 3_600_000);
        await loadDemo({ ...kring.settings, KRING_DEMO: 'reset' }, say, moment);
        file = fileNow();
        expect(await queueOf(staff('MODERATOR'))).not.toHaveLength(0);
      }
    },
    slow,
  );
});
