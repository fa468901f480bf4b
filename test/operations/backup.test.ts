import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unfitServiceLogin } from '@kring/platform';
import {
  askFor,
  join as joinGroup,
  movingClock,
  mutate,
  oneTimeCode,
  type Person,
  postsSeen,
  reply,
  rowsOf,
  type RunningKring,
  startKring,
  tell,
  testDatabase,
  type TestDatabase,
} from '@kring/testing';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';
import { type Ran, runCommand, runNode } from './command';
import { tablesWith, tableSums } from './table-sums';

jest.setTimeout(120_000);

/** Not in a backup, or made anew: see `leftOut` and what comes after loading. */
const notCompared = ['sessions', 'tries', 'migrations'];
const erasedBefore = 'qzeerderweg';
const erasedAfter = 'qzlaterweg';

interface Place {
  readonly database: TestDatabase;
  readonly data: string;
}

async function signIn(kring: RunningKring, person: Person, code?: string): Promise<string> {
  const signedIn = await askFor<{ token?: string; code?: string }>(
    kring.url,
    `mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } ... on Problem { code } } }`,
    { input: { signInName: person.signInName, passphrase: person.passphrase, ...(code ? { oneTimeCode: code } : {}) } },
  );
  return signedIn.token ?? signedIn.code ?? 'nothing';
}

