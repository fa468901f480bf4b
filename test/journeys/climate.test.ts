import { randomUUID } from 'node:crypto';
import { readThread, type ThreadPost } from '@kring/safety';
import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  mutate,
  type Organisation,
  reply,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';

jest.setTimeout(60_000);

/** Nobody says anything dangerous; each next one makes it a little heavier. */
const drifting = [
  'Ik ben zo moe van alles de laatste tijd.',
  'Ik ook. Elke dag is hetzelfde.',
  'Het heeft toch geen zin meer om te hopen.',
  'Bij mij ook niet. Er verandert nooit iets.',
  'Niemand begrijpt ons, praten helpt ook niet.',
  'Ja, het is allemaal zinloos.',
  'Alles is leeg en grijs hier.',
  'Hier ook, ik zie het niet meer zitten.',
  'Het wordt toch nooit beter.',
];

interface Row {
  readonly climate: string;
  readonly score: number;
  readonly components: Readonly<Record<string, number>>;
}

describe('the climate of a thread', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let members: Member[];

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    members = [];
    for (const nickname of ['Merel', 'Linde', 'Varen'])
      members.push(await join(kring, organisation, group, { nickname }));
  });
  afterAll(() => kring.stop());

  const member = (place: number): Member => {
    const one = members[place % members.length];
    if (!one) throw new Error('there are members');
    return one;
  };
  const kept = async (threadId: string): Promise<Row> => {
    await kring.settle();
    const [row] = await rowsOf<Row>(
      kring.database.adminUrl,
      'SELECT climate, score, components FROM climates WHERE thread_id = $1',
      [threadId],
    );
    if (!row) throw new Error('the thread was read');
    return row;
  };
  /** What reading the thread from nothing gives. */
  const fromNothing = async (threadId: string): Promise<Row> => {
    const posts = await rowsOf<Omit<ThreadPost, 'minute'>>(
      kring.database.adminUrl,
      `SELECT coalesce(author_membership_id, author_staff_id)::text AS author, text,
         CASE WHEN author_staff_id IS NULL THEN 'member' ELSE 'moderator' END AS role
       FROM posts WHERE thread_id = $1 AND state IN ('VISIBLE', 'HELD', 'HIDDEN') ORDER BY created_at, id`,
      [threadId],
    );
    const { climate, score, components } = readThread(posts.map((post, minute) => ({ ...post, minute })));
    return { climate, score, components };
  };
  const seen = (threadId: string, person: StaffPerson | Member) =>
    see<{ climate: string | null; climateHistory: { climate: string; post: { id: string } | null }[] | null }>(
      kring,
      person,
      `query ($id: ID!) { thread(id: $id) { climate climateHistory { climate post { id } } } }`,
      { id: threadId },
    );
  const note = (threadId: string, text: string) =>
    mutate(kring, imke, 'pinGuideNote', { clientKey: randomUUID(), threadId, text, reason: 'het zakt weg' }, '... on InterventionDone { intervention { id } }'); // prettier-ignore

  it('comes with an explanation of each post: help for who is in danger, and nothing for who comforts with the same words', async () => {
    const told = await tell(kring, member(0), group, 'Vannacht', 'Ik ga er vannacht een einde aan maken.');
    expect(told.help?.message).toBeTruthy();
    const comforted = await reply(
      kring,
      member(1),
      (await tell(kring, member(2), group, 'Een dag', 'Het was een gewone dag.')).post.thread.id,
      'Toen je schreef dat je er een einde aan wil maken, schrok ik. Ik ben blij dat je het hier zegt, je bent niet alleen.',
    );
    expect([comforted.post?.state, comforted.help]).toEqual(['VISIBLE', null]);
    await kring.settle();
    const assessed = await rowsOf<{ severity: string; post: string }>(
      kring.database.adminUrl,
      'SELECT severity, post_id AS post FROM assessments WHERE post_id = ANY ($1)',
      [[told.post.id, comforted.post?.id]],
    );
    expect(Object.fromEntries(assessed.map(({ post, severity }) => [post, severity]))).toEqual({
      [told.post.id]: 'CRISIS',
      [comforted.post?.id ?? '']: 'GREEN',
    });
    const thread = await see<{ opener: { assessment: { signals: { explanation: string; passages: object[] }[] } } }>(
      kring,
      imke,
      `query ($id: ID!) { thread(id: $id) { opener { assessment { signals { explanation passages { start end } } } } } }`,
      { id: told.post.thread.id },
    );
    const [signal] = thread?.opener.assessment.signals ?? [];
    expect(signal?.explanation).toMatch(/\.$/);
    expect(signal?.passages.length).toBeGreaterThan(0);
  });

  it('turns over many mild posts before its last third, and a moderator who speaks brings it back', async () => {
    const [first = '', ...others] = drifting;
    const { post } = await tell(kring, member(0), group, 'Moe', first);
    const threadId = post.thread.id;
    for (const [place, text] of others.entries()) await reply(kring, member(place + 1), threadId, text);
    await kring.settle();
    const history = (await seen(threadId, imke))?.climateHistory ?? [];
    const turned = history.findIndex(({ climate }) => climate === 'TURNING' || climate === 'REINFORCING');
    expect(history.filter(({ post: read }) => read !== null)).toHaveLength(drifting.length);
    expect(turned).toBeGreaterThan(0);
    expect(turned).toBeLessThan((drifting.length * 2) / 3);
    // Members see nothing of it.
    expect(await seen(threadId, member(1))).toEqual({ climate: null, climateHistory: null });

    await note(threadId, 'Dank jullie om dit te delen. Wat hielp vandaag, al was het maar even? Ik lees mee, en wie wil kan me een bericht sturen.'); // prettier-ignore
    for (const [place, text] of [
      'Mijn hond kwam naast me liggen, dat hielp.',
      'Ik heb met mijn zus gebeld, dat deed deugd.',
      'Fijn dat je belde! Ik ben gaan wandelen en het lucht op.',
      'Morgen ga ik naar het JAC, dank jullie om te luisteren.',
      'Goed van je, ik duim voor jou.',
    ].entries())
      await reply(kring, member(place), threadId, text);
    expect(['NEUTRAL', 'SUPPORTIVE']).toContain((await kept(threadId)).climate);
  });

  it('is what reading everything from nothing gives, whatever was written, edited, hidden and taken away', async () => {
    const { post } = await tell(kring, member(0), group, 'Vandaag', drifting[0] ?? '');
    const threadId = post.thread.id;
    const ids: string[] = [];
    const write = async (place: number, text: string): Promise<void> => {
      const done = await reply(kring, member(place), threadId, text);
      ids.push(done.post?.id ?? '');
      expect(await kept(threadId)).toEqual(await fromNothing(threadId));
    };
    await write(1, drifting[1] ?? '');
    await write(2, drifting[2] ?? '');
    await mutate(kring, member(1), 'editPost', { postId: ids[0], text: 'Ik ook, maar gisteren ging het beter.' }, '... on PostSubmitted { post { id } }'); // prettier-ignore
    expect(await kept(threadId)).toEqual(await fromNothing(threadId));
    await write(0, drifting[3] ?? '');
    await mutate(kring, imke, 'hidePost', { postId: ids[1], messageToAuthor: 'Even weg.', reason: 'te zwaar' }, '... on InterventionDone { intervention { id } }'); // prettier-ignore
    expect(await kept(threadId)).toEqual(await fromNothing(threadId));
    await write(2, drifting[4] ?? '');
    await note(threadId, 'Ik lees mee. Hoe is het nu met jullie?');
    await write(1, 'Iets beter, dank je.');
    await mutate(kring, member(0), 'deletePost', { postId: ids[2] }, '... on PostDeleted { post { id } }').catch(
      () => undefined,
    );
    expect(await kept(threadId)).toEqual(await fromNothing(threadId));
    // Many at once, whose news comes in any order.
    await Promise.all(drifting.map((text, place) => reply(kring, member(place), threadId, `${text} ${place}`)));
    expect(await kept(threadId)).toEqual(await fromNothing(threadId));
  });

  it('reads a new post by itself: what stands before it is not read again', async () => {
    const { post } = await tell(kring, member(0), group, 'Nog een dag', 'Vandaag was een gewone dag.');
    const threadId = post.thread.id;
    await reply(kring, member(1), threadId, 'Bij mij ook.');
    await kring.settle();
    // Words that nobody told the service of: whoever read the whole thread would find them.
    const [{ count } = { count: 0 }] = await rowsOf<{ count: number }>(
      kring.database.adminUrl,
      `WITH changed AS (UPDATE posts SET text = $2 WHERE id = $1 RETURNING 1) SELECT count(*)::int AS count FROM changed`,
      [post.id, drifting.join(' ')],
    );
    expect(count).toBe(1);
    const marker = randomUUID();
    await reply(kring, member(2), threadId, `Ik ging wandelen. ${marker.slice(0, 4)}`);
    const told = await kept(threadId);
    // Three ordinary posts may sound a little like something.
    expect(told.score).toBeLessThan(0.1);
    expect((await fromNothing(threadId)).score).toBeGreaterThan(told.score + 0.02);
  });
});
