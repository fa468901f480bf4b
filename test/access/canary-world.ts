import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import {
  askFor,
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  type Member,
  makeGroup,
  oneTimeCode,
  type Organisation,
  passphrase,
  type Person,
  reply,
  type RunningKring,
  type StaffPerson,
  tell,
} from '@kring/testing';
import { Accounts } from '@kring/identity';
import { UnitOfWork, visitor } from '@kring/platform';
import { act } from './act';
import { type Audience, belonging, type Canary, everyStaff, freshWord, inside, members, moderators } from './canaries';
import { type AsideWorld, asideWorld } from './canaries-aside';
import { type Elsewhere, elsewhereWorld } from './canaries-elsewhere';
import { guidanceOf } from './canary-guidance';
import { type PracticeWorld, practiceWorld } from './canaries-practice';
import { photosOf } from './canary-photos';
import { qualityOf } from './canary-quality';
import { shiftsOf } from './canary-shifts';
import { viewsOf } from './canary-views';
import { idCanaries } from './id-canaries';

export type { Audience, Canary } from './canaries';

/** A group in which every text that a person can write holds a word that is found nowhere else. */
export interface CanaryWorld {
  readonly organisation: Organisation;
  readonly moderator: StaffPerson;
  readonly supervisor: StaffPerson;
  readonly group: Group;
  readonly author: Member;
  readonly peer: Member;
  readonly requested: Member;
  readonly left: Member;
  readonly removed: Member;
  readonly otherGroup: Group;
  readonly ofOtherGroup: Member;
  /** Reads, and may not write. */
  readonly paused: Member;
  /** One person in the group and in the other one; `membershipId` is that of the group. */
  readonly inBoth: Member;
  readonly steward: Person;
  /** Was a moderator, until the position ended. */
  readonly formerModerator: StaffPerson;
  readonly elsewhere: Elsewhere;
  readonly apart: AsideWorld;
  readonly practice: PracticeWorld;
  /** Ids of all that is there, by the name under which inputs ask for them. */
  readonly ids: {
    readonly organisation: string;
    readonly group: string;
    readonly thread: string;
    readonly heldThread: string;
    readonly post: string;
    readonly heldPost: string;
    readonly hiddenPost: string;
    readonly photo: string;
    readonly hiddenPhoto: string;
    /** Sent and not posted. */
    readonly loosePhoto: string;
    readonly reviewItem: string;
    readonly resolvedItem: string;
    readonly intervention: string;
    readonly prompt: string;
    readonly template: string;
    readonly spotlight: string;
    /** Of a hidden post that nobody asked about yet, and of one that waits for another person to look. */
    readonly statement: string;
    readonly appealedStatement: string;
    readonly appealItem: string;
    readonly membership: string;
    readonly requestedMembership: string;
    readonly invitation: string;
    readonly session: string;
    /** A story that was in sight and waits again, and what a peer said under it. */
    readonly withdrawnThread: string;
    readonly withdrawnReply: string;
    readonly deletedPost: string;
    readonly otherThread: string;
    readonly staff: string;
    readonly rotaShift: string;
    readonly duty: string;
    readonly handOver: string;
    readonly sharedView: string;
    readonly ownView: string;
    readonly note: string;
    readonly blindReading: string;
    readonly itemReadAgain: string;
    readonly itemToReadAgain: string;
  };
  /** Codes that opened something once and do not any more. */
  readonly spentCodes: { readonly group: readonly string[]; readonly staff: readonly string[] };
  readonly canaries: readonly Canary[];
}

const day = 86_400_000;
interface Item {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly thread: { readonly id: string };
  readonly statement: { readonly id: string } | null;
}

