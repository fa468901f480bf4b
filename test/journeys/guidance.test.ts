import { randomUUID } from 'node:crypto';
import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  mutate,
  type Organisation,
  type Person,
  refused,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import { EarlierDecisions } from '../../libs/moderation/src/storage/earlier-decisions';

jest.setTimeout(60_000);

interface Words {
  readonly look: string;
  readonly helps: string;
  readonly avoid: string;
  readonly call: string;
}
interface Guideline extends Words {
  readonly topic: string;
  readonly title: string;
  readonly isShipped: boolean;
  readonly version: number;
  readonly history: readonly { version: number; words: Words | null; by: { displayName: string } | null }[];
}
interface Template {
  readonly id: string;
  readonly purpose: string;
  readonly language: string;
  readonly name: string;
  readonly text: string;
  readonly version: number;
  readonly isShipped: boolean;
  readonly retiredAt: string | null;
}
interface History {
  readonly nickname: string;
  readonly posts: number;
  readonly held: number;
  readonly returned: number;
  readonly hidden: number;
  readonly steered: number;
  readonly appeals: number;
  readonly overturned: number;
  readonly asides: number;
  readonly watching: { readonly times: number; readonly isWatched: boolean };
}

const guidelineFields = `topic title look helps avoid call isShipped version history { version words { look helps avoid call } by { displayName } }`;
const templateFields = `id purpose language name text version isShipped retiredAt`;
const historyFields = `nickname posts held returned hidden steered appeals overturned asides watching { times isWatched }`;

