import { randomUUID } from 'node:crypto';
import { LookAfterReadings } from '@kring/quality';
import {
  foundOrganisation,
  type Group,
  hire,
  join,
  listen,
  makeGroup,
  type Member,
  mutate,
  type Organisation,
  refused,
  reply,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import sharp from 'sharp';
import { ReadPosts } from '../../libs/quality/src/storage/read-posts';

jest.setTimeout(90_000);

interface Decision {
  readonly kind: string;
  readonly severity: string;
  readonly reason: string;
  readonly by: { readonly displayName: string } | null;
}
interface Reading {
  readonly id: string;
  readonly state: string;
  readonly isMine: boolean;
  readonly isTaken: boolean;
  readonly title: string;
  readonly talkedAboutAt: string | null;
  readonly posts: readonly { readonly text: string; readonly isGone: boolean; readonly photos: readonly { readonly url: string; readonly alternativeText: string; readonly blurred: boolean }[]; readonly nickname: string | null; readonly byModerator: boolean; readonly assessment: { readonly severity: string } | null }[]; // prettier-ignore
  readonly flags: readonly { readonly reason: string; readonly note: string | null }[];
  readonly first: Decision | null;
  readonly second: Decision | null;
}
interface Desk {
  readonly waiting: readonly Reading[];
  readonly given: readonly Reading[];
}

const decision = `kind severity reason by { displayName }`;
const fields = `id state isMine isTaken title talkedAboutAt posts { text isGone photos { url alternativeText blurred } nickname byModerator assessment { severity } }
  flags { reason note } first { ${decision} } second { ${decision} }`;

describe('the quality of decisions', () => {
  let now = Date.now();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let noor: StaffPerson;
  let tom: StaffPerson;
  let bas: StaffPerson;
  let elsewhere: StaffPerson;
  let merel: Member;
  let vink: Member;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168' }, { now: () => new Date(now) });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    noor = await hire(kring, organisation, 'MODERATOR', 'Noor');
    tom = await hire(kring, organisation, 'MODERATOR', 'Tom');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    elsewhere = await hire(kring, await foundOrganisation(kring, 'Ander Huis'), 'SUPERVISOR', 'Elders');
    merel = await join(kring, organisation, group, { nickname: 'Merel' });
    vink = await join(kring, organisation, group, { nickname: 'Vink' });
  });
  afterAll(() => kring.stop());

  interface Who {
    readonly token: string;
  }
  const desk = async (person: Who): Promise<Desk | null> =>
    see(kring, person, `query ($id: ID!) { blindReadings(organisationId: $id) { waiting { ${fields} } given { ${fields} } } }`, { id: organisation.id }); // prettier-ignore
  const follow = (person: Who) =>
    listen<Desk>(kring.url, `subscription ($id: ID!) { blindDeskChanged(organisationId: $id) { waiting { id } given { id talkedAboutAt } } }`, { id: organisation.id }, { token: person.token }); // prettier-ignore
  const waiting = async (person: Who): Promise<readonly Reading[]> => (await desk(person))?.waiting ?? [];
  const act = (person: Who, name: string, input: Readonly<Record<string, unknown>>): Promise<Reading> =>
    mutate(kring, person, name, input, `... on BlindReading { ${fields} }`);
  const share = (percent: number): Promise<unknown> =>
    mutate(kring, bas, 'chooseBlindShare', { organisationId: organisation.id, percent }, '... on BlindShare { percent }'); // prettier-ignore
  const look = async (): Promise<void> => {
    await kring.app.get(LookAfterReadings).run(organisation.id);
    await kring.settle();
  };
  const give = (readingId: string, more: Readonly<Record<string, unknown>> = {}) => ({
    ...{ readingId, decision: 'SUPPORTED', severity: 'RED', reason: 'Ik had eerst gebeld.' },
    ...more,
  });

  /** A story that was flagged and decided on by `by`. */
  async function decided(
    by: StaffPerson,
    title: string,
    options: { readonly before?: (threadId: string, postId: string, itemId: string) => Promise<unknown> } = {},
  ): Promise<{ threadId: string; postId: string; itemId: string }> {
    // prettier-ignore
    const told = await tell(kring, merel, group, title, 'Ik slaap slecht en weet het niet meer.');
    const threadId = told.post.thread.id;
    await mutate(kring, vink, 'flag', { clientKey: randomUUID(), postId: told.post.id, reason: 'TURNING_DARK', note: 'Het wordt donker.' }, '... on Flag { id }'); // prettier-ignore
    await kring.settle();
    const [item] = await rowsOf<{ id: string }>(kring.database.adminUrl, `SELECT id FROM review_items WHERE thread_id = '${threadId}'`); // prettier-ignore
    const itemId = item?.id ?? '';
    await options.before?.(threadId, told.post.id, itemId);
    // News that comes between claim and decision makes the decision stale.
    await kring.settle();
    const claimed = await mutate<{ version: number }>(kring, by, 'claimReviewItem', { id: itemId }, '... on ReviewItem { version }'); // prettier-ignore
    await mutate(kring, by, 'resolveReviewItem', { id: itemId, version: claimed.version, decision: 'NO_ACTION', reasons: 'Er is steun genoeg.' }, '... on ReviewItem { id }'); // prettier-ignore
    await kring.settle();
    return { threadId, postId: told.post.id, itemId };
  }
  /** The same, and certainly drawn: the first of its week. */
  async function drawn(
    by: StaffPerson,
    title: string,
    options: Parameters<typeof decided>[2] = {},
  ): Promise<{ threadId: string; postId: string; itemId: string }> {
    // prettier-ignore
    await share(0);
    await rowsOf(kring.database.adminUrl, `UPDATE blind_readings SET drawn_at = drawn_at - interval '8 days'`);
    const made = await decided(by, title, options);
    await share(5);
    await look();
    return made;
  }

  it('has a decision read again by somebody who knows nothing of the first, and then shows both', async () => {
    const [heard, byDecider] = await Promise.all([follow(noor), follow(imke)]);
    const { threadId, postId } = await drawn(imke, 'Blind', {
      before: async (thread) => {
        now += 1000;
        await reply(kring, vink, thread, 'Houd vol.');
        now += 1000;
        await mutate(kring, imke, 'pinGuideNote', { clientKey: randomUUID(), threadId: thread, text: 'Adem in.', reason: 'Rust.' }, '... on InterventionDone { intervention { id } }'); // prettier-ignore
        now += 1000;
      },
    });
    await heard.until(({ waiting: some }) => some.length === 1);
    now += 1000;
    // What came afterwards is not part of it.
    await mutate(kring, merel, 'editPost', { postId, text: 'Nu schrijf ik iets anders.' }, '... on PostSubmitted { post { id } }'); // prettier-ignore
    await reply(kring, vink, threadId, 'Later gezegd.');
    await mutate(kring, imke, 'hidePost', { postId, messageToAuthor: 'Even weg.', reason: 'Toch.' }, '... on InterventionDone { intervention { id } }'); // prettier-ignore
    await kring.settle();
    // Who decided sees nothing of it, and nobody sees the thread before they took it.
    expect(await waiting(imke)).toEqual([]);
    const [reading] = await waiting(noor);
    expect(reading).toMatchObject({ state: 'OPEN', title: 'Blind', posts: [], flags: [], first: null, second: null });
    const readingId = reading?.id ?? '';
    const taken = await act(noor, 'takeBlindReading', { readingId });
    expect(taken.posts.map(({ text, nickname }) => [nickname, text])).toEqual([
      ['Merel', 'Ik slaap slecht en weet het niet meer.'],
      ['Vink', 'Houd vol.'],
    ]);
    expect(taken).toMatchObject({ first: null, flags: [{ reason: 'TURNING_DARK', note: 'Het wordt donker.' }] });
    expect(taken.posts[0]?.assessment).not.toBeNull();
    expect(JSON.stringify(taken)).not.toMatch(/Imke|steun genoeg|Adem in|Even weg|Later gezegd|iets anders/);
    expect((await refused(kring, noor, 'giveBlindReading', give(readingId, { reason: ' ' }))).field).toBe('reason');
    expect((await refused(kring, noor, 'giveBlindReading', give(readingId, { decision: 'UPHELD' }))).field).toBe('decision'); // prettier-ignore
    const before = await rowsOf(kring.database.adminUrl, `SELECT state, version FROM review_items WHERE thread_id = '${threadId}'`); // prettier-ignore
    const given = await act(noor, 'giveBlindReading', give(readingId));
    expect(given).toMatchObject({
      state: 'GIVEN',
      first: { kind: 'NO_ACTION', severity: 'AMBER', reason: 'Er is steun genoeg.', by: { displayName: 'Imke' } },
      second: { kind: 'SUPPORTED', severity: 'RED', reason: 'Ik had eerst gebeld.', by: { displayName: 'Noor' } },
    });
    // Twice the same is once; anything else is too late. Nothing changed in the queue.
    expect((await act(noor, 'giveBlindReading', give(readingId))).state).toBe('GIVEN');
    expect((await refused(kring, noor, 'giveBlindReading', give(readingId, { severity: 'GREEN' }))).code).toBe('STALE');
    expect(await rowsOf(kring.database.adminUrl, `SELECT state, version FROM review_items WHERE thread_id = '${threadId}'`)).toEqual(before); // prettier-ignore
    // Both are for the second reader and the supervisor.
    expect((await desk(bas))?.given).toMatchObject([{ id: readingId, first: { kind: 'NO_ACTION' } }]);
    expect((await desk(noor))?.given).toMatchObject([{ id: readingId }]);
    for (const person of [imke, tom]) expect((await desk(person))?.given).toEqual([]);
    for (const person of [merel, organisation.organiser, elsewhere]) expect(await desk(person)).toBeNull();
    expect((await refused(kring, noor, 'talkAboutBlindReading', { readingId })).code).toBe('NOT_ALLOWED');
    expect((await refused(kring, elsewhere, 'talkAboutBlindReading', { readingId })).code).toBe('NOT_FOUND');
    expect((await act(bas, 'talkAboutBlindReading', { readingId })).talkedAboutAt).not.toBeNull();
    // Who decided is not even told that something happened; its reader is told of each step.
    await kring.settle();
    await heard.until(({ given: [one] }) => typeof one?.talkedAboutAt === 'string');
    expect(heard.heard).toHaveLength(4);
    expect(byDecider).toMatchObject({ heard: [], errors: [] });
    await Promise.all([heard.stop(), byDecider.stop()]);
  });

  it('gives a reading to one of two who take it at once, and frees it when it is let go, when the hour is over, or a role ends', async () => {
    await drawn(imke, 'Samen');
    const readingId = (await waiting(noor))[0]?.id ?? '';
    const both = await Promise.allSettled([noor, tom].map((person) => act(person, 'takeBlindReading', { readingId })));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [winner, loser] = both[0]?.status === 'fulfilled' ? [noor, tom] : [tom, noor];
    expect(await waiting(loser)).toMatchObject([{ isTaken: true, isMine: false, posts: [] }]);
    expect((await refused(kring, loser, 'takeBlindReading', { readingId })).code).toBe('ALREADY_CLAIMED');
    expect((await refused(kring, loser, 'giveBlindReading', give(readingId))).code).toBe('NOT_CLAIMED');
    expect((await act(winner, 'letGoBlindReading', { readingId })).state).toBe('OPEN');
    await act(loser, 'takeBlindReading', { readingId });
    now += 61 * 60_000;
    await act(winner, 'takeBlindReading', { readingId });
    expect((await refused(kring, loser, 'giveBlindReading', give(readingId))).code).toBe('NOT_CLAIMED');
    // A role that is taken while somebody reads: they give nothing any more, and somebody else can.
    const url = kring.database.adminUrl;
    const end = (at: string): Promise<unknown> => rowsOf(url, `UPDATE staff SET ended_at = ${at} WHERE display_name = $1`, [winner.displayName]); // prettier-ignore
    await end('now()');
    expect((await refused(kring, winner, 'giveBlindReading', give(readingId))).code).toMatch(/NOT_ALLOWED|NOT_FOUND/);
    await end('NULL');
    now += 61 * 60_000;
    await act(loser, 'takeBlindReading', { readingId });
    expect((await act(loser, 'giveBlindReading', give(readingId))).state).toBe('GIVEN');
  });

  it('is not for who flagged, steered, noted or was asked there, also when they did so since it was drawn', async () => {
    const { itemId } = await drawn(imke, 'Ermee te maken', {
      before: (threadId, _, item) =>
        Promise.all([
          mutate(kring, tom, 'flag', { clientKey: randomUUID(), threadId, reason: 'OTHER' }, '... on Flag { id }'), // prettier-ignore
          note(noor, item, 'Ik zag dit ook.'),
        ]),
    });
    for (const person of [imke, tom, noor]) expect(await waiting(person)).toEqual([]);
    const [reading] = await waiting(bas);
    expect(reading?.state).toBe('OPEN');
    await note(bas, itemId, 'Ik ook.');
    expect((await refused(kring, bas, 'takeBlindReading', { readingId: reading?.id })).code).toBe('TOOK_PART');
    expect((await refused(kring, noor, 'takeBlindReading', { readingId: reading?.id })).code).toBe('NOT_FOUND');
  });

  it('reads many in one query each, and the last 200 posts of a long one', async () => {
    const url = kring.database.adminUrl;
    const read = kring.app.get(ReadPosts);
    const asked = [jest.spyOn(read, 'posts'), jest.spyOn(read, 'flags')];
    const given = (await desk(bas))?.given ?? [];
    expect(given.length).toBeGreaterThan(1);
    expect(given.map(({ posts, flags }) => [posts.length > 0, flags.length])).toEqual(given.map(() => [true, 1]));
    for (const one of asked) {
      expect(one).toHaveBeenCalledTimes(1);
      one.mockRestore();
    }
    const id = given[0]?.id;
    const older = `SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'kind', 'REPLY', 'created_at', p.created_at - interval '1 second' * n))).*
      FROM blind_reading_posts b JOIN posts p ON p.id = b.post_id AND p.kind = 'STORY', generate_series(1, 205) n WHERE b.reading_id = $1`; // prettier-ignore
    await rowsOf(url, `WITH made AS (INSERT INTO posts ${older} RETURNING *),
      said AS (INSERT INTO post_revisions (organisation_id, post_id, revision, group_id, text, created_at) SELECT organisation_id, id, revision, group_id, 'Eerder.', created_at FROM made)
      INSERT INTO blind_reading_posts SELECT organisation_id, $1, id, revision FROM made`, [id]); // prettier-ignore
    const posts = (await desk(bas))?.given.find((one) => one.id === id)?.posts ?? [];
    expect(posts).toHaveLength(200);
    expect(posts.at(-1)).toEqual(given[0]?.posts.at(-1));
  });

  it('is not for who judged, was mentioned or decided an appeal since it was drawn', async () => {
    const url = kring.database.adminUrl;
    const [{ id: noorId } = { id: '' }] = await rowsOf<{ id: string }>(url, `SELECT id FROM staff WHERE display_name = 'Noor'`); // prettier-ignore
    const later: readonly [string, (made: { threadId: string; postId: string; itemId: string }) => Promise<unknown>][] =
      [
        ['Klimaat', ({ threadId }) => mutate(kring, noor, 'judgeClimate', { threadId, climate: 'TURNING', reason: 'Het kantelt.' }, '... on Thread { id }')], // prettier-ignore
        ['Bericht', ({ postId }) => mutate(kring, noor, 'judgePost', { postId, severity: 'RED', reason: 'Ernstig.' }, '... on Post { id }')], // prettier-ignore
        ['Gevraagd', ({ itemId }) => note(imke, itemId, 'Wat denk jij?', { mentions: [noorId] })],
      ];
    for (const [title, deed] of later) {
      const made = await drawn(imke, title);
      const readingId = (await waiting(noor)).find((one) => one.title === title)?.id;
      expect(readingId).toBeTruthy();
      now += 1000;
      await deed(made);
      expect([title, (await refused(kring, noor, 'takeBlindReading', { readingId })).code]).toEqual([title, 'TOOK_PART']); // prettier-ignore
    }
    // Whoever looks at an appeal reads what was decided, and why.
    await rowsOf(url, `UPDATE blind_readings SET drawn_at = drawn_at - interval '8 days'`);
    await tell(kring, merel, group, 'Nacht', 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.');
    await kring.settle();
    const taken = async (person: StaffPerson, kind: string): Promise<{ id: string; version: number }> => {
      const [found] = await rowsOf<{ id: string }>(url, `SELECT id FROM review_items WHERE kind = $1 ORDER BY id DESC LIMIT 1`, [kind]); // prettier-ignore
      const { id, version } = await mutate<{ id: string; version: number }>(kring, person, 'claimReviewItem', { id: found?.id }, '... on ReviewItem { id version }'); // prettier-ignore
      return { id, version };
    };
    await mutate(kring, imke, 'resolveReviewItem', { ...(await taken(imke, 'THREAD')), decision: 'RETURNED', reasons: 'Zonder het plan.', messageToAuthor: 'Kan dat eruit?' }, '... on ReviewItem { id }'); // prettier-ignore
    await look();
    const readingId = (await waiting(noor)).find(({ title }) => title === 'Nacht')?.id;
    expect(readingId).toBeTruthy();
    const { statements } = await see<{ statements: { id: string }[] }>(kring, merel, `{ viewer { statements { id } } }`); // prettier-ignore
    await mutate(kring, merel, 'appeal', { clientKey: randomUUID(), statementId: statements[0]?.id }, '... on StatementOfReasons { id }'); // prettier-ignore
    await mutate(kring, noor, 'decideAppeal', { ...(await taken(noor, 'APPEAL')), outcome: 'UPHELD', reasons: 'Samen herlezen.' }, '... on ReviewItem { id }'); // prettier-ignore
    expect((await refused(kring, noor, 'takeBlindReading', { readingId })).code).toBe('TOOK_PART');
    expect((await act(tom, 'takeBlindReading', { readingId })).state).toBe('TAKEN');
    await rowsOf(url, `UPDATE blind_readings SET expires_at = drawn_at WHERE state IN ('OPEN', 'TAKEN')`);
    await rowsOf(url, `UPDATE item_mentions SET read_at = at`);
  });

  it('keeps what was erased erased, and reads on where the group is gone or the post is', async () => {
    const leaver = await join(kring, organisation, group, { nickname: 'Weg' });
    await drawn(imke, 'Gewist', {
      before: (threadId) => {
        now += 1000;
        return reply(kring, leaver, threadId, 'Dit neem ik mee.');
      },
    });
    const readingId = (await waiting(noor))[0]?.id ?? '';
    const taken = await act(noor, 'takeBlindReading', { readingId });
    expect(taken.posts.map(({ text }) => text)).toContain('Dit neem ik mee.');
    await mutate(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: true }, '... on Membership { state }');
    await kring.settle();
    const again = await act(noor, 'takeBlindReading', { readingId });
    expect(again.posts.at(-1)).toMatchObject({ text: '', isGone: true, nickname: null });
    expect((await act(noor, 'giveBlindReading', give(readingId))).state).toBe('GIVEN');
  });

  it('shows the photos that were there, says nothing of a note that came, and none of a post that is gone', async () => {
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#864' } }).png().toBuffer(); // prettier-ignore
    let postId = '';
    await drawn(imke, 'Met een foto', {
      before: async (thread) => {
        now += 1000;
        const sent = await fetch(`${kring.url}/photos?group=${group.id}`, { method: 'POST', headers: { authorization: `Bearer ${vink.token}`, 'content-type': 'image/png' }, body: new Uint8Array(picture) }); // prettier-ignore
        const { photo } = (await sent.json()) as { photo: { id: string } };
        const input = { clientKey: randomUUID(), threadId: thread, text: 'Kijk.', photoIds: [photo.id], photoTexts: ['Een bank'] }; // prettier-ignore
        ({ post: { id: postId } } = await mutate<{ post: { id: string } }>(kring, vink, 'reply', input, '... on PostSubmitted { post { id } }')); // prettier-ignore
      },
    });
    await mutate(kring, imke, 'addContentNote', { postId, note: 'eten', reason: 'Toch.' }, '... on InterventionDone { intervention { id } }'); // prettier-ignore
    const readingId = (await waiting(noor)).find(({ title }) => title === 'Met een foto')?.id ?? '';
    const { posts } = await act(noor, 'takeBlindReading', { readingId });
    expect(posts.map(({ photos }) => photos)).toEqual([[], [{ url: expect.stringMatching(/^\/photos\//) as string, alternativeText: 'Een bank', blurred: true }]]); // prettier-ignore
    const looked = await fetch(`${kring.url}${posts[1]?.photos[0]?.url}`, { headers: { authorization: `Bearer ${noor.token}` } }); // prettier-ignore
    expect(looked.status).toBe(200);
    await mutate(kring, vink, 'deletePost', { postId }, '... on Post { id }');
    await kring.settle();
    expect((await act(noor, 'takeBlindReading', { readingId })).posts[1]).toMatchObject({ isGone: true, photos: [] });
    expect((await act(noor, 'giveBlindReading', give(readingId))).state).toBe('GIVEN');
  });

  it('waits fourteen days, is drawn once a week at least, never at a share of 0, and forgets its words', async () => {
    await drawn(imke, 'Te laat');
    const [reading] = await waiting(noor);
    const heard = await follow(noor);
    await look();
    expect(await waiting(noor)).toHaveLength(1);
    const url = kring.database.adminUrl;
    const past = (column: string, days: number): Promise<unknown> =>
      rowsOf(url, `UPDATE blind_readings SET ${column} = ${column} - interval '${days} days' WHERE ${column} IS NOT NULL`); // prettier-ignore
    await past('expires_at', 14);
    expect((await refused(kring, noor, 'takeBlindReading', { readingId: reading?.id })).code).toBe('STALE');
    await share(0);
    await decided(imke, 'Niet getrokken');
    expect(heard.heard).toEqual([]);
    await look();
    expect(await waiting(noor)).toEqual([]);
    // Who saw it wait is told that it is over.
    await heard.until(({ waiting: some }) => some.length === 0);
    await heard.stop();
    expect(await rowsOf(url, `SELECT p.post_id FROM blind_reading_posts p JOIN blind_readings b ON b.id = p.reading_id WHERE b.state = 'EXPIRED'`)).toEqual([]); // prettier-ignore
    expect((await rowsOf(url, `SELECT FROM blind_readings WHERE state = 'GIVEN' AND reason <> ''`)).length).toBeGreaterThan(0); // prettier-ignore
    await past('given_at', 91);
    await look();
    expect(await rowsOf(url, `SELECT FROM blind_readings WHERE reason <> ''`)).toEqual([]);
    expect(await rowsOf(url, `SELECT FROM blind_reading_posts`)).toEqual([]);
  });

  it('is drawn by chance when news of a decision comes, and the choice is a supervisor’s', async () => {
    const chosen = async (): Promise<number> =>
      (await rowsOf(kring.database.adminUrl, `SELECT FROM audit_entries WHERE action = 'quality.changed'`)).length;
    await share(7);
    const before = await chosen();
    await Promise.all([share(8), share(8), share(8)]);
    expect(await chosen()).toBe(before + 1);
    await share(20);
    for (const percent of [21, -1])
      expect((await refused(kring, bas, 'chooseBlindShare', { organisationId: organisation.id, percent })).field).toBe('percent'); // prettier-ignore
    expect((await refused(kring, imke, 'chooseBlindShare', { organisationId: organisation.id, percent: 5 })).code).toBe('NOT_FOUND'); // prettier-ignore
    await share(20);
    let [drawnUntilNow, all] = [0, 0];
    // Until there is one that was drawn and one that was not; of sixty, that fails once in half a million times.
    while (all < 60 && (drawnUntilNow === 0 || drawnUntilNow === all)) {
      now += 3 * 60_000;
      await decided(imke, `Reeks ${all}`);
      all += 1;
      drawnUntilNow = (await waiting(noor)).length;
    }
    expect(drawnUntilNow).toBeGreaterThan(0);
    expect(drawnUntilNow).toBeLessThan(all);
    const [counted] = await rowsOf<{ once: boolean }>(kring.database.adminUrl, `SELECT count(*) = count(DISTINCT review_item_id) AS once FROM blind_readings`); // prettier-ignore
    expect(counted?.once).toBe(true);
  });

  it('is never of a thread that went back into another, nor of one of which nothing is left to read', async () => {
    const url = kring.database.adminUrl;
    await share(0);
    await rowsOf(url, `UPDATE blind_readings SET drawn_at = drawn_at - interval '8 days'`);
    await rowsOf(url, `UPDATE decisions SET at = at - interval '8 days'`);
    const told = await tell(kring, merel, group, 'Samen en apart', 'Het regent.');
    const threadId = told.post.thread.id;
    now += 1000;
    await reply(kring, vink, threadId, 'Ik slaap slecht.');
    const [said] = await rowsOf<{ id: string }>(url, `SELECT id FROM posts WHERE thread_id = $1 AND kind = 'REPLY'`, [threadId]); // prettier-ignore
    await mutate(kring, merel, 'flag', { clientKey: randomUUID(), postId: said?.id, reason: 'TURNING_DARK' }, '... on Flag { id }'); // prettier-ignore
    await kring.settle();
    const moved = await mutate<{ intervention: { id: string } }>(kring, imke, 'movePosts', { clientKey: randomUUID(), threadId, postIds: [said?.id], title: 'Apart', reason: 'Apart.' }, '... on InterventionDone { intervention { id } }'); // prettier-ignore
    now += 1000;
    await mutate(kring, imke, 'undoIntervention', { interventionId: moved.intervention.id, reason: 'Toch samen.' }, '... on InterventionDone { intervention { id } }'); // prettier-ignore
    await kring.settle();
    const ended = `SELECT d.kind FROM threads t JOIN review_items i ON i.thread_id = t.id JOIN decisions d ON d.review_item_id = i.id WHERE t.moved_from = $1`; // prettier-ignore
    expect(await rowsOf(url, ended, [threadId])).toEqual([{ kind: 'STEERED' }]);
    const gone = await decided(imke, 'Weggehaald');
    await mutate(kring, merel, 'deletePost', { postId: gone.postId }, '... on Post { id }');
    await kring.settle();
    const read = `SELECT review_item_id FROM blind_readings ORDER BY id`;
    const before = await rowsOf(url, read);
    await share(5);
    await look();
    expect(await rowsOf(url, read)).toEqual(before);
    await share(20);
  });

  it('tells supervisors how much two people agree, and nothing from few', async () => {
    const quality = (person: Who, weeks = 52): Promise<unknown> =>
      see(kring, person, `query ($id: ID!) { quality(organisationId: $id, weeks: ${weeks}) { weeks pairs neededPairs percent kind { alike different kappa refusal } severity { kappa least most refusal } answered overturned groups { name } } }`, { id: organisation.id }); // prettier-ignore
    expect(await quality(bas, 4)).toMatchObject({ weeks: 4, pairs: null, percent: 20, kind: { kappa: null, refusal: 'TOO_FEW' } }); // prettier-ignore
    for (const person of [imke, merel, organisation.organiser, elsewhere]) expect(await quality(person)).toBeNull();
    // Fewer than five pairs are not counted out, nor is anything else.
    const url = kring.database.adminUrl;
    await rowsOf(url, `UPDATE blind_readings SET given_at = $1 WHERE state = 'GIVEN'`, [new Date(now)]);
    expect(await quality(bas)).toMatchObject({ pairs: null, neededPairs: 20, answered: null, overturned: null, groups: [] }); // prettier-ignore
  });

  async function note(
    person: StaffPerson,
    id: string,
    text: string,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Note[]> {
    // prettier-ignore
    const input = { clientKey: randomUUID(), id, text, isPromise: false, ...more };
    const item = await mutate<{ notes: Note[] }>(kring, person, 'noteReviewItem', input, `... on ReviewItem { notes { ${noteFields} } }`); // prettier-ignore
    return item.notes;
  }

  it('lets a colleague be asked on an item, live, who answers there; and mends or takes back what is new', async () => {
    const { itemId } = await decided(imke, 'Overleg');
    const { team } = await see<{ team: { id: string; displayName: string }[] }>(kring, imke, `query ($id: ID!) { watchDesk(organisationId: $id) { team { id displayName } } }`, { id: organisation.id }); // prettier-ignore
    const idOf = (name: string): string => team.find(({ displayName }) => displayName === name)?.id ?? '';
    const asked = async (person: Who): Promise<Asked[] | null> =>
      see(kring, person, `query ($id: ID!) { mentions(organisationId: $id) { ${askedFields} } }`, {
        id: organisation.id,
      });
    const heard = await listen<Asked[]>(kring.url, `subscription ($id: ID!) { mentionsChanged(organisationId: $id) { ${askedFields} } }`, { id: organisation.id }, { token: noor.token }); // prettier-ignore
    const [organiser] = await rowsOf<{ id: string }>(kring.database.adminUrl, `SELECT id FROM staff WHERE organisation_id = '${organisation.id}' AND role = 'ORGANISER'`); // prettier-ignore
    const [stranger] = await rowsOf<{ id: string }>(kring.database.adminUrl, `SELECT id FROM staff WHERE display_name = 'Elders'`); // prettier-ignore
    const input = { clientKey: randomUUID(), id: itemId, text: 'Kijk jij mee?', isPromise: false };
    for (const wrong of [organiser?.id, stranger?.id, idOf('Imke'), randomUUID(), 'x'])
      expect(await refused(kring, imke, 'noteReviewItem', { ...input, mentions: [idOf('Noor'), wrong] })).toMatchObject({ code: 'INVALID_INPUT', field: 'mentions.1' }); // prettier-ignore
    const many = Array.from({ length: 11 }, () => randomUUID());
    expect((await refused(kring, imke, 'noteReviewItem', { ...input, mentions: many })).field).toBe('mentions');
    expect(await asked(noor)).toEqual([]);
    // Sent twice at once: asked once.
    const key = { clientKey: randomUUID(), mentions: [idOf('Noor'), idOf('Tom')] };
    const [[one]] = await Promise.all([note(imke, itemId, 'Kijk jij mee?', key), note(imke, itemId, 'Kijk jij mee?', key)]); // prettier-ignore
    expect(one).toMatchObject({ text: 'Kijk jij mee?', mendableUntil: expect.any(String) as string });
    await kring.settle();
    await heard.until((mentions) => mentions.length === 1);
    expect(await asked(noor)).toMatchObject([{ note: { text: 'Kijk jij mee?', by: { displayName: 'Imke' } }, item: { id: itemId } }]); // prettier-ignore
    for (const person of [imke, bas]) expect(await asked(person)).toEqual([]);
    for (const person of [merel, organisation.organiser, elsewhere]) expect(await asked(person)).toBeNull();
    // Only who is asked reads it, and only who wrote it mends it.
    const noteId = one?.id ?? '';
    expect((await refused(kring, bas, 'readMention', { noteId })).code).toBe('NOT_FOUND');
    expect((await refused(kring, noor, 'mendNote', { noteId, text: 'Anders.' })).code).toBe('NOT_FOUND');
    expect((await refused(kring, elsewhere, 'takeNoteBack', { noteId })).code).toBe('NOT_FOUND');
    await mutate(kring, imke, 'mendNote', { noteId, text: 'Kijk jij even mee?' }, '... on ReviewItem { id }');
    expect((await asked(tom))?.[0]?.note).toMatchObject({ text: 'Kijk jij even mee?', editedAt: expect.any(String) as string }); // prettier-ignore
    // An answer on the item is enough; saying so is too.
    await note(noor, itemId, 'Ja, ik lees mee.');
    expect(await asked(noor)).toEqual([]);
    await mutate(kring, tom, 'readMention', { noteId }, '... on ReviewItem { id }');
    await mutate(kring, tom, 'readMention', { noteId }, '... on ReviewItem { id }');
    expect(await asked(tom)).toEqual([]);
    await heard.until((mentions) => mentions.length === 0);
    await heard.stop();
    // Taken back: nobody is asked, and no words are left; too late after ten minutes.
    now += 1000;
    const notes = await note(imke, itemId, 'Vergeet dit.', { mentions: [idOf('Noor')] });
    const last = notes.at(-1)?.id ?? '';
    await mutate(kring, imke, 'takeNoteBack', { noteId: last }, '... on ReviewItem { id }');
    expect(await asked(noor)).toEqual([]);
    expect(await rowsOf(kring.database.adminUrl, `SELECT text FROM item_notes WHERE id = '${last}'`)).toEqual([{ text: '' }]); // prettier-ignore
    expect((await refused(kring, imke, 'takeNoteBack', { noteId: last })).code).toBe('NOT_FOUND');
    now += 11 * 60_000;
    expect((await refused(kring, imke, 'mendNote', { noteId, text: 'Te laat.' })).code).toBe('TOO_LATE_TO_MEND');
    expect((await refused(kring, imke, 'takeNoteBack', { noteId })).code).toBe('TOO_LATE_TO_MEND');
  });
});

interface Note {
  readonly id: string;
  readonly text: string;
  readonly editedAt: string | null;
  readonly mendableUntil: string | null;
  readonly by: { readonly displayName: string };
}
interface Asked {
  readonly note: Note | null;
  readonly item: { readonly id: string };
}
const noteFields = 'id text editedAt mendableUntil by { displayName } mentions { displayName }';
const askedFields = `at note { ${noteFields} } item { id }`;
