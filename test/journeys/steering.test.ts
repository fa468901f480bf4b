import { randomUUID } from 'node:crypto';
import { EndPause } from '@kring/groups';
import {
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
  type Person,
  refused,
  type Refusal,
  reply,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';

jest.setTimeout(60_000);

interface Policy {
  readonly canReply: boolean;
  readonly slowModeMinutes: number | null;
  readonly slowModeFor: string | null;
  readonly quietHours: { readonly from: string; readonly to: string } | null;
  readonly reopensAt: string | null;
  readonly myNextPostAt: string | null;
  readonly explanation: string | null;
  readonly prompt: string | null;
}
interface Steered {
  readonly intervention: {
    readonly id: string;
    readonly kind: string;
    readonly undoneAt: string | null;
    readonly undoable: boolean;
    readonly climateBefore: string;
    readonly prompt: string | null;
  };
  readonly thread: { readonly id: string; readonly replyPolicy: Policy };
}
interface Prompt {
  readonly id: string;
  readonly nl: string;
  readonly version: number;
  readonly isShipped: boolean;
  readonly retiredAt: string | null;
  readonly figures: { readonly times: number; readonly lookedAgain: number; readonly better: number | null } | null;
}

const policyFields = `canReply slowModeMinutes slowModeFor quietHours { from to } reopensAt myNextPostAt explanation prompt`;
const doneFields = `... on InterventionDone { intervention { id kind undoneAt undoable climateBefore prompt }
  thread { id replyPolicy { ${policyFields} } } }`;
const promptFields = `id nl version isShipped retiredAt figures { times lookedAgain better same worse }`;

describe('steering', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let bob: StaffPerson;
  let stranger: StaffPerson;
  let ex: StaffPerson;
  let ans: Member;
  let bo: Member;
  let cas: Member;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168', KRING_CLAIM_MINUTES: '10' }, clock);
    organisation = await foundOrganisation(kring, 'Huis Wilg');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    bob = await hire(kring, organisation, 'SUPERVISOR', 'Bob');
    ex = await hire(kring, organisation, 'MODERATOR', 'Elke Even');
    stranger = await hire(kring, await foundOrganisation(kring, 'Huis Els'), 'SUPERVISOR', 'Griet');
    group = await makeGroup(kring, organisation, 'De Luwte');
    [ans, bo, cas] = (await Promise.all(
      ['Vroege Merel', 'Late Linde', 'Stille Varen'].map((nickname) => join(kring, organisation, group, { nickname })),
    )) as [Member, Member, Member];
  });
  afterAll(() => kring.stop());

  const story = async (author: Member = ans): Promise<string> =>
    (await tell(kring, author, group, 'Vandaag', 'Het regent en ik heb weinig zin in de dag.')).post.thread.id;
  const steer = (name: string, input: Record<string, unknown>, person: Person = imke): Promise<Steered> =>
    mutate(kring, person, name, { reason: 'het gaat snel', ...input }, doneFields);
  const steerRefused = (name: string, input: Record<string, unknown>, person: Person = imke): Promise<Refusal> =>
    refused(kring, person, name, { reason: 'het gaat snel', ...input });
  const undo = ({ intervention: { id } }: Steered): Promise<Steered> =>
    steer('undoIntervention', { interventionId: id });
  const policyFor = async (person: Person, id: string, language = 'nl'): Promise<Policy> =>
    (
      await see<{ replyPolicy: Policy }>(
        kring,
        person,
        `query ($id: ID!) { thread(id: $id) { replyPolicy { ${policyFields} } } }`,
        { id },
        language,
      )
    ).replyPolicy;
  const says = async (person: Member, threadId: string, text = 'Ik lees mee.'): Promise<string> => {
    const { post } = await reply(kring, person, threadId, text);
    if (!post) throw new Error('a reply was refused');
    return post.id;
  };
  const replyRefused = (person: Member, threadId: string): Promise<Refusal> =>
    refused(kring, person, 'reply', { clientKey: randomUUID(), threadId, text: 'Nog iets.' });

  describe('slow mode for some', () => {
    test('slows whoever writes far more than the others, and nobody else', async () => {
      const threadId = await story();
      for (let time = 0; time < 5; time += 1) await says(bo, threadId, `En nog iets, keer ${time}.`);
      await says(cas, threadId);
      const slow = await steer('setSlowMode', { threadId, minutes: 15, forWhom: 'HEAVIEST_POSTERS' });
      expect(slow.thread.replyPolicy).toMatchObject({ slowModeMinutes: 15, slowModeFor: 'HEAVIEST_POSTERS' });
      expect(await policyFor(cas, threadId)).toMatchObject({
        slowModeMinutes: null,
        slowModeFor: null,
        canReply: true,
      });
      const mine = await policyFor(bo, threadId);
      expect(mine).toMatchObject({ slowModeMinutes: 15, slowModeFor: 'HEAVIEST_POSTERS', canReply: false });
      expect(mine.explanation).toContain('Je schrijft hier veel');
      expect((await policyFor(bo, threadId, 'fr')).explanation).toContain('Tu écris beaucoup');
      expect(await replyRefused(bo, threadId)).toMatchObject({ code: 'SLOW_MODE', retryAt: mine.myNextPostAt });
      await says(cas, threadId, 'Ik mag nog.');
      await undo(slow);
      await says(bo, threadId, 'Ik mag weer.');
    });

    test('can spare who opened the thread', async () => {
      const threadId = await story();
      await says(ans, threadId);
      await says(bo, threadId);
      await steer('setSlowMode', { threadId, minutes: 15, sparesOpener: true });
      expect(await policyFor(ans, threadId)).toMatchObject({ slowModeMinutes: null, canReply: true });
      await says(ans, threadId, 'Dank jullie.');
      expect(await replyRefused(bo, threadId)).toMatchObject({ code: 'SLOW_MODE' });
      // The newest counts, with who it is for; taken back, the older one holds again.
      const all = await steer('setSlowMode', { threadId, minutes: 20 });
      expect(await replyRefused(ans, threadId)).toMatchObject({ code: 'SLOW_MODE' });
      await undo(all);
      await says(ans, threadId, 'Nog eens dank.');
    });
  });

  describe('hours of rest', () => {
    const local = (at: Date): string =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Brussels', hour: '2-digit', minute: '2-digit' }).format(at);
    const around = (before: number, after: number): { from: string; to: string } => ({
      from: local(new Date(clock.now().getTime() - before * 60_000)),
      to: local(new Date(clock.now().getTime() + after * 60_000)),
    });
    const words = { messageToMembers: 'Slaap zacht. Morgen schrijven we verder.' };

    test('nobody writes in them, everybody reads when it opens, and it comes back the next day', async () => {
      const threadId = await story();
      const night = around(30, 60);
      const rest = await steer('setQuietHours', { threadId, ...night, ...words });
      const policy = await policyFor(bo, threadId);
      expect(policy).toMatchObject({ canReply: false, quietHours: night, explanation: words.messageToMembers });
      expect(local(new Date(policy.reopensAt ?? ''))).toBe(night.to);
      expect(await replyRefused(bo, threadId)).toMatchObject({ code: 'THREAD_PAUSED', retryAt: policy.reopensAt });
      clock.forward(61);
      expect(await policyFor(bo, threadId)).toMatchObject({ canReply: true, reopensAt: null, quietHours: night });
      await says(bo, threadId);
      clock.forward(23 * 60);
      expect(await policyFor(bo, threadId)).toMatchObject({ canReply: false });
      await undo(rest);
      expect(await policyFor(bo, threadId)).toMatchObject({ canReply: true, quietHours: null, explanation: null });
    });

    test('refuses what is no time of day, and nothing for a thread that is closed', async () => {
      const threadId = await story();
      const asked = { threadId, from: '22:00', to: '07:00', ...words };
      expect(await steerRefused('setQuietHours', { ...asked, from: '22u' })).toMatchObject({ field: 'from' });
      expect(await steerRefused('setQuietHours', { ...asked, to: '22:00' })).toMatchObject({ field: 'to' });
      expect(await steerRefused('setQuietHours', { ...asked, messageToMembers: ' ' })).toMatchObject({
        field: 'messageToMembers',
      });
      expect(await steerRefused('setQuietHours', asked, stranger)).toMatchObject({ code: 'NOT_FOUND' });
      await steer('closeThread', { threadId, messageToMembers: 'We ronden af.' });
      expect(await steerRefused('setQuietHours', asked)).toMatchObject({ code: 'THREAD_CLOSED' });
    });
  });

  describe('a question above the reply box', () => {
    const library = async (person: Person): Promise<Prompt[] | null> => {
      const viewer = await see<{ staffPositions: { organisation: { id: string; prompts: Prompt[] | null } }[] }>(
        kring,
        person,
        `{ viewer { staffPositions { organisation { id prompts { ${promptFields} } } } } }`,
      );
      return viewer.staffPositions[0]?.organisation.prompts ?? null;
    };
    const keep = (person: Person, input: Record<string, unknown>): Promise<Prompt> =>
      mutate(
        kring,
        person,
        'keepPrompt',
        { clientKey: randomUUID(), organisationId: organisation.id, ...input },
        `... on Prompt { ${promptFields} }`,
      );
    const keepRefused = (person: Person, input: Record<string, unknown>): Promise<Refusal> =>
      refused(kring, person, 'keepPrompt', { clientKey: randomUUID(), organisationId: organisation.id, ...input });
    const own = { nl: 'Wat gaf je rust?', fr: 'Qu’est-ce qui t’a apaisé ?', en: 'What gave you rest?' };

    test('begins with those of the service; a moderator picks one, members read it in their language', async () => {
      const prompts = (await library(imke)) ?? [];
      expect(prompts.length).toBeGreaterThanOrEqual(10);
      const [first] = prompts;
      const threadId = await story();
      const shown = await steer('showPrompt', { threadId, promptId: first?.id });
      expect(shown.intervention).toMatchObject({ kind: 'REFRAME_PROMPT', prompt: first?.nl, undoable: true });
      expect((await policyFor(bo, threadId)).prompt).toBe(first?.nl);
      const french = (await policyFor(bo, threadId, 'fr')).prompt;
      expect(french).not.toBe(first?.nl);
      // Asked again by its first name, it is the same question of the library.
      const again = await steer('showPrompt', { threadId, promptId: first?.id });
      expect(again.intervention.id).toBe(shown.intervention.id);
      expect((await library(imke))?.[0]).toMatchObject({ nl: first?.nl, isShipped: true, figures: { times: 1 } });
      await undo(shown);
      expect((await policyFor(bo, threadId)).prompt).toBeNull();
    });

    test('is replaced by another and falls back to it, and keeps its words when the library changes', async () => {
      const mine = await keep(bob, own);
      const [first] = (await library(bob)) ?? [];
      const threadId = await story();
      await steer('showPrompt', { threadId, promptId: first?.id });
      const second = await steer('showPrompt', { threadId, promptId: mine.id });
      expect((await policyFor(bo, threadId)).prompt).toBe(own.nl);
      const changed = await keep(organisation.organiser, {
        promptId: mine.id,
        version: mine.version,
        ...own,
        nl: 'Waar vond je rust?',
      });
      expect((await policyFor(bo, threadId)).prompt).toBe(own.nl);
      expect(await keepRefused(bob, { promptId: mine.id, version: mine.version, ...own })).toMatchObject({
        code: 'STALE',
      });
      await undo(second);
      expect((await policyFor(bo, threadId)).prompt).toBe(first?.nl);
      await keep(bob, { promptId: mine.id, version: changed.version, ...own, retired: true });
      expect(await steerRefused('showPrompt', { threadId, promptId: mine.id })).toMatchObject({
        code: 'NOT_FOUND',
        field: 'promptId',
      });
    });

    test('is worded by supervisors and organisers of its own organisation, in three languages', async () => {
      expect(await keepRefused(imke, own)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await keepRefused(stranger, own)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await keepRefused(ans, own)).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await keepRefused(bob, { ...own, fr: ' ' })).toMatchObject({ field: 'fr' });
      const theirs = (await library(organisation.organiser)) ?? [];
      expect(theirs.length).toBeGreaterThanOrEqual(11);
      expect(theirs.every((one) => one.figures === null)).toBe(true); // what came after is for who reads threads
      const elsewhere = (await library(stranger)) ?? [];
      expect(elsewhere.some((one) => !one.isShipped)).toBe(false);
      const threadId = await story();
      const foreign = theirs.find((one) => !one.isShipped)?.id;
      expect(await steerRefused('showPrompt', { threadId, promptId: foreign }, stranger)).toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    test('what came after it is counted, and said only when there are enough', async () => {
      const prompt = await keep(bob, own);
      const figures = async (): Promise<Prompt['figures']> =>
        (await library(imke))?.find((one) => one.id === prompt.id)?.figures ?? null;
      const look = async (id: string): Promise<void> => {
        const { RecheckClimate } = await import('@kring/moderation');
        await kring.app.get(RecheckClimate).run(organisation.id, id);
      };
      for (let time = 0; time < 5; time += 1) {
        expect(await figures()).toMatchObject({ times: time, lookedAgain: time, better: null });
        const threadId = await story();
        await look((await steer('showPrompt', { threadId, promptId: prompt.id })).intervention.id);
      }
      expect(await figures()).toMatchObject({ times: 5, lookedAgain: 5, better: 0, same: 5, worse: 0 });
    });
  });

  describe('moving posts', () => {
    interface Seen {
      readonly id: string;
      readonly title: string;
      readonly openedByMe: boolean;
      readonly climate: string | null;
      readonly opener: { readonly id: string };
      readonly cameFrom: { readonly id: string } | null;
      readonly goesOnIn: readonly { readonly id: string; readonly title: string }[];
      readonly posts: { readonly edges: readonly { readonly node: { readonly id: string; readonly text: string } }[] };
      readonly climateHistory: readonly { readonly post: { readonly id: string } | null }[] | null;
    }
    interface Item {
      readonly id: string;
      readonly state: string;
      readonly severity: string;
      readonly version: number;
      readonly thread: { readonly id: string };
      readonly claim: { readonly by: { readonly displayName: string }; readonly expiresAt: string } | null;
      readonly flags: readonly { readonly id: string }[];
    }
    const moved = `... on InterventionDone { intervention { id undoable undoneAt newThread { id title } } thread { id } }`;
    interface Moved {
      readonly intervention: { readonly id: string; readonly newThread: { readonly id: string } | null };
    }
    const move = (threadId: string, postIds: string[], more: Record<string, unknown> = {}): Promise<Moved> =>
      mutate(
        kring,
        imke,
        'movePosts',
        { clientKey: randomUUID(), threadId, postIds, title: 'Over slapen', reason: 'een gesprek apart', ...more },
        moved,
      );
    const moveRefused = (threadId: string, postIds: string[], person: Person = imke): Promise<Refusal> =>
      steerRefused('movePosts', { clientKey: randomUUID(), threadId, postIds, title: 'Over slapen' }, person);
    const seen = (person: Person, id: string | undefined): Promise<Seen | null> =>
      see(
        kring,
        person,
        `query ($id: ID!) { thread(id: $id) { id title openedByMe climate opener { id } cameFrom { id } goesOnIn { id title }
           posts(first: 50) { edges { node { id text } } } climateHistory { post { id } } } }`,
        { id },
      );
    const idsIn = (thread: Seen | null): string[] => thread?.posts.edges.map((edge) => edge.node.id) ?? [];
    const items = async (threadId: string | undefined, states: string[] | null = null): Promise<Item[]> => {
      const queue = await see<{ edges: { node: Item }[] }>(
        kring,
        imke,
        `query ($id: ID!, $filter: ReviewItemFilter) { reviewItems(organisationId: $id, filter: $filter, first: 50) { edges { node {
           id state severity version thread { id } claim { by { displayName } expiresAt } flags { id } } } } }`,
        { id: organisation.id, filter: states && { states } },
      );
      return queue.edges.map((edge) => edge.node).filter((item) => item.thread.id === threadId);
    };
    /** A thread with four replies, read by the service. */
    const talk = async (): Promise<{ threadId: string; replies: string[] }> => {
      const threadId = await story();
      const replies: string[] = [];
      for (const [person, text] of [
        [bo, 'Ik herken dat van die regen.'],
        [cas, 'Slapen lukt me ook niet, ik geef het op. Niemand kan ons nog helpen.'],
        [bo, 'Wat hielp jou vorige week om te slapen?'],
        [ans, 'Morgen schijnt de zon weer.'],
      ] as const)
        replies.push(await says(person, threadId, text));
      await kring.settle();
      return { threadId, replies };
    };

    test('makes a thread of its own out of replies, with links both ways, and both are read anew', async () => {
      const { threadId, replies } = await talk();
      const [first = '', second = '', third = '', fourth = ''] = replies;
      const done = await move(threadId, [third, second]);
      const there = await seen(cas, done.intervention.newThread?.id);
      expect(there).toMatchObject({ title: 'Over slapen', openedByMe: true, opener: { id: second } });
      expect(there?.cameFrom?.id).toBe(threadId);
      expect(idsIn(there)).toEqual([second, third]);
      const here = await seen(bo, threadId);
      expect(idsIn(here)).toEqual([expect.any(String), first, fourth]);
      expect(here?.goesOnIn).toEqual([{ id: there?.id, title: 'Over slapen' }]);
      const points = async (id: string | undefined): Promise<string[]> =>
        ((await seen(imke, id))?.climateHistory ?? []).flatMap(({ post }) => (post ? [post.id] : []));
      expect(await points(there?.id)).toEqual([second, third]);
      expect(await points(threadId)).toEqual([expect.any(String), first, fourth]);
      await says(ans, there?.id ?? '', 'Hier verder dan.');
      await kring.settle();
      expect(await points(there?.id)).toHaveLength(3);
    });

    test('sent twice it happens once', async () => {
      const { threadId, replies } = await talk();
      const clientKey = randomUUID();
      const one = await move(threadId, replies.slice(0, 1), { clientKey });
      expect(await move(threadId, replies.slice(0, 1), { clientKey })).toEqual(one);
      expect((await seen(bo, threadId))?.goesOnIn).toHaveLength(1);
    });

    test('flags and what somebody has in hand go along, and come back', async () => {
      const { threadId, replies } = await talk();
      const [, second = '', third = ''] = replies;
      await mutate(kring, bo, 'flag', { clientKey: randomUUID(), postId: second, reason: 'WORRIED_ABOUT_SOMEONE' });
      await kring.settle();
      const [before] = await items(threadId);
      await mutate(kring, imke, 'claimReviewItem', { id: before?.id });
      const [claimed] = await items(threadId);
      const done = await move(threadId, [second, third]);
      const newId = done.intervention.newThread?.id;
      const [there] = await items(newId);
      expect(there).toMatchObject({ state: 'CLAIMED', claim: claimed?.claim, flags: before?.flags });
      const [left] = await items(threadId);
      expect(left?.flags).toEqual([]);
      expect(left?.version).toBeGreaterThan(claimed?.version ?? 0); // who decides on what they saw before is told so
      await mutate(kring, imke, 'undoIntervention', { interventionId: done.intervention.id, reason: 'toch samen' });
      expect(await items(newId)).toEqual([]);
      expect(await items(newId, ['RESOLVED'])).toHaveLength(1);
      expect((await items(threadId))[0]?.flags).toEqual(before?.flags);
      expect(idsIn(await seen(bo, threadId))).toHaveLength(5);
      for (const person of [ans, bo, cas]) expect(await seen(person, newId)).toBeNull();
      expect((await seen(bo, threadId))?.goesOnIn).toEqual([]);
    });

    test('a post that the service had not read yet is read where it went', async () => {
      const threadId = await story();
      const replyId = await says(bo, threadId, 'Ik weet niet meer hoe het verder moet, alles is hopeloos.');
      const newId = (await move(threadId, [replyId])).intervention.newThread?.id;
      await kring.settle();
      const history = (await seen(imke, newId))?.climateHistory ?? [];
      expect(history.some(({ post }) => post?.id === replyId)).toBe(true);
    });

    test('goes back only while nothing else was written there, and says why not', async () => {
      const { threadId, replies } = await talk();
      const done = await move(threadId, replies.slice(1, 3));
      const newId = done.intervention.newThread?.id ?? '';
      const undoAsked = { interventionId: done.intervention.id };
      const extra = await says(ans, newId, 'Ik schrijf hier verder.');
      expect(await steerRefused('undoIntervention', undoAsked)).toMatchObject({ code: 'CANNOT_GO_BACK' });
      expect(idsIn(await seen(bo, newId))).toEqual([replies[1], replies[2], extra]);
      const further = await mutate<Moved>(
        kring,
        imke,
        'movePosts',
        { clientKey: randomUUID(), threadId: newId, postIds: [extra], title: 'Nog verder', reason: 'apart' },
        moved,
      );
      await mutate(kring, imke, 'undoIntervention', { ...undoAsked, reason: 'toch samen' });
      expect(idsIn(await seen(bo, threadId))).toHaveLength(5);
      expect(await steerRefused('undoIntervention', undoAsked)).toMatchObject({ code: 'STALE' });
      // What came out of it later has nowhere to go back to but there.
      expect(idsIn(await seen(bo, further.intervention.newThread?.id))).toEqual([extra]);
    });

    test('refuses what cannot be moved, and then nothing is half done', async () => {
      const { threadId, replies } = await talk();
      const [first = '', second = '', third = ''] = replies;
      const whole = idsIn(await seen(bo, threadId));
      const [opener = ''] = whole;
      const elsewhere = await talk();
      await mutate(kring, bo, 'deletePost', { postId: first });
      expect(await moveRefused(threadId, [first, second])).toMatchObject({ code: 'POST_GONE', field: 'postIds' });
      expect(await moveRefused(threadId, [opener, second])).toMatchObject({ code: 'INVALID_INPUT', field: 'postIds' });
      expect(await moveRefused(threadId, [second, elsewhere.replies[0] ?? ''])).toMatchObject({ field: 'postIds' });
      expect(await moveRefused(threadId, [])).toMatchObject({ field: 'postIds' });
      expect(await moveRefused(threadId, ['x'])).toMatchObject({ field: 'postIds' });
      expect(await moveRefused(threadId, [third], stranger)).toMatchObject({ code: 'NOT_FOUND' });
      await steer('hidePost', { postId: second, messageToAuthor: 'Even niet.' });
      expect(await moveRefused(threadId, [second, third])).toMatchObject({ field: 'postIds' });
      await steer('closeThread', { threadId, messageToMembers: 'We ronden af.' });
      expect(await moveRefused(threadId, [third])).toMatchObject({ code: 'THREAD_CLOSED' });
      expect(idsIn(await seen(imke, threadId))).toEqual(whole);
      expect((await seen(imke, threadId))?.goesOnIn).toEqual([]);
    });

    test('an author who deletes a post while it is being moved: one of the two happens', async () => {
      const { threadId, replies } = await talk();
      const [, , third = ''] = replies;
      const [gone, done] = await Promise.allSettled([
        mutate(kring, bo, 'deletePost', { postId: third }),
        move(threadId, [third]),
      ]);
      expect(gone.status).toBe('fulfilled');
      const there = done.status === 'fulfilled' ? done.value.intervention.newThread?.id : undefined;
      const places = [...idsIn(await seen(imke, threadId)), ...(there ? idsIn(await seen(imke, there)) : [])];
      expect(places.filter((id) => id === third)).toHaveLength(1);
      if (done.status === 'rejected') expect(String(done.reason)).toMatch(/POST_GONE/);
    });

    test('hiding a post that moved is taken back where it is now', async () => {
      const { threadId, replies } = await talk();
      const [, second = '', third = ''] = replies;
      const hidden = await steer('hidePost', { postId: third, messageToAuthor: 'Even niet.' });
      const newId = (await move(threadId, [second, third])).intervention.newThread?.id;
      expect(idsIn(await seen(cas, newId))).toEqual([second]);
      await undo(hidden);
      expect(idsIn(await seen(cas, newId))).toEqual([second, third]);
    });
  });

  describe('one member', () => {
    interface Mine {
      readonly state: string;
      readonly pause: { readonly until: string; readonly returnPlan: string } | null;
      readonly hold: { readonly until: string | null; readonly message: string } | null;
    }
    const mine = async (person: Person): Promise<Mine | undefined> =>
      (
        await see<{ memberships: Mine[] }>(
          kring,
          person,
          `{ viewer { memberships { state pause { until returnPlan } hold { until message } } } }`,
        )
      ).memberships[0];
    const farewells = async (person: Person): Promise<readonly { message: string }[]> =>
      (await see<{ farewells: { message: string }[] }>(kring, person, `{ viewer { farewells { message at } } }`))
        .farewells;
    const newMember = (nickname: string): Promise<Member> => join(kring, organisation, group, { nickname });
    const inMinutes = (minutes: number): string => new Date(clock.now().getTime() + minutes * 60_000).toISOString();
    const settled = async (memberId: string): Promise<void> => kring.app.get(EndPause).run(organisation.id, memberId);
    /** A thread of somebody else with a post of this member. */
    const postOf = async (member: Member): Promise<{ threadId: string; postId: string }> => {
      const threadId = await story(ans);
      return { threadId, postId: await says(member, threadId, 'Ik zeg ook iets.') };
    };
    const stateOf = async (member: Member, threadId: string, text: string): Promise<string | undefined> =>
      (await reply(kring, member, threadId, text)).post?.state;

    test('waits for a moderator with what they write, in every thread, until it ends or is taken back', async () => {
      const dag = await newMember('Stille Dag');
      const { threadId, postId } = await postOf(dag);
      const asked = { postId, messageToMember: 'We lezen even mee met wat je schrijft.' };
      const held = await steer('holdMember', asked);
      expect(await mine(dag)).toMatchObject({
        state: 'ACTIVE',
        pause: null,
        hold: { until: null, message: asked.messageToMember },
      });
      expect(await stateOf(dag, threadId, 'Dit wacht.')).toBe('HELD');
      expect(await stateOf(dag, await story(bo), 'Dit wacht ook.')).toBe('HELD');
      expect(await stateOf(bo, threadId, 'Dit niet.')).toBe('VISIBLE');
      await kring.settle();
      await undo(held);
      expect(await stateOf(dag, threadId, 'Weer meteen.')).toBe('VISIBLE');
      await steer('holdMember', { ...asked, endsAt: inMinutes(30) });
      expect(await stateOf(dag, threadId, 'Dit wacht even.')).toBe('HELD');
      clock.forward(31);
      expect(await mine(dag)).toMatchObject({ hold: null });
      expect(await stateOf(dag, threadId, 'Vanzelf weer.')).toBe('VISIBLE');
    });

    test('has a time-out with a way back in words, which ends by itself and for which they need not ask', async () => {
      const noa = await newMember('Noordse Noa');
      const { threadId, postId } = await postOf(noa);
      const until = inMinutes(24 * 60);
      const returnPlan = 'Morgen schrijf je weer mee. Imke stuurt je dan een berichtje.';
      const paused = await steer('pauseMember', { postId, until, returnPlan });
      expect(await mine(noa)).toMatchObject({ state: 'PAUSED', pause: { until, returnPlan } });
      expect(await policyFor(noa, threadId)).toMatchObject({ canReply: false });
      expect(await replyRefused(noa, threadId)).toMatchObject({ code: 'MEMBERSHIP_PAUSED' });
      expect(await steerRefused('pauseMember', { postId, until: inMinutes(-1), returnPlan })).toMatchObject({
        field: 'until',
      });
      expect(await steerRefused('pauseMember', { postId, until, returnPlan: ' ' })).toMatchObject({
        field: 'returnPlan',
      });
      await settled(noa.membershipId); // a timer that rings early changes nothing
      expect(await mine(noa)).toMatchObject({ state: 'PAUSED' });
      clock.forward(24 * 60 + 1);
      await settled(noa.membershipId);
      expect(await mine(noa)).toMatchObject({ state: 'ACTIVE', pause: null });
      await says(noa, threadId, 'Ik ben er weer.');
      expect(await steerRefused('undoIntervention', { interventionId: paused.intervention.id })).toMatchObject({
        code: 'STALE',
      });
      const moves = await rowsOf<{ from: string; to: string }>(
        kring.database.adminUrl,
        `SELECT from_state AS "from", to_state AS "to" FROM membership_moves WHERE membership_id = '${noa.membershipId}' ORDER BY at`,
      );
      expect(moves.slice(-2)).toEqual([
        { from: 'ACTIVE', to: 'PAUSED' },
        { from: 'PAUSED', to: 'ACTIVE' },
      ]);
    });

    test('comes back at once when a time-out is taken back, and not while another one stands', async () => {
      const lou = await newMember('Late Lou');
      const one = await postOf(lou);
      const two = await postOf(lou);
      const first = await steer('pauseMember', {
        postId: one.postId,
        until: inMinutes(120),
        returnPlan: 'Tot straks.',
      });
      const second = await steer(
        'pauseMember',
        { postId: two.postId, until: inMinutes(240), returnPlan: 'Tot vanavond.' },
        bob,
      );
      expect(await mine(lou)).toMatchObject({ pause: { returnPlan: 'Tot vanavond.' } });
      await undo(second);
      expect(await mine(lou)).toMatchObject({ state: 'PAUSED', pause: { returnPlan: 'Tot straks.' } });
      await undo(first);
      expect(await mine(lou)).toMatchObject({ state: 'ACTIVE', pause: null });
    });

    test('is out of the group by a supervisor alone, at once on an open socket too, and reads why', async () => {
      const rik = await newMember('Rode Rik');
      const { threadId, postId } = await postOf(rik);
      const asked = { postId, messageToMember: 'Je deelde opnieuw iets van iemand anders. Daarom stopt het hier.' };
      expect(await steerRefused('removeMember', asked)).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await steerRefused('removeMember', asked, stranger)).toMatchObject({ code: 'NOT_FOUND' });
      const query = `subscription ($threadId: ID!) { postChanged(threadId: $threadId) { id } }`;
      const socket = await listen(kring.url, query, { threadId }, rik);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const removed = await steer('removeMember', asked, bob);
      const from = performance.now();
      expect(removed.intervention).toMatchObject({ kind: 'REMOVE_MEMBER', undoable: false });
      await socket.closed;
      expect(performance.now() - from).toBeLessThan(2000);
      expect(await mine(rik)).toBeUndefined();
      expect(await see(kring, rik, `query ($id: ID!) { thread(id: $id) { id } }`, { id: threadId })).toBeNull();
      expect(await farewells(rik)).toMatchObject([{ message: asked.messageToMember }]);
      expect(await farewells(bo)).toEqual([]);
      expect(await steerRefused('undoIntervention', { interventionId: removed.intervention.id })).toMatchObject({
        code: 'STALE',
      });
      expect(
        await steerRefused('pauseMember', { postId, until: inMinutes(60), returnPlan: 'Tot later.' }),
      ).toMatchObject({ code: 'STALE' });
    });

    test('who left cannot be held, a moderator is no member, and others see nothing of it', async () => {
      const weg = await newMember('Verre Weg');
      const { threadId, postId } = await postOf(weg);
      await steer('holdMember', { postId, messageToMember: 'We lezen even mee.' });
      expect(await mine(bo)).toMatchObject({ hold: null, pause: null });
      await mutate(kring, weg, 'leaveGroup', { groupId: group.id, erasePosts: false });
      const message = { messageToMember: 'We lezen even mee.' };
      expect(await steerRefused('holdMember', { postId, ...message, endsAt: inMinutes(5) })).toMatchObject({
        code: 'STALE',
      });
      await steer('pinGuideNote', { clientKey: randomUUID(), threadId, text: 'Zorg voor elkaar.' });
      const note = (
        await see<{ posts: { edges: { node: { id: string; isGuideNote: boolean } }[] } }>(
          kring,
          imke,
          `query ($id: ID!) { thread(id: $id) { posts(first: 50) { edges { node { id isGuideNote } } } } }`,
          { id: threadId },
        )
      ).posts.edges.find((edge) => edge.node.isGuideNote)?.node.id;
      expect(await steerRefused('holdMember', { postId: note, ...message })).toMatchObject({ field: 'postId' });
    });
  });

  describe('a story in the light', () => {
    interface Asked {
      readonly id: string;
      readonly state: string;
      readonly message: string;
      readonly thread: { readonly id: string };
    }
    const asked = async (person: Person): Promise<readonly Asked[]> =>
      (
        await see<{ spotlights: Asked[] }>(
          kring,
          person,
          `{ viewer { spotlights { id state message thread { id } } } }`,
        )
      ).spotlights;
    const spotlit = async (person: Person): Promise<string[]> =>
      (
        await see<{ spotlit: { id: string }[] }>(
          kring,
          person,
          `query ($id: ID!) { group(id: $id) { spotlit { id } } }`,
          {
            id: group.id,
          },
        )
      ).spotlit.map((thread) => thread.id);
    const onThread = async (person: Person, id: string): Promise<{ state: string } | null> =>
      (
        await see<{ spotlight: { state: string } | null }>(
          kring,
          person,
          `query ($id: ID!) { thread(id: $id) { spotlight { state } } }`,
          { id },
        )
      ).spotlight;
    const answer = (person: Person, spotlightId: string | undefined, give: boolean): Promise<Asked> =>
      mutate(kring, person, 'answerSpotlight', { spotlightId, give }, '... on Spotlight { id state }');
    const askFor = (threadId: string): Promise<Steered> =>
      steer('askSpotlight', {
        clientKey: randomUUID(),
        threadId,
        messageToAuthor: 'Jouw verhaal helpt anderen. Mag het vooraan staan? Jij kiest.',
      });

    test('is shown first only when its author says yes, and not any more when they take it back', async () => {
      const threadId = await story(cas);
      await askFor(threadId);
      const [mine] = await asked(cas);
      expect(mine).toMatchObject({ state: 'ASKED', thread: { id: threadId } });
      expect(await spotlit(bo)).not.toContain(threadId);
      expect(await asked(bo)).toEqual([]);
      expect(await onThread(bo, threadId)).toBeNull();
      expect(await onThread(imke, threadId)).toMatchObject({ state: 'ASKED' });
      for (const person of [bo, imke, stranger])
        expect(await refused(kring, person, 'answerSpotlight', { spotlightId: mine?.id, give: true })).toMatchObject({
          code: 'NOT_FOUND',
        });
      expect(await answer(cas, mine?.id, true)).toMatchObject({ state: 'GIVEN' });
      expect((await spotlit(bo))[0]).toBe(threadId);
      expect(await answer(cas, mine?.id, true)).toMatchObject({ state: 'GIVEN' }); // said twice, said once
      expect(await answer(cas, mine?.id, false)).toMatchObject({ state: 'TAKEN_BACK' });
      expect(await spotlit(bo)).not.toContain(threadId);
      expect(await refused(kring, cas, 'answerSpotlight', { spotlightId: mine?.id, give: true })).toMatchObject({
        code: 'STALE',
      });
    });

    test('is not asked twice at a time, and goes when the moderator takes it back or the story is hidden', async () => {
      const threadId = await story(cas);
      const done = await askFor(threadId);
      expect(
        await steerRefused('askSpotlight', { clientKey: randomUUID(), threadId, messageToAuthor: 'Nog eens?' }),
      ).toMatchObject({ code: 'STALE' });
      const [mine] = await asked(cas);
      await answer(cas, mine?.id, true);
      expect(await spotlit(bo)).toContain(threadId);
      const opener = (
        await see<{ opener: { id: string } }>(kring, imke, `query ($id: ID!) { thread(id: $id) { opener { id } } }`, {
          id: threadId,
        })
      ).opener.id;
      const hidden = await steer('hidePost', { postId: opener, messageToAuthor: 'Even weg.' });
      expect(await spotlit(imke)).not.toContain(threadId);
      await undo(hidden);
      expect(await spotlit(bo)).toContain(threadId);
      await undo(done);
      expect(await spotlit(bo)).not.toContain(threadId);
      expect(await asked(cas)).toEqual([]);
      expect(await refused(kring, cas, 'answerSpotlight', { spotlightId: mine?.id, give: false })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    test('is about nothing any more when the replies that made it go back', async () => {
      const threadId = await story(bo);
      const input = { clientKey: randomUUID(), threadId, postIds: [await says(cas, threadId)], title: 'Over wandelen' };
      const moved = await steer('movePosts', input);
      const [apart] = await rowsOf<{ id: string }>(
        kring.database.adminUrl,
        `SELECT id FROM threads WHERE title = 'Over wandelen'`,
      );
      await askFor(apart?.id ?? '');
      const about = async (): Promise<string[]> => (await asked(cas)).map((one) => one.thread.id);
      expect(await about()).toContain(apart?.id);
      await undo(moved);
      expect(await about()).not.toContain(apart?.id);
    });

    test('is shown first no longer than its author is in the group, whether they left or were removed', async () => {
      const [left, removed] = [
        await join(kring, organisation, group, { nickname: 'Rode Wouw' }),
        await join(kring, organisation, group, { nickname: 'Bonte Kraai' }),
      ];
      const given = async (author: Member): Promise<string> => {
        const threadId = await story(author);
        await askFor(threadId);
        await answer(author, (await asked(author)).find(({ thread }) => thread.id === threadId)?.id, true);
        return threadId;
      };
      const [ofLeft, ofRemoved, ofCas] = [await given(left), await given(removed), await given(cas)];
      const stillAsked = await story(left);
      await askFor(stillAsked);
      expect(await spotlit(bo)).toEqual([ofCas, ofRemoved, ofLeft]);
      await mutate(kring, left, 'leaveGroup', { groupId: group.id, erasePosts: false });
      const postId = await says(removed, ofRemoved);
      await steer('removeMember', { postId, messageToMember: 'Het stopt hier.' }, bob);
      await kring.settle();
      expect(await spotlit(bo)).toEqual([ofCas]);
      for (const threadId of [ofLeft, ofRemoved, stillAsked]) expect(await onThread(imke, threadId)).toBeNull();
      expect(await onThread(imke, ofCas)).toEqual({ state: 'GIVEN' });
      await answer(cas, (await asked(cas)).find(({ thread }) => thread.id === ofCas)?.id, false);
    });

    test('loses its words with an author who wants to be forgotten', async () => {
      const gone = await join(kring, organisation, group, { nickname: 'Kiekendief' });
      const threadId = await story(gone);
      await askFor(threadId);
      await answer(gone, (await asked(gone))[0]?.id, true);
      await mutate(kring, gone, 'leaveGroup', { groupId: group.id, erasePosts: true });
      await kring.settle();
      expect(await rowsOf(kring.database.adminUrl, `SELECT FROM threads WHERE id = $1 AND spotlit_at IS NOT NULL`, [threadId])).toEqual([]); // prettier-ignore
      expect(
        await rowsOf(
          kring.database.adminUrl,
          `SELECT message, author_membership_id AS author, withdrawn_at IS NOT NULL AS gone FROM spotlights WHERE thread_id = $1`,
          [threadId],
        ),
      ).toEqual([{ message: '', author: null, gone: true }]);
    });

    test('an author may refuse, and then may be asked anew', async () => {
      const threadId = await story(cas);
      const first = await askFor(threadId);
      expect(await answer(cas, (await asked(cas))[0]?.id, false)).toMatchObject({ state: 'REFUSED' });
      await askFor(threadId);
      await undo(first); // what was refused is over: taking it back leaves the new question alone
      expect(await asked(cas)).toMatchObject([{ state: 'ASKED', thread: { id: threadId } }]);
    });
  });

  describe('a helpline to turn to', () => {
    interface Offer {
      readonly helpline: { readonly slug: string };
      readonly message: string;
      readonly isPrivate: boolean;
    }
    const offers = async (person: Person, id: string): Promise<readonly Offer[]> =>
      (
        await see<{ referrals: Offer[] }>(
          kring,
          person,
          `query ($id: ID!) { thread(id: $id) { referrals { helpline { slug } message isPrivate } } }`,
          { id },
        )
      ).referrals;
    const offer = (threadId: string, more: Record<string, unknown> = {}): Promise<Steered> =>
      steer('offerReferral', {
        clientKey: randomUUID(),
        threadId,
        helpline: slug,
        messageToMembers: 'Hier luistert iemand, ook nu.',
        ...more,
      });
    let slug = '';
    beforeAll(async () => {
      slug = (await see<{ slug: string }[]>(kring, null, `{ helplines { slug } }`))[0]?.slug ?? '';
    });

    test('is offered to all in a thread until it ends or is taken back', async () => {
      const threadId = await story();
      const done = await offer(threadId);
      for (const person of [ans, bo, imke])
        expect(await offers(person, threadId)).toMatchObject([{ helpline: { slug }, isPrivate: false }]);
      await undo(done);
      expect(await offers(bo, threadId)).toEqual([]);
      await offer(threadId, { endsAt: new Date(clock.now().getTime() + 10 * 60_000).toISOString() });
      expect(await offers(bo, threadId)).toHaveLength(1);
      clock.forward(11);
      expect(await offers(bo, threadId)).toEqual([]);
    });

    test('is offered to one member, and nobody else of the group sees it', async () => {
      const threadId = await story();
      const postId = await says(bo, threadId);
      const done = await offer(threadId, { postId });
      expect(await offers(bo, threadId)).toMatchObject([{ helpline: { slug }, isPrivate: true }]);
      for (const person of [ans, cas]) expect(await offers(person, threadId)).toEqual([]);
      expect(await offers(imke, threadId)).toHaveLength(1);
      await undo(done);
      expect(await offers(bo, threadId)).toEqual([]);
    });

    test('is one of the directory, in a thread of one’s own organisation', async () => {
      const threadId = await story();
      const elsewhere = await story();
      const postId = await says(bo, elsewhere);
      const input = { clientKey: randomUUID(), threadId, messageToMembers: 'Bel maar.', helpline: slug };
      expect(await steerRefused('offerReferral', { ...input, helpline: 'bestaat-niet' })).toMatchObject({
        field: 'helpline',
      });
      expect(await steerRefused('offerReferral', { ...input, postId })).toMatchObject({ field: 'postId' });
      expect(await steerRefused('offerReferral', input, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  describe('races and what changed meanwhile', () => {
    test('a moderator whose role was taken while they typed steers nothing', async () => {
      const threadId = await story();
      await steer('setSlowMode', { threadId, minutes: 5 }, ex);
      await rowsOf(kring.database.adminUrl, `UPDATE staff SET ended_at = now() WHERE display_name = 'Elke Even'`);
      expect(await steerRefused('setSlowMode', { threadId, minutes: 9 }, ex)).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await policyFor(imke, threadId)).toMatchObject({ slowModeMinutes: 5 });
    });

    test('a thread that a colleague took over meanwhile is theirs', async () => {
      const threadId = await story();
      await mutate(kring, bo, 'flag', { clientKey: randomUUID(), threadId, reason: 'OTHER' });
      await kring.settle();
      const queue = await see<{ edges: { node: { id: string; thread: { id: string } } }[] }>(
        kring,
        imke,
        `query ($id: ID!) { reviewItems(organisationId: $id, first: 50) { edges { node { id thread { id } } } } }`,
        { id: organisation.id },
      );
      const item = queue.edges.find((edge) => edge.node.thread.id === threadId)?.node.id;
      await mutate(kring, imke, 'claimReviewItem', { id: item });
      await mutate(kring, imke, 'releaseReviewItem', { id: item });
      await mutate(kring, bob, 'claimReviewItem', { id: item });
      for (const [name, input] of [
        ['setQuietHours', { threadId, from: '22:00', to: '07:00', messageToMembers: 'Rust.' }],
        ['movePosts', { clientKey: randomUUID(), threadId, postIds: [randomUUID()], title: 'Apart' }],
      ] as const)
        expect(await steerRefused(name, input)).toMatchObject({ code: 'ALREADY_CLAIMED' });
    });
  });
});