describe('guidance at hand', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let elsewhere: Organisation;
  let group: Group;
  let other: Group;
  let imke: StaffPerson;
  let joris: StaffPerson;
  let bas: StaffPerson;
  let stranger: StaffPerson;
  let ans: Member;

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Wilg');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    joris = await hire(kring, organisation, 'MODERATOR', 'Joris');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    elsewhere = await foundOrganisation(kring, 'Huis Els');
    stranger = await hire(kring, elsewhere, 'SUPERVISOR', 'Griet');
    group = await makeGroup(kring, organisation, 'De Luwte');
    other = await makeGroup(kring, organisation, 'De Oever');
    ans = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
  });
  afterAll(() => kring.stop());

  const guidelines = (person: Person, language = 'nl', house = organisation): Promise<Guideline[] | null> =>
    see(
      kring,
      person,
      `query ($id: ID!) { guidelines(organisationId: $id, language: ${language}) { ${guidelineFields} } }`,
      { id: house.id },
    );
  const about = async (person: Person, topic: string, language = 'nl'): Promise<Guideline | undefined> =>
    (await guidelines(person, language))?.find((one) => one.topic === topic);
  const library = async (person: Person): Promise<Template[] | null> => {
    const viewer = await see<{ staffPositions: { organisation: { messageTemplates: Template[] | null } }[] }>(
      kring,
      person,
      `{ viewer { staffPositions { organisation { id messageTemplates { ${templateFields} } } } } }`,
    );
    return viewer.staffPositions[0]?.organisation.messageTemplates ?? null;
  };
  const itemOf = async (threadId: string, fields: string): Promise<Record<string, unknown>> => {
    await kring.settle();
    const [row] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM review_items WHERE thread_id = '${threadId}' ORDER BY opened_at DESC LIMIT 1`,
    );
    return see(kring, imke, `query ($id: ID!) { reviewItem(id: $id) { id version ${fields} } }`, { id: row?.id });
  };
  const history = (person: Person, postId: string): Promise<History | null> =>
    see<History | null>(kring, person, `query ($id: ID!) { memberHistory(postId: $id) { ${historyFields} } }`, {
      id: postId,
    });
  const words = { look: 'Kijk eerst.', helps: 'Wees er.', avoid: 'Geen haast.', call: 'Bel Bas.' };

  describe('guidelines', () => {
    const keep = (input: Record<string, unknown>) => ({
      clientKey: randomUUID(),
      organisationId: organisation.id,
      topic: 'GOODBYE',
      language: 'nl',
      version: 0,
      ...input,
    });

    it('come with the service, each topic in three languages, for moderators and supervisors alone', async () => {
      for (const language of ['nl', 'fr', 'en']) {
        const all = (await guidelines(imke, language)) ?? [];
        expect(all).toHaveLength(24);
        for (const one of all) {
          expect([one.look, one.helps, one.avoid, one.call, one.title].every((part) => part.length > 0)).toBe(true);
          expect(one).toMatchObject({ isShipped: true, version: 0, history: [] });
        }
      }
      for (const nobody of [organisation.organiser, ans]) expect(await guidelines(nobody)).toBeNull();
    });

    it('are worded by a supervisor for one language, each wording kept, and go back to the shipped one', async () => {
      const input = keep({ words });
      const kept = await mutate<Guideline>(
        kring,
        bas,
        'keepGuideline',
        input,
        `... on Guideline { ${guidelineFields} }`,
      );
      expect(kept).toMatchObject({ ...words, isShipped: false, version: 1 });
      // The same again makes nothing new.
      await mutate(kring, bas, 'keepGuideline', input, `... on Guideline { version }`);
      expect(await about(imke, 'GOODBYE')).toMatchObject({
        ...words,
        version: 1,
        history: [{ version: 1, words, by: { displayName: 'Bas' } }],
      });
      expect(await about(imke, 'GOODBYE', 'fr')).toMatchObject({ isShipped: true });
      expect(await guidelines(stranger)).toBeNull();
      const theirs = await guidelines(stranger, 'nl', elsewhere);
      expect(theirs?.every(({ isShipped, history }) => isShipped && history.length === 0)).toBe(true);

      expect(await refused(kring, bas, 'keepGuideline', keep({ words }))).toMatchObject({ code: 'STALE' });
      const back = await mutate<Guideline>(
        kring,
        bas,
        'keepGuideline',
        keep({ version: 1, words: null }),
        `... on Guideline { ${guidelineFields} }`,
      );
      expect(back).toMatchObject({ isShipped: true, version: 2 });
      expect(back.history.map((one) => one.words)).toEqual([null, words]);
      const [audited] = await rowsOf<{ count: string }>(
        kring.database.adminUrl,
        `SELECT count(*) FROM audit_entries WHERE action IN ('guideline.changed', 'guideline.restored')`,
      );
      expect(Number(audited?.count)).toBe(2);
    });

    it('are worded by two at once as one, and never by a moderator or another organisation', async () => {
      const at = { topic: 'PACT', words };
      const both = await Promise.all(
        [keep(at), keep(at)].map((input) =>
          see<{ __typename: string }>(
            kring,
            bas,
            `mutation ($input: KeepGuidelineInput!) { keepGuideline(input: $input) { __typename } }`,
            { input },
          ),
        ),
      );
      expect(both.map((one) => one.__typename).sort()).toEqual(['Guideline', 'Problem']);
      expect(await refused(kring, stranger, 'keepGuideline', keep({ words }))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refused(kring, imke, 'keepGuideline', keep({ words }))).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(
        await refused(kring, bas, 'keepGuideline', keep({ version: 2, words: { ...words, look: ' ' } })),
      ).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'look',
      });
    });
  });

  describe('message templates', () => {
    const keep = (input: Record<string, unknown>) => ({
      clientKey: randomUUID(),
      organisationId: organisation.id,
      purpose: 'ASIDE',
      language: 'nl',
      name: 'Even horen',
      text: 'Dag {bijnaam}, {eigen woorden}',
      ...input,
    });
    const done = `... on MessageTemplate { ${templateFields} }`;

    it('come with the service for each purpose and language, and are kept by leads', async () => {
      const all = (await library(imke)) ?? [];
      expect(new Set(all.map(({ purpose, language }) => `${purpose} ${language}`)).size).toBe(9 * 3);
      const input = keep({});
      const added = await mutate<Template>(kring, organisation.organiser, 'keepMessageTemplate', input, done);
      expect(added).toMatchObject({ name: 'Even horen', isShipped: false, version: 1 });
      await mutate(kring, organisation.organiser, 'keepMessageTemplate', input, done);
      expect(((await library(joris)) ?? []).filter(({ name }) => name === 'Even horen')).toHaveLength(1);

      const shipped = all.find(({ purpose, language }) => purpose === 'GUIDE_NOTE' && language === 'fr');
      const seen = { templateId: shipped?.id, version: 0, purpose: 'GUIDE_NOTE', language: 'fr' };
      const changed = await mutate<Template>(
        kring,
        bas,
        'keepMessageTemplate',
        keep({ ...seen, name: 'À nous' }),
        done,
      );
      expect(changed).toMatchObject({ name: 'À nous', isShipped: true, version: 1, language: 'fr' });
      expect((await library(imke))?.length).toBe(all.length + 1);
      expect(await refused(kring, bas, 'keepMessageTemplate', keep(seen))).toMatchObject({ code: 'STALE' });
      const away = { ...seen, templateId: changed.id, version: 1, retired: true };
      expect((await mutate<Template>(kring, bas, 'keepMessageTemplate', keep(away), done)).retiredAt).not.toBeNull();

      expect(await refused(kring, imke, 'keepMessageTemplate', keep({}))).toMatchObject({ code: 'NOT_FOUND' });
      const foreign = { templateId: added.id, version: 1, organisationId: elsewhere.id };
      expect((await refused(kring, stranger, 'keepMessageTemplate', keep(foreign))).code).toBe('NOT_FOUND');
    });

    it('never go out with a blank, by any road to a member', async () => {
      const { post } = await tell(kring, ans, group, 'Vandaag', 'Het regent en ik heb weinig zin in de dag.');
      const threadId = post.thread.id;
      const soon = new Date(Date.now() + 3_600_000).toISOString();
      const blank = 'Dag {bijnaam}, tot straks.';
      const asked: [string, Record<string, unknown>, string][] = [
        ['pinGuideNote', { clientKey: randomUUID(), threadId, text: blank }, 'text'],
        ['pauseThread', { threadId, messageToMembers: blank, reopensAt: soon }, 'messageToMembers'],
        ['closeThread', { threadId, messageToMembers: blank }, 'messageToMembers'],
        ['setQuietHours', { threadId, from: '22:00', to: '07:00', messageToMembers: blank }, 'messageToMembers'],
        ['hidePost', { postId: post.id, messageToAuthor: blank }, 'messageToAuthor'],
        ['addContentNote', { postId: post.id, note: '{waarover}' }, 'note'],
        ['movePosts', { clientKey: randomUUID(), threadId, postIds: [post.id], title: '{titel}' }, 'title'],
        ['holdMember', { postId: post.id, messageToMember: blank }, 'messageToMember'],
        ['pauseMember', { postId: post.id, returnPlan: blank, until: soon }, 'returnPlan'],
        ['askSpotlight', { clientKey: randomUUID(), threadId, messageToAuthor: blank }, 'messageToAuthor'],
        [
          'offerReferral',
          { clientKey: randomUUID(), threadId, helpline: 'awel', messageToMembers: blank },
          'messageToMembers',
        ],
        ['openAside', { clientKey: randomUUID(), postId: post.id, text: blank }, 'text'],
      ];
      for (const [name, input, field] of asked) {
        expect([name, await refused(kring, imke, name, { reason: 'het gaat snel', ...input })]).toEqual([
          name,
          expect.objectContaining({ code: 'UNFILLED_TEMPLATE', field }),
        ]);
      }
      const removal = { postId: post.id, reason: 'herhaald', messageToMember: blank };
      expect((await refused(kring, bas, 'removeMember', removal)).code).toBe('UNFILLED_TEMPLATE');
      const question = { nl: 'Wat {dan}?', fr: 'Quoi ?', en: 'What?', organisationId: organisation.id };
      expect(await refused(kring, bas, 'keepPrompt', { ...question, clientKey: randomUUID() })).toMatchObject({
        code: 'UNFILLED_TEMPLATE',
        field: 'nl',
      });
      // What is filled in goes out as it stands.
      const pinned = await mutate<{ intervention: { kind: string } }>(
        kring,
        imke,
        'pinGuideNote',
        { clientKey: randomUUID(), threadId, text: 'Dag allemaal, tot straks.', reason: 'zacht bijsturen' },
        '... on InterventionDone { intervention { kind } }',
      );
      expect(pinned.intervention.kind).toBe('GUIDE_NOTE');
    });

    it('never go out with a blank in what is said apart; a member may write braces', async () => {
      const lin = await join(kring, organisation, group, { nickname: 'Late Linde' });
      const opened = await mutate<{ id: string; messages: { id: string }[] }>(
        kring,
        imke,
        'openAside',
        { clientKey: randomUUID(), membershipId: lin.membershipId, reason: 'stil', text: 'Dag, hoe gaat het?' },
        '... on Aside { id messages { id } }',
      );
      const say = (text: string) => ({ clientKey: randomUUID(), asideId: opened.id, text });
      expect((await refused(kring, imke, 'writeInAside', say('Tot {datum}.'))).code).toBe('UNFILLED_TEMPLATE');
      const written = await see<{ __typename: string }>(
        kring,
        lin,
        `mutation ($input: WriteInAsideInput!) { writeInAside(input: $input) { __typename } }`,
        { input: say('Ik schreef {iets} tussen accolades.') },
      );
      expect(written.__typename).not.toBe('Problem');
      const promise = { clientKey: randomUUID(), messageId: opened.messages[0]?.id, sentence: 'Tot {datum}.' };
      const due = new Date(Date.now() + 86_400_000).toISOString();
      expect((await refused(kring, imke, 'makePromise', { ...promise, dueAt: due })).code).toBe('UNFILLED_TEMPLATE');
    });
  });

  describe('beside the item', () => {
    const decide = async (threadId: string, kind: string, reasons: string): Promise<void> => {
      const item = await itemOf(threadId, 'heldPosts { id }');
      const held = (item['heldPosts'] as { id: string }[]).map(({ id }) => id);
      await mutate(kring, imke, 'claimReviewItem', { id: item['id'] }, '... on ReviewItem { id }');
      const now = await itemOf(threadId, '');
      const returned =
        kind === 'RETURNED' || kind === 'HIDDEN' ? { messageToAuthor: 'Kan dat eruit?', postIds: held } : {};
      const input = { id: item['id'], version: now['version'], decision: kind, reasons, ...returned };
      await mutate(kring, imke, 'resolveReviewItem', input, '... on ReviewItem { id }');
    };
    const dark = 'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.';
    const fields = `topics similarDecisions { id itemId severity kind reasons isOverturned isSameGroup by { displayName } }`;

    it('stand the topics of the item, the gravest first, with what was flagged', async () => {
      const { post } = await tell(kring, ans, group, 'Donker', dark);
      await mutate(
        kring,
        imke,
        'flag',
        { clientKey: randomUUID(), threadId: post.thread.id, reason: 'COMPETING' },
        '... on Flag { id }',
      );
      const item = await itemOf(post.thread.id, fields);
      const topics = item['topics'] as string[];
      expect(topics).toContain('COMPETITION');
      expect(topics.length).toBeGreaterThan(1);
      expect(item['similarDecisions']).toEqual([]);
    });

    it('stand earlier decisions of this organisation on what is like it, the most similar first', async () => {
      const second = await join(kring, organisation, other, { nickname: 'Stille Varen' });
      const there = await tell(kring, second, other, 'Ook donker', dark);
      await decide(there.post.thread.id, 'SUPPORTED', 'Apart gesproken, er is iemand bij.');
      const before = await tell(kring, ans, group, 'Weer donker', dark);
      await decide(before.post.thread.id, 'STEERED', 'Met een vraag bijgestuurd.');
      const { post } = await tell(kring, ans, group, 'Nog donker', dark);
      const item = await itemOf(post.thread.id, fields);
      expect(item['similarDecisions']).toEqual([
        expect.objectContaining({ kind: 'STEERED', isSameGroup: true, by: { displayName: 'Imke' } }),
        expect.objectContaining({ kind: 'SUPPORTED', isSameGroup: false, isOverturned: false }),
      ]);
      const [first] = item['similarDecisions'] as { itemId: string }[];
      expect(first?.itemId).toBeTruthy();
    });

    it('stand beside each item of a page, and are read once for all of them', async () => {
      await tell(kring, ans, group, 'Even donker', dark);
      await kring.settle();
      const read = jest.spyOn(kring.app.get(EarlierDecisions), 'newest');
      const page = await see<{ edges: { node: { id: string; similarDecisions: { itemId: string }[] } }[] }>(
        kring,
        imke,
        `query ($id: ID!) { reviewItems(organisationId: $id, first: 50) { edges { node { id similarDecisions { itemId } } } } }`,
        { id: organisation.id },
      );
      const beside = page.edges.map(({ node }) => node).filter((node) => node.similarDecisions.length > 0);
      expect(beside.length).toBeGreaterThan(1);
      expect(beside.every(({ id, similarDecisions }) => similarDecisions.every(({ itemId }) => itemId !== id))).toBe(
        true,
      );
      expect(read).toHaveBeenCalledTimes(1);
      read.mockRestore();
    });

    it('stands that another person took a decision back', async () => {
      const goodbye = 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.';
      const lis = await join(kring, organisation, group, { nickname: 'Wakkere Lis' });
      const { post } = await tell(kring, lis, group, 'Nacht', goodbye);
      await decide(post.thread.id, 'RETURNED', 'Herschrijven zonder het plan.');
      const { statements } = await see<{ statements: { id: string }[] }>(
        kring,
        lis,
        `{ viewer { statements { id } } }`,
      );
      const asked = { clientKey: randomUUID(), statementId: statements[0]?.id };
      await mutate(kring, lis, 'appeal', asked, '... on StatementOfReasons { id }');
      const { id, version } = await itemOf(post.thread.id, 'kind');
      await mutate(kring, joris, 'claimReviewItem', { id }, '... on ReviewItem { id }');
      const claimed = await itemOf(post.thread.id, '');
      expect(claimed['version']).not.toBe(version);
      const answer = { id, version: claimed['version'], outcome: 'OVERTURNED', reasons: 'Samen herlezen.' };
      const open = await refused(kring, joris, 'decideAppeal', { ...answer, reasons: 'Dag {bijnaam}' });
      expect(open).toMatchObject({ code: 'UNFILLED_TEMPLATE', field: 'reasons' });
      await mutate(kring, joris, 'decideAppeal', answer, '... on ReviewItem { id }');

      const next = await tell(kring, lis, group, 'Weer nacht', goodbye);
      const item = await itemOf(next.post.thread.id, fields);
      expect(item['similarDecisions']).toEqual([
        expect.objectContaining({ kind: 'RETURNED', isOverturned: true, reasons: 'Herschrijven zonder het plan.' }),
      ]);
      expect(await history(imke, next.post.id)).toMatchObject({ held: 2, returned: 1, appeals: 1, overturned: 1 });
      // Nothing that a member wrote stands there, and what is about something else does not.
      expect(JSON.stringify(item['similarDecisions'])).not.toContain('Nacht');
    });

    it('stands the history of a member in this group alone', async () => {
      const post = (await tell(kring, ans, group, 'Nu', 'Vandaag ging het iets beter.')).post;
      const before = await history(imke, post.id);
      expect(before).toMatchObject({ nickname: 'Vroege Merel', returned: 0, hidden: 0, steered: 0, asides: 0 });
      expect(before?.posts).toBeGreaterThan(2);
      await mutate(
        kring,
        imke,
        'hidePost',
        { postId: post.id, reason: 'herkenbaar', messageToAuthor: 'Dit maakt je herkenbaar.' },
        '... on InterventionDone { intervention { id } }',
      );
      await mutate(
        kring,
        imke,
        'holdMember',
        { postId: post.id, reason: 'even meelezen', messageToMember: 'We lezen eerst mee.' },
        '... on InterventionDone { intervention { id } }',
      );
      await mutate(
        kring,
        imke,
        'openAside',
        { clientKey: randomUUID(), postId: post.id, reason: 'hoe gaat het', text: 'Hoe gaat het nu?' },
        '... on Aside { id }',
      );
      await mutate(
        kring,
        joris,
        'watchOver',
        {
          clientKey: randomUUID(),
          postId: post.id,
          reason: 'nabij blijven',
          nextContactAt: new Date(Date.now() + 86_400_000).toISOString(),
        },
        '... on Watch { id }',
      );
      const watching = { times: 1, isWatched: true };
      expect(await history(imke, post.id)).toMatchObject({ hidden: 1, steered: 1, asides: 1, watching });
      // That two people talk apart is theirs; a supervisor may know, a colleague may not.
      expect(await history(joris, post.id)).toMatchObject({ hidden: 1, asides: 0 });
      expect(await history(bas, post.id)).toMatchObject({ asides: 1 });
      for (const nobody of [stranger, organisation.organiser, ans]) {
        expect(await history(nobody, post.id)).toBeNull();
      }
      expect(await history(imke, randomUUID())).toBeNull();
    });

    it('stands nothing of what the same account did in another group', async () => {
      const there = await join(kring, organisation, other, { nickname: 'Rustige Reiger' });
      const told = (await tell(kring, there, other, 'Hier', 'Ik ben hier nieuw.')).post;
      expect(await history(imke, told.id)).toMatchObject({ nickname: 'Rustige Reiger', posts: 1, hidden: 0 });
    });
  });
});
