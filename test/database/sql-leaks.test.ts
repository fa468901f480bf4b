import { Client } from 'pg';
import { type Actor, beginFor, visitor } from '@kring/platform';
import { Sessions } from '@kring/identity';
import { type RunningKring, startKring } from '@kring/testing';
import { type Canary, mayMeet } from '../access/canaries';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';
import { type Reader, readersOf } from '../access/readers';
import { apartFromTenants, tenantTables } from './catalogue';
import { columnsWithWords, wordless } from './words';

jest.setTimeout(120_000);

/**
 * Where plain SQL shows a reader more than the API does, each with its reason: `table.column` and who reads it. Shorter is
 * better; what can be a policy is one.
 */
const widerThanTheApi: readonly (readonly [place: string, reader: RegExp, reason: string])[] = [
  [
    'staff.',
    /./,
    'a post names the position that wrote it, and is joined with its name; the name of somebody who served stays under it',
  ],
  ['.author_staff_id', /./, 'the same position, on posts that members read'],
  ['groups.created_by', /./, 'the position that made the group'],
  [
    'memberships.id',
    /member|peer|author|paused|two groups|moderator|supervisor|organiser/,
    'posts are joined with the nickname of their author by it; it says nothing outside of its group',
  ],
  ['.author_membership_id', /./, 'the same membership, on posts that its group reads'],
  ['threads.opener_membership_id', /./, 'the same membership, on threads that its group reads'],
  [
    'posts.',
    /two groups|paused|peer|in an aside/,
    'answers under a story that waits: no policy may look at the thread; readers do',
  ],
  [
    'reactions.membership_id',
    /author|peer/,
    'the author of a post is told kinds; the rows that they come from say who',
  ],
  [
    'post_revisions.',
    /author|peer|moderator|supervisor/,
    'earlier and deleted words are kept for moderators, and stay their author’s own',
  ],
  [
    'membership_moves.',
    /moderator|supervisor|organiser/,
    'why somebody was refused is kept for staff; no screen shows it yet',
  ],
  ['intervention_undos.reason', /moderator|supervisor/, 'why something was taken back is kept for moderators'],
  ['climate_points.id', /moderator|supervisor/, 'rows of the climate’s history'],
  ['post_notices.id', /author|moderator|supervisor/, 'rows of what an author was told'],
  ['staff_invitations.', /organiser/, 'who was invited is for organisers; no screen shows it yet'],
  ['memberships.nickname', /moderator|supervisor|organiser/, 'the name of somebody whom staff refused'],
  ['reactions.post_author_membership_id', /author/, 'whose post it was, on one’s own reactions'],
  ['post_notices.staff_id', /author/, 'who wrote what the author was told'],
  [
    'rota_hours.',
    /author|paused|peer|two groups|in an aside|organiser|moderator|supervisor/,
    'when somebody reads along in a group is told to its members; who it is stands in a table apart',
  ],
  [
    'duty_hours.',
    /member of another group|waits|author|paused|peer|two groups|in an aside|organiser|moderator|supervisor/,
    'the same, of who is there in fact; a duty for all groups is seen from each of them',
  ],
  ['duties.id', /organiser/, 'duties that ended are for staff; organisers are shown those of now'],
  ['flags.review_item_id', /peer/, 'where one’s own flag was taken up'],
  ['statements.decision_id', /author/, 'which decision the reasons are of; the decision itself is for staff'],
  ['statements.intervention_id', /author|paused/, 'the same of an intervention'],
  ['appeals.review_item_id', /author/, 'where one’s own appeal was taken up'],
  ['appeal_answers.decision_id', /author/, 'which decision answered it'],
  ['spotlights.staff_id', /author/, 'the position that asked for the light on one’s story'],
  ['asides.staff_id', /in an aside/, 'the position that one talks with, joined with its pseudonym'],
  ['aside_messages.staff_id', /in an aside/, 'the same, on each of its messages'],
  ['asides.request_id', /in an aside/, 'the row of the colleague’s wish, whose reason is not read'],
  ['aside_alarms.aside_id', /moderator/, 'out of which aside an alarm came; the aside itself shows them nothing'],
  ['client_keys.outcome', /moderator/, 'what one’s own keys made stays there when it is over'],
  ['watches.', /moderator|supervisor/, 'one that ended is kept for the team; no screen shows it'],
  ['aside_promises.', /moderator/, 'the same, of a promise'],
];

