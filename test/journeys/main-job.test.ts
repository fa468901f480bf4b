import { randomUUID } from 'node:crypto';
import {
  ask,
  askFor,
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  listen,
  makeGroup,
  type Member,
  type Organisation,
  reply,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';

jest.setTimeout(60_000);

const intervention = `__typename ... on InterventionDone { intervention { id kind climateBefore } thread { id replyPolicy { canReply slowModeMinutes } } } ... on Problem { code message field }`;

describe('the main job, from end to end', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let moderator: StaffPerson;
  let members: Member[];

  beforeAll(async () => {
    kring = await startKring({ KRING_RECHECK_MINUTES: '1' });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    group = await makeGroup(kring, organisation, 'De Luwte');
    members = [];
    for (const nickname of ['Vroege Merel', 'Late Linde', 'Stille Varen'])
      members.push(await join(kring, organisation, group, { nickname }));
  });
  afterAll(() => kring.stop());

  it('lets somebody with an open code ask, and a moderator admit', async () => {
    const code = await invite(kring, organisation, group, 'OPEN');
    const newcomer = await join(kring, organisation, group, { code, nickname: 'Verre Zwaluw' });
    const before = await ask<{ group: unknown }>(
      kring.url,
      `query ($id: ID!) { group(id: $id) { name } }`,
      { id: group.id },
      { token: newcomer.token },
    );
    expect(before.data?.group).toBeNull();
    const admitted = await askFor<{ state: string }>(
      kring.url,
      `mutation ($input: AdmitMemberInput!) { admitMember(input: $input) { ... on Membership { state } ... on Problem { code } } }`,
      { input: { membershipId: newcomer.membershipId, admit: true } },
      { token: moderator.token },
    );
    expect(admitted.state).toBe('ACTIVE');
    const after = await askFor<{ name: string }>(
      kring.url,
      `query ($id: ID!) { group(id: $id) { name } }`,
      { id: group.id },
      { token: newcomer.token },
    );
    expect(after.name).toBe('De Luwte');
  });

  it('answers a crisis with help at once, holds it from peers, and puts it first on the screen of a moderator', async () => {
    const queue = await listen<{ severity: string; thread: { title: string } }>(
      kring.url,
      `subscription ($id: ID!) { reviewItemChanged(organisationId: $id) { id severity thread { title } } }`,
      { id: organisation.id },
      { token: moderator.token },
    );
    const [opener, peer] = members as [Member, Member];
    const started = Date.now();
    const told = await tell(
      kring,
      opener,
      group,
      'Vannacht',
      'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.',
    );
    expect(told.help?.message).toMatch(/Goed dat je dit schrijft/);
    expect(told.post.state).toBe('HELD');
    await queue.until((item) => item.severity === 'CRISIS');
    expect(Date.now() - started).toBeLessThan(2000);
    await queue.stop();
    const seen = await askFor<unknown>(
      kring.url,
      `query ($id: ID!) { thread(id: $id) { title } }`,
      { id: told.post.thread.id },
      { token: peer.token },
    );
    expect(seen).toBeNull();
    const own = await askFor<{ title: string }>(
      kring.url,
      `query ($id: ID!) { thread(id: $id) { title } }`,
      { id: told.post.thread.id },
      { token: opener.token },
    );
    expect(own.title).toBe('Vannacht');
  });

  it('shows a moderator a thread that turns; they claim, pin a note and slow it down; members see both', async () => {
    const [opener, second, third] = members as [Member, Member, Member];
    const told = await tell(
      kring,
      opener,
      group,
      'Wie slaapt er nog?',
      'Ik slaap al weken slecht en overdag doe ik alsof.',
    );
    const threadId = told.post.thread.id;
    await reply(kring, second, threadId, 'Bij mij is het nog erger dan bij jou. Het heeft allemaal geen zin meer.');
    await reply(kring, third, threadId, 'Ik zie ook geen uitweg. Het wordt nooit meer beter, voor niemand van ons.');
    await reply(kring, opener, threadId, 'Niets helpt. Alles is hopeloos, ik heb nergens nog zin in.');
    const live = await listen<{
      isGuideNote: boolean;
      text: string;
      thread: { replyPolicy: { slowModeMinutes: number | null } };
    }>(
      kring.url,
      `subscription ($id: ID!) { postChanged(threadId: $id) { id isGuideNote text thread { replyPolicy { slowModeMinutes } } } }`,
      { id: threadId },
      { token: second.token },
    );
    await reply(kring, second, threadId, 'Ik geef het op. Niemand kan ons nog helpen, het is allemaal zinloos.');
    await kring.settle();
    const items = await askFor<{
      edges: {
        node: { id: string; version: number; severity: string; why: string; thread: { id: string; climate: string } };
      }[];
    }>(
      kring.url,
      `query ($id: ID!) { reviewItems(organisationId: $id) { edges { node { id version severity why thread { id climate } } } counts { severity count } } }`,
      { id: organisation.id },
      { token: moderator.token },
    );
    const item = items.edges.map((edge) => edge.node).find((node) => node.thread.id === threadId);
    expect(item?.thread.climate).toMatch(/TURNING|REINFORCING/);
    const claimed = await askFor<{ claim: { by: { displayName: string } }; version: number }>(
      kring.url,
      `mutation ($input: ClaimReviewItemInput!) { claimReviewItem(input: $input) { ... on ReviewItem { version claim { by { displayName } expiresAt } } ... on Problem { code } } }`,
      { input: { id: item?.id } },
      { token: moderator.token },
    );
    expect(claimed.claim.by.displayName).toBe('Imke');
    const noted = await askFor<{ intervention?: { climateBefore: string } }>(
      kring.url,
      `mutation ($input: PinGuideNoteInput!) { pinGuideNote(input: $input) { ${intervention} } }`,
      {
        input: {
          clientKey: randomUUID(),
          threadId,
          text: 'Dank om eerlijk te zijn. Slecht slapen is geen wedstrijd. 106 neemt altijd op.',
          reason: 'kantelt',
        },
      },
      { token: moderator.token },
    );
    expect(noted.intervention?.climateBefore).toBe(item?.thread.climate);
    const slowed = await askFor<{ thread?: { replyPolicy: { slowModeMinutes: number } } }>(
      kring.url,
      `mutation ($input: SetSlowModeInput!) { setSlowMode(input: $input) { ${intervention} } }`,
      { input: { threadId, minutes: 10, reason: 'het gaat snel' } },
      { token: moderator.token },
    );
    expect(slowed.thread?.replyPolicy.slowModeMinutes).toBe(10);
    await live.until((post) => post.isGuideNote);
    await live.until((post) => post.thread.replyPolicy.slowModeMinutes === 10);
    await live.stop();
    const refused = await reply(kring, second, threadId, 'Nog iets.');
    expect(refused.code).toBe('SLOW_MODE');
    expect(Date.parse(refused.retryAt ?? '')).toBeGreaterThan(Date.now());
    const version = await askFor<{ version: number }>(
      kring.url,
      `query ($id: ID!) { reviewItem(id: $id) { version } }`,
      { id: item?.id },
      { token: moderator.token },
    );
    const stale = await askFor<{ code?: string }>(
      kring.url,
      `mutation ($input: ResolveReviewItemInput!) { resolveReviewItem(input: $input) { ... on ReviewItem { state } ... on Problem { code } } }`,
      { input: { id: item?.id, version: version.version - 1, decision: 'STEERED', reasons: 'gestuurd' } },
      { token: moderator.token },
    );
    expect(stale.code).toBe('STALE');
    const resolved = await askFor<{ state?: string; code?: string }>(
      kring.url,
      `mutation ($input: ResolveReviewItemInput!) { resolveReviewItem(input: $input) { ... on ReviewItem { state } ... on Problem { code } } }`,
      { input: { id: item?.id, version: version.version, decision: 'STEERED', reasons: 'gestuurd' } },
      { token: moderator.token },
    );
    expect(resolved).toEqual({ state: 'RESOLVED' });
  });

  it('makes one thing of the same mutation sent ten times at once', async () => {
    const [opener, second] = members as [Member, Member];
    const told = await tell(kring, opener, group, 'De zondagavond', 'Op zondag begint het rond vier uur.');
    const clientKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        reply(kring, second, told.post.thread.id, 'Herkenbaar. Ik ga dan wandelen.', clientKey),
      ),
    );
    expect(new Set(answers.map((answer) => answer.post?.id)).size).toBe(1);
    const thread = await askFor<{ posts: { edges: unknown[] } }>(
      kring.url,
      `query ($id: ID!) { thread(id: $id) { posts { edges { node { id } } } } }`,
      { id: told.post.thread.id },
      { token: second.token },
    );
    expect(thread.posts.edges).toHaveLength(2);
    const other = await reply(kring, second, told.post.thread.id, 'Iets anders.', clientKey);
    expect(other.code).toBe('INVALID_INPUT');
  });
});
