import { randomUUID } from 'node:crypto';
import { VerifyChain } from '@kring/audit';
import { EndPause } from '@kring/groups';
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

const charter = '- We vertellen over onszelf.\n- We kwetsen niemand.';
const told = 'We nemen even afstand. Daarna praten we samen verder.';
const said = 'Ik zeg ook iets.';

interface Statement {
  readonly id: string;
  readonly kind: string;
  readonly fate: string;
  readonly facts: string;
  readonly charterRule: string | null;
  readonly byRole: string;
  readonly software: string;
  readonly endsAt: string | null;
  readonly words: string | null;
  readonly groupName: string | null;
  readonly threadId: string | null;
  readonly mayAppeal: boolean;
  readonly decidedBy: { readonly displayName: string } | null;
  readonly appeal: { readonly state: string; readonly answer: string | null } | null;
}
interface Item {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly mayTake: boolean;
  readonly thread: { readonly id: string };
  readonly statement: Statement | null;
}

const statementFields = `id kind fate facts charterRule byRole software endsAt words groupName threadId mayAppeal
  decidedBy { displayName } appeal { state answer }`;
const itemFields = `id kind state version mayTake thread { id } statement { ${statementFields} }`;

describe('a second look at what was decided about a member', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let joris: StaffPerson;
  let bas: StaffPerson;
  let els: StaffPerson;
  let stranger: StaffPerson;
  let bo: Member;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168', KRING_SESSION_DAYS: '300' }, clock);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    const elsewhere = await foundOrganisation(kring, 'Huis Berk');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    joris = await hire(kring, organisation, 'MODERATOR', 'Joris');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    els = await hire(kring, organisation, 'SUPERVISOR', 'Els');
    stranger = await hire(kring, elsewhere, 'SUPERVISOR', 'Griet');
    group = await makeGroup(kring, organisation, 'De Luwte', { charter });
    bo = await join(kring, organisation, group, { nickname: 'Late Linde' });
  });
  afterAll(() => kring.stop());

  const inHours = (hours: number): string => new Date(clock.now().getTime() + hours * 3_600_000).toISOString();
  const statements = async (person: Person): Promise<Statement[]> =>
    (await see<{ statements: Statement[] }>(kring, person, `{ viewer { statements { ${statementFields} } } }`))
      .statements;
  const newest = async (person: Person): Promise<Statement> => {
    const [statement] = await statements(person);
    if (!statement) throw new Error('whoever a measure is about gets its reasons');
    return statement;
  };
  const stateOf = async (person: Person): Promise<string | undefined> =>
    (await see<{ memberships: { state: string }[] }>(kring, person, `{ viewer { memberships { state } } }`))
      .memberships[0]?.state;
  const steer = (by: Person, mutation: string, input: Record<string, unknown>) =>
    mutate<{ intervention: { id: string; undoable: boolean } }>(
      kring,
      by,
      mutation,
      { reason: 'Zo beslist.', ...input },
      '... on InterventionDone { intervention { id undoable } }',
    );
  const undo = (by: Person, interventionId: string) => steer(by, 'undoIntervention', { interventionId });
  const appeal = (person: Person, statementId: string, clientKey: string = randomUUID()): Promise<Statement> =>
    mutate(kring, person, 'appeal', { clientKey, statementId }, `... on StatementOfReasons { ${statementFields} }`);
  const appealRefused = (person: Person | null, statementId: string) =>
    refused(kring, person, 'appeal', { clientKey: randomUUID(), statementId });
  const claim = (person: Person, id: string): Promise<Item> =>
    mutate(kring, person, 'claimReviewItem', { id }, `... on ReviewItem { ${itemFields} }`);
  const decide = (person: Person, item: Item, outcome: string, reasons = 'Samen herlezen.'): Promise<Item> =>
    mutate(
      kring,
      person,
      'decideAppeal',
      { id: item.id, version: item.version, outcome, reasons },
      `... on ReviewItem { ${itemFields} }`,
    );
  const decideRefused = (person: Person, item: Item) =>
    refused(kring, person, 'decideAppeal', {
      ...{ id: item.id, version: item.version, outcome: 'OVERTURNED', reasons: 'Herlezen.' },
    });
  const waiting = async (person: Person, threadId: string): Promise<Item | undefined> => {
    await kring.settle();
    const query = `query ($id: ID!) { reviewItems(organisationId: $id, filter: { states: [OPEN, CLAIMED] }, first: 50) {
      edges { node { ${itemFields} } } } }`;
    const { edges } = await see<{ edges: { node: Item }[] }>(kring, person, query, { id: organisation.id });
    return edges.find(({ node }) => node.kind === 'APPEAL' && node.thread.id === threadId)?.node;
  };
  const itemOf = async (person: Person, threadId: string): Promise<Item> => {
    const item = await waiting(person, threadId);
    if (!item) throw new Error('no appeal is open at this thread');
    return item;
  };
  /** Somebody new who wrote in a thread of Bo. */
  const member = async (): Promise<{ who: Member; threadId: string; postId: string }> => {
    const who = await join(kring, organisation, group);
    const { post } = await tell(kring, bo, group, 'Een dag', 'Vandaag was een goede dag.');
    const answer = await reply(kring, who, post.thread.id, said);
    return { who, threadId: post.thread.id, postId: answer.post?.id ?? '' };
  };
  const paused = async (by: Person = imke, hours = 48) => {
    const place = await member();
    const input = {
      postId: place.postId,
      until: inHours(hours),
      returnPlan: told,
      charterRule: { version: 1, number: 1 },
    };
    const { intervention } = await steer(by, 'pauseMember', input);
    return { ...place, interventionId: intervention.id, statement: await newest(place.who) };
  };
  const removed = async (by: Person = bas) => {
    const place = await member();
    const { intervention } = await steer(by, 'removeMember', { postId: place.postId, messageToMember: told });
    return { ...place, intervention, statement: await newest(place.who) };
  };
  /** A post of theirs points at the same member again. */
  const appealed = async (of: { who: Member; threadId: string; statement: Statement }): Promise<Item> => {
    await appeal(of.who, of.statement.id);
    return itemOf(els, of.threadId);
  };

  it('begins with reasons that they read during a time-out too, and nobody else does', async () => {
    const { who, threadId, postId, statement } = await paused();
    expect(await stateOf(who)).toBe('PAUSED');
    expect(statement).toMatchObject({
      ...{ kind: 'PAUSE_MEMBER', fate: 'STANDS', facts: told, charterRule: 'We kwetsen niemand.', byRole: 'MODERATOR' },
      ...{
        software: 'NONE',
        words: said,
        groupName: 'De Luwte',
        threadId,
        decidedBy: null,
        mayAppeal: true,
        appeal: null,
      },
    });
    expect(Date.parse(statement.endsAt ?? '')).toBeGreaterThan(clock.now().getTime());
    expect(JSON.stringify(statement)).not.toContain('Imke');
    for (const person of [bo, imke, bas, stranger, organisation.organiser])
      expect(await statements(person)).toEqual([]);
    // The post itself is as it was: it has no reasons of its own.
    const seen = await see<{ posts: { edges: { node: { id: string; statement: Statement | null } }[] } }>(
      kring,
      who,
      `query ($id: ID!) { thread(id: $id) { posts(first: 9) { edges { node { id statement { id } } } } } }`,
      { id: threadId },
    );
    expect(seen.posts.edges.find(({ node }) => node.id === postId)?.node.statement).toBeNull();
    expect(
      await refused(kring, imke, 'holdMember', {
        ...{ postId, reason: 'Zo.', messageToMember: told, charterRule: { version: 2, number: 0 } },
      }),
    ).toMatchObject({ code: 'CHARTER_CHANGED', field: 'charterRule' });
    expect(await statements(who)).toHaveLength(1);
  });

  it('goes to a person who took no part, and taken back, they write again at once', async () => {
    const place = await paused();
    const key = randomUUID();
    const [one, two] = await Promise.all([
      appeal(place.who, place.statement.id, key),
      appeal(place.who, place.statement.id, key),
    ]);
    expect(two).toEqual(one);
    expect(one).toMatchObject({ mayAppeal: false, appeal: { state: 'OPEN' } });
    expect(await appealRefused(place.who, place.statement.id)).toMatchObject({ code: 'ALREADY_APPEALED' });
    const item = await itemOf(joris, place.threadId);
    expect(item).toMatchObject({
      mayTake: true,
      statement: { kind: 'PAUSE_MEMBER', decidedBy: { displayName: 'Imke' } },
    });
    expect((await itemOf(imke, place.threadId)).mayTake).toBe(false);
    expect(await refused(kring, imke, 'claimReviewItem', { id: item.id })).toMatchObject({ code: 'OWN_DECISION' });
    const mine = await claim(joris, item.id);
    expect(await decideRefused(joris, item)).toMatchObject({ code: 'STALE' });
    await decide(joris, mine, 'OVERTURNED', 'Hier was geen time-out nodig.');
    expect(await stateOf(place.who)).toBe('ACTIVE');
    expect(await newest(place.who)).toMatchObject({
      fate: 'TAKEN_BACK',
      appeal: { state: 'OVERTURNED', answer: 'Hier was geen time-out nodig.' },
    });
    expect((await reply(kring, place.who, place.threadId, 'Ik ben er weer.')).post?.state).toBe('VISIBLE');
    expect(await refused(kring, imke, 'undoIntervention', { interventionId: place.interventionId, reason: 'Zo.' })).toMatchObject({ code: 'STALE' }); // prettier-ignore
  });

  it('leaves what another one set: only what was appealed is taken back', async () => {
    const place = await member();
    const input = { postId: place.postId, messageToMember: told };
    await steer(imke, 'holdMember', input);
    const first = await newest(place.who);
    await steer(imke, 'pauseMember', { postId: place.postId, until: inHours(5), returnPlan: told });
    const item = await appealed({ ...place, statement: first });
    await decide(joris, await claim(joris, item.id), 'OVERTURNED');
    expect((await statements(place.who)).map(({ kind, fate }) => `${kind} ${fate}`)).toEqual([
      'PAUSE_MEMBER STANDS',
      'HOLD_MEMBER TAKEN_BACK',
    ]);
    expect(await stateOf(place.who)).toBe('PAUSED');
  });

  it('can let it stand, and then nothing changes', async () => {
    const place = await paused();
    const item = await appealed(place);
    await decide(joris, await claim(joris, item.id), 'UPHELD');
    expect(await stateOf(place.who)).toBe('PAUSED');
    expect(await newest(place.who)).toMatchObject({ fate: 'STANDS', mayAppeal: false, appeal: { state: 'UPHELD' } });
    expect(await appealRefused(place.who, place.statement.id)).toMatchObject({ code: 'ALREADY_APPEALED' });
  });

  it('is answered too when a time-out ended meanwhile: it was felt', async () => {
    const place = await paused(imke, 1);
    const item = await appealed(place);
    clock.forward(61);
    await kring.app.get(EndPause).run(organisation.id, place.who.membershipId);
    expect(await newest(place.who)).toMatchObject({ fate: 'ENDED', appeal: { state: 'OPEN' } });
    await decide(joris, await claim(joris, item.id), 'OVERTURNED', 'Dit had anders gekund.');
    expect(await newest(place.who)).toMatchObject({ fate: 'ENDED', appeal: { state: 'OVERTURNED' } });
    expect(await stateOf(place.who)).toBe('ACTIVE');
  });

  describe('of a removal', () => {
    it('is asked by somebody who reaches nothing else, and another supervisor lets them in again', async () => {
      const place = await removed();
      const { who, threadId, statement } = place;
      expect(place.intervention.undoable).toBe(false);
      expect(await stateOf(who)).toBeUndefined();
      expect(statement).toMatchObject({
        ...{ kind: 'REMOVE_MEMBER', fate: 'STANDS', facts: told, byRole: 'SUPERVISOR', mayAppeal: true },
        ...{ words: null, groupName: null, threadId: null, decidedBy: null },
      });
      for (const person of [bo, stranger, null]) {
        expect(['NOT_FOUND', 'NOT_SIGNED_IN']).toContain((await appealRefused(person, statement.id)).code);
      }
      const none = await appealRefused(bo, randomUUID());
      expect(await appealRefused(bo, statement.id)).toEqual(none);

      const [one, two] = await Promise.all([appeal(who, statement.id), appealRefused(bo, statement.id)]);
      expect(one).toMatchObject({ groupName: null, threadId: null, words: null, appeal: { state: 'OPEN' } });
      expect(two).toEqual(none);
      const item = await itemOf(els, threadId);
      for (const [person, code] of [
        [bas, 'OWN_DECISION'],
        [joris, 'NEEDS_SUPERVISOR'],
      ] as const) {
        // prettier-ignore
        expect((await itemOf(person, threadId)).mayTake).toBe(false);
        expect(await refused(kring, person, 'claimReviewItem', { id: item.id })).toMatchObject({ code });
        expect(await decideRefused(person, item)).toMatchObject({ code });
      }
      const answer = 'We hadden eerst moeten praten. Je bent weer welkom.';
      await decide(els, await claim(els, item.id), 'OVERTURNED', answer);
      expect(await stateOf(who)).toBe('ACTIVE');
      expect(await newest(who)).toMatchObject({
        ...{ fate: 'TAKEN_BACK', groupName: 'De Luwte', appeal: { state: 'OVERTURNED', answer } },
      });
      expect((await postsSeen(kring, who, threadId))?.map(({ text }) => text)).toContain(said);
      expect((await reply(kring, who, threadId, 'Ik ben er weer.')).post?.state).toBe('VISIBLE');
      expect((await see<{ farewells: unknown[] }>(kring, who, `{ viewer { farewells { at } } }`)).farewells).toEqual(
        [],
      );
      expect(
        await rowsOf(
          kring.database.adminUrl,
          `SELECT from_state AS "from", to_state AS "to" FROM membership_moves WHERE membership_id = '${who.membershipId}' ORDER BY at DESC LIMIT 1`,
        ),
      ).toEqual([{ from: 'REMOVED', to: 'ACTIVE' }]);
      expect(await kring.app.get(VerifyChain).run(organisation.id)).toMatchObject({ brokenAt: null });

      // The life of the membership goes on: it can end again, with reasons of its own.
      await steer(bas, 'removeMember', { postId: place.postId, messageToMember: told, reason: 'Opnieuw.' });
      expect((await statements(who)).map(({ kind, fate }) => `${kind} ${fate}`)).toEqual([
        'REMOVE_MEMBER STANDS',
        'REMOVE_MEMBER TAKEN_BACK',
      ]);
    });

    it('puts back a time-out that still lasts, and lets nobody in when it stands', async () => {
      const first = await paused(imke, 72);
      await steer(bas, 'removeMember', { postId: first.postId, messageToMember: told });
      const [removal] = await statements(first.who);
      const back = await appealed({ ...first, statement: removal ?? first.statement });
      await decide(els, await claim(els, back.id), 'OVERTURNED');
      expect(await stateOf(first.who)).toBe('PAUSED');

      const second = await removed();
      const item = await appealed(second);
      await decide(els, await claim(els, item.id), 'UPHELD');
      expect(await stateOf(second.who)).toBeUndefined();
      expect(await newest(second.who)).toMatchObject({ fate: 'STANDS', appeal: { state: 'UPHELD' } });
    });

    it('ends once, whoever is quickest', async () => {
      const place = await removed();
      const mine = await claim(els, (await appealed(place)).id);
      const answers = await Promise.allSettled(
        ['OVERTURNED', 'OVERTURNED', 'UPHELD'].map((outcome) => decide(els, mine, outcome)),
      );
      expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      const after = await newest(place.who);
      expect([await stateOf(place.who), after.fate]).toEqual(
        after.appeal?.state === 'UPHELD' ? [undefined, 'STANDS'] : ['ACTIVE', 'TAKEN_BACK'],
      );
    });
  });

  it('is over when the measure is: taken back, decided anew, or left', async () => {
    const undone = await paused();
    await appealed(undone);
    await undo(imke, undone.interventionId);
    const anew = await paused();
    await appealed(anew);
    await steer(joris, 'pauseMember', { postId: anew.postId, until: inHours(3), returnPlan: 'Tot straks.' });
    const left = await paused();
    const item = await appealed(left);
    const mine = await claim(joris, item.id);
    await mutate(kring, left.who, 'leaveGroup', { groupId: group.id, erasePosts: true });
    expect(await decideRefused(joris, mine)).toMatchObject({ code: expect.stringMatching(/^(NOTHING_TO_DECIDE|STALE)$/) as string }); // prettier-ignore
    for (const { threadId } of [undone, anew, left]) expect(await waiting(els, threadId)).toBeUndefined();
    expect(await newest(undone.who)).toMatchObject({ fate: 'TAKEN_BACK', appeal: { state: 'LAPSED' } });
    expect((await statements(anew.who)).map(({ fate, appeal: asked }) => [fate, asked?.state])).toEqual([
      ['STANDS', undefined],
      ['REPLACED', 'LAPSED'],
    ]);
    const kept = await rowsOf<{ facts: string; words: string | null }>(
      kring.database.adminUrl,
      `SELECT s.facts, a.words FROM statements s JOIN appeals a ON a.statement_id = s.id WHERE s.membership_id = '${left.who.membershipId}'`,
    );
    expect(kept).toEqual([{ facts: '', words: null }]);
    expect(await appealRefused(undone.who, undone.statement.id)).toMatchObject({ code: 'ALREADY_APPEALED' });
  });

  it('asked and taken back in one moment ends one way or the other, and never in between', async () => {
    for (let round = 0; round < 3; round += 1) {
      const place = await paused();
      await Promise.allSettled([appeal(place.who, place.statement.id), undo(imke, place.interventionId)]);
      await kring.settle();
      const after = await newest(place.who);
      expect(after.fate).toBe('TAKEN_BACK');
      expect([undefined, 'LAPSED']).toContain(after.appeal?.state);
      expect(await stateOf(place.who)).toBe('ACTIVE');
    }
  });

  it('comes in time or not at all', async () => {
    const place = await removed();
    clock.forward(14 * 24 * 60 + 1);
    expect(await newest(place.who)).toMatchObject({ fate: 'STANDS', mayAppeal: false });
    expect(await appealRefused(place.who, place.statement.id)).toMatchObject({ code: 'TOO_LATE_TO_APPEAL' });
  });
});
