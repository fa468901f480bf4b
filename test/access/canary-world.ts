import { randomInt, randomUUID } from 'node:crypto';
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
  type Organisation,
  passphrase,
  type Person,
  reply,
  type RunningKring,
  type StaffPerson,
  tell,
} from '@kring/testing';
import { act } from './act';

/**
 * Who may come across a canary: everybody who belongs to the organisation, its staff, its moderators and supervisors, the members of the
 * group, those who wait before it, or one person.
 */
export type Audience =
  'organisation' | 'staff' | 'organiser' | 'moderators' | 'members' | 'waiting' | 'author' | 'flagger' | 'requested';

export interface Canary {
  /** What it stands in: `held post`, `reason of hidePost`. */
  readonly place: string;
  readonly word: string;
  readonly audience: readonly Audience[];
}

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
  readonly elsewhere: {
    readonly organisation: Organisation;
    readonly moderator: StaffPerson;
    readonly supervisor: StaffPerson;
    readonly group: Group;
    readonly member: Member;
  };
  /** Ids of all that is there, by the name under which inputs ask for them. */
  readonly ids: {
    readonly organisation: string;
    readonly group: string;
    readonly thread: string;
    readonly heldThread: string;
    readonly post: string;
    readonly heldPost: string;
    readonly hiddenPost: string;
    readonly reviewItem: string;
    readonly resolvedItem: string;
    readonly intervention: string;
    readonly membership: string;
    readonly requestedMembership: string;
    readonly invitation: string;
    readonly session: string;
  };
  readonly canaries: readonly Canary[];
}

const letters = 'bdfgklmnprstvz';

/** A word like no other, of letters only, so that it passes as a name too. */
function freshWord(): string {
  return `Q${Array.from({ length: 11 }, () => letters[randomInt(letters.length)] ?? 'b').join('')}`;
}

const day = 86_400_000;
const members: readonly Audience[] = ['members', 'moderators', 'author', 'flagger'];
const inside: readonly Audience[] = [...members, 'staff', 'organiser', 'waiting', 'requested'];
const belonging: readonly Audience[] = [...inside, 'organisation'];
const moderators: readonly Audience[] = ['moderators'];

interface Item {
  readonly id: string;
  readonly version: number;
  readonly thread: { readonly id: string };
}

/** Sets a membership's state as the owner of the database: an end for which there is no mutation yet. */
async function moveMembership(kring: RunningKring, membershipId: string, state: string): Promise<void> {
  const client = new Client({ connectionString: kring.database.adminUrl });
  await client.connect();
  try {
    const moved = await client.query('UPDATE memberships SET state = $2 WHERE id = $1', [membershipId, state]);
    if (moved.rowCount !== 1) throw new Error('there is no such membership');
  } finally {
    await client.end();
  }
}

export async function canaryWorld(kring: RunningKring): Promise<CanaryWorld> {
  const canaries: Canary[] = [];
  const canary = (place: string, audience: readonly Audience[]): string => {
    const word = freshWord();
    canaries.push({ place, word, audience });
    return word;
  };
  const organisation = await foundOrganisation(kring, `Huis ${canary('name of the organisation', belonging)}`);
  const everyStaff: readonly Audience[] = ['staff', 'organiser', 'moderators'];
  const moderator = await hire(kring, organisation, 'MODERATOR', `Imke ${canary('name of a moderator', belonging)}`);
  const supervisor = await hire(kring, organisation, 'SUPERVISOR', `Bas ${canary('name of a supervisor', belonging)}`);
  await act(kring, organisation.organiser, 'inviteStaff', {
    clientKey: randomUUID(),
    organisationId: organisation.id,
    role: 'MODERATOR',
    displayName: canary('name on an open staff invitation', []),
  });
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
  await reply(kring, removed, threadId, `Sterkte, ${canary('reply of somebody removed', members)}.`);
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
  const queue = await askFor<{ edges: { node: Item }[] }>(
    kring.url,
    `query ($id: ID!) { reviewItems(organisationId: $id) { edges { node { id version thread { id } } } } }`,
    { id: organisation.id },
    { token: moderator.token },
  );
  const itemOf = (id: string): Item => {
    const item = queue.edges.map((edge) => edge.node).find((node) => node.thread.id === id);
    if (!item) throw new Error('a thread that needs a moderator has its item');
    return item;
  };
  const item = itemOf(threadId);
  const given = itemOf(held.post.thread.id);
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
  await moveMembership(kring, removed.membershipId, 'REMOVED');

  const otherGroup = await makeGroup(kring, organisation, 'De Ander');
  const ofOtherGroup = await join(kring, organisation, otherGroup);
  const other = await foundOrganisation(kring, 'Ander Huis');
  const elsewhereGroup = await makeGroup(kring, other, 'Elders');
  const elsewhere = {
    organisation: other,
    moderator: await hire(kring, other, 'MODERATOR', 'Moderator elders'),
    supervisor: await hire(kring, other, 'SUPERVISOR', 'Supervisor elders'),
    group: elsewhereGroup,
    member: await join(kring, other, elsewhereGroup),
  };
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
    membership: author.membershipId,
    requestedMembership: requested.membershipId,
    invitation: invitations.invitations[0]?.id ?? '',
    session: viewer.sessions[0]?.id ?? '',
  };
  const own: readonly Audience[] = ['author', ...moderators];
  canaries.push(
    { place: 'id of a thread', word: ids.thread, audience: members },
    { place: 'id of a post', word: ids.post, audience: members },
    { place: 'id of a held thread', word: ids.heldThread, audience: own },
    { place: 'id of a held post', word: ids.heldPost, audience: own },
    { place: 'id of a review item', word: ids.reviewItem, audience: moderators },
    { place: 'id of a resolved review item', word: ids.resolvedItem, audience: moderators },
    { place: 'id of an intervention', word: ids.intervention, audience: moderators },
    { place: 'id of a request', word: ids.requestedMembership, audience: ['requested', ...everyStaff] },
    { place: 'id of an invitation', word: ids.invitation, audience: ['organiser'] },
    { place: 'id of a session', word: ids.session, audience: ['author'] },
  );
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
    elsewhere,
    ids,
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
