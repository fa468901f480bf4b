import { randomUUID } from 'node:crypto';
import { VerifyChain } from '@kring/audit';
import {
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
  reply,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';

jest.setTimeout(60_000);

const hurtful = 'Jij bent een mislukkeling en niemand hier wil jou nog lezen.';
const anew = 'Ik voelde me niet gehoord gisteren. Dat ligt niet aan jou, ik had pijn.';
const charter = '**Wat we doen.**\n- We vertellen over onszelf.\n- We kwetsen niemand.\n\nWat hier staat, blijft hier.';
const told = 'Dit kan iemand raken. Vertel liever wat het met jou deed.';

interface Appeal {
  readonly words: string | null;
  readonly state: string;
  readonly at: string;
  readonly dueAt: string;
  readonly answer: string | null;
  readonly answeredByRole: string | null;
  readonly answeredAt: string | null;
}
interface Statement {
  readonly id: string;
  readonly kind: string;
  readonly fate: string;
  readonly byRole: string;
  readonly facts: string;
  readonly charterRule: string | null;
  readonly charterVersion: number | null;
  readonly software: string;
  readonly noticed: readonly string[];
  readonly words: string | null;
  readonly threadTitle: string | null;
  readonly threadId: string | null;
  readonly appealUntil: string;
  readonly mayAppeal: boolean;
  readonly decidedBy: { readonly displayName: string } | null;
  readonly appeal: Appeal | null;
}
interface Item {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly severity: string;
  readonly version: number;
  readonly why: string;
  readonly dueAt: string;
  readonly mayTake: boolean;
  readonly thread: { readonly id: string };
  readonly heldPosts: readonly { readonly id: string }[];
  readonly statement: Statement | null;
  readonly decisions: readonly {
    readonly kind: string;
    readonly reasons: string;
    readonly by: { displayName: string };
  }[];
}

const statementFields = `id kind fate byRole facts charterRule charterVersion software noticed words threadTitle threadId
  appealUntil mayAppeal decidedBy { displayName } appeal { words state at dueAt answer answeredByRole answeredAt }`;
const itemFields = `id kind state severity version why dueAt mayTake thread { id } heldPosts { id } statement { ${statementFields} }
  decisions { kind reasons by { displayName } }`;

describe('what was given back, reasons and a second look', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let elsewhere: Organisation;
  let group: Group;
  let careful: Group;
  let imke: StaffPerson;
  let joris: StaffPerson;
  let bas: StaffPerson;
  let stranger: StaffPerson;
  let ans: Member;
  let bo: Member;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168', KRING_SESSION_DAYS: '300' }, clock);
    [organisation, elsewhere] = [
      await foundOrganisation(kring, 'Huis Linde'),
      await foundOrganisation(kring, 'Huis Berk'),
    ];
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    joris = await hire(kring, organisation, 'MODERATOR', 'Joris');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    stranger = await hire(kring, elsewhere, 'SUPERVISOR', 'Griet');
    group = await makeGroup(kring, organisation, 'De Luwte', { charter });
    careful = await makeGroup(kring, organisation, 'Het Atelier', { charter, moderationMode: 'PRE' });
    ans = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    bo = await join(kring, organisation, group, { nickname: 'Late Linde' });
  });
  afterAll(() => kring.stop());

  const rows = <Row extends Record<string, unknown>>(sql: string) => rowsOf<Row>(kring.database.adminUrl, sql);
  const statements = async (person: Person, language = 'nl'): Promise<Statement[]> =>
    (
      await see<{ statements: Statement[] }>(
        kring,
        person,
        `{ viewer { statements { ${statementFields} } } }`,
        {},
        language,
      )
    ).statements;
  const statementOf = async (person: Person, threadId: string, postId: string): Promise<Statement | null> => {
    const thread = await see<{ posts: { edges: { node: { id: string; statement: Statement | null } }[] } } | null>(
      kring,
      person,
      `query ($id: ID!) { thread(id: $id) { posts(first: 50) { edges { node { id statement { ${statementFields} } } } } } }`,
      { id: threadId },
    );
    return thread?.posts.edges.find(({ node }) => node.id === postId)?.node.statement ?? null;
  };
  const items = async (person: Person, states = ['OPEN', 'CLAIMED', 'WAITING']): Promise<Item[]> => {
    await kring.settle();
    const queue = await see<{ edges: { node: Item }[] }>(
      kring,
      person,
      `query ($id: ID!, $filter: ReviewItemFilter) { reviewItems(organisationId: $id, filter: $filter, first: 50) { edges { node { ${itemFields} } } } }`,
      { id: organisation.id, filter: { states } },
    );
    return queue.edges.map(({ node }) => node);
  };
  const itemOf = async (person: Person, threadId: string, kind: string): Promise<Item> => {
    const found = (await items(person)).find((item) => item.thread.id === threadId && item.kind === kind);
    if (!found) throw new Error(`no item ${kind} is open for this thread`);
    return found;
  };
  const claim = (person: Person, id: string): Promise<Item> =>
    mutate(kring, person, 'claimReviewItem', { id }, `... on ReviewItem { ${itemFields} }`);
  const hide = (person: Person, postId: string, more: Record<string, unknown> = {}) =>
    mutate<{ intervention: { id: string } }>(
      kring,
      person,
      'hidePost',
      { postId, reason: 'Het kwetst iemand.', messageToAuthor: told, ...more },
      '... on InterventionDone { intervention { id } }',
    );
  const appeal = (person: Person, input: Record<string, unknown>): Promise<Statement> =>
    mutate(
      kring,
      person,
      'appeal',
      { clientKey: randomUUID(), ...input },
      `... on StatementOfReasons { ${statementFields} }`,
    );
  const appealRefused = (person: Person | null, statementId: string) =>
    refused(kring, person, 'appeal', { clientKey: randomUUID(), statementId });
  const decide = (person: Person, input: Record<string, unknown>): Promise<Item> =>
    mutate(
      kring,
      person,
      'decideAppeal',
      { reasons: 'Samen herlezen.', ...input },
      `... on ReviewItem { ${itemFields} }`,
    );
  const decideRefused = (person: Person, input: Record<string, unknown>) =>
    refused(kring, person, 'decideAppeal', { outcome: 'UPHELD', reasons: 'Samen herlezen.', ...input });
  const edit = (person: Person, postId: string, text: string) =>
    mutate<{ post: { state: string } }>(
      kring,
      person,
      'editPost',
      { postId, text },
      '... on PostSubmitted { post { state } }',
    );

  const story = async (member: Person = ans, into: Group = group) => {
    const { post } = await tell(kring, member, into, 'Een dag', 'Vandaag was een goede dag.');
    return { threadId: post.thread.id, storyId: post.id };
  };
  /** A reply of Ans that a moderator took out of sight, and its reasons. */
  const hiddenReply = async (by: Person = imke, more: Record<string, unknown> = {}) => {
    const { threadId } = await story(bo);
    const postId = (await reply(kring, ans, threadId, 'Morgen ga ik wandelen met de hond.')).post?.id ?? '';
    const { intervention } = await hide(by, postId, more);
    const statement = await statementOf(ans, threadId, postId);
    if (!statement) throw new Error('whoever has a post hidden gets the reasons');
    return { threadId, postId, interventionId: intervention.id, statement };
  };
  /** The same, and Ans asked another person to look. */
  const appealed = async (by: Person = imke) => {
    const hidden = await hiddenReply(by);
    await appeal(ans, { statementId: hidden.statement.id, words: 'Ik bedoelde niets kwaads.' });
    return { ...hidden, item: await itemOf(bas, hidden.threadId, 'APPEAL') };
  };
  /** A reply of Ans that was held by the rules and given back. */
  const returnedReply = async (member: Member = ans, into: Group = group, text = hurtful) => {
    const { threadId } = await story(bo, group === into ? group : into);
    const postId = (await reply(kring, member, threadId, text)).post?.id ?? '';
    const waiting = await itemOf(imke, threadId, 'THREAD');
    const mine = await claim(imke, waiting.id);
    await mutate(kring, imke, 'resolveReviewItem', {
      id: mine.id,
      version: mine.version,
      decision: 'RETURNED',
      reasons: 'Kwetsend.',
      messageToAuthor: told,
      postIds: [postId],
      charterRule: { version: 1, number: 1 },
    });
    return { threadId, postId };
  };
  const stateFor = async (person: Person, threadId: string, postId: string) =>
    (await postsSeen(kring, person, threadId))?.find((post) => post.id === postId)?.state;

  describe('a post that was given back', () => {
    it('keeps its words and its reasons with its author, is written again, and both versions are read', async () => {
      const { threadId, postId } = await returnedReply();
      const reasons = await statementOf(ans, threadId, postId);
      expect(reasons).toMatchObject({
        kind: 'RETURNED',
        fate: 'STANDS',
        byRole: 'MODERATOR',
        facts: told,
        charterRule: 'We kwetsen niemand.',
        charterVersion: 1,
        words: hurtful,
        mayAppeal: true,
        decidedBy: null,
        appeal: null,
      });
      expect(reasons?.software).toBe('HELD');
      expect(reasons?.noticed.length).toBeGreaterThan(0);
      const english = (await statements(ans, 'en')).find((one) => one.id === reasons?.id);
      expect(english?.noticed[0]).not.toBe(reasons?.noticed[0]);
      expect(await refused(kring, ans, 'editPost', { postId, text: hurtful })).toMatchObject({
        code: 'NOTHING_CHANGED',
        field: 'text',
      });

      expect((await edit(ans, postId, anew)).post.state).toBe('VISIBLE'); // the group shows what its rules let pass
      expect(await statementOf(ans, threadId, postId)).toMatchObject({
        fate: 'PLACED',
        words: hurtful,
        mayAppeal: false,
      });
      const item = await itemOf(imke, threadId, 'THREAD');
      expect(item).toMatchObject({ severity: 'AMBER', mayTake: true, statement: null });
      expect(item.why).toMatch(/opnieuw geschreven/);
      expect(await statementOf(imke, threadId, postId)).toMatchObject({
        words: hurtful,
        fate: 'PLACED',
        decidedBy: { displayName: 'Imke' },
      });
      expect(await statementOf(bo, threadId, postId)).toBeNull();
      expect(JSON.stringify(await postsSeen(kring, bo, threadId))).toContain(anew);
      expect(JSON.stringify(await postsSeen(kring, bo, threadId))).not.toContain('mislukkeling');
      expect(await appealRefused(ans, reasons?.id ?? '')).toMatchObject({ code: 'NOTHING_TO_APPEAL' });
    });

    it('waits for a moderator when its words are much the same, or when the group reads everything first', async () => {
      const same = await returnedReply();
      expect((await edit(ans, same.postId, `${hurtful} Echt.`)).post.state).toBe('HELD');
      expect(await statementOf(ans, same.threadId, same.postId)).toMatchObject({ fate: 'REWRITTEN' });
      expect(await stateFor(bo, same.threadId, same.postId)).toBeUndefined();
      const item = await claim(bas, (await itemOf(bas, same.threadId, 'THREAD')).id);
      await mutate(kring, bas, 'resolveReviewItem', {
        ...{ id: item.id, version: item.version, decision: 'RELEASED', reasons: 'Goed zo.', postIds: [same.postId] },
      });
      expect(await statementOf(ans, same.threadId, same.postId)).toMatchObject({ fate: 'PLACED' });

      const member = await join(kring, organisation, careful);
      const { post } = await tell(kring, member, careful, 'Vandaag', 'Vandaag was een goede dag.');
      const first = await claim(imke, (await itemOf(imke, post.thread.id, 'THREAD')).id);
      await mutate(kring, imke, 'resolveReviewItem', {
        ...{ id: first.id, version: first.version, decision: 'RETURNED', reasons: 'Vaag.', messageToAuthor: told },
      });
      expect((await statements(member))[0]).toMatchObject({ software: 'NONE', noticed: [], charterRule: null });
      expect((await edit(member, post.id, anew)).post.state).toBe('HELD');
      expect(await itemOf(imke, post.thread.id, 'THREAD')).toMatchObject({ heldPosts: [{ id: post.id }] });
    });
  });

  describe('a statement of reasons', () => {
    it('is read by its author and their moderators, and by nobody else', async () => {
      const { threadId, postId, statement } = await hiddenReply(bas, { charterRule: { version: 1, number: 2 } });
      expect(statement).toMatchObject({
        ...{ kind: 'HIDDEN', byRole: 'SUPERVISOR', charterRule: 'Wat hier staat, blijft hier.', software: 'NONE' },
        ...{ words: 'Morgen ga ik wandelen met de hond.', threadTitle: 'Een dag', threadId, decidedBy: null },
      });
      expect(JSON.stringify(statement)).not.toContain('Bas');
      expect((await statements(ans))[0]).toEqual(statement);
      expect(await statements(bo)).toEqual([]);
      for (const person of [imke, bas, stranger, organisation.organiser]) expect(await statements(person)).toEqual([]);
      expect(await statementOf(imke, threadId, postId)).toMatchObject({
        decidedBy: { displayName: 'Bas' },
        mayAppeal: false,
      });
      for (const person of [bo, stranger, organisation.organiser])
        expect(await statementOf(person, threadId, postId)).toBeNull();
    });

    it('names a rule of the charter that is in force, and no other', async () => {
      const { threadId } = await story(bo);
      const postId = (await reply(kring, ans, threadId, 'Goed geslapen.')).post?.id ?? '';
      const input = { postId, reason: 'Even weg.', messageToAuthor: told };
      const before = await rows(`SELECT count(*)::int AS n FROM interventions`);
      expect(
        await refused(kring, imke, 'hidePost', { ...input, charterRule: { version: 2, number: 0 } }),
      ).toMatchObject({ code: 'CHARTER_CHANGED', field: 'charterRule' });
      for (const number of [-1, 3, 2_000_000_000])
        expect(await refused(kring, imke, 'hidePost', { ...input, charterRule: { version: 1, number } })).toMatchObject(
          {
            code: 'INVALID_INPUT',
            field: 'charterRule',
          },
        );
      expect(await stateFor(bo, threadId, postId)).toBe('VISIBLE');
      expect(await rows(`SELECT count(*)::int AS n FROM interventions`)).toEqual(before);
    });

    it('stays when the post goes, without its words; and its words go with whoever wants to be forgotten', async () => {
      const gone = await join(kring, organisation, group);
      const { threadId } = await story(bo);
      const postId = (await reply(kring, gone, threadId, 'Goed geslapen.')).post?.id ?? '';
      await hide(imke, postId);
      const [statement] = await statements(gone);
      await appeal(gone, { statementId: statement?.id, words: 'Waarom toch?' });
      await mutate(kring, gone, 'deletePost', { postId });
      await kring.settle();
      expect((await statements(gone))[0]).toMatchObject({
        ...{ fate: 'GONE', words: null, facts: told, mayAppeal: false },
        appeal: { state: 'LAPSED', answer: null },
      });
      await mutate(kring, gone, 'leaveGroup', { groupId: group.id, erasePosts: true });
      await kring.settle();
      expect(await rows(`SELECT facts, words FROM statements s JOIN appeals a ON a.statement_id = s.id WHERE s.id = '${statement?.id}'`)).toEqual([{ facts: '', words: null }]); // prettier-ignore
    });
  });

  describe('an appeal', () => {
    it('goes to another person, who takes the decision back; everybody is told', async () => {
      const { threadId, postId, interventionId, statement } = await hiddenReply(imke);
      const input = { clientKey: randomUUID(), statementId: statement.id, words: 'Ik bedoelde niets kwaads.' };
      const [one, two] = await Promise.all([appeal(ans, input), appeal(ans, input)]);
      expect(two).toEqual(one);
      expect(one).toMatchObject({ mayAppeal: false, appeal: { state: 'OPEN', words: input.words, answer: null } });
      expect(await appealRefused(ans, statement.id)).toMatchObject({ code: 'ALREADY_APPEALED' });
      const { at, dueAt } = one.appeal ?? { at: '', dueAt: '' };
      expect(Date.parse(dueAt) - Date.parse(at)).toBe(3 * 86_400_000);

      const item = await itemOf(joris, threadId, 'APPEAL');
      expect(item).toMatchObject({
        kind: 'APPEAL',
        state: 'OPEN',
        severity: 'AMBER',
        dueAt,
        mayTake: true,
        heldPosts: [],
      });
      expect(item.statement).toMatchObject({
        id: statement.id,
        appeal: { words: input.words },
        decidedBy: { displayName: 'Imke' },
      });
      expect((await itemOf(imke, threadId, 'APPEAL')).mayTake).toBe(false);
      expect(await refused(kring, imke, 'claimReviewItem', { id: item.id })).toMatchObject({ code: 'OWN_DECISION' });
      expect(await decideRefused(imke, { id: item.id, version: item.version })).toMatchObject({ code: 'OWN_DECISION' });
      expect(await decideRefused(joris, { id: item.id, version: item.version })).toMatchObject({ code: 'NOT_CLAIMED' });

      const mine = await claim(joris, item.id);
      expect(await decideRefused(joris, { id: item.id, version: item.version })).toMatchObject({ code: 'STALE' });
      expect(await decideRefused(joris, { id: item.id, version: mine.version, reasons: ' ' })).toMatchObject({
        field: 'reasons',
      });
      expect(
        await refused(kring, joris, 'resolveReviewItem', {
          id: item.id,
          version: mine.version,
          decision: 'NO_ACTION',
          reasons: 'Zo.',
        }),
      ).toMatchObject({ code: 'INVALID_INPUT', field: 'decision' });
      const answer = 'Hier staat niets dat kwetst. Het had niet weg gemoeten.';
      const done = await decide(joris, { id: item.id, version: mine.version, outcome: 'OVERTURNED', reasons: answer });
      expect(done).toMatchObject({
        state: 'RESOLVED',
        decisions: [{ kind: 'OVERTURNED', reasons: answer, by: { displayName: 'Joris' } }],
      });
      expect(await stateFor(bo, threadId, postId)).toBe('VISIBLE');
      expect(await statementOf(ans, threadId, postId)).toMatchObject({
        fate: 'TAKEN_BACK',
        appeal: { state: 'OVERTURNED', answer, answeredByRole: 'MODERATOR' },
      });
      expect(await rows(`SELECT reason FROM intervention_undos WHERE intervention_id = '${interventionId}'`)).toEqual([{ reason: answer }]); // prettier-ignore
      expect(await refused(kring, imke, 'undoIntervention', { interventionId, reason: 'Toch.' })).toMatchObject({
        code: 'STALE',
      });
      const lookedAt = await see<{ staffPositions: { organisation: { lookedAtAgain: Item[] | null } }[] }>(
        kring,
        imke,
        `{ viewer { staffPositions { organisation { lookedAtAgain { ${itemFields} } } } } }`,
      );
      expect(lookedAt.staffPositions[0]?.organisation.lookedAtAgain?.[0]).toMatchObject({
        id: item.id,
        decisions: [{ reasons: answer }],
      });
      await kring.settle();
      expect((await items(bas)).filter((one) => one.thread.id === threadId && one.kind === 'APPEAL')).toEqual([]);
      expect(
        await rows(`SELECT action FROM audit_entries WHERE subjects ->> 'reviewItem' = '${item.id}' ORDER BY position`),
      ).toEqual([{ action: 'review-item.claimed' }, { action: 'appeal.overturned' }]);
      expect(await kring.app.get(VerifyChain).run(organisation.id)).toMatchObject({ brokenAt: null });
    });

    it('of what a decision gave back, can let the decision stand, and then no more is asked', async () => {
      const { threadId, postId } = await returnedReply();
      const reasons = await statementOf(ans, threadId, postId);
      await appeal(ans, { statementId: reasons?.id });
      const mine = await claim(bas, (await itemOf(bas, threadId, 'APPEAL')).id);
      await decide(bas, { id: mine.id, version: mine.version, outcome: 'UPHELD', reasons: 'Dit kwetst echt.' });
      expect(await stateFor(ans, threadId, postId)).toBe('RETURNED');
      expect(await statementOf(ans, threadId, postId)).toMatchObject({
        fate: 'STANDS',
        mayAppeal: false,
        appeal: { state: 'UPHELD', answer: 'Dit kwetst echt.', answeredByRole: 'SUPERVISOR' },
      });
      expect(await appealRefused(ans, reasons?.id ?? '')).toMatchObject({ code: 'ALREADY_APPEALED' });
      expect((await edit(ans, postId, anew)).post.state).toBe('VISIBLE'); // the way back stays open
    });

    it('of what a decision gave back, can put it in sight', async () => {
      const { threadId, postId } = await returnedReply();
      await appeal(ans, { statementId: (await statementOf(ans, threadId, postId))?.id });
      const mine = await claim(bas, (await itemOf(bas, threadId, 'APPEAL')).id);
      await decide(bas, { id: mine.id, version: mine.version, outcome: 'OVERTURNED' });
      expect(await stateFor(bo, threadId, postId)).toBe('VISIBLE');
    });

    it('stands beside what the thread needs, whoever has that in hand', async () => {
      const { threadId, postId, item } = await appealed(imke);
      await mutate(kring, bo, 'flag', { clientKey: randomUUID(), threadId, reason: 'OTHER' });
      const other = await claim(imke, (await itemOf(imke, threadId, 'THREAD')).id);
      expect(other.id).not.toBe(item.id);
      const mine = await claim(joris, item.id);
      await decide(joris, { id: item.id, version: mine.version, outcome: 'OVERTURNED' });
      expect(await stateFor(bo, threadId, postId)).toBe('VISIBLE');
      expect(await itemOf(imke, threadId, 'THREAD')).toMatchObject({ id: other.id, state: 'CLAIMED' });
    });

    it('is kept from a moderator who took part, and open to a supervisor who did', async () => {
      const { threadId, postId, statement } = await hiddenReply(imke);
      for (const person of [joris, bas])
        await mutate(kring, person, 'flag', { clientKey: randomUUID(), postId, reason: 'OTHER' });
      await appeal(ans, { statementId: statement.id });
      const item = await itemOf(joris, threadId, 'APPEAL');
      expect(item.mayTake).toBe(false);
      expect(await refused(kring, joris, 'claimReviewItem', { id: item.id })).toMatchObject({ code: 'TOOK_PART' });
      expect(await claim(bas, item.id)).toMatchObject({ mayTake: true, state: 'CLAIMED' });
    });

    it('is handed to a colleague who had no part in it, never to who decided first', async () => {
      const { item } = await appealed(imke);
      for (const person of [imke, joris])
        await mutate(kring, person, 'startDuty', { clientKey: randomUUID(), organisationId: organisation.id, groupIds: [] }, '... on Duty { id }'); // prettier-ignore
      const colleagues = await rows<{ id: string; name: string }>(`SELECT id, display_name AS name FROM staff`);
      const idOf = (name: string) => colleagues.find((one) => one.name === name)?.id;
      await claim(bas, item.id);
      const hand = (name: string) => ({ id: item.id, staffId: idOf(name), note: 'Kijk jij hiernaar?' });
      expect(await refused(kring, bas, 'handReviewItem', hand('Imke'))).toMatchObject({
        ...{ code: 'INVALID_INPUT', field: 'staffId' },
        message: expect.stringMatching(/al mee besliste/) as string,
      });
      await mutate(kring, bas, 'handReviewItem', hand('Joris'));
      for (const person of [imke, joris])
        await mutate(kring, person, 'endDuty', { organisationId: organisation.id }, '... on Duty { id }');
    });

    it('is refused for what is not theirs, not there, taken back or too old, with nothing kept of it', async () => {
      const { threadId, postId, interventionId, statement } = await hiddenReply(imke);
      const none = await appealRefused(bo, randomUUID());
      expect(none).toMatchObject({ code: 'NOT_FOUND', field: 'statementId' });
      for (const person of [bo, imke, bas, stranger, organisation.organiser])
        expect(await appealRefused(person, statement.id)).toEqual(none);
      expect(await appealRefused(ans, 'x')).toEqual(none);
      expect(await appealRefused(null, statement.id)).toMatchObject({ code: 'NOT_SIGNED_IN' });
      expect(
        await refused(kring, ans, 'appeal', {
          clientKey: randomUUID(),
          statementId: statement.id,
          words: 'a'.repeat(1001),
        }),
      ).toMatchObject({ code: 'INVALID_INPUT', field: 'words' });
      await mutate(kring, imke, 'undoIntervention', { interventionId, reason: 'Vergist.' });
      expect(await appealRefused(ans, statement.id)).toMatchObject({ code: 'NOTHING_TO_APPEAL' });
      await hide(imke, postId);
      expect(await statementOf(ans, threadId, postId)).toMatchObject({ fate: 'STANDS', mayAppeal: true });
      expect(await appealRefused(ans, statement.id)).toMatchObject({ code: 'NOTHING_TO_APPEAL' }); // the later one counts
      expect(await rows(`SELECT FROM appeals WHERE post_id = '${postId}'`)).toEqual([]);
    });

    it('is over when the decision is: taken back, deleted, or written again', async () => {
      const undone = await appealed();
      await claim(bas, undone.item.id);
      await mutate(kring, imke, 'undoIntervention', { interventionId: undone.interventionId, reason: 'Vergist.' });
      await kring.settle();
      expect(await statementOf(ans, undone.threadId, undone.postId)).toMatchObject({
        fate: 'TAKEN_BACK',
        appeal: { state: 'LAPSED' },
      });

      const deleted = await appealed();
      const mine = await claim(bas, deleted.item.id);
      await mutate(kring, ans, 'deletePost', { postId: deleted.postId });
      // Whether anybody has heard of it or not: the moderator who typed is told.
      for (const isHeardOf of [false, true]) {
        if (isHeardOf) await kring.settle();
        expect(await decideRefused(bas, { id: mine.id, version: mine.version })).toMatchObject({
          code: 'NOTHING_TO_DECIDE',
        });
      }

      const { threadId, postId } = await returnedReply();
      await appeal(ans, { statementId: (await statementOf(ans, threadId, postId))?.id });
      await kring.settle();
      await edit(ans, postId, anew);
      await kring.settle();
      expect(await statementOf(ans, threadId, postId)).toMatchObject({ fate: 'PLACED', appeal: { state: 'LAPSED' } });
      expect((await items(bas)).filter((item) => item.kind === 'APPEAL' && item.thread.id === threadId)).toEqual([]);
    });

    it('asked and taken back in one moment ends one way or the other, and never in between', async () => {
      for (let round = 0; round < 3; round += 1) {
        const { threadId, postId, interventionId, statement } = await hiddenReply(imke);
        await Promise.allSettled([
          appeal(ans, { statementId: statement.id }),
          mutate(kring, imke, 'undoIntervention', { interventionId, reason: 'Vergist.' }),
        ]);
        await kring.settle();
        const after = await statementOf(ans, threadId, postId);
        expect(after?.fate).toBe('TAKEN_BACK');
        expect([undefined, 'LAPSED']).toContain(after?.appeal?.state);
      }
      const { postId, item } = await appealed();
      const both = await claim(bas, item.id);
      const answers = await Promise.allSettled(
        ['UPHELD', 'OVERTURNED', 'UPHELD'].map((outcome) =>
          decide(bas, { id: item.id, version: both.version, outcome }),
        ),
      );
      expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      expect(await rows(`SELECT FROM appeal_answers w JOIN appeals a ON a.id = w.appeal_id WHERE a.post_id = '${postId}'`)).toHaveLength(1); // prettier-ignore
    });

    it('is not decided by whose role was taken while they typed', async () => {
      const { threadId, postId, item } = await appealed();
      const passing = await hire(kring, organisation, 'MODERATOR', 'Tijdelijk');
      const mine = await claim(passing, item.id);
      await rows(`UPDATE staff SET ended_at = now() WHERE display_name = 'Tijdelijk'`);
      const refusal = await decideRefused(passing, { id: item.id, version: mine.version, outcome: 'OVERTURNED' });
      expect(['NOT_ALLOWED', 'NOT_SIGNED_IN']).toContain(refusal.code);
      expect(await stateFor(bo, threadId, postId)).toBeUndefined();
      clock.forward(11); // the lease runs out
      const next = await claim(bas, item.id);
      await decide(bas, { id: item.id, version: next.version, outcome: 'UPHELD' });
    });

    it('is of no other organisation, and of nobody who does not moderate', async () => {
      const { item } = await appealed();
      for (const person of [stranger, elsewhere.organiser, organisation.organiser, ans, bo]) {
        expect(await see(kring, person, `query ($id: ID!) { reviewItem(id: $id) { id } }`, { id: item.id })).toBeNull();
        expect(['NOT_FOUND', 'NOT_ALLOWED']).toContain((await decideRefused(person, { id: item.id, version: 1 })).code);
      }
      const none = await decideRefused(stranger, { id: randomUUID(), version: 1 });
      expect(await decideRefused(stranger, { id: item.id, version: 1 })).toEqual(none);
      const { threadId } = await story();
      await mutate(kring, bo, 'flag', { clientKey: randomUUID(), threadId, reason: 'OTHER' });
      const ordinary = await itemOf(bas, threadId, 'THREAD');
      expect(await decideRefused(bas, { id: ordinary.id, version: ordinary.version })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('is counted for supervisors, and small numbers are not told', async () => {
      const figures = async (person: Person) =>
        (
          await see<{ staffPositions: { organisation: { appealFigures: Record<string, number | null> | null } }[] }>(
            kring,
            person,
            `{ viewer { staffPositions { organisation { appealFigures { decisions asked answered overturned late medianHours } } } } }`,
          )
        ).staffPositions[0]?.organisation.appealFigures;
      const seen = await figures(bas);
      const [counted] = await rows<{ asked: number }>(`SELECT count(*)::int AS asked FROM appeals WHERE organisation_id = '${organisation.id}'`); // prettier-ignore
      expect(seen?.['asked']).toBe(counted?.asked);
      expect(counted?.asked).toBeGreaterThan(5);
      expect(seen?.['overturned']).toBeNull(); // three of a few
      for (const person of [imke, organisation.organiser]) expect(await figures(person)).toBeNull();
      expect(await figures(stranger)).toEqual({ decisions: null, asked: null, answered: null, overturned: null, late: null, medianHours: null }); // prettier-ignore
    });

    it('comes too late after fourteen days', async () => {
      const { threadId, postId, statement } = await hiddenReply(imke);
      clock.forward(14 * 24 * 60 + 1);
      expect(await statementOf(ans, threadId, postId)).toMatchObject({ fate: 'STANDS', mayAppeal: false });
      expect(await appealRefused(ans, statement.id)).toMatchObject({ code: 'TOO_LATE_TO_APPEAL' });
    });
  });
});