const isWider = (place: string, reader: Reader): boolean =>
  widerThanTheApi.some(
    ([where, who]) =>
      (where.startsWith('.') ? place.endsWith(where) : place.startsWith(where)) && who.test(reader.name),
  );

describe('the same world by plain SQL', () => {
  let kring: RunningKring;
  let world: CanaryWorld;
  let readers: Reader[];
  let service: Client;
  let admin: Client;
  let tables: string[];

  beforeAll(async () => {
    kring = await startKring();
    world = await canaryWorld(kring);
    readers = await readersOf(kring, world);
    service = new Client({ connectionString: kring.database.serviceUrl });
    admin = new Client({ connectionString: kring.database.adminUrl });
    await Promise.all([service.connect(), admin.connect()]);
    tables = await tenantTables(admin);
  });
  afterAll(async () => {
    await Promise.all([service.end(), admin.end()]);
    await kring.stop();
  });

  async function actorOf(reader: Reader): Promise<Actor> {
    return (reader.token && (await kring.app.get(Sessions).check(reader.token))) || visitor;
  }

  /** Every canary that somebody finds in the tables, with its place. */
  async function found(begin: string): Promise<{ place: string; canary: Canary }[]> {
    const places: { place: string; canary: Canary }[] = [];
    await service.query(begin);
    try {
      for (const table of tables) {
        const { rows } = await service.query<{ row: Record<string, unknown> }>(
          `SELECT to_jsonb(t) AS row FROM ${table} t`,
        );
        const columns = new Map<string, string>();
        for (const { row } of rows)
          for (const [column, value] of Object.entries(row))
            columns.set(column, `${columns.get(column) ?? ''} ${JSON.stringify(value)}`.toLowerCase());
        for (const [column, text] of columns)
          for (const canary of world.canaries)
            if (text.includes(canary.word.toLowerCase())) places.push({ place: `${table}.${column}`, canary });
      }
    } finally {
      await service.query('ROLLBACK');
    }
    return places;
  }

  async function leaksOf(reader: Reader, isWiderThere: typeof isWider): Promise<string[]> {
    const places = await found(beginFor(await actorOf(reader)));
    const leaks = places.filter(({ place, canary }) => !mayMeet(canary, reader.may) && !isWiderThere(place, reader));
    return [...new Set(leaks.map(({ place, canary }) => `${reader.name} reads "${canary.place}" in ${place}`))].sort();
  }

  it('holds a canary in every column in which somebody writes words, or says why not', async () => {
    const columns = await columnsWithWords(admin);
    expect(columns.length).toBeGreaterThan(30);
    const without: string[] = [];
    for (const { table, column } of columns) {
      const { rows } = await admin.query<{ text: string | null }>(
        `SELECT lower(string_agg(${column}::text, ' ')) AS text FROM ${table}`,
      );
      const holds = world.canaries.some(
        (canary) => !canary.place.startsWith('id of') && rows[0]?.text?.includes(canary.word.toLowerCase()),
      );
      if (!holds) without.push(`${table}.${column}`);
    }
    expect(without.sort()).toEqual(Object.keys(wordless).sort());
  });

  it('would find a column that nobody thought about', async () => {
    await admin.query('BEGIN');
    try {
      await admin.query("ALTER TABLE groups ADD COLUMN motto text, ADD COLUMN kind text CHECK (kind IN ('A', 'B'))");
      const columns = (await columnsWithWords(admin)).map(({ table, column }) => `${table}.${column}`);
      expect(columns).toContain('groups.motto');
      expect(columns).not.toContain('groups.kind');
      expect(wordless).not.toHaveProperty(['groups.motto']);
    } finally {
      await admin.query('ROLLBACK');
    }
  });

  it('shows nothing to a transaction that does not say who acts', async () => {
    expect(await found('BEGIN')).toEqual([]);
    expect(await found(beginFor(visitor))).toEqual([]);
  });

  it('shows each account what is theirs, and beyond the API only what the short list says', async () => {
    const leaks: string[] = [];
    for (const reader of readers) leaks.push(...(await leaksOf(reader, isWider)));
    expect(leaks).toEqual([]);
  });

  it('needs every line of the short list', async () => {
    const all: string[] = [];
    for (const reader of readers) {
      const places = await found(beginFor(await actorOf(reader)));
      for (const { place, canary } of places) if (!mayMeet(canary, reader.may)) all.push(`${place} ${reader.name}`);
    }
    const needed = ([where, who]: (typeof widerThanTheApi)[number]): boolean =>
      all.some((one) => {
        const [place = '', ...name] = one.split(' ');
        return (where.startsWith('.') ? place.endsWith(where) : place.startsWith(where)) && who.test(name.join(' '));
      });
    expect(widerThanTheApi.filter((line) => !needed(line)).map(([where]) => where)).toEqual([]);
  });

  it('would be found: a policy that is wider than it should be, with who reads what and where', async () => {
    const neighbour = readers.filter((reader) => reader.name === 'a member of another group');
    await admin.query(
      `CREATE POLICY hole ON post_revisions FOR SELECT USING (organisation_id = ANY (kring_ids('kring.organisations')))`,
    );
    try {
      const leaks = await leaksOf(neighbour[0] as Reader, isWider);
      expect(leaks).toContain('a member of another group reads "earlier revision" in post_revisions.text');
    } finally {
      await admin.query('DROP POLICY hole ON post_revisions');
    }
  });

  it('refuses each reader to change or add what is not theirs', async () => {
    const changed: string[] = [];
    const strangers = readers.filter(
      (reader) => !mayMeet({ audience: ['members', 'moderators', 'organiser'] }, reader.may),
    );
    expect(strangers.length).toBeGreaterThan(10);
    for (const reader of strangers) {
      const begin = beginFor(await actorOf(reader));
      // One's own client keys are one's own.
      for (const table of tables.filter((one) => one !== 'client_keys')) {
        const grouped = await admin.query(
          `SELECT FROM information_schema.columns WHERE table_name = $1 AND column_name = 'group_id'`,
          [table],
        );
        const ofTheGroup = grouped.rowCount ? `AND group_id = '${world.group.id}'` : '';
        const where = `WHERE organisation_id = '${world.organisation.id}' ${ofTheGroup}`;
        for (const deed of [
          `UPDATE ${table} SET organisation_id = organisation_id ${where}`,
          `DELETE FROM ${table} ${where}`,
        ]) {
          await service.query(begin);
          const done = await service.query(deed).then(
            ({ rowCount }) => rowCount ?? 0,
            (error: { code?: string }) => (error.code === '42501' ? 0 : -1),
          );
          await service.query('ROLLBACK');
          if (done !== 0)
            changed.push(`${reader.name} changes ${done} rows by ${deed.split(' ').slice(0, 3).join(' ')}`);
        }
      }
    }
    expect(changed).toEqual([]);
  });

  it('keeps words out of what is apart from the organisations', async () => {
    for (const table of Object.keys(apartFromTenants)) {
      const { rows } = await admin.query<{ text: string | null }>(
        `SELECT string_agg(t::text, ' ') AS text FROM ${table} t`,
      );
      const words = world.canaries.filter(
        (canary) =>
          !canary.place.startsWith('id of') && canary.place !== 'sign-in name' && rows[0]?.text?.includes(canary.word),
      );
      expect([table, words.map((canary) => canary.place)]).toEqual([table, []]);
    }
  });
});