/** What only the owner of the database can do, for there is no mutation for it yet. */
async function asOwner<Value>(kring: RunningKring, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: kring.database.adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Somebody who keeps the installation, signed in as staff sign in. */
async function makeSteward(kring: RunningKring): Promise<Person> {
  const signInName = `rentmeester ${randomUUID().slice(0, 8)}`;
  const accounts = kring.app.get(Accounts);
  const credentials = await accounts.prepare({ signInName, passphrase });
  if (!credentials.ok) throw new Error(credentials.problem.code);
  const made = await kring.app
    .get(UnitOfWork)
    .as(visitor, (transaction) => accounts.create(transaction, credentials.value, { staff: false, steward: true }));
  if (!made.ok) throw new Error(made.problem.code);
  const setup = await askFor<{ setupToken: string; secret: string }>(
    kring.url,
    `mutation ($input: SignInInput!) { signIn(input: $input) { ... on OneTimeCodeSetup { setupToken secret } } }`,
    { input: { signInName, passphrase } },
  );
  const done = await askFor<{ session: { token: string } }>(
    kring.url,
    `mutation ($input: ConfirmOneTimeCodeInput!) { confirmOneTimeCode(input: $input) { ... on StaffSignedIn { session { token } } } }`,
    { input: { setupToken: setup.setupToken, oneTimeCode: oneTimeCode(setup.secret) } },
  );
  return { signInName, passphrase, token: done.session.token };
}

/** The decisions about somebody's posts, newest first. */
async function statementsOf(kring: RunningKring, person: Person): Promise<readonly { readonly id: string }[]> {
  const { statements } = await askFor<{ statements: { id: string }[] }>(
    kring.url,
    `{ viewer { statements { id } } }`,
    {},
    { token: person.token },
  );
  return statements;
}

async function queueOf(kring: RunningKring, person: Person, organisationId: string): Promise<Item[]> {
  const { edges } = await askFor<{ edges: { node: Item }[] }>(
    kring.url,
    `query ($id: ID!) { reviewItems(organisationId: $id) { edges { node { id kind version thread { id } statement { id } } } } }`,
    { id: organisationId },
    { token: person.token },
  );
  return edges.map(({ node }) => node);
}

export async function canaryWorld(kring: RunningKring): Promise<CanaryWorld> {
  const canaries: Canary[] = [];
  const canary = (place: string, audience: readonly Audience[], isUnread = false): string => {
    const word = freshWord();
    canaries.push({ place, word, audience, isUnread });
    return word;
  };
  const organisation = await foundOrganisation(kring, `Huis ${canary('name of the organisation', belonging)}`);
  const moderator = await hire(kring, organisation, 'MODERATOR', `Imke ${canary('name of a moderator', belonging)}`);
  const supervisor = await hire(kring, organisation, 'SUPERVISOR', `Bas ${canary('name of a supervisor', belonging)}`);
  const inviteStaff = async (displayName: string): Promise<string> => {
    const input = { clientKey: randomUUID(), organisationId: organisation.id, role: 'MODERATOR', displayName };
    const made = await act<{ code: string }>(
      kring,
      organisation.organiser,
      'inviteStaff',
      input,
      '... on StaffInvitation { code }',
    );
    return made.code;
  };
  const openStaffCode = await inviteStaff(canary('name on an open staff invitation', []));
  canaries.push({ place: 'code of an open staff invitation', word: openStaffCode, audience: [] });
  const expiredName = canary('name on an expired staff invitation', []);
  const expiredStaffCode = await inviteStaff(expiredName);
  await asOwner(kring, (client) =>
    client.query(`UPDATE staff_invitations SET expires_at = now() - interval '1 minute' WHERE display_name = $1`, [
      expiredName,
    ]),
  );
  const group = await makeGroup(kring, organisation, `De Luwte ${canary('name of the group', inside)}`, {
    description: `Voor wie piekert, ${canary('description', inside)}.`,
    charter: `We zijn zacht, ${canary('charter', inside)}.`,
  });
  const named = (place: string, audience: readonly Audience[]) => ({ nickname: `Merel ${canary(place, audience)}` });
  const author = await join(
    kring,
    organisation,
    group,
    named('nickname of the author', [...members, 'staff', 'organiser']),
  );
  const peer = await join(kring, organisation, group, named('nickname of a peer', [...members, 'staff', 'organiser']));
  const left = await join(
    kring,
    organisation,
    group,
    named('nickname of somebody who left', [...members, ...everyStaff]),
  );
  const removed = await join(
    kring,
    organisation,
    group,
    named('nickname of somebody removed', [...members, ...everyStaff]),
  );
  const paused = await join(
    kring,
    organisation,
    group,
    named('nickname of somebody paused', [...members, ...everyStaff]),
  );
  const inBoth = await join(
    kring,
    organisation,
    group,
    named('nickname of somebody in two groups', [...members, ...everyStaff]),
  );
  const requested = await join(kring, organisation, group, {
    ...named('nickname of somebody who waits', ['requested', ...everyStaff]),
    code: await invite(kring, organisation, group),
  });
  const refused = await join(kring, organisation, group, {
    ...named('nickname of somebody refused', []),
    code: await invite(kring, organisation, group),
  });
  await act(kring, moderator, 'admitMember', {
    membershipId: refused.membershipId,
    admit: false,
    reason: `Niet nu, ${canary('reason of a refusal', [])}.`,
  });
  const code = await invite(kring, organisation, group, 'PERSONAL');
  canaries.push({ place: 'code of an open invitation', word: code, audience: [] });
  for (const person of [author, peer, moderator]) {
    canaries.push({ place: 'token of a session', word: person.token, audience: [] });
    canaries.push({ place: 'sign-in name', word: person.signInName, audience: [] });
  }

  const own: readonly Audience[] = ['author', ...moderators];

  // A thread that everybody in the group may read, with what else happens around it.
  const told = await tell(
    kring,
    author,
    group,
    `Slapen ${canary('title', members)}`,
    `Ik slaap slecht, ${canary('story', members)}.`,
  );
  const threadId = told.post.thread.id;
  const replied = await reply(kring, peer, threadId, `Ik ook, ${canary('reply', members)}.`);
  await reply(kring, left, threadId, `Hier ook, ${canary('reply of somebody who left', members)}.`);
  const ofPaused = await reply(kring, paused, threadId, `Even rust, ${canary('reply of somebody paused', members)}.`);
  await reply(kring, inBoth, threadId, `Herkenbaar, ${canary('reply of somebody in two groups', members)}.`);
  const ofRemoved = await reply(kring, removed, threadId, `Sterkte, ${canary('reply of somebody removed', members)}.`);
  const replyId = replied.post?.id ?? '';
  await act(kring, author, 'react', { postId: replyId, kind: 'HEART', on: true });
  const edited = await reply(
    kring,
    author,
    threadId,
    `Eerst zo, ${canary('earlier revision', ['author', ...moderators])}.`,
  );
  await act(kring, peer, 'flag', {
    clientKey: randomUUID(),
    postId: edited.post?.id,
    reason: 'OTHER',
    note: `Ik weet het niet, ${canary('note of a flag', ['flagger', ...moderators])}.`,
  });
  await kring.settle();
  await act(kring, author, 'editPost', { postId: edited.post?.id, text: `Nu zo, ${canary('edited post', members)}.` });
  const deleted = await reply(kring, author, threadId, `Toch niet, ${canary('deleted post', [])}.`);
  await act(kring, author, 'deletePost', { postId: deleted.post?.id });
  const hidden = await reply(
    kring,
    author,
    threadId,
    `Dit verdwijnt, ${canary('hidden post', ['author', ...moderators])}.`,
  );
  const hiddenPost = hidden.post?.id ?? '';
  const steer = async (mutation: string, input: Record<string, unknown>): Promise<string> => {
    const reason = `Omdat ${canary(`reason of ${mutation}`, moderators)}.`;
    const done = await act<{ intervention: { id: string } }>(
      kring,
      moderator,
      mutation,
      { ...input, reason },
      '... on InterventionDone { intervention { id } }',
    );
    return done.intervention.id;
  };
  await steer('hidePost', {
    postId: hiddenPost,
    messageToAuthor: `Even weg, ${canary('message to the author', ['author', ...moderators])}.`,
  });
  const [hiddenStatement] = await statementsOf(kring, author);
  const photos = await photosOf(
    kring,
    { author, group, threadId },
    { shown: canary('text of a photo', members), hidden: canary('text of a hidden photo', own) },
    (postId) => steer('hidePost', { postId, messageToAuthor: 'Even weg.' }),
  );
  // Two more, about which the author asked another person to look: one waits, one was answered.
  const asked: string[] = [];
  for (const name of ['that waits', 'that was answered']) {
    const sent = await reply(kring, author, threadId, `Ook dit, ${canary(`post of an appeal ${name}`, own)}.`);
    await steer('hidePost', {
      postId: sent.post?.id,
      messageToAuthor: `Even weg, ${canary(`facts of an appeal ${name}`, own)}.`,
      charterRule: { version: 1, number: 0 },
    });
    const [statement] = await statementsOf(kring, author);
    asked.push(statement?.id ?? '');
    await act(kring, author, 'appeal', {
      clientKey: randomUUID(),
      statementId: statement?.id,
      words: `Waarom, ${canary(`words of an appeal ${name}`, own)}?`,
    });
  }
  await kring.settle();
  const appeals = (await queueOf(kring, moderator, organisation.id)).filter((one) => one.kind === 'APPEAL');
  const [appealItem, answeredItem] = asked.map((id) => appeals.find((one) => one.statement?.id === id));
  const judged = await act<Item>(
    kring,
    supervisor,
    'claimReviewItem',
    { id: answeredItem?.id },
    '... on ReviewItem { version }',
  );
  await act(kring, supervisor, 'decideAppeal', {
    id: answeredItem?.id,
    version: judged.version,
    outcome: 'UPHELD',
    reasons: `Het blijft zo, ${canary('answer to an appeal', own)}.`,
  });
  await steer('pinGuideNote', {
    clientKey: randomUUID(),
    threadId,
    text: `Adem in, ${canary('guide note', members)}.`,
  });
  await steer('addContentNote', { postId: replyId, note: `Slaap ${canary('content note', members)}` });
  const slowed = await steer('setSlowMode', { threadId, minutes: 5 });
  await act(kring, moderator, 'undoIntervention', {
    interventionId: slowed,
    reason: `Toch niet, ${canary('reason of an undo', [])}.`,
  });
  await steer('offerReferral', {
    clientKey: randomUUID(),
    threadId,
    helpline: 'awel',
    messageToMembers: `Bel gerust, ${canary('words beside a helpline for all', members)}.`,
  });
  await steer('offerReferral', {
    clientKey: randomUUID(),
    threadId,
    postId: replyId,
    helpline: 'awel',
    messageToMembers: `Voor jou, ${canary('words beside a helpline for one', ['flagger', ...moderators])}.`,
  });
  await steer('askSpotlight', {
    clientKey: randomUUID(),
    threadId,
    messageToAuthor: `Mag het vooraan, ${canary('question about a spotlight', own)}?`,
  });
  const seen = await askFor<{ spotlights: { id: string }[] }>(
    kring.url,
    `{ viewer { spotlights { id } } }`,
    {},
    { token: author.token },
  );
  const spotlight = seen.spotlights[0]?.id ?? '';
  await act(kring, author, 'answerSpotlight', { spotlightId: spotlight, give: true });

  // A conversation that became one of its own, and one that went back.
  const movedApart = await reply(kring, peer, threadId, `Over iets anders, ${canary('reply that moved', members)}.`);
  const brief = await reply(
    kring,
    peer,
    threadId,
    `Nog iets anders, ${canary('reply that moved and went back', members)}.`,
  );
  const moveAway = (postId: string | undefined, title: string): Promise<string> =>
    steer('movePosts', { clientKey: randomUUID(), threadId, postIds: [postId], title });
  await moveAway(movedApart.post?.id, `Anders ${canary('title of a thread that came out of another', members)}`);
  await act(kring, moderator, 'undoIntervention', {
    interventionId: await moveAway(brief.post?.id, `Kort ${canary('title of a thread that went back', moderators)}`),
    reason: 'Toch samen.',
  });

  const question = (language: string): string =>
    `Wat gaf rust, ${canary(`question of the library in ${language}`, [...members, ...everyStaff])}?`;
  const prompt = await act<{ id: string }>(
    kring,
    supervisor,
    'keepPrompt',
    {
      clientKey: randomUUID(),
      organisationId: organisation.id,
      nl: question('Dutch'),
      fr: question('French'),
      en: question('English'),
    },
    '... on Prompt { id }',
  );
  await steer('showPrompt', { threadId, promptId: prompt.id });
  await steer('setQuietHours', {
    threadId,
    from: '03:00',
    to: '03:01',
    messageToMembers: `Slaap zacht, ${canary('message about hours of rest', members)}.`,
  });
  await steer('holdReplies', { threadId });
  const heldReply = await reply(
    kring,
    author,
    threadId,
    `Ik wacht, ${canary('held reply', ['author', ...moderators])}.`,
  );
  const heldPost = heldReply.post?.id ?? '';
  const intervention = await steer('pauseThread', {
    threadId,
    reopensAt: new Date(Date.now() + day).toISOString(),
    messageToMembers: `Morgen weer, ${canary('message to the members', members)}.`,
  });

  // A story that was in sight and waits again, with what was said under it.
  const withdrawn = await tell(
    kring,
    author,
    group,
    `Later ${canary('title of a story that waits again', own)}`,
    `Eerst ging het nog, ${canary('earlier words of a story that waits again', own, true)}.`,
  );
  const under = await reply(
    kring,
    peer,
    withdrawn.post.thread.id,
    `Houd vol, ${canary('reply under a story that waits again', ['flagger', ...own])}.`,
  );
  await act(kring, author, 'editPost', {
    postId: withdrawn.post.id,
    text: `Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd, ${canary('words of a story that waits again', own)}.`,
  });

  // A story that nobody but its author and the moderators may know of, and one that was given back.
  const crisis = `Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd, ${canary('held story', ['author', ...moderators])}.`;
  const held = await tell(
    kring,
    author,
    group,
    `Vannacht ${canary('title of a held story', ['author', ...moderators])}`,
    crisis,
  );
  await act(kring, peer, 'flag', {
    clientKey: randomUUID(),
    threadId,
    reason: 'OTHER',
    note: `Kijk ${canary('note on a thread', ['flagger', ...moderators])}`,
  });
  await kring.settle();
  const queue = await queueOf(kring, moderator, organisation.id);
  const itemOf = (id: string): Item => {
    const item = queue.find((node) => node.thread.id === id && node.kind === 'THREAD');
    if (!item) throw new Error('a thread that needs a moderator has its item');
    return item;
  };
  const item = itemOf(threadId);
  const given = itemOf(held.post.thread.id);
  await act(kring, moderator, 'judgePost', {
    postId: replyId,
    severity: 'AMBER',
    category: 'hopelessness',
    reason: `Ernstiger, ${canary('reason of a judgement of a post', moderators)}.`,
  });
  await act(kring, supervisor, 'judgeClimate', {
    threadId,
    climate: 'TURNING',
    reason: `Dit kantelt, ${canary('reason of a judgement of a climate', moderators)}.`,
  });
  await act(kring, supervisor, 'changeLearning', { organisationId: organisation.id, learns: true, auditPerMille: 10 });
  await asOwner(kring, async (client) => {
    const signals = JSON.stringify([{ category: 'secrecy', severity: 'AMBER', rule: 'home-model', passages: [] }]);
    await client.query(
      `INSERT INTO second_readings (organisation_id, post_id, revision, reader, severity, signals, at)
       VALUES ($1, $2, 1, 'HOME', 'AMBER', $3, now())`,
      [organisation.id, replyId, signals],
    );
    await client.query(
      `INSERT INTO audit_draws (organisation_id, post_id, review_item_id, at) VALUES ($1, $2, $3, now())`,
      [organisation.id, replyId, item.id],
    );
    await client.query(
      `INSERT INTO crisis_calls (organisation_id, review_item_id, waiting_since, step, at) VALUES ($1, $2, now(), 'SUPERVISORS', now())`,
      [organisation.id, item.id],
    );
    await client.query(
      `INSERT INTO learned_models (organisation_id, category, trained_at, positives, negatives, weights, bias, slope, level, raise_from,
         raised, raised_rightly, to_be_found)
       VALUES ($1, 'secrecy', now(), 61, 612, NULL, 0, 0, 0, NULL, 0, 0, 7)`,
      [organisation.id],
    );
  });
  await act(kring, moderator, 'claimReviewItem', { id: item.id });
  await act(kring, moderator, 'releaseReviewItem', {
    id: item.id,
    handoverNote: `Let op, ${canary('hand-over note', moderators)}.`,
  });
  const claimed = await act<Item>(
    kring,
    moderator,
    'claimReviewItem',
    { id: given.id },
    '... on ReviewItem { version }',
  );
  await act(kring, moderator, 'resolveReviewItem', {
    id: given.id,
    version: claimed.version,
    decision: 'RETURNED',
    reasons: `Teruggegeven, ${canary('reasons of a decision', moderators)}.`,
    messageToAuthor: `We zijn er, ${canary('message with a decision', ['author', ...moderators])}.`,
  });
  await kring.settle();

  await act(kring, left, 'leaveGroup', { groupId: group.id, erasePosts: false });
  await steer('holdMember', {
    postId: ofPaused.post?.id,
    messageToMember: `We lezen mee, ${canary('message about a hold', ['paused', ...moderators])}.`,
  });
  await steer('pauseMember', {
    postId: ofPaused.post?.id,
    until: new Date(Date.now() + day).toISOString(),
    returnPlan: `Morgen weer, ${canary('return plan', ['paused', ...moderators])}.`,
  });
  await act(kring, supervisor, 'removeMember', {
    postId: ofRemoved.post?.id,
    messageToMember: `Het stopt hier, ${canary('message about a removal', ['removed', ...moderators])}.`,
    reason: `Omdat ${canary('reason of removeMember', moderators)}.`,
  });
  const formerModerator = await hire(
    kring,
    organisation,
    'MODERATOR',
    `Oud ${canary('name of a moderator whose position ended', [])}`,
  );
  await asOwner(kring, (client) =>
    client.query(`UPDATE staff SET ended_at = now() WHERE display_name = $1`, [formerModerator.displayName]),
  );

  const otherGroup = await makeGroup(
    kring,
    organisation,
    `De Ander ${canary('name of another group', ['otherMembers', 'inBoth', ...everyStaff])}`,
  );
  const ofOthers: readonly Audience[] = ['otherMembers', 'inBoth', ...moderators];
  const ofOtherGroup = await join(
    kring,
    organisation,
    otherGroup,
    named('nickname in another group', [...ofOthers, ...everyStaff]),
  );
  const otherStory = await tell(
    kring,
    ofOtherGroup,
    otherGroup,
    `Ginds ${canary('title in another group', ofOthers)}`,
    `Het is hier stil, ${canary('story in another group', ofOthers)}.`,
  );
  const spent = await invite(kring, organisation, otherGroup, 'PERSONAL');
  const revoked = await invite(kring, organisation, otherGroup, 'OPEN');
  await asOwner(kring, (client) =>
    client.query(`UPDATE invitations SET revoked_at = now() WHERE group_id = $1 AND kind = 'OPEN'`, [otherGroup.id]),
  );
  const second = await act<{ id: string }>(
    kring,
    inBoth,
    'joinAnotherGroup',
    {
      clientKey: randomUUID(),
      code: spent,
      nickname: `Mus ${canary('second nickname of somebody in two groups', [...ofOthers, ...everyStaff])}`,
      acceptedCharterVersion: 1,
    },
    '... on Membership { id }',
  );
  const apart = await asideWorld(kring, { organisation, group, moderator, supervisor, peer }, canary);
  const practice = await practiceWorld(kring, { organisation, trainee: apart.els, supervisor }, canary);
  const elsewhere = await elsewhereWorld(kring, canaries);
  const steward = await makeSteward(kring);
  const invitations = await askFor<{ invitations: { id: string }[] }>(
    kring.url,
    `query ($id: ID!) { group(id: $id) { invitations { id } } }`,
    { id: group.id },
    { token: organisation.organiser.token },
  );
  const viewer = await askFor<{ sessions: { id: string }[] }>(
    kring.url,
    `{ viewer { sessions { id } } }`,
    {},
    { token: author.token },
  );
  const ids = {
    ...(await shiftsOf(kring, { organisation, moderator, supervisor, group, reviewItem: item.id }, (place) =>
      canary(place, moderators),
    )),
    ...(await guidanceOf(kring, { organisation, supervisor }, (place, audience) => canary(place, audience))),
    ...(await viewsOf(
      kring,
      { organisation, moderator, supervisor, group },
      {
        team: canary('name of a view of the team', moderators),
        moderator: canary('name of a view of a moderator', ['asker']),
        supervisor: canary('name of a view of a supervisor', ['supervisors']),
      },
    )),
    ...(await qualityOf(
      kring,
      { organisation, moderator, supervisor, group, member: author, reviewItem: item.id },
      canary,
    )),
    ...photos,
    organisation: organisation.id,
    group: group.id,
    thread: threadId,
    heldThread: held.post.thread.id,
    post: replyId,
    heldPost,
    hiddenPost,
    reviewItem: item.id,
    resolvedItem: given.id,
    intervention,
    prompt: prompt.id,
    spotlight,
    statement: hiddenStatement?.id ?? '',
    appealedStatement: asked[0] ?? '',
    appealItem: appealItem?.id ?? '',
    membership: author.membershipId,
    requestedMembership: requested.membershipId,
    invitation: invitations.invitations[0]?.id ?? '',
    session: viewer.sessions[0]?.id ?? '',
    withdrawnThread: withdrawn.post.thread.id,
    withdrawnReply: under.post?.id ?? '',
    deletedPost: deleted.post?.id ?? '',
    otherThread: otherStory.post.thread.id,
  };
  const owners = {
    organisationId: organisation.id,
    elsewhereId: elsewhere.organisation.id,
    viewOfModerator: ids.ownView,
    groupId: group.id,
    memberships: new Map<string, Audience>([
      [author.membershipId, 'author'],
      [peer.membershipId, 'flagger'],
      [requested.membershipId, 'requested'],
      [paused.membershipId, 'paused'],
      [inBoth.membershipId, 'inBoth'],
      [second.id, 'inBoth'],
      [ofOtherGroup.membershipId, 'otherMembers'],
      [apart.talker.membershipId, 'talker'],
    ]),
  };
  canaries.push(...(await asOwner(kring, (client) => idCanaries(client, owners))));
  canaries.push({ place: 'id of a session', word: ids.session, audience: ['author'] });
  return {
    organisation,
    moderator,
    supervisor,
    group,
    author,
    peer,
    requested,
    left,
    removed,
    otherGroup,
    ofOtherGroup,
    paused,
    inBoth,
    steward,
    formerModerator,
    elsewhere,
    apart,
    practice,
    ids,
    spentCodes: { group: [spent, revoked], staff: [expiredStaffCode] },
    canaries,
  };
}

/** Signs a member in once more, on another device. */
export async function signInAgain(kring: RunningKring, person: Person): Promise<Person> {
  const signedIn = await askFor<{ token: string }>(
    kring.url,
    `mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } ... on Problem { code } } }`,
    { input: { signInName: person.signInName, passphrase } },
  );
  return { ...person, token: signedIn.token };
}
