import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  mutate,
  type Organisation,
  refused,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import { LearnAtHome } from '@kring/learning';
import { EachOrganisation } from '@kring/organisations';

jest.setTimeout(120_000);

interface Item {
  readonly id: string;
  readonly version: number;
  readonly severity: string;
  readonly why: string;
  readonly thread: { readonly id: string; readonly opener: { readonly assessment: Assessment | null } };
}
interface Assessment {
  readonly severity: string;
  readonly signals: readonly { readonly rule: string; readonly category: string; readonly explanation: string }[];
}
interface Learning {
  readonly learns: boolean;
  readonly auditPerMille: number;
  readonly drawn: number;
  readonly missed: {
    readonly count: number;
    readonly of: number;
    readonly share: number | null;
    readonly most: number;
  };
  readonly models: readonly {
    readonly category: string;
    readonly positives: number;
    readonly inUse: boolean;
    readonly precision: { readonly count: number; readonly of: number };
  }[];
}

const learningFields = `learns auditPerMille drawn missed { count of share most } models { category positives inUse precision { count of } }`;

/** Everything below happens in one organisation, another one, and their people. */
async function world(kring: RunningKring) {
  const organisation = await foundOrganisation(kring, 'Huis Linde');
  const group = await makeGroup(kring, organisation, 'De Luwte');
  return {
    organisation,
    group,
    moderator: await hire(kring, organisation, 'MODERATOR', 'Imke'),
    supervisor: await hire(kring, organisation, 'SUPERVISOR', 'Bas'),
    member: await join(kring, organisation, group),
  };
}

/** The item of a thread that is not resolved, as a moderator sees it. */
async function itemOf(kring: RunningKring, { moderator }: Awaited<ReturnType<typeof world>>, threadId: string) {
  const [open] = await rowsOf<{ id: string }>(
    kring.database.adminUrl,
    `SELECT id FROM review_items WHERE thread_id = $1 AND state <> 'RESOLVED'`,
    [threadId],
  );
  if (!open) return undefined;
  return see<Item>(
    kring,
    moderator,
    `query ($id: ID!) { reviewItem(id: $id) { id version severity why
       thread { id opener { assessment { severity signals { rule category explanation } } } } } }`,
    { id: open.id },
  );
}

