import { randomUUID } from 'node:crypto';
import { VerifyChain } from '@kring/audit';
import { RecheckClimate } from '@kring/moderation';
import {
  ask,
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  movingClock,
  mutate,
  type Organisation,
  type Person,
  postsSeen,
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

const crisis = 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.';
const turning = [
  'Ik slaap al weken niet en niemand die het merkt.',
  'Niets helpt. Alles is hopeloos, ik heb nergens nog zin in.',
  'Ik geef het op. Niemand kan ons nog helpen, het is allemaal zinloos.',
];

interface InterventionSeen {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly minutes: number | null;
  readonly endsAt: string | null;
  readonly undoneAt: string | null;
  readonly undoable: boolean;
  readonly messageToMembers: string | null;
  readonly climateBefore: string;
  readonly climateAfter: string | null;
  readonly climateCheckedAt: string | null;
  readonly by: { readonly displayName: string; readonly role: string };
  readonly post: { readonly id: string; readonly state: string } | null;
}
interface Policy {
  readonly canReply: boolean;
  readonly slowModeMinutes: number | null;
  readonly heldForReview: boolean;
  readonly reopensAt: string | null;
  readonly endsAt: string | null;
  readonly explanation: string | null;
}
interface Point {
  readonly at: string;
  readonly climate: string;
  readonly score: number;
  readonly components: readonly { name: string; value: number; label: string }[];
  readonly post: { readonly id: string } | null;
  readonly intervention: { readonly id: string; readonly kind: string } | null;
}
interface Steered {
  readonly intervention: InterventionSeen;
  readonly thread: { readonly id: string; readonly replyPolicy: Policy };
}
interface Item {
  readonly id: string;
  readonly severity: string;
  readonly state: string;
  readonly version: number;
  readonly why: string;
  readonly dueAt: string;
  readonly openedAt: string;
  readonly handoverNote: string | null;
  readonly claim: { readonly by: { readonly displayName: string }; readonly expiresAt: string } | null;
  readonly flags: readonly {
    readonly id: string;
    readonly reason: string;
    readonly note: string | null;
    readonly byModerator: boolean;
    readonly snapshot: string | null;
    readonly post: { readonly text: string; readonly state: string } | null;
  }[];
  readonly heldPosts: readonly { readonly id: string; readonly text: string }[];
  readonly decisions: readonly { kind: string; reasons: string; messageToAuthor: string | null }[];
  readonly turnedAt: { readonly id: string } | null;
  readonly thread: { readonly id: string; readonly climate: string };
}
interface Queue {
  readonly counts: readonly { severity: string; count: number }[];
  readonly edges: readonly { cursor: string; node: Item }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const itemFields = `id severity state version why dueAt openedAt handoverNote claim { by { displayName } expiresAt }
  flags { id reason note byModerator snapshot post { text state } } heldPosts { id text }
  decisions { kind reasons messageToAuthor by { displayName } } turnedAt { id } thread { id climate }`;
const interventionFields = `id kind reason minutes endsAt undoneAt undoable messageToMembers climateBefore climateAfter climateCheckedAt
  by { displayName role } post { id state }`;
const policyFields = `canReply slowModeMinutes heldForReview reopensAt endsAt explanation`;

describe('moderation', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let elsewhere: Organisation;
  let busy: Organisation;
  let reader: StaffPerson;
  let group: Group;
  let careful: Group;
  let imke: StaffPerson;
  let bob: StaffPerson;
  let stranger: StaffPerson;
  let ans: Member;
  let bo: Member;
  let cas: Member;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168', KRING_CLAIM_MINUTES: '10' }, clock);
    [organisation, elsewhere] = [
      await foundOrganisation(kring, 'Huis Linde'),
      await foundOrganisation(kring, 'Huis Berk'),
    ];
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    bob = await hire(kring, organisation, 'SUPERVISOR', 'Bob');
    stranger = await hire(kring, elsewhere, 'MODERATOR', 'Griet');
    busy = await foundOrganisation(kring, 'Huis Esdoorn');
    reader = await hire(kring, busy, 'MODERATOR', 'Wim');
    group = await makeGroup(kring, organisation, 'De Luwte');
    careful = await makeGroup(kring, organisation, 'Het Atelier', { moderationMode: 'PRE' });
    [ans, bo, cas] = (await Promise.all(
      ['Vroege Merel', 'Late Linde', 'Stille Varen'].map((nickname) => join(kring, organisation, group, { nickname })),
    )) as [Member, Member, Member];
  });
  afterAll(() => kring.stop());

  const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000).toISOString();
  const queue = (
    person: Person | null,
    filter: Record<string, unknown> | null = null,
    { of = organisation, first = 50, after = null as string | null } = {},
  ): Promise<Queue | null> =>
    see(
      kring,
      person,
      `query ($id: ID!, $filter: ReviewItemFilter, $first: Int, $after: String) {
         reviewItems(organisationId: $id, filter: $filter, first: $first, after: $after) {
           counts { severity count } pageInfo { hasNextPage endCursor } edges { cursor node { ${itemFields} } } } }`,
      { id: of.id, filter, first, after },
    );
  const nodes = async (person: Person, filter: Record<string, unknown> | null = null): Promise<Item[]> =>
    ((await queue(person, filter))?.edges ?? []).map((edge) => edge.node);
  /** The item of a thread that is not resolved, when all news was told. */
  const openItem = async (threadId: string): Promise<Item | undefined> => {
    await kring.settle();
    return (await nodes(imke)).find((item) => item.thread.id === threadId);
  };
  const itemOf = async (threadId: string): Promise<Item> => {
    const item = await openItem(threadId);
    if (!item) throw new Error('no review item is open for this thread');
    return item;
  };
  const claim = (person: StaffPerson, id: string): Promise<Item> =>
    mutate(kring, person, 'claimReviewItem', { id }, `... on ReviewItem { ${itemFields} }`);
  const resolve = (person: StaffPerson, input: Record<string, unknown>): Promise<Item> =>
    mutate(
      kring,
      person,
      'resolveReviewItem',
      { reasons: 'Samen bekeken.', ...input },
      `... on ReviewItem { ${itemFields} }`,
    );
  const resolveRefused = (person: StaffPerson, input: Record<string, unknown>): Promise<Refusal> =>
    refused(kring, person, 'resolveReviewItem', { reasons: 'Samen bekeken.', ...input });
  const steer = (person: StaffPerson, name: string, input: Record<string, unknown>): Promise<Steered> =>
    mutate(
      kring,
      person,
      name,
      { reason: 'het gaat snel', ...input },
      `... on InterventionDone { intervention { ${interventionFields} } thread { id replyPolicy { ${policyFields} } } }`,
    );
  const steerRefused = (person: Person, name: string, input: Record<string, unknown>): Promise<Refusal> =>
    refused(kring, person, name, { reason: 'het gaat snel', ...input });
  const undo = (interventionId: string): Promise<Steered> => steer(imke, 'undoIntervention', { interventionId });
  const flag = (person: Person, input: Record<string, unknown>, language = 'nl') =>
    mutate<{ id: string; receipt: string; snapshot: string | null }>(
      kring,
      person,
      'flag',
      { clientKey: randomUUID(), ...input },
      `... on Flag { id reason note byModerator receipt snapshot }`,
      language,
    );
  const policyFor = async (person: Person, threadId: string): Promise<Policy> =>
    (
      await see<{ replyPolicy: Policy }>(
        kring,
        person,
        `query ($id: ID!) { thread(id: $id) { replyPolicy { ${policyFields} } } }`,
        { id: threadId },
      )
    ).replyPolicy;
  const forStaff = (person: Person, threadId: string, language = 'nl') =>
    see<{ climate: string | null; climateHistory: Point[] | null; interventions: InterventionSeen[] | null }>(
      kring,
      person,
      `query ($id: ID!) { thread(id: $id) { climate climateHistory { at climate score components { name value label } post { id } intervention { id kind } }
         interventions { ${interventionFields} } opener { assessment { severity } } } }`,
      { id: threadId },
      language,
    );
  const say = async (member: Person, threadId: string, text: string): Promise<{ id: string; state: string }> => {
    const said = await reply(kring, member, threadId, text);
    if (!said.post) throw new Error(JSON.stringify(said));
    return said.post;
  };
  /** A thread that turned, with the ids of its posts. */
  const turnedThread = async () => {
    const told = await tell(kring, ans, group, 'De nachten', turning[0] ?? '');
    const threadId = told.post.thread.id;
    const posts = [told.post.id];
    for (const [place, text] of turning.slice(1).entries())
      posts.push((await say(place % 2 ? bo : cas, threadId, text)).id);
    await kring.settle();
    return { threadId, posts };
  };
  const quietThread = async () => {
    const told = await tell(kring, ans, group, 'Een dag', 'Vandaag was een goede dag.');
    return { threadId: told.post.thread.id, postId: told.post.id };
  };

  it('takes a flag once, thanks whoever raised it, and keeps the words it was about', async () => {
    const { threadId, postId } = await quietThread();
    expect(await openItem(threadId)).toBeUndefined();
    const input = { postId, reason: 'WORRIED_ABOUT_SOMEONE', note: 'Ze klinkt anders.', clientKey: randomUUID() };
    const [one, two] = await Promise.all([flag(bo, input), flag(bo, input)]);
    expect(two).toEqual(one);
    expect(one).toMatchObject({ snapshot: null, note: 'Ze klinkt anders.', byModerator: false });
    const first = await itemOf(threadId);
    expect(first).toMatchObject({ severity: 'RED', state: 'OPEN', version: 1, claim: null });
    expect(Date.parse(first.dueAt) - Date.parse(first.openedAt)).toBe(3_600_000);
    expect(first.flags).toHaveLength(1);

    await mutate(kring, ans, 'editPost', { postId, text: 'Vandaag was een gewone dag.' });
    const receipts = await Promise.all(
      ['nl', 'fr', 'en'].map((language) => flag(cas, { threadId, reason: 'COMPETING' }, language)),
    );
    expect(new Set(receipts.map((receipt) => receipt.receipt)).size).toBe(3);
    expect(receipts[0]?.receipt).not.toBe(one?.receipt); // worry is thanked for in words of its own
    expect(await flag(imke, { postId, reason: 'OTHER' })).toMatchObject({ byModerator: true });
    const joined = await itemOf(threadId);
    expect(joined).toMatchObject({ id: first.id, severity: 'RED', why: first.why });
    expect(joined.version).toBeGreaterThan(first.version);
    expect(joined.flags).toHaveLength(5);
    expect(joined.flags[0]).toMatchObject({
      note: 'Ze klinkt anders.',
      snapshot: 'Vandaag was een goede dag.',
      post: { text: 'Vandaag was een gewone dag.' },
    });
    expect(joined.flags.at(-1)).toMatchObject({ byModerator: true, snapshot: 'Vandaag was een gewone dag.' });
    await mutate(kring, ans, 'deletePost', { postId });
    expect((await itemOf(threadId)).flags[0]).toMatchObject({
      snapshot: 'Vandaag was een goede dag.',
      post: { text: '', state: 'DELETED' },
    });

    const other = await quietThread();
    const flagRefused = (person: Person | null, more: Record<string, unknown>) =>
      refused(kring, person, 'flag', { clientKey: randomUUID(), reason: 'OTHER', ...more });
    expect(await flagRefused(bo, {})).toMatchObject({ code: 'INVALID_INPUT', field: 'postId' });
    expect(await flagRefused(bo, { postId: other.postId, threadId })).toMatchObject({ field: 'postId' });
    expect(await flagRefused(bo, { threadId, note: 'a'.repeat(1001) })).toMatchObject({ field: 'note' });
    expect(await flagRefused(bo, { ...input, note: 'Iets anders.' })).toMatchObject({ code: 'NOT_FOUND' }); // deleted meanwhile
    expect(await flagRefused(bo, { threadId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    for (const person of [stranger, organisation.organiser])
      expect(await flagRefused(person, { threadId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await flagRefused(null, { threadId })).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('keeps how the climate of a thread went, and what it was made of, for moderators only', async () => {
    const { threadId, posts } = await turnedThread();
    const item = await itemOf(threadId);
    expect(item.thread.climate).toMatch(/TURNING|REINFORCING/);
    expect(posts).toContain(item.turnedAt?.id);
    const { climate, climateHistory: points } = await forStaff(imke, threadId);
    expect(climate).toBe(item.thread.climate);
    expect(points?.map((point) => point.post?.id)).toEqual(posts);
    expect(points?.at(-1)?.climate).toBe(climate);
    expect(new Set(points?.map((point) => point.climate)).size).toBeGreaterThan(1);
    const french = (await forStaff(bob, threadId, 'fr')).climateHistory;
    for (const [place, point] of (points ?? []).entries()) {
      expect(point.components.length).toBeGreaterThan(2);
      for (const [at, component] of point.components.entries()) {
        expect(component.value).toBeGreaterThanOrEqual(0);
        expect(component.value).toBeLessThanOrEqual(1);
        expect(french?.[place]?.components[at]?.name).toBe(component.name);
        expect(french?.[place]?.components[at]?.label).not.toBe(component.label);
      }
    }
    const nothing = { climate: null, climateHistory: null, interventions: null, opener: { assessment: null } };
    for (const member of [ans, cas]) expect(await forStaff(member, threadId)).toEqual(nothing);
    for (const person of [stranger, organisation.organiser]) expect(await forStaff(person, threadId)).toBeNull();
  });

  it('gives an item to one of six who reach for it, for as long as their heart beats', async () => {
    const { threadId } = await quietThread();
    await flag(bo, { threadId, reason: 'TURNING_DARK' });
    const item = await itemOf(threadId);
    const fields = `... on ReviewItem { version claim { by { displayName } expiresAt } }`;
    const six = await Promise.allSettled(
      [imke, bob, imke, bob, imke, bob].map((person) =>
        mutate<Item>(kring, person, 'claimReviewItem', { id: item.id }, fields),
      ),
    );
    const won = six.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const lost = six.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(won).toHaveLength(3);
    expect(new Set(won.map((one) => one.claim?.by.displayName)).size).toBe(1);
    expect(new Set(won.map((one) => one.version))).toEqual(new Set([item.version + 1]));
    for (const reason of lost) expect(reason).toContain('ALREADY_CLAIMED');
    const [holder, other] = won[0]?.claim?.by.displayName === 'Imke' ? [imke, bob] : [bob, imke];

    clock.forward(6);
    const beat = await claim(holder, item.id);
    expect(beat.version).toBe(item.version + 1); // the heartbeat changes nothing that a decision hangs on
    expect(Math.abs(Date.parse(beat.claim?.expiresAt ?? '') - Date.parse(inMinutes(10)))).toBeLessThan(20_000);
    clock.forward(6);
    expect(await refused(kring, other, 'claimReviewItem', { id: item.id })).toMatchObject({
      code: 'ALREADY_CLAIMED',
      retryAt: beat.claim?.expiresAt,
    });
    expect(await steerRefused(other, 'setSlowMode', { threadId, minutes: 5 })).toMatchObject({
      code: 'ALREADY_CLAIMED',
    });
    const ids = async (person: StaffPerson, filter: Record<string, unknown>) =>
      (await nodes(person, filter)).map((node) => node.id);
    expect(await ids(holder, { mine: true })).toEqual([item.id]);
    expect(await ids(other, { mine: true })).toEqual([]);
    expect(await ids(other, { states: ['CLAIMED'] })).toEqual([item.id]);

    clock.forward(5);
    expect(await itemOf(threadId)).toMatchObject({ state: 'OPEN', claim: null });
    expect(await ids(other, { states: ['CLAIMED'] })).toEqual([]);
    const end = { id: item.id, version: beat.version, decision: 'NO_ACTION' };
    expect(await resolveRefused(holder, end)).toMatchObject({ code: 'NOT_CLAIMED' });
    const taken = await claim(other, item.id);
    expect(taken).toMatchObject({ state: 'CLAIMED', version: beat.version + 1 });
    expect(await refused(kring, holder, 'releaseReviewItem', { id: item.id })).toMatchObject({ code: 'NOT_CLAIMED' });
    expect(await refused(kring, other, 'releaseReviewItem', { id: item.id, handoverNote: 'a'.repeat(2001) })).toEqual(
      expect.objectContaining({ code: 'INVALID_INPUT', field: 'handoverNote' }),
    );
    const released = await mutate<Item>(
      kring,
      other,
      'releaseReviewItem',
      { id: item.id, handoverNote: 'Let op Late Linde.' },
      `... on ReviewItem { ${itemFields} }`,
    );
    expect(released).toMatchObject({ state: 'WAITING', handoverNote: 'Let op Late Linde.', claim: null });
    const handed = await claim(holder, item.id);
    expect(handed).toMatchObject({ state: 'CLAIMED', handoverNote: 'Let op Late Linde.' });
    expect(await resolve(holder, { ...end, version: handed.version })).toMatchObject({
      state: 'RESOLVED',
      claim: null,
    });
    expect(await refused(kring, other, 'claimReviewItem', { id: item.id })).toMatchObject({ code: 'STALE' });
    expect(await ids(holder, { mine: true, states: ['RESOLVED'] })).toContain(item.id);
    expect(await ids(other, { mine: true, states: ['RESOLVED'] })).not.toContain(item.id);
  });

  it('ends an item only on what was seen, with nothing left waiting, and gives words back to their author', async () => {
    const author = await join(kring, organisation, careful);
    const reader = await join(kring, organisation, careful);
    const told = await tell(kring, author, careful, 'Vannacht', crisis);
    const threadId = told.post.thread.id;
    const waiting = await itemOf(threadId);
    expect(waiting).toMatchObject({ severity: 'CRISIS', heldPosts: [{ id: told.post.id }] });
    expect(Date.parse(waiting.dueAt) - Date.parse(waiting.openedAt)).toBe(5 * 60_000);
    const decide = (item: Item, decision: string, more = {}) => ({
      id: item.id,
      version: item.version,
      decision,
      ...more,
    });
    expect(await resolveRefused(imke, decide(waiting, 'RELEASED'))).toMatchObject({ code: 'NOT_CLAIMED' });
    const mine = await claim(imke, waiting.id);
    const back = { messageToAuthor: 'We zijn er voor jou. Wil je het anders zeggen?' };
    expect(await resolveRefused(imke, { ...decide(mine, 'RETURNED', back), version: waiting.version })).toMatchObject({
      code: 'STALE',
    });
    expect(await resolveRefused(bob, decide(mine, 'RETURNED', back))).toMatchObject({ code: 'NOT_CLAIMED' });
    for (const decision of ['SUPPORTED', 'STEERED', 'NO_ACTION', 'ESCALATED'])
      expect(await resolveRefused(imke, decide(mine, decision))).toMatchObject({ code: 'HELD_POSTS_WAITING' });
    expect(await resolveRefused(imke, decide(mine, 'RETURNED'))).toMatchObject({ field: 'messageToAuthor' });
    expect(await resolveRefused(imke, decide(mine, 'HIDDEN'))).toMatchObject({ field: 'messageToAuthor' });
    expect(await resolveRefused(imke, decide(mine, 'RELEASED', { reasons: ' ' }))).toMatchObject({ field: 'reasons' });
    expect(await resolveRefused(imke, decide(mine, 'RELEASED', { postIds: [randomUUID()] }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'postIds.0',
    });
    expect((await itemOf(threadId)).version).toBe(mine.version); // what was refused changed nothing
    expect(await resolve(imke, decide(mine, 'RETURNED', back))).toMatchObject({
      state: 'RESOLVED',
      decisions: [{ kind: 'RETURNED', reasons: 'Samen bekeken.', ...back, by: { displayName: 'Imke' } }],
    });
    expect(await openItem(threadId)).toBeUndefined();
    expect(await resolveRefused(imke, decide(mine, 'RETURNED', back))).toMatchObject({ code: 'STALE' });

    expect(await postsSeen(kring, author, threadId)).toMatchObject([{ state: 'RETURNED', text: crisis, ...back }]);
    expect(await postsSeen(kring, reader, threadId)).toBeNull();
    const again = { postId: told.post.id, text: 'Het was een zware nacht. Nu praat ik met iemand.' };
    await mutate(kring, author, 'editPost', again);
    expect(await postsSeen(kring, author, threadId)).toMatchObject([{ state: 'HELD', text: again.text }]);
    const second = await itemOf(threadId);
    expect(second.id).not.toBe(waiting.id);
    const seen = await claim(bob, second.id);
    await mutate(kring, author, 'editPost', { ...again, text: 'Ik praat nu met iemand.' });
    expect(await resolveRefused(bob, decide(seen, 'RELEASED'))).toMatchObject({ code: 'STALE' }); // words that nobody has read
    const now = await itemOf(threadId);
    expect(now.heldPosts).toMatchObject([{ text: 'Ik praat nu met iemand.' }]);
    await resolve(bob, decide(now, 'RELEASED', { messageToAuthor: 'Fijn dat je praat.' }));
    expect(await postsSeen(kring, author, threadId)).toMatchObject([
      { state: 'VISIBLE', messageToAuthor: 'Fijn dat je praat.' },
    ]);
    expect(await postsSeen(kring, reader, threadId)).toMatchObject([
      { text: 'Ik praat nu met iemand.', messageToAuthor: null },
    ]);

    const answers = [await say(reader, threadId, 'Sterk.'), await say(reader, threadId, 'Nog iets.')];
    const third = await claim(imke, (await itemOf(threadId)).id);
    expect(third.heldPosts.map((post) => post.id)).toEqual(answers.map((post) => post.id));
    const hidden = decide(third, 'HIDDEN', { messageToAuthor: 'Dit houden we even opzij.', postIds: [answers[0]?.id] });
    expect(await resolveRefused(imke, hidden)).toMatchObject({ code: 'HELD_POSTS_WAITING' });
    await steer(imke, 'releasePost', { postId: answers[1]?.id });
    const last = await itemOf(threadId);
    expect(await resolve(imke, { ...hidden, version: last.version })).toMatchObject({
      state: 'RESOLVED',
      heldPosts: [],
    });
    expect(await postsSeen(kring, author, threadId)).toMatchObject([{}, { text: 'Nog iets.' }]);
    expect(await postsSeen(kring, reader, threadId)).toMatchObject([
      {},
      { state: 'HIDDEN', text: 'Sterk.', messageToAuthor: 'Dit houden we even opzij.' },
      { text: 'Nog iets.', messageToAuthor: null },
    ]);
    expect(await refused(kring, reader, 'editPost', { postId: answers[0]?.id, text: 'Toch.' })).toMatchObject({
      code: 'POST_NOT_EDITABLE',
    });
  });

  it('steers a thread: each thing is felt by members, can be taken back, and ends by itself', async () => {
    const { threadId } = await quietThread();
    const replyRefused = (person: Person) =>
      refused(kring, person, 'reply', { clientKey: randomUUID(), threadId, text: 'En ik?' });

    const slow = await steer(imke, 'setSlowMode', { threadId, minutes: 10, endsAt: inMinutes(30) });
    expect(slow.intervention).toMatchObject({
      kind: 'SLOW_MODE',
      reason: 'het gaat snel',
      minutes: 10,
      undoable: true,
      undoneAt: null,
      climateAfter: null,
      by: { displayName: 'Imke', role: 'MODERATOR' },
    });
    const twice = { threadId, minutes: 10, endsAt: slow.intervention.endsAt };
    expect((await steer(imke, 'setSlowMode', twice)).intervention.id).toBe(slow.intervention.id); // sent twice, done once
    const longer = await steer(bob, 'setSlowMode', { threadId, minutes: 20 });
    expect((await policyFor(bo, threadId)).explanation).toContain('20');
    expect((await undo(longer.intervention.id)).thread.replyPolicy.slowModeMinutes).toBe(10); // the older one counts again
    await say(bo, threadId, 'Een keer.');
    expect(await replyRefused(bo)).toMatchObject({ code: 'SLOW_MODE' });
    clock.forward(9);
    expect(await replyRefused(bo)).toMatchObject({ code: 'SLOW_MODE' });
    clock.forward(22);
    expect(await policyFor(bo, threadId)).toMatchObject({ canReply: true, slowModeMinutes: null, explanation: null });
    expect(await steerRefused(imke, 'undoIntervention', { interventionId: slow.intervention.id })).toMatchObject({
      code: 'STALE',
    });

    const holding = await steer(imke, 'holdReplies', { threadId, endsAt: inMinutes(60) });
    expect(await policyFor(bo, threadId)).toMatchObject({ canReply: true, heldForReview: true });
    const held = await say(bo, threadId, 'Dank je wel allemaal.');
    expect(held.state).toBe('HELD');
    expect(await postsSeen(kring, cas, threadId)).toHaveLength(2);
    expect(await postsSeen(kring, bo, threadId)).toHaveLength(3);
    expect((await itemOf(threadId)).heldPosts.map((post) => post.id)).toEqual([held.id]);
    await undo(holding.intervention.id);
    expect((await say(cas, threadId, 'Graag gedaan.')).state).toBe('VISIBLE');
    await steer(imke, 'holdReplies', { threadId, endsAt: inMinutes(60) });
    expect((await say(cas, threadId, 'En nog iets.')).state).toBe('HELD');
    clock.forward(61);
    expect((await say(cas, threadId, 'Tot morgen.')).state).toBe('VISIBLE');

    const releasing = await steer(imke, 'releasePost', { postId: held.id });
    expect(releasing.intervention.post).toEqual({ id: held.id, state: 'VISIBLE' });
    expect((await postsSeen(kring, ans, threadId))?.map((post) => post.id)).toContain(held.id);
    expect(await steerRefused(imke, 'releasePost', { postId: held.id })).toMatchObject({ code: 'STALE' });
    expect((await undo(releasing.intervention.id)).intervention.post?.state).toBe('HELD');
    expect((await postsSeen(kring, ans, threadId))?.map((post) => post.id)).not.toContain(held.id);

    const reopensAt = inMinutes(60);
    const pausing = await steer(imke, 'pauseThread', { threadId, reopensAt, messageToMembers: 'Even rust.' });
    expect(await policyFor(bo, threadId)).toMatchObject({ canReply: false, reopensAt, explanation: 'Even rust.' });
    expect(await replyRefused(bo)).toMatchObject({ code: 'THREAD_PAUSED', retryAt: reopensAt });
    const closing = await steer(bob, 'closeThread', { threadId, messageToMembers: 'We ronden af.' });
    expect(await policyFor(bo, threadId)).toMatchObject({
      canReply: false,
      reopensAt: null,
      explanation: 'We ronden af.',
    });
    expect(await replyRefused(imke)).toMatchObject({ code: 'THREAD_CLOSED' });
    expect(await steerRefused(imke, 'setSlowMode', { threadId, minutes: 5 })).toMatchObject({ code: 'THREAD_CLOSED' });
    await undo(closing.intervention.id);
    expect(await policyFor(bo, threadId)).toMatchObject({ canReply: false, reopensAt, explanation: 'Even rust.' });
    await undo(pausing.intervention.id);
    expect(await policyFor(bo, threadId)).toMatchObject({ canReply: true, explanation: null });
    await steer(imke, 'pauseThread', { threadId, reopensAt: inMinutes(30), messageToMembers: 'Nog even.' });
    clock.forward(31);
    expect((await say(bo, threadId, 'Goedemorgen.')).state).toBe('VISIBLE');

    const before = (await forStaff(imke, threadId)).interventions;
    expect(before?.map((one) => one.kind)).toEqual(
      'SLOW_MODE SLOW_MODE HOLD_REPLIES HOLD_REPLIES RELEASE_POST PAUSE_THREAD CLOSE_THREAD PAUSE_THREAD'.split(' '),
    );
    expect(before?.map((one) => one.undoneAt !== null)).toEqual([false, true, true, false, true, true, true, false]);
    expect(before?.filter((one) => one.undoable)).toEqual([]);
  });

  it('steers by posts: a guide note, a content note, and words put aside', async () => {
    const { threadId, postId } = await quietThread();
    const answer = await say(bo, threadId, 'Vertel.');
    const note = { clientKey: randomUUID(), threadId, afterPostId: postId, text: 'Even **stilstaan**.' };
    const [pinned, again] = await Promise.all([steer(imke, 'pinGuideNote', note), steer(imke, 'pinGuideNote', note)]);
    expect(again?.intervention.id).toBe(pinned?.intervention.id);
    const seen = async (person: Person) => (await postsSeen(kring, person, threadId)) ?? [];
    expect((await seen(bo)).filter((post) => post.isGuideNote)).toMatchObject([
      { text: 'Even **stilstaan**.', pinnedAfter: postId, author: { nickname: 'Imke', isModerator: true } },
    ]);
    await undo(pinned?.intervention.id ?? '');
    expect((await seen(bo)).filter((post) => post.isGuideNote)).toEqual([]);
    expect((await seen(imke)).filter((post) => post.isGuideNote)).toMatchObject([{ state: 'HIDDEN' }]);

    const warned = await steer(imke, 'addContentNote', { postId, note: 'Donkere gedachten' });
    expect((await seen(bo))[0]?.contentNotes).toEqual(['Donkere gedachten']);
    const same = { postId, note: 'Donkere gedachten' };
    expect(await steerRefused(bob, 'addContentNote', same)).toMatchObject({ code: 'STALE' });
    await undo(warned.intervention.id);
    expect((await seen(bo))[0]?.contentNotes).toEqual([]);

    const away = { postId: answer.id, messageToAuthor: 'Lees je mee?' };
    const both = await Promise.allSettled([1, 2].map(() => steer(imke, 'hidePost', away)));
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const done = both.find((one) => one.status === 'fulfilled');
    expect((await seen(cas)).map((post) => post.id)).not.toContain(answer.id);
    expect((await seen(bo)).find((post) => post.id === answer.id)).toMatchObject({
      state: 'HIDDEN',
      messageToAuthor: 'Lees je mee?',
    });
    await undo(done?.value.intervention.id ?? '');
    expect((await seen(cas)).find((post) => post.id === answer.id)).toMatchObject({
      state: 'VISIBLE',
      messageToAuthor: null,
    });
    expect(await steerRefused(imke, 'undoIntervention', { interventionId: done?.value.intervention.id })).toMatchObject(
      {
        code: 'STALE',
      },
    );
  });

  it('refuses what makes no sense, with the field at fault, and whoever may not steer', async () => {
    const { threadId, postId } = await quietThread();
    const other = await quietThread();
    const key = { clientKey: randomUUID(), threadId };
    const wrong: [name: string, input: Record<string, unknown>, field: string][] = [
      ['setSlowMode', { threadId, minutes: 0 }, 'minutes'],
      ['setSlowMode', { threadId, minutes: 1441 }, 'minutes'],
      ['setSlowMode', { threadId, minutes: 5, endsAt: inMinutes(-1) }, 'endsAt'],
      ['setSlowMode', { threadId, minutes: 5, endsAt: inMinutes(366 * 24 * 60) }, 'endsAt'],
      ['setSlowMode', { threadId, minutes: 5, reason: ' ' }, 'reason'],
      ['holdReplies', { threadId, reason: 'a'.repeat(1001) }, 'reason'],
      ['pauseThread', { threadId, reopensAt: inMinutes(-1), messageToMembers: 'x' }, 'reopensAt'],
      ['pauseThread', { threadId, reopensAt: inMinutes(31 * 24 * 60), messageToMembers: 'x' }, 'reopensAt'],
      ['pauseThread', { threadId, reopensAt: inMinutes(5), messageToMembers: '' }, 'messageToMembers'],
      ['closeThread', { threadId, messageToMembers: ' ' }, 'messageToMembers'],
      ['pinGuideNote', { ...key, text: '' }, 'text'],
      ['pinGuideNote', { ...key, text: 'x', afterPostId: other.postId }, 'afterPostId'],
      ['pinGuideNote', { ...key, clientKey: 'x', text: 'x' }, 'clientKey'],
      ['addContentNote', { postId, note: 'a'.repeat(61) }, 'note'],
      ['hidePost', { postId, messageToAuthor: '' }, 'messageToAuthor'],
      ['undoIntervention', { interventionId: randomUUID(), reason: '' }, 'reason'],
    ];
    for (const [name, input, field] of wrong)
      expect([name, await steerRefused(imke, name, input)]).toMatchObject([name, { code: 'INVALID_INPUT', field }]);
    for (const person of [stranger, organisation.organiser, ans])
      for (const [name, input] of [
        ['setSlowMode', { threadId, minutes: 5 }],
        ['hidePost', { postId, messageToAuthor: 'x' }],
        ['undoIntervention', { interventionId: randomUUID() }],
      ] as const)
        expect((await steerRefused(person, name, input)).code).toMatch(/^NOT_(FOUND|ALLOWED)$/);
    expect((await forStaff(imke, threadId)).interventions).toEqual([]);
  });

  it('looks again after two hours and keeps the climate before and after', async () => {
    const { threadId } = await turnedThread();
    const before = (await forStaff(imke, threadId)).climate;
    const noted = await steer(imke, 'pinGuideNote', {
      clientKey: randomUUID(),
      threadId,
      text: 'Dank om eerlijk te zijn. Wat hielp jou een klein beetje?',
    });
    expect(noted.intervention).toMatchObject({ climateBefore: before, climateAfter: null, climateCheckedAt: null });
    const kind = [
      'Dank je. Wandelen hielp mij, en praten met mijn tante.',
      'Fijn dat je dit deelt, sterkte. Ik ben blij dat je er bent.',
      'Gisteren belde ik Awel en dat luchtte op. Je staat er niet alleen voor.',
      'Dank jullie wel, dit helpt echt. Morgen praat ik met mijn huisarts.',
    ];
    for (const [place, text] of kind.entries()) {
      clock.forward(5);
      await say([bo, cas, bo, ans][place] ?? bo, threadId, text);
    }
    await kring.settle();
    const jobs = await rowsOf<{ minutes: number }>(
      kring.database.adminUrl,
      `SELECT round(extract(epoch FROM start_after - i.at) / 60)::int AS minutes FROM pgboss.job j, interventions i
       WHERE j.name = 'recheck-climate' AND j.singleton_key = $1 AND i.id = $1::uuid`,
      [noted.intervention.id],
    );
    expect(jobs).toEqual([{ minutes: 120 }]);
    clock.forward(120);
    for (let twice = 0; twice < 2; twice += 1)
      await kring.app.get(RecheckClimate).run(organisation.id, noted.intervention.id);
    const { interventions, climateHistory, climate } = await forStaff(imke, threadId);
    const checked = interventions?.find((one) => one.id === noted.intervention.id);
    expect(checked).toMatchObject({ climateBefore: before, climateAfter: climate });
    expect(climate).not.toBe(before);
    expect(Date.parse(checked?.climateCheckedAt ?? '')).toBeGreaterThan(clock.now().getTime() - 20_000);
    const points = climateHistory ?? [];
    expect(points.filter((point) => point.at === checked?.climateCheckedAt)).toHaveLength(1);
    expect(points.filter((point) => point.intervention)).toMatchObject([
      { climate: before, intervention: { kind: 'GUIDE_NOTE' } },
    ]);
    expect(points.map((point) => point.at)).toEqual(points.map((point) => point.at).sort());
  });

  it('pages a long queue, most serious first, with counts that follow the filter; nobody else sees it', async () => {
    const [here, there] = [
      await makeGroup(kring, busy, 'Hier', { moderationMode: 'PRE' }),
      await makeGroup(kring, busy, 'Daar', { moderationMode: 'PRE' }),
    ];
    const [writerHere, writerThere] = [await join(kring, busy, here), await join(kring, busy, there)];
    const total = 54;
    for (let done = 0; done < total; done += 6)
      await Promise.all(
        Array.from({ length: 6 }, (_, place) => {
          const isHere = place < 4;
          const text = place % 3 === 2 ? crisis : 'Vandaag was een goede dag.';
          return tell(kring, isHere ? writerHere : writerThere, isHere ? here : there, `Verhaal ${done + place}`, text);
        }),
      );
    await kring.settle();
    const read = async (first: number, filter: Record<string, unknown> | null = null) => {
      const found: Item[] = [];
      let pages = 0;
      for (let after: string | null = null; ; pages += 1) {
        const page: Queue | null = await queue(reader, filter, { of: busy, first, after });
        found.push(...(page?.edges ?? []).map((edge) => edge.node));
        expect(page?.pageInfo.endCursor).toBe(page?.edges.at(-1)?.cursor ?? null);
        if (!page?.pageInfo.hasNextPage) return { found, pages: pages + 1, counts: page?.counts };
        after = page.pageInfo.endCursor;
      }
    };
    const all = await read(50);
    expect(all.pages).toBe(2);
    expect(new Set(all.found.map((item) => item.id)).size).toBe(total);
    expect(all.found.map((item) => item.severity)).toEqual([...Array(18).fill('CRISIS'), ...Array(36).fill('GREEN')]);
    for (const severity of ['CRISIS', 'GREEN']) {
      const due = all.found.filter((item) => item.severity === severity).map((item) => item.dueAt);
      expect(due).toEqual([...due].sort());
    }
    expect((await read(7)).found.map((item) => item.id)).toEqual(all.found.map((item) => item.id));
    const count = (severity: string, of = all.counts) => of?.find((one) => one.severity === severity)?.count;
    expect(all.counts?.map((one) => one.severity)).toEqual(['CRISIS', 'RED', 'AMBER', 'GREEN']);
    expect([count('CRISIS'), count('RED'), count('AMBER'), count('GREEN')]).toEqual([18, 0, 0, 36]);
    const local = await read(20, { groupId: here.id });
    expect([local.found.length, count('CRISIS', local.counts), count('GREEN', local.counts)]).toEqual([36, 9, 27]);
    const urgent = await read(20, { groupId: there.id, severities: ['CRISIS', 'RED'] });
    expect([urgent.found.length, count('CRISIS', urgent.counts), count('GREEN', urgent.counts)]).toEqual([9, 9, 0]);
    expect((await read(20, { states: ['RESOLVED'] })).found).toEqual([]);
    expect((await read(20, { groupId: group.id })).found).toEqual([]);
    const [first] = all.found;
    if (!first) throw new Error('the queue is empty');
    await claim(reader, first.id);
    expect((await read(20, { states: ['OPEN'] })).found).toHaveLength(total - 1);
    expect((await read(20, { mine: true })).found.map((item) => item.id)).toEqual([first.id]);
    await expect(queue(reader, null, { of: busy, after: 'abc' })).rejects.toThrow('BAD_USER_INPUT');
    for (const size of [0, 51])
      await expect(queue(reader, null, { of: busy, first: size })).rejects.toThrow('BAD_USER_INPUT');

    for (const person of [imke, organisation.organiser, busy.organiser, writerHere, null]) {
      expect(await queue(person, null, { of: busy })).toBeNull();
      const one = `query ($id: ID!) { reviewItem(id: $id) { id why } }`;
      expect(await see(kring, person, one, { id: first.id })).toBeNull();
      for (const [name, more] of [
        ['claimReviewItem', {}],
        ['releaseReviewItem', {}],
        ['resolveReviewItem', { version: 1, decision: 'NO_ACTION', reasons: 'x' }],
      ] as const)
        expect((await refused(kring, person, name, { id: first.id, ...more })).code).toMatch(
          /^NOT_(FOUND|ALLOWED|SIGNED_IN)$/,
        );
    }
    const answer = await ask(
      kring.url,
      `query ($id: ID!) { thread(id: $id) { title } }`,
      { id: first.thread.id },
      { token: imke.token },
    );
    expect(answer.data).toEqual({ thread: null });
  });

  it('stays whole while members write, flag and moderators act all at once', async () => {
    const { threadId } = await quietThread();
    const written: string[] = [];
    const members = [ans, bo, cas].map(async (member) => {
      for (let turn = 0; turn < 6; turn += 1) {
        const said = await reply(
          kring,
          member,
          threadId,
          turn % 2 ? (turning[2] ?? '') : 'Dank je wel, hoe gaat het nu?',
        );
        if (said.post) written.push(said.post.id);
        if (turn === 3) await flag(member, { threadId, reason: 'TURNING_DARK' });
      }
    });
    const tried = async (doing: Promise<unknown>) => {
      await doing.catch((error: unknown) =>
        expect(String(error)).toMatch(/"code":"(STALE|ALREADY_CLAIMED|NOT_CLAIMED|HELD_POSTS_WAITING)"/),
      );
    };
    const staff = [imke, bob].map(async (person) => {
      for (let turn = 0; turn < 5; turn += 1) {
        const item = (await nodes(person)).find((one) => one.thread.id === threadId);
        if (item) await tried(claim(person, item.id));
        await tried(
          steer(person, 'holdReplies', { threadId, reason: `beurt ${turn}` }).then((done) =>
            undo(done.intervention.id),
          ),
        );
        const target = written.at(-1);
        if (target) await tried(steer(person, 'hidePost', { postId: target, messageToAuthor: 'Even opzij.' }));
        if (item && turn % 2)
          await tried(resolve(person, { id: item.id, version: item.version + 1, decision: 'RELEASED' }));
        else if (item) await tried(mutate(kring, person, 'releaseReviewItem', { id: item.id }));
      }
    });
    await Promise.all([...members, ...staff]);
    await kring.settle();
    const one = async (statement: string): Promise<unknown[]> => {
      const values = statement.includes('$1') ? [threadId] : [];
      return Object.values(
        (await rowsOf<Record<string, unknown>>(kring.database.adminUrl, statement, values))[0] ?? {},
      );
    };
    expect(await one(`SELECT count(*)::int FROM outbox`)).toEqual([0]);
    expect(await one(`SELECT count(*)::int FROM posts WHERE thread_id = $1`)).toEqual([19]);
    const [doubled] = await one(
      `SELECT (count(*) - count(DISTINCT post_id))::int FROM climate_points WHERE thread_id = $1 AND post_id IS NOT NULL`,
    );
    const [unread] = await one(
      `SELECT count(*)::int FROM posts p WHERE thread_id = $1 AND state IN ('VISIBLE', 'HELD')
         AND NOT EXISTS (SELECT FROM climate_points c WHERE c.organisation_id = p.organisation_id AND c.post_id = p.id)`,
    );
    expect({ doubled, unread }).toEqual({ doubled: 0, unread: 0 });
    const [held] = await one(`SELECT count(*)::int FROM posts WHERE thread_id = $1 AND state = 'HELD'`);
    const [open] = await one(`SELECT count(*)::int FROM review_items WHERE thread_id = $1 AND state <> 'RESOLVED'`);
    expect(open).toBeLessThanOrEqual(1);
    if (Number(held) > 0) expect(open).toBe(1);
    const [standing] = await one(
      `SELECT count(*)::int FROM interventions i WHERE thread_id = $1 AND kind = 'HOLD_REPLIES'
         AND NOT EXISTS (SELECT FROM intervention_undos u WHERE u.intervention_id = i.id)`,
    );
    expect(await one(`SELECT hold_replies FROM threads WHERE id = $1`)).toEqual([Number(standing) > 0]);
    for (const { id } of [organisation, elsewhere])
      expect(await kring.app.get(VerifyChain).run(id)).toMatchObject({ brokenAt: null });
  });

  it('knows how many items are open without counting them, after all of the above', async () => {
    await kring.settle();
    const rows = (statement: string): Promise<unknown[]> => rowsOf(kring.database.adminUrl, statement);
    const kept = await rows(
      `SELECT organisation_id, group_id, severity, count FROM open_item_counts WHERE count > 0 ORDER BY 1, 2, 3`,
    );
    const counted = await rows(
      `SELECT organisation_id, group_id, severity, count(*)::int AS count FROM review_items WHERE state <> 'RESOLVED' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    );
    expect(kept).toEqual(counted);
    expect(counted.length).toBeGreaterThan(0);
    const all = await rows(
      `SELECT count(*)::int AS count FROM review_items WHERE state = 'RESOLVED' OR severity <> 'GREEN'`,
    );
    expect(all).not.toEqual([{ count: 0 }]);
  });
});