describe('a backup of a running service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kring-backup-'));
  const secret = randomBytes(32).toString('hex');
  const passphraseFile = join(folder, 'passphrase');
  const identityFile = join(folder, 'identity');
  const archive = join(folder, 'first.tar.age');
  const early = join(folder, 'early.jsonl');
  const clock = movingClock();
  const places: Place[] = [];
  let recipient: string;
  let kring: RunningKring;
  let world: CanaryWorld;
  let leaver: Person & { readonly nickname: string };
  let threadId: string;
  let made: Ran;
  let sums: Record<string, string>;

  const data = (name: string): string => join(folder, name);
  const sealedFor = (): Record<string, string> => ({ KRING_BACKUP_RECIPIENTS: recipient });
  const openedBy = (): Record<string, string> => ({ KRING_BACKUP_IDENTITY_FILE: identityFile });

  async function emptyPlace(name: string): Promise<Place> {
    const place = { database: await testDatabase({ empty: true }), data: data(name) };
    mkdirSync(place.data, { mode: 0o700 });
    places.push(place);
    return place;
  }
  const environmentOf = (
    { database, data: folderOf }: Place,
    more: Record<string, string>,
  ): Record<string, string> => ({
    DATABASE_URL: database.ownerUrl,
    DATABASE_SERVICE_URL: database.serviceUrl,
    KRING_SECRET: secret,
    KRING_DATA: folderOf,
    ...more,
  });
  const restore = (place: Place, words: readonly string[], more: Record<string, string> = openedBy()): Promise<Ran> =>
    runCommand('restore', words, environmentOf(place, more));
  const tablesIn = async ({ database }: Place): Promise<number> =>
    (
      await rowsOf(
        database.ownerUrl,
        `SELECT FROM pg_class WHERE relkind = 'r' AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'pgboss'))`,
      )
    ).length;

  beforeAll(async () => {
    writeFileSync(passphraseFile, 'zes heel gewone woorden bij elkaar\n');
    const keys = await runNode([
      '--input-type=module',
      '-e',
      `import { generateX25519Identity, identityToRecipient } from 'age-encryption';
       const identity = await generateX25519Identity(); console.log(identity); console.log(await identityToRecipient(identity));`,
    ]);
    const [identity = '', key = ''] = keys.out.trim().split('\n');
    writeFileSync(identityFile, `# for the test\n${identity}\n`);
    recipient = key;
    mkdirSync(join(data('first'), 'photos/2026/11'), { recursive: true });
    writeFileSync(join(data('first'), 'photos/2026/11/berg.webp'), randomBytes(300_000));
    writeFileSync(join(data('first'), 'photos/leeg'), '');
    writeFileSync(join(data('first'), `photos/${'lang'.repeat(40)} ĳ.webp`), randomBytes(70_000));

    kring = await startKring({ KRING_DATA: data('first'), KRING_SECRET: secret }, clock);
    world = await canaryWorld(kring);
    await erasedBeforehand();
    leaver = await joinGroup(kring, world.organisation, world.group, { nickname: `Mus ${erasedAfter}` });
    const told = await tell(kring, world.peer, world.group, 'Vandaag', 'Ik ging wandelen.');
    threadId = told.post.thread.id;
    await reply(kring, leaver, threadId, `Fijn voor je, ${erasedAfter}.`);
    await kring.settle();
    const place = { database: kring.database, data: data('first') };
    sums = await tableSums(kring.database.adminUrl, notCompared);
    made = await runCommand('backup', [archive], environmentOf(place, sealedFor()));
    writeFileSync(early, ''); // nothing had been erased that is not in the backup
  });
  afterAll(async () => {
    await kring.stop();
    await Promise.all(places.map(({ database }) => database.drop()));
    rmSync(folder, { recursive: true });
  });

  /** Somebody who left every kind of trace, and then left with all of it. */
  async function erasedBeforehand(): Promise<void> {
    const word = erasedBefore;
    const person = await joinGroup(kring, world.organisation, world.group, { nickname: `Vink ${word}` });
    const story = await tell(kring, person, world.group, `Over ${word}`, `Ik vertel, ${word}.`);
    const said = await reply(kring, person, story.post.thread.id, `Nog iets, ${word}.`);
    await mutate(kring, person, 'editPost', { postId: said.post?.id, text: `Anders gezegd, ${word}.` });
    await mutate(kring, person, 'flag', {
      clientKey: crypto.randomUUID(),
      threadId: story.post.thread.id,
      reason: 'OTHER',
      note: `Kijk eens, ${word}.`,
    });
    await kring.settle();
    await mutate(kring, person, 'leaveGroup', { groupId: world.group.id, erasePosts: true });
    await kring.settle();
  }

  it('says how far it is, and what it made', () => {
    expect(made).toMatchObject({ code: 0, complaint: '' });
    expect(made.out).toMatch(/^table 1 of (\d+): accounts, \d+ rows\n[\s\S]*table \1 of \1: /);
    // Three by hand, and the four sizes of each photo of the world.
    expect(made.out).toMatch(/files of photos: 15\n/);
    expect(made.out).toMatch(/The keys are not inside \(current: [0-9a-f]{8}\)/);
  });

  it('is one file for its own account, in which nothing can be read, and leaves nothing half-made', () => {
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    const bytes = readFileSync(archive);
    expect(bytes.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n');
    for (const word of [world.canaries[0]?.word ?? '', 'Ik ging wandelen', 'kring-backup', 'posts'])
      expect(bytes.includes(word)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('holds every table but those that are left out, and keys only when asked', async () => {
    const words = [
      join(__dirname, 'rewrite-archive.mjs'),
      archive,
      '',
      identityFile.replace('identity', 'bare'),
      recipient,
      'list',
    ];
    writeFileSync(join(folder, 'bare'), readFileSync(identityFile, 'utf8').split('\n')[1] ?? '');
    const inside = await runNode(words);
    const names = inside.out.trim().split('\n');
    const tables = new Set(names.flatMap((name) => /^tables\/(\w+)\//.exec(name)?.[1] ?? []));
    const filled = Object.entries(sums).filter(([, sum]) => !sum.startsWith('0 '));
    expect([...tables].sort()).toEqual(filled.map(([name]) => name).sort());
    expect(tables.size).toBeGreaterThan(25);
    expect(names).not.toContain('keys.json');
    expect(names[0]).toBe('kring-backup.json');
    expect(names.at(-1)).toBe('manifest.json');
  });

  it('keeps no word of somebody who was erased before', async () => {
    expect(await tablesWith(kring.database.adminUrl, erasedBefore)).toEqual([]);
    expect(await tablesWith(kring.database.adminUrl, erasedAfter)).not.toEqual([]);
  });

  describe('restored on another machine', () => {
    let place: Place;
    let restored: Ran;
    let there: RunningKring;

    beforeAll(async () => {
      place = await emptyPlace('second');
      restored = await restore(place, [archive, '--erasures', early]);
      if (restored.code === 0)
        there = await startKring({ KRING_SECRET: secret, KRING_DATA: place.data }, clock, place.database);
    });
    afterAll(() => there.stop());

    it('says that every checksum fits, and the tables say so themselves', async () => {
      expect(restored).toMatchObject({ code: 0, complaint: '' });
      expect(restored.out).toMatch(/table (\d+) of \1: \w+, \d+ rows, checksum fits/);
      expect(restored.out).toMatch(/15 files of photos, as they were at/);
      expect(await tableSums(place.database.adminUrl, notCompared)).toEqual(sums);
    });

    it('has the photos, for its own account', () => {
      const names = readdirSync(join(data('first'), 'photos'), { recursive: true, encoding: 'utf8' }).sort();
      expect(readdirSync(join(place.data, 'photos'), { recursive: true, encoding: 'utf8' }).sort()).toEqual(names);
      for (const name of names.filter((one) => statSync(join(data('first'), 'photos', one)).isFile())) {
        expect(readFileSync(join(place.data, 'photos', name))).toEqual(
          readFileSync(join(data('first'), 'photos', name)),
        );
        expect(statSync(join(place.data, 'photos', name)).mode & 0o777).toBe(0o600);
      }
      expect(existsSync(join(place.data, 'photos.restoring'))).toBe(false);
    });

    it('has ended every session; members sign in again, and staff with their one-time codes', async () => {
      clock.forward(5);
      const viewer = (token: string): Promise<unknown> => askFor(there.url, '{ viewer { id } }', {}, { token });
      expect(await viewer(world.author.token)).toBeNull();
      expect(await viewer(world.moderator.token)).toBeNull();
      const { secret: totp } = world.moderator;
      const code = oneTimeCode(totp, clock.now().getTime());
      for (const token of [await signIn(there, world.author), await signIn(there, world.moderator, code)])
        expect(await viewer(token)).not.toBeNull();
      expect(await signIn(there, world.moderator, '000000')).toBe('SIGN_IN_FAILED');
      expect(restored.out).toMatch(/(\d+) of \1 seals open/);
    });

    it('reads and goes on: threads, news, the audit chain, second looks', async () => {
      const token = await signIn(there, world.peer);
      const before = await postsSeen(there, { token }, threadId);
      expect(before?.map((post) => post.text)).toEqual(['Ik ging wandelen.', `Fijn voor je, ${erasedAfter}.`]);
      await reply(there, { ...world.peer, token }, threadId, 'Nog steeds.');
      await there.settle();
      expect(await postsSeen(there, { token }, threadId)).toHaveLength(3);
      expect(restored.out).toContain('All audit chains are whole.');
      const timers = await rowsOf<{ id: string }>(
        place.database.adminUrl,
        `SELECT data->>'interventionId' AS id FROM pgboss.job WHERE name = 'recheck-climate'`,
      );
      const waiting = await rowsOf<{ id: string }>(
        place.database.adminUrl,
        `SELECT id FROM interventions i WHERE NOT EXISTS (SELECT FROM intervention_rechecks r WHERE r.intervention_id = i.id)`,
      );
      expect(waiting.length).toBeGreaterThan(3);
      expect(timers.map(({ id }) => id).sort()).toEqual(waiting.map(({ id }) => id).sort());
    });

    it('is closed as ever: row-level security forced, triggers back, nothing for the service without a name', async () => {
      const open = await rowsOf(
        place.database.adminUrl,
        `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity <> relforcerowsecurity
         UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'`,
      );
      expect(open).toEqual([]);
      expect(await rowsOf(place.database.serviceUrl, 'SELECT FROM posts')).toEqual([]);
      expect(await unfitServiceLogin(place.database.serviceUrl)).toBeNull();
    });

    it('does not go into a place that holds something already', async () => {
      const again = await restore(place, [archive, '--erasures', early]);
      expect(again).toMatchObject({ code: 1 });
      expect(again.complaint).toMatch(
        /^\S.*photos is not empty\. A restore goes into an empty place only; nothing was changed\.$/,
      );
      rmSync(join(place.data, 'photos'), { recursive: true });
      const database = await restore(place, [archive, '--erasures', early]);
      expect(database.complaint).toMatch(/^This database is not empty \(it has \w+\)\. .*nothing was changed\.$/);
    });
  });

  describe('what was erased after it', () => {
    const ledger = join(data('first'), 'erasures.jsonl');

    beforeAll(async () => {
      const gone = await reply(kring, world.peer, threadId, 'Dit stond er maar even.');
      await mutate(kring, world.peer, 'deletePost', { postId: gone.post?.id });
      const story = await postsSeen(kring, leaver, threadId);
      expect(story).not.toBeNull();
      await mutate(kring, leaver, 'leaveGroup', { groupId: world.group.id, erasePosts: true });
      const own = await postsSeen(kring, world.peer, threadId);
      await mutate(kring, world.peer, 'deletePost', { postId: own?.[0]?.id });
      await kring.settle();
      await until(() => existsSync(ledger) && readFileSync(ledger, 'utf8').includes(own?.[0]?.id ?? 'none'));
    });

    async function until(holds: () => boolean): Promise<void> {
      for (const end = Date.now() + 15_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 50)))
        if (Date.now() > end) throw new Error('it never came true');
    }

    it('is in the ledger of the data folder, by ids alone', () => {
      expect(statSync(ledger).mode & 0o777).toBe(0o600);
      const lines = readFileSync(ledger, 'utf8').trim().split('\n');
      const uuid = '"[0-9a-f-]{36}"';
      for (const line of lines)
        expect(line).toMatch(
          new RegExp(
            `^{"organisationId":${uuid},"id":${uuid},"kind":"(POST|LEAVING|LEAVING_WITH_WORDS)","subjectId":${uuid},"groupId":${uuid},"at":"[0-9TZ:.-]+"}$`,
          ),
        );
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines.length).toBeGreaterThanOrEqual(5);
    });

    it('comes back when nobody says what was erased, so a restore asks', async () => {
      const place = await emptyPlace('unasked');
      const asked = await restore(place, [archive]);
      expect(asked.code).toBe(1);
      expect(asked.complaint).toMatch(/^What people erased since the backup would come back: .*--erasures <file>.*\.$/);
      const missing = await restore(place, [archive, '--erasures', join(folder, 'nowhere.jsonl')]);
      expect(missing.complaint).toMatch(/nowhere\.jsonl cannot be read/);
      expect(await tablesIn(place)).toBe(0);
    });

    it('is erased again by a restore, after one that was killed half-way too', async () => {
      const place = await emptyPlace('third');
      const torn = join(folder, 'torn.jsonl');
      writeFileSync(torn, `${readFileSync(ledger, 'utf8')}{"organisationId":"`);
      const words = [archive, '--erasures', torn];
      const killed = await runCommand('restore', words, environmentOf(place, openedBy()), (said, kill) => {
        if (said.includes('loading posts')) kill();
      });
      expect(killed.code).toBe('SIGKILL');
      expect(await unfitServiceLogin(place.database.serviceUrl)).toMatch(
        /the restore of this database was not finished/,
      );

      const again = await restore(place, words);
      expect(again).toMatchObject({ code: 0, complaint: '' });
      expect(again.out).toMatch(/An earlier restore was cut off; starting anew/);
      expect(again.out).toMatch(/3 erasures done again, 1 lines could not be read/);
      expect(await tablesWith(place.database.adminUrl, erasedAfter)).toEqual([]);
      const there = await startKring({ KRING_SECRET: secret }, clock, place.database);
      try {
        const token = await signIn(there, world.peer);
        const posts = await postsSeen(there, { token }, threadId);
        expect(posts?.map((post) => [post.text, post.state])).toEqual([
          ['', 'DELETED'],
          ['', 'DELETED'],
        ]);
        const gone = await signIn(there, leaver);
        const groups = await askFor<{ memberships: unknown[] }>(
          there.url,
          '{ viewer { memberships { id } } }',
          {},
          { token: gone },
        );
        expect(groups.memberships).toEqual([]);
      } finally {
        await there.stop();
      }
      const kept = await rowsOf<{ kind: string }>(place.database.adminUrl, `SELECT kind FROM erasures ORDER BY kind`);
      const known = await rowsOf<{ kind: string }>(kring.database.adminUrl, `SELECT kind FROM erasures ORDER BY kind`);
      expect(kept).toEqual(known);
    });
  });

  describe('that is not what it was', () => {
    let place: Place;
    const bare = join(folder, 'bare');
    const rewritten = async (change: string): Promise<string> => {
      const to = join(folder, `${change}.age`);
      const done = await runNode([join(__dirname, 'rewrite-archive.mjs'), archive, to, bare, recipient, change]);
      if (done.code !== 0) throw new Error(done.complaint);
      return to;
    };
    const changedBytes = (name: string, change: (bytes: Buffer) => Buffer): string => {
      writeFileSync(join(folder, name), change(Buffer.from(readFileSync(archive))));
      return join(folder, name);
    };

    beforeAll(async () => {
      place = await emptyPlace('damaged');
    });

    const stays = async (path: string, complaint: RegExp, more: Record<string, string> = openedBy()): Promise<void> => {
      const ran = await restore(place, [path, '--erasures', early], more);
      expect([ran.code, ran.complaint]).toEqual([1, expect.stringMatching(complaint)]);
      expect(ran.complaint).not.toContain('\n');
      expect(await tablesIn(place)).toBe(0);
      expect(readdirSync(place.data)).toEqual([]);
    };

    it.each([
      [
        'cut off in the middle',
        (bytes: Buffer) => bytes.subarray(0, bytes.length - 150_000),
        /^The backup is damaged or cut off\./,
      ],
      [
        'cut off at its very end',
        (bytes: Buffer) => bytes.subarray(0, bytes.length - 1),
        /^The backup is damaged or cut off\./,
      ],
      [
        'changed by one bit',
        (bytes: Buffer) => (bytes.writeUInt8(bytes.readUInt8(90_000) ^ 1, 90_000), bytes),
        /^The backup is damaged or cut off\./,
      ],
      [
        'something else',
        () => Buffer.from('PK'.repeat(5000)),
        /^This is no backup of Kring, or its beginning is damaged\.$/,
      ],
    ])('is refused: %s', async (name, change, complaint) => {
      await stays(changedBytes(`${name}.age`, change), complaint);
    });

    it.each([
      ['newer-format', /^This backup was made by a newer Kring \(format 2\)\./],
      ['newer-migrations', /^This backup was made by a newer Kring, or another one\./],
      ['changed-row', /^posts is not what was backed up\. Nothing was restored/],
      ['lost-table', /^reactions is not what was backed up\. Nothing was restored/],
      ['changed-photo', /^The photos are not what was backed up\. Nothing was restored/],
      ['climbing-photo', /^The backup is damaged or cut off\./],
      ['no-manifest', /^The backup is damaged or cut off\./],
    ])('is refused though it was sealed again with the right key: %s', async (change, complaint) => {
      await stays(await rewritten(change), complaint);
      expect(existsSync(join(folder, 'climbed'))).toBe(false);
    });

    it('is refused with another key of age, and without the secret that seals what is inside', async () => {
      const other = join(folder, 'other');
      const keys = await runNode([
        '--input-type=module',
        '-e',
        `import { generateX25519Identity } from 'age-encryption'; console.log(await generateX25519Identity());`,
      ]);
      writeFileSync(other, keys.out);
      await stays(archive, /^The backup does not open: this passphrase, or identity, is not the one/, {
        KRING_BACKUP_IDENTITY_FILE: other,
      });
      await stays(
        archive,
        /^What is sealed in this backup needs key [0-9a-f]{8}, which is not at hand\..*KRING_SECRET_PREVIOUS/,
        {
          ...openedBy(),
          KRING_SECRET: randomBytes(32).toString('hex'),
        },
      );
    });
  });

  describe('with a passphrase, and the keys inside', () => {
    const own = join(folder, 'with-keys.tar.age');
    const byPassphrase = { KRING_BACKUP_PASSPHRASE_FILE: passphraseFile };

    it('opens on a machine that has another secret, and not with another passphrase', async () => {
      const from = { database: kring.database, data: data('first') };
      expect(await runCommand('backup', [own, '--with-keys'], environmentOf(from, byPassphrase))).toMatchObject({
        code: 0,
      });
      const place = await emptyPlace('fourth');
      const wrong = join(folder, 'wrong');
      writeFileSync(wrong, 'zes heel andere woorden bij elkaar');
      const closed = await restore(place, [own, '--erasures', early], { KRING_BACKUP_PASSPHRASE_FILE: wrong });
      expect(closed.complaint).toMatch(/^The backup does not open: this passphrase/);
      const opened = await restore(place, [own, '--erasures', early], {
        ...byPassphrase,
        KRING_SECRET: randomBytes(32).toString('hex'),
      });
      expect(opened).toMatchObject({ code: 0, complaint: '' });
      expect(opened.out).toMatch(/(\d+) of \1 seals open/);
      expect(statSync(join(place.data, 'keys.json')).mode & 0o777).toBe(0o600);
    });

    it('is not made without encryption, with a short passphrase, over another file, or by a login that sees a part', async () => {
      const from = { database: kring.database, data: data('first') };
      const short = join(folder, 'short');
      writeFileSync(short, 'kort');
      chmodSync(short, 0o600);
      const tries: [Record<string, string>, string, RegExp][] = [
        [{}, 'x.age', /^A backup is always encrypted: set KRING_BACKUP_PASSPHRASE_FILE/],
        [{ KRING_BACKUP_PASSPHRASE_FILE: short }, 'x.age', /must have 12 signs at least/],
        [sealedFor(), 'first.tar.age', /is there already/],
        [
          { ...sealedFor(), DATABASE_URL: kring.database.serviceUrl },
          'x.age',
          /^DATABASE_URL: this login cannot see all of \w+/,
        ],
      ];
      for (const [more, name, complaint] of tries) {
        const ran = await runCommand('backup', [join(folder, name)], environmentOf(from, more));
        expect([ran.code, ran.complaint]).toEqual([1, expect.stringMatching(complaint)]);
        expect(existsSync(join(folder, 'x.age'))).toBe(false);
      }
    });
  });

  it('is consistent while people write', async () => {
    const path = join(folder, 'busy.tar.age');
    let writing = true;
    const writer = (async (): Promise<number> => {
      let written = 0;
      for (; writing; written += 1) {
        const told = await tell(kring, world.author, world.group, `Dag ${written}`, `Het is dag ${written}.`);
        await reply(kring, world.author, told.post.thread.id, 'En nog iets.');
      }
      return written;
    })();
    const from = { database: kring.database, data: data('first') };
    const ran = await runCommand('backup', [path], environmentOf(from, sealedFor()));
    writing = false;
    expect(await writer).toBeGreaterThan(2);
    expect(ran).toMatchObject({ code: 0 });
    const place = await emptyPlace('fifth');
    const restored = await restore(place, [path, '--erasures', early]);
    expect(restored).toMatchObject({ code: 0, complaint: '' });
    expect(restored.out).toContain('All audit chains are whole.');
    // The world has a row or two that were put there by hand; what lacks something there, and nothing else, lacks it here.
    await kring.settle();
    const lacking = (url: string): Promise<Record<string, number>[]> =>
      rowsOf(
        url,
        `SELECT (SELECT count(*)::int FROM posts) - (SELECT count(*)::int FROM post_revisions WHERE revision = 1) AS revisions,
           (SELECT count(*)::int FROM post_revisions) - (SELECT count(*)::int FROM assessments) AS assessments,
           (SELECT count(*)::int FROM threads WHERE dissolved_at IS NULL) - (SELECT count(*)::int FROM posts WHERE kind = 'STORY') AS stories,
           (SELECT count(*)::int FROM posts p WHERE p.state = 'VISIBLE' AND p.kind <> 'GUIDE_NOTE'
             AND NOT EXISTS (SELECT FROM climate_points c WHERE c.post_id = p.id)
             AND NOT EXISTS (SELECT FROM outbox o WHERE o.payload ->> 'postId' = p.id::text)) AS "news neither delivered nor due"`,
      );
    const [torn, before] = await Promise.all([lacking(place.database.adminUrl), lacking(kring.database.adminUrl)]);
    expect(torn).toEqual(before);
    expect(before[0]).toMatchObject({ revisions: 0, stories: 0 });
  });
});
