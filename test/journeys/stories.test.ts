import { randomUUID } from 'node:crypto';
import {
  ask,
  foundOrganisation,
  type Group,
  hire,
  join,
  listen,
  makeGroup,
  type Member,
  movingClock,
  mutate,
  type Organisation,
  postsSeen,
  refused,
  reply,
  rowsOf,
  type RunningKring,
  see,
  type SeenPost,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';

jest.setTimeout(60_000);

const dark = 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.';
const submitted = `... on PostSubmitted { help { message danger helplines { name phone } } post { id state text editedAt author { nickname isMe } thread { id title } } }`;
interface Submitted {
  readonly help: { message: string; danger: string; helplines: { name: string; phone: string | null }[] } | null;
  readonly post: SeenPost & { readonly thread: { readonly id: string; readonly title: string } };
}
interface Policy {
  readonly canReply: boolean;
  readonly slowModeMinutes: number | null;
  readonly reopensAt: string | null;
  readonly myNextPostAt: string | null;
  readonly explanation: string | null;
}

describe('stories', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let moderator: StaffPerson;
  let ans: Member;
  let bo: Member;
  let cas: Member;
  let elsewhere: Organisation;
  let stranger: Member;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168', KRING_NEWCOMER_POSTS: '2' }, clock);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    group = await makeGroup(kring, organisation, 'De Luwte');
    [ans, bo, cas] = (await Promise.all(
      ['Vroege Merel', 'Late Linde', 'Stille Varen'].map((nickname) => join(kring, organisation, group, { nickname })),
    )) as [Member, Member, Member];
    elsewhere = await foundOrganisation(kring, 'Huis Wilg');
    stranger = await join(kring, elsewhere, await makeGroup(kring, elsewhere, 'De Kade'));
  });
  afterAll(() => kring.stop());

  const open = (member: Member, input: Record<string, unknown>, language = 'nl'): Promise<Submitted> =>
    mutate(
      kring,
      member,
      'openThread',
      { clientKey: randomUUID(), groupId: group.id, title: 'Een dag', text: 'Vandaag ging het.', ...input },
      submitted,
      language,
    );
  const openRefused = (input: Record<string, unknown>) =>
    refused(kring, ans, 'openThread', {
      clientKey: randomUUID(),
      groupId: group.id,
      title: 'Een dag',
      text: 'Vandaag ging het.',
      ...input,
    });
  const edit = (member: Member | StaffPerson, postId: string, text: string): Promise<Submitted> =>
    mutate(kring, member, 'editPost', { postId, text }, submitted);
  const policyOf = async (person: Member | StaffPerson, threadId: string, language = 'nl'): Promise<Policy> =>
    (
      await see<{ replyPolicy: Policy }>(
        kring,
        person,
        `query ($id: ID!) { thread(id: $id) { replyPolicy { canReply slowModeMinutes reopensAt myNextPostAt explanation } } }`,
        { id: threadId },
        language,
      )
    ).replyPolicy;
  const titlesOf = async (person: Member | StaffPerson, of: Group): Promise<string[]> => {
    const seen = await see<{ threads: { edges: { node: { title: string } }[] } }>(
      kring,
      person,
      `query ($id: ID!) { group(id: $id) { threads(first: 50) { edges { node { title } } } } }`,
      { id: of.id },
    );
    return seen.threads.edges.map((edge) => edge.node.title);
  };
  const release = async (postId: string) => {
    await kring.settle();
    await mutate(kring, moderator, 'releasePost', { postId, reason: 'gelezen' });
  };

  it('shows words at once in a group with mode POST, and a crisis to its author only, with help in their language', async () => {
    const told = await open(ans, { title: 'Naar buiten', contentNotes: ['Over slapen'] });
    expect(told).toMatchObject({
      help: null,
      post: { state: 'VISIBLE', author: { nickname: 'Vroege Merel', isMe: true } },
    });
    const seen = await postsSeen(kring, bo, told.post.thread.id);
    expect(seen).toMatchObject([{ text: 'Vandaag ging het.', contentNotes: ['Over slapen'], author: { isMe: false } }]);

    const messages = new Set<string>();
    for (const language of ['nl', 'fr', 'en']) {
      const { help, post } = await open(ans, { title: `Vannacht ${language}`, text: dark }, language);
      expect(post.state).toBe('HELD');
      expect(help?.helplines.map((line) => line.phone)).toEqual(expect.arrayContaining(['1813']));
      expect(help?.danger).toContain('112');
      messages.add(help?.message ?? '');
      expect(await postsSeen(kring, bo, post.thread.id)).toBeNull();
      expect(await postsSeen(kring, ans, post.thread.id)).toHaveLength(1);
    }
    expect(messages.size).toBe(3);
    expect(await titlesOf(bo, group)).not.toContain('Vannacht nl');
    expect(await titlesOf(ans, group)).toContain('Vannacht nl');
  });

  it('holds the first posts in a group with mode NEWCOMERS until enough were seen, and every post with mode PRE', async () => {
    const newcomers = await makeGroup(kring, organisation, 'De Drempel', { moderationMode: 'NEWCOMERS' });
    const fresh = await join(kring, organisation, newcomers);
    const reader = await join(kring, organisation, newcomers);
    const first = await tell(kring, fresh, newcomers, 'Eerste', 'Ik kom hier net binnen.');
    expect(first.post.state).toBe('HELD');
    expect(await titlesOf(reader, newcomers)).toEqual([]);
    await release(first.post.id);
    expect(await titlesOf(reader, newcomers)).toEqual(['Eerste']);
    const second = await tell(kring, fresh, newcomers, 'Tweede', 'Ik ben er nog.');
    expect(second.post.state).toBe('HELD');
    const waiting = await tell(kring, fresh, newcomers, 'Wacht', 'Ik wacht ook.');
    expect(waiting.post.state).toBe('HELD'); // what still waits was not seen by anybody
    await release(second.post.id);
    expect((await tell(kring, fresh, newcomers, 'Derde', 'Nu gaat het vlot.')).post.state).toBe('VISIBLE');
    expect((await tell(kring, reader, newcomers, 'Ook nieuw', 'Dag.')).post.state).toBe('HELD');

    const pre = await makeGroup(kring, organisation, 'Het Atelier', { moderationMode: 'PRE' });
    const [one, two] = [await join(kring, organisation, pre), await join(kring, organisation, pre)];
    for (const title of ['A', 'B', 'C', 'D']) {
      const told = await tell(kring, one, pre, title, 'Vandaag was een goede dag.');
      expect(told).toMatchObject({ help: null, post: { state: 'HELD' } });
      if (title !== 'D') await release(told.post.id);
    }
    expect(await titlesOf(two, pre)).toEqual(['C', 'B', 'A']);
    const byStaff = await mutate<Submitted>(
      kring,
      moderator,
      'openThread',
      { clientKey: randomUUID(), groupId: pre.id, title: 'Welkom', text: 'Fijn dat je er bent.' },
      submitted,
    );
    expect(byStaff.post.state).toBe('VISIBLE');
  });

  it('makes a revision of each change and reads it for danger again', async () => {
    const told = await open(ans, { title: 'Het weekend', text: 'We gingen naar zee.' });
    const threadId = told.post.thread.id;
    const answer = await reply(kring, bo, threadId, 'Mooi. Was het koud?');
    const changed = await edit(bo, answer.post?.id ?? '', 'Mooi. Was het water koud?');
    expect(changed).toMatchObject({ help: null, post: { state: 'VISIBLE', text: 'Mooi. Was het water koud?' } });
    expect(changed.post.editedAt).not.toBeNull();
    expect((await postsSeen(kring, ans, threadId))?.[1]).toMatchObject({ text: 'Mooi. Was het water koud?' });

    const worse = await edit(ans, told.post.id, dark);
    expect(worse.post.state).toBe('HELD');
    expect(worse.help?.message).toBeTruthy();
    expect(await postsSeen(kring, bo, threadId)).toBeNull();
    const assessment = await see<{
      opener: { assessment: { severity: string; checked: boolean; signals: unknown[] } };
    }>(
      kring,
      moderator,
      `query ($id: ID!) { thread(id: $id) { opener { assessment { severity hold checked signals { category rule explanation passages { start end } } } } } }`,
      { id: threadId },
    );
    expect(assessment.opener.assessment).toMatchObject({ severity: 'CRISIS', hold: true, checked: true });
    expect(assessment.opener.assessment.signals.length).toBeGreaterThan(0);
    const calmer = await edit(ans, told.post.id, 'We gingen naar zee en het waaide.');
    expect(calmer).toMatchObject({ help: null, post: { state: 'HELD' } }); // who waited, waits until somebody looked
    const revisions = await rowsOf<{ revision: number; text: string }>(
      kring.database.adminUrl,
      `SELECT revision, text FROM post_revisions WHERE post_id = $1 ORDER BY revision`,
      [told.post.id],
    );
    expect(revisions.map((row) => row.text)).toEqual([
      'We gingen naar zee.',
      dark,
      'We gingen naar zee en het waaide.',
    ]);

    expect(await refused(kring, cas, 'editPost', { postId: answer.post?.id, text: 'Niet van mij.' })).toMatchObject({
      code: 'NOT_FOUND', // the thread waits, so for others it is not there
      field: 'postId',
    });
    const own = await open(bo, {});
    expect(await refused(kring, cas, 'editPost', { postId: own.post.id, text: 'Niet van mij.' })).toMatchObject({
      code: 'NOT_ALLOWED',
      field: 'postId',
    });
    expect(await refused(kring, moderator, 'editPost', { postId: own.post.id, text: 'Beter zo.' })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await refused(kring, bo, 'editPost', { postId: own.post.id, text: '  ' })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'text',
    });
  });

  it('takes words away when their author deletes them, and keeps the place', async () => {
    const told = await open(ans, { title: 'De kat', text: 'Ze is weer thuis.', contentNotes: ['Dieren'] });
    const answer = await reply(kring, bo, told.post.thread.id, 'Wat een opluchting.');
    expect(await refused(kring, bo, 'deletePost', { postId: told.post.id })).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await refused(kring, bo, 'deletePost', { postId: randomUUID() })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'postId',
    });
    const deleted = `... on Post { state text contentNotes }`;
    for (let twice = 0; twice < 2; twice += 1)
      expect(await mutate(kring, ans, 'deletePost', { postId: told.post.id }, deleted)).toMatchObject({
        state: 'DELETED',
        text: '',
        contentNotes: [],
      });
    for (const reader of [ans, cas, moderator])
      expect(await postsSeen(kring, reader, told.post.thread.id)).toMatchObject([
        { state: 'DELETED', text: '', contentNotes: [] },
        { id: answer.post?.id, text: 'Wat een opluchting.' },
      ]);
    const titled = await see<{ title: string }>(kring, cas, `query ($id: ID!) { thread(id: $id) { title } }`, {
      id: told.post.thread.id,
    });
    expect(titled.title).toBe('');
    const unseen = await reply(kring, cas, told.post.thread.id, dark);
    expect(await mutate(kring, cas, 'deletePost', { postId: unseen.post?.id }, deleted)).toMatchObject({
      state: 'DELETED',
    });
    expect(await postsSeen(kring, bo, told.post.thread.id)).toHaveLength(2); // what nobody saw leaves no place
    for (const reader of [cas, moderator]) expect(await postsSeen(kring, reader, told.post.thread.id)).toHaveLength(3);
    expect(await refused(kring, ans, 'editPost', { postId: told.post.id, text: 'Toch.' })).toMatchObject({
      code: 'POST_NOT_EDITABLE',
      field: 'postId',
    });
    expect(await refused(kring, cas, 'react', { postId: told.post.id, kind: 'HEART', on: true })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });

  it('lets members react warmly, tells the author which kinds came in, and never how many', async () => {
    const told = await open(ans, {});
    const postId = told.post.id;
    const react = (member: Member, kind: string, on: boolean) =>
      mutate<{ myReactions: string[]; receivedReactions: string[] | null }>(
        kring,
        member,
        'react',
        { postId, kind, on },
        `... on Post { myReactions receivedReactions }`,
      );
    const received = async (person: Member | StaffPerson) =>
      (
        await see<{ opener: { myReactions: string[]; receivedReactions: string[] | null } }>(
          kring,
          person,
          `query ($id: ID!) { thread(id: $id) { opener { myReactions receivedReactions } } }`,
          { id: told.post.thread.id },
        )
      ).opener;
    expect(await received(ans)).toEqual({ myReactions: [], receivedReactions: [] });
    await react(bo, 'HEART', true);
    expect(await react(bo, 'HEART', true)).toMatchObject({ myReactions: ['HEART'], receivedReactions: null });
    expect((await react(bo, 'SAME_HERE', true)).myReactions).toEqual(['HEART', 'SAME_HERE']);
    await react(cas, 'HEART', true);
    expect(await received(ans)).toEqual({ myReactions: [], receivedReactions: ['HEART', 'SAME_HERE'] });
    expect(await received(cas)).toEqual({ myReactions: ['HEART'], receivedReactions: null });
    expect(await received(moderator)).toEqual({ myReactions: [], receivedReactions: null });
    await react(bo, 'HEART', false);
    expect((await react(bo, 'HEART', false)).myReactions).toEqual(['SAME_HERE']);
    expect((await received(ans)).receivedReactions).toEqual(['HEART', 'SAME_HERE']); // one heart is left
    await react(cas, 'HEART', false);
    expect((await received(ans)).receivedReactions).toEqual(['SAME_HERE']);
    for (const person of [ans, moderator])
      expect(await refused(kring, person, 'react', { postId, kind: 'HEART', on: true })).toMatchObject({
        code: 'NOT_ALLOWED',
        field: 'postId',
      });
    const schema = await see<{ fields: { name: string }[] }>(
      kring,
      null,
      `{ __type(name: "Post") { fields { name } } }`,
    );
    expect(schema.fields.map((field) => field.name).filter((name) => /count|total|number/i.test(name))).toEqual([]);
  });

  it('counts words as people see them', async () => {
    const family = '👨‍👩‍👧‍👦';
    const full = await open(ans, { title: '🇧🇪'.repeat(120), text: family.repeat(4999) + 'e\u0301' });
    const [seen] = (await postsSeen(kring, bo, full.post.thread.id)) ?? [];
    expect(seen?.text).toBe(`${family.repeat(4999)}é`); // kept whole, normalised
    expect(await openRefused({ text: family.repeat(5001) })).toMatchObject({ code: 'INVALID_INPUT', field: 'text' });
    expect((await openRefused({ text: 'a'.repeat(5001) })).message).toMatch(/5[.\s]?001/);
    expect(await openRefused({ title: 'a'.repeat(121) })).toMatchObject({ code: 'INVALID_INPUT', field: 'title' });
    expect(await openRefused({ text: ' \n\t ' })).toMatchObject({ code: 'INVALID_INPUT', field: 'text' });
    expect(await openRefused({ title: '' })).toMatchObject({ code: 'INVALID_INPUT', field: 'title' });
    expect(await openRefused({ contentNotes: ['a', 'b', 'c', 'd'] })).toMatchObject({ field: 'contentNotes' });
    expect(await openRefused({ contentNotes: ['goed', 'a'.repeat(61)] })).toMatchObject({ field: 'contentNotes.1' });
  });

  it('refuses signs that hide or turn words, and keeps plain line breaks', async () => {
    for (const sign of ['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u202e', '\u2066', '\ufffa', '\ud800'])
      expect(await openRefused({ text: `hal${sign}lo` })).toMatchObject({ code: 'INVALID_INPUT', field: 'text' });
    expect(await openRefused({ title: 'omge\u202ekeerd' })).toMatchObject({ code: 'INVALID_INPUT', field: 'title' });
    expect(await openRefused({ contentNotes: ['a\u0000'] })).toMatchObject({ field: 'contentNotes.0' });
    const told = await open(ans, {
      title: ' Twee\r\nregels ',
      text: '  een\r\ntwee\rdrie\n\n**vier**\tvijf <b>zes</b> \r\n',
    });
    expect(told.post).toMatchObject({
      text: 'een\ntwee\ndrie\n\n**vier**\tvijf <b>zes</b>',
      thread: { title: 'Twee regels' },
    });
  });

  it('refuses photos that nobody sent instead of losing them', async () => {
    const photoIds = [randomUUID()];
    expect(await openRefused({ photoIds })).toMatchObject({ code: 'INVALID_INPUT', field: 'photoIds.0' });
    const told = await open(ans, { photoIds: [] });
    const answer = { clientKey: randomUUID(), threadId: told.post.thread.id, text: 'Kijk.', photoIds };
    expect(await refused(kring, bo, 'reply', answer)).toMatchObject({ code: 'INVALID_INPUT', field: 'photoIds.0' });
    expect(await postsSeen(kring, ans, told.post.thread.id)).toHaveLength(1);
  });

  it('pages threads and posts, each once, also when people write meanwhile', async () => {
    const quiet = await makeGroup(kring, organisation, 'De Bladzijden');
    const writer = await join(kring, organisation, quiet);
    const told: string[] = [];
    for (let number = 1; number <= 7; number += 1)
      told.push((await tell(kring, writer, quiet, `Verhaal ${number}`, 'Vandaag ging het.')).post.thread.id);
    interface Page {
      edges: { cursor: string; node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    }
    const page = `edges { cursor node { id } } pageInfo { hasNextPage endCursor }`;
    const threads = async (first: number | null, after: string | null): Promise<Page> =>
      (
        await see<{ threads: Page }>(
          kring,
          writer,
          `query ($id: ID!, $first: Int, $after: String) { group(id: $id) { threads(first: $first, after: $after) { ${page} } } }`,
          { id: quiet.id, first, after },
        )
      ).threads;
    const posts = async (first: number | null, after: string | null): Promise<Page> =>
      (
        await see<{ posts: Page }>(
          kring,
          writer,
          `query ($id: ID!, $first: Int, $after: String) { thread(id: $id) { posts(first: $first, after: $after) { ${page} } } }`,
          { id: told[0], first, after },
        )
      ).posts;

    const newestFirst = [...told].reverse();
    const one = await threads(3, null);
    expect(one.edges.map((edge) => edge.node.id)).toEqual(newestFirst.slice(0, 3));
    expect(one.pageInfo).toEqual({ hasNextPage: true, endCursor: one.edges[2]?.cursor });
    await tell(kring, writer, quiet, 'Verhaal 8', 'Dit kwam ertussen.');
    const two = await threads(3, one.pageInfo.endCursor);
    expect(two.edges.map((edge) => edge.node.id)).toEqual(newestFirst.slice(3, 6));
    const three = await threads(3, two.pageInfo.endCursor);
    expect(three.edges.map((edge) => edge.node.id)).toEqual(newestFirst.slice(6));
    expect(three.pageInfo.hasNextPage).toBe(false);
    expect((await threads(4, one.edges[0]?.cursor ?? '')).edges.map((edge) => edge.node.id)).toEqual(
      newestFirst.slice(1, 5),
    );

    const written: string[] = [];
    for (let number = 1; number <= 6; number += 1)
      written.push((await reply(kring, writer, told[0] ?? '', `Antwoord ${number}.`)).post?.id ?? '');
    const oldest = await posts(5, null);
    expect(oldest.edges.slice(1).map((edge) => edge.node.id)).toEqual(written.slice(0, 4));
    const late = (await reply(kring, writer, told[0] ?? '', 'Antwoord 7.')).post?.id;
    const rest = await posts(50, oldest.pageInfo.endCursor);
    expect(rest.edges.map((edge) => edge.node.id)).toEqual([...written.slice(4), late]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect((await posts(50, rest.pageInfo.endCursor)).edges).toEqual([]);
    expect((await posts(null, null)).edges).toHaveLength(8);

    for (const query of [
      `query ($id: ID!) { group(id: $id) { threads(first: 0) { pageInfo { hasNextPage } } } }`,
      `query ($id: ID!) { group(id: $id) { threads(first: 51) { pageInfo { hasNextPage } } } }`,
      `query ($id: ID!) { group(id: $id) { threads(after: "niets") { pageInfo { hasNextPage } } } }`,
    ]) {
      const answer = await ask(kring.url, query, { id: quiet.id }, { token: writer.token });
      expect(answer.errors.map((error) => error.extensions?.code)).toEqual(['BAD_USER_INPUT']);
    }
    for (const first of [0, -1, 51]) await expect(posts(first, null)).rejects.toThrow('BAD_USER_INPUT');
  });

  it('slows, pauses and closes a thread for members, and says so kindly', async () => {
    const told = await open(ans, { title: 'Samen' });
    const threadId = told.post.thread.id;
    const steer = (name: string, input: Record<string, unknown>) =>
      mutate(kring, moderator, name, { threadId, reason: 'het gaat snel', ...input });
    const replyRefused = (person: Member | StaffPerson) =>
      refused(kring, person, 'reply', { clientKey: randomUUID(), threadId, text: 'En ik?' });

    await steer('setSlowMode', { minutes: 10 });
    const once = await reply(kring, bo, threadId, 'Eén keer.');
    expect(once.post?.state).toBe('VISIBLE');
    await mutate(kring, bo, 'deletePost', { postId: once.post?.id }); // no way around waiting
    const slowed = await replyRefused(bo);
    expect(slowed).toMatchObject({ code: 'SLOW_MODE' });
    const wait = Date.parse(slowed.retryAt ?? '') - clock.now().getTime();
    expect(wait).toBeGreaterThan(9 * 60_000);
    expect(wait).toBeLessThanOrEqual(10 * 60_000);
    expect(await policyOf(bo, threadId)).toMatchObject({
      canReply: false,
      slowModeMinutes: 10,
      myNextPostAt: slowed.retryAt,
    });
    expect((await policyOf(bo, threadId, 'fr')).explanation).toContain('10');
    expect((await policyOf(bo, threadId, 'fr')).explanation).not.toBe((await policyOf(bo, threadId)).explanation);
    expect(await policyOf(cas, threadId)).toMatchObject({ canReply: true, myNextPostAt: null });
    const twoAtOnce = await Promise.all([1, 2].map((number) => reply(kring, cas, threadId, `Tegelijk ${number}.`)));
    expect(twoAtOnce.map((answer) => answer.code ?? 'said').sort()).toEqual(['SLOW_MODE', 'said']);
    for (const words of ['Rustig aan.', 'Ik lees mee.'])
      expect((await reply(kring, moderator, threadId, words)).post?.state).toBe('VISIBLE');
    clock.forward(10);
    expect((await reply(kring, bo, threadId, 'Daar ben ik weer.')).code).toBeUndefined();

    const reopensAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
    await steer('pauseThread', { reopensAt, messageToMembers: 'We nemen even rust.' });
    expect(await replyRefused(ans)).toMatchObject({ code: 'THREAD_PAUSED', retryAt: reopensAt });
    expect(await policyOf(ans, threadId, 'en')).toMatchObject({
      canReply: false,
      reopensAt,
      explanation: 'We nemen even rust.',
    });
    expect((await reply(kring, moderator, threadId, 'Tot straks.')).code).toBeUndefined();
    clock.forward(61);
    expect(await policyOf(ans, threadId)).toMatchObject({ canReply: true, reopensAt: null });
    expect((await reply(kring, ans, threadId, 'Dat deed deugd.')).code).toBeUndefined();

    await steer('closeThread', { messageToMembers: 'We ronden hier af. Dank je wel.' });
    for (const person of [ans, cas, moderator]) {
      expect(await replyRefused(person)).toMatchObject({ code: 'THREAD_CLOSED', retryAt: null });
      expect(await policyOf(person, threadId)).toMatchObject({
        canReply: false,
        explanation: 'We ronden hier af. Dank je wel.',
      });
    }
    expect(await refused(kring, ans, 'editPost', { postId: told.post.id, text: 'Nog iets.' })).toMatchObject({
      code: 'THREAD_CLOSED',
    });
    expect((await postsSeen(kring, cas, threadId))?.length).toBe(8);
  });

  it('keeps out whoever does not belong in the group', async () => {
    const elsewhere = await makeGroup(kring, organisation, 'Elders');
    const outsider = await join(kring, organisation, elsewhere);
    const told = await open(ans, {});
    const words = { clientKey: randomUUID(), text: 'Hallo?' };
    expect(await refused(kring, outsider, 'openThread', { ...words, groupId: group.id, title: 'x' })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'groupId',
    });
    expect(await refused(kring, outsider, 'reply', { ...words, threadId: told.post.thread.id })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'threadId',
    });
    expect(await refused(kring, organisation.organiser, 'reply', { ...words, threadId: told.post.thread.id })).toEqual(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    expect(await refused(kring, null, 'reply', { ...words, threadId: told.post.thread.id })).toMatchObject({
      code: 'NOT_SIGNED_IN',
    });
    expect(await refused(kring, ans, 'reply', { ...words, clientKey: 'x', threadId: told.post.thread.id })).toEqual(
      expect.objectContaining({ code: 'INVALID_INPUT', field: 'clientKey' }),
    );
  });

  it('takes what was said under a story out of sight while the story waits again', async () => {
    const told = await tell(kring, ans, group, 'Een gewone dag', 'Vandaag ging het.');
    const under = await reply(kring, bo, told.post.thread.id, 'Fijn om te lezen.');
    await kring.settle();
    const live = await listen<{ id: string; text: string }>(
      kring.url,
      `subscription ($id: ID!) { postChanged(threadId: $id) { id text } }`,
      { id: told.post.thread.id },
      { token: cas.token },
    );
    await mutate(kring, ans, 'editPost', { postId: told.post.id, text: dark });
    await reply(kring, ans, told.post.thread.id, 'Nog een woord van mij.');
    await kring.settle();
    await live.until((post) => post.id === told.post.id);
    expect(JSON.stringify(live.heard)).not.toContain('Nog een woord');
    await live.stop();
    const heart = { postId: under.post?.id, kind: 'HEART', on: true };
    expect(await refused(kring, cas, 'react', heart)).toMatchObject({ code: 'NOT_FOUND', field: 'postId' });
    expect(await postsSeen(kring, cas, told.post.thread.id)).toBeNull();
  });

  it('tells a writer how words may land, keeps nothing of them, and answers nobody from elsewhere', async () => {
    const fields = `__typename ... on WordsCheck { remarks { quotes lands instead } help { helplines { name } } } ... on Problem { code field }`;
    const check = (person: { readonly token: string }, text: string, language = 'nl') =>
      ask<{ wordsCheck: { remarks: { quotes: string[]; lands: string }[]; help: object | null; code?: string } }>(
        kring.url,
        `query ($groupId: ID!, $text: String!) { wordsCheck(groupId: $groupId, text: $text) { ${fields} } }`,
        { groupId: group.id, text },
        { token: person.token, language },
      ).then(({ data }) => data?.wordsCheck);
    const words = 'Schrijf me op 0470 00 00 00, dat is een woord dat nergens anders staat: vlinderkast.';
    const first = await check(ans, words);
    expect(first?.remarks).toEqual([expect.objectContaining({ quotes: ['0470 00 00 00'] })]);
    expect(first?.help).toBeNull();
    expect((await check(ans, words, 'fr'))?.remarks[0]?.lands).toMatch(/retrouver/);
    expect((await check(ans, dark))?.help).not.toBeNull();
    expect((await check(ans, 'x'.repeat(5200)))?.code).toBe('INVALID_INPUT');
    for (const other of [stranger, elsewhere.organiser, organisation.organiser])
      expect(await check(other, words)).toMatchObject({ code: 'NOT_FOUND', field: 'groupId' });
    const kept = await rowsOf(kring.database.adminUrl, `SELECT 1 FROM post_revisions WHERE text LIKE '%vlinderkast%'`);
    expect(kept).toEqual([]);
  });
});