describe('what reads posts after the rules', () => {
  let kring: RunningKring;
  let here: Awaited<ReturnType<typeof world>>;
  let organisation: Organisation;
  let group: Group;
  let member: Member;
  let moderator: StaffPerson;
  let supervisor: StaffPerson;

  beforeAll(async () => {
    kring = await startKring();
    here = await world(kring);
    ({ organisation, group, member, moderator, supervisor } = here);
  });
  afterAll(() => kring.stop());

  const learning = async (person: { readonly token: string }): Promise<Learning | null | undefined> => {
    const { staffPositions } = await see<{ staffPositions: { organisation: { learning: Learning | null } }[] }>(
      kring,
      person,
      `query { viewer { staffPositions { organisation { learning { ${learningFields} } } } } }`,
      {},
    );
    return staffPositions[0]?.organisation.learning;
  };
  const judge = (postId: string, severity: string, category: string | null = null): Promise<{ id: string }> =>
    mutate(
      kring,
      moderator,
      'judgePost',
      { postId, severity, category, reason: 'Zo lees ik het.' },
      '... on Post { id }',
    );

  const end = async (threadId: string, decision: string): Promise<void> => {
    const item = await itemOf(kring, here, threadId);
    const { version } = await mutate<Item>(kring, moderator, 'claimReviewItem', { id: item?.id }, '... on ReviewItem { version }'); // prettier-ignore
    await mutate(kring, moderator, 'resolveReviewItem', { id: item?.id, version, decision, reasons: 'Gelezen.' }, '... on ReviewItem { id }'); // prettier-ignore
  };

  it('lets chance draw posts that nothing points at, and counts what was missed', async () => {
    // At most two in a hundred can be chosen; with so few, no test would see one.
    await rowsOf(kring.database.adminUrl, `ALTER TABLE learning_choices DROP CONSTRAINT learning_choices_audit_per_mille_check`); // prettier-ignore
    await mutate(
      kring,
      supervisor,
      'changeLearning',
      { organisationId: organisation.id, learns: true, auditPerMille: 20 },
      '... on Learning { learns }',
    );
    await rowsOf(kring.database.adminUrl, `UPDATE learning_choices SET audit_per_mille = 1000`);
    const first = await tell(kring, member, group, 'Een fiets', 'Ik heb vandaag mijn band geplakt.');
    const second = await tell(kring, member, group, 'Soep', 'Er was pompoensoep bij mijn oma.');
    await kring.settle();
    const drawn = await itemOf(kring, here, first.post.thread.id);
    expect(drawn).toMatchObject({ severity: 'AMBER' });
    expect(drawn?.why).toMatch(/Steekproef/);
    await end(first.post.thread.id, 'NO_ACTION');
    await end(second.post.thread.id, 'SUPPORTED');
    expect(await learning(supervisor)).toMatchObject({ drawn: 2, missed: { count: 1, of: 2, share: 0.5 } });
    // What is found grave is counted as well, though the thread is then urgent for another reason.
    const grave = await tell(kring, member, group, 'Trein', 'De trein had weer vertraging.');
    await kring.settle();
    await judge(grave.post.id, 'RED', 'secrecy');
    expect((await itemOf(kring, here, grave.post.thread.id))?.severity).toBe('RED');
    expect(await learning(supervisor)).toMatchObject({ drawn: 3, missed: { count: 2, of: 3 } });
    await rowsOf(kring.database.adminUrl, `UPDATE learning_choices SET audit_per_mille = 0`);
    const third = await tell(kring, member, group, 'Brood', 'We hebben brood gebakken.');
    await kring.settle();
    expect(await itemOf(kring, here, third.post.thread.id)).toBeUndefined();
  });

  it('learns from what moderators said, raises what resembles it, and forgets what was erased', async () => {
    const bad = ['paarse', 'wolk', 'lantaarn', 'kelder', 'draaikolk'];
    const good = ['fiets', 'soep', 'regen', 'school', 'kat', 'trein', 'muziek', 'brood'];
    const leaver = await join(kring, organisation, group);
    for (let at = 0; at < 200; at += 1) {
      const isAbout = at % 3 === 0;
      const words = [0, 1, 2].map((step) => good[(at * 3 + step * 5) % good.length] ?? '');
      if (isAbout) words.push(bad[at % bad.length] ?? '', bad[(at + 2) % bad.length] ?? '');
      const who = at % 6 === 0 ? leaver : member;
      const { post } = await tell(kring, who, group, 'Vandaag', `Het ging over ${words.join(' en ')} bij ons.`);
      if (isAbout) await judge(post.id, 'AMBER', 'secrecy');
    }
    await kring.settle();
    await kring.app.get(EachOrganisation).ring('learn-nightly', 'learn-at-home');
    let taught = await learning(supervisor);
    for (
      const end = Date.now() + 30_000;
      !taught?.models.length && Date.now() < end;
      taught = await learning(supervisor)
    )
      await new Promise((resolve) => setTimeout(resolve, 200));
    expect(taught?.models).toEqual([expect.objectContaining({ category: 'secrecy', positives: 68, inUse: true })]);
    expect(taught?.models[0]?.precision.of).toBeGreaterThan(5);

    const alike = await tell(
      kring,
      member,
      group,
      'Weer',
      'Het ging over de paarse lantaarn en de draaikolk in de kelder bij ons.',
    );
    const quiet = await tell(kring, member, group, 'Weer', 'Het ging over soep en muziek en regen bij ons.');
    await kring.settle();
    const item = await itemOf(kring, here, alike.post.thread.id);
    expect(item).toMatchObject({ severity: 'AMBER', thread: { opener: { assessment: { severity: 'AMBER' } } } });
    expect(item?.thread.opener.assessment?.signals[0]).toMatchObject({ rule: 'home-model', category: 'secrecy' });
    expect(item?.thread.opener.assessment?.signals[0]?.explanation).toMatch(/jullie organisatie/);
    expect(item?.why).toMatch(/tweede lezer/);
    expect(await itemOf(kring, here, quiet.post.thread.id)).toBeUndefined();

    // What it found rightly is an example of that, and not of its absence.
    await end(alike.post.thread.id, 'SUPPORTED');

    // Elsewhere the same words say nothing, and nobody else sees what was learned.
    const elsewhere = await world(kring);
    const there = await tell(kring, elsewhere.member, elsewhere.group, 'Weer', 'De paarse lantaarn en de draaikolk in de kelder bij ons.'); // prettier-ignore
    await kring.settle();
    expect(await itemOf(kring, elsewhere, there.post.thread.id)).toBeUndefined();
    expect((await learning(elsewhere.supervisor))?.models).toEqual([]);
    for (const other of [moderator, organisation.organiser]) expect(await learning(other)).toBeNull();
    const input = { organisationId: organisation.id };
    for (const other of [moderator, organisation.organiser, elsewhere.supervisor])
      expect(await refused(kring, other, 'discardModels', input)).toMatchObject({ code: 'NOT_FOUND' });

    await mutate(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: true }, '... on Membership { state }');
    await kring.settle();
    await kring.app.get(LearnAtHome).run(organisation.id);
    expect((await learning(supervisor))?.models).toEqual([expect.objectContaining({ positives: 35, inUse: false })]);

    await mutate(kring, supervisor, 'discardModels', input, '... on Learning { learns }');
    expect((await learning(supervisor))?.models).toEqual([]);
    await mutate(kring, supervisor, 'changeLearning', { ...input, learns: false, auditPerMille: 0 }, '... on Learning { learns }'); // prettier-ignore
    expect(await kring.app.get(LearnAtHome).run(organisation.id)).toBe(0);
    expect(await learning(supervisor)).toMatchObject({ learns: false, models: [] });
    expect(await refused(kring, supervisor, 'changeLearning', { ...input, learns: true, auditPerMille: 21 })).toMatchObject({ code: 'INVALID_INPUT', field: 'auditPerMille' }); // prettier-ignore
  });
});

describe('a model that the organisation runs itself', () => {
  let kring: RunningKring;
  let here: Awaited<ReturnType<typeof world>>;
  let server: Server;
  let isUp = true;

  beforeAll(async () => {
    server = createServer((_, response) => {
      if (!isUp) return void response.socket?.destroy();
      response.end(JSON.stringify({ results: [{ category_scores: { 'self-harm/intent': 0.95 } }] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    kring = await startKring({
      KRING_REMOTE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/moderations`,
    });
    here = await world(kring);
  });
  afterAll(async () => {
    await kring.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const itemWithin = async (threadId: string): Promise<Item | undefined> => {
    for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
      const item = await itemOf(kring, here, threadId);
      if (item) return item;
    }
    return undefined;
  };

  it('raises what it finds, never holds or delays, and calls a person when it does not answer', async () => {
    const found = await tell(kring, here.member, here.group, 'Vandaag', 'De bus was te laat en het regende.');
    expect(found.post.state).toBe('VISIBLE');
    const item = await itemWithin(found.post.thread.id);
    expect(item).toMatchObject({ severity: 'RED', thread: { opener: { assessment: { severity: 'RED' } } } });
    expect(item?.thread.opener.assessment?.signals[0]).toMatchObject({
      rule: 'remote-model',
      category: 'suicidal_intent',
    });
    isUp = false;
    const unread = await tell(kring, here.member, here.group, 'Morgen', 'De trein was op tijd.');
    expect(unread.post.state).toBe('VISIBLE');
    const unchecked = await itemWithin(unread.post.thread.id);
    expect(unchecked?.severity).toBe('AMBER');
    expect(unchecked?.why).toMatch(/nagekeken/);
  });
});
