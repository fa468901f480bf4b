import { randomUUID } from 'node:crypto';
import {
  ask,
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  listen,
  makeGroup,
  type Member,
  movingClock,
  mutate,
  type Organisation,
  passphrase,
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

const day = 86_400_000;
interface Invitation {
  readonly id: string;
  readonly code: string;
  readonly url: string;
  readonly kind: string;
  readonly usesLeft: number;
}
interface Joined {
  readonly session: { readonly token: string; readonly viewer: { readonly id: string } };
  readonly membership: {
    readonly id: string;
    readonly nickname: string;
    readonly state: string;
    readonly avatar: string;
  };
  readonly recoveryCodes: readonly string[];
}
const joined = `... on Joined { session { token viewer { id } } membership { id nickname state avatar group { name } } recoveryCodes }`;
const membership = `... on Membership { id state nickname }`;

describe('groups', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let elsewhere: Organisation;
  let group: Group;
  let moderator: StaffPerson;
  let number = 0;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168' }, clock);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    elsewhere = await foundOrganisation(kring, 'Huis Berk');
    group = await makeGroup(kring, organisation, 'De Luwte', { charter: 'We luisteren eerst.' });
  });
  afterAll(() => kring.stop());

  const soon = () => new Date(clock.now().getTime() + 7 * day).toISOString();
  const newcomer = (code: string, more: Record<string, unknown> = {}) => ({
    clientKey: randomUUID(),
    code,
    nickname: `Wijde Golf ${(number += 1)}`,
    signInName: `iemand ${number}`,
    passphrase,
    acceptedCharterVersion: 1,
    ...more,
  });
  const joinWith = (code: string, more: Record<string, unknown> = {}): Promise<Joined> =>
    mutate(kring, null, 'joinGroup', newcomer(code, more), joined);
  const joinRefused = (code: string, more: Record<string, unknown> = {}) =>
    refused(kring, null, 'joinGroup', newcomer(code, more));
  const makeInvitation = (more: Record<string, unknown> = {}): Promise<Invitation> =>
    mutate(
      kring,
      organisation.organiser,
      'createInvitation',
      { clientKey: randomUUID(), groupId: group.id, kind: 'OPEN', expiresAt: soon(), ...more },
      `... on Invitation { id code url kind usesLeft }`,
    );
  const preview = (code: string) =>
    see<{ groupName: string; charter: { version: number; text: string } } | null>(
      kring,
      null,
      `query ($code: String!) { invitation(code: $code) { kind groupName groupDescription organisationName moderators charter { version text } expiresAt } }`,
      { code },
    );
  const memberships = async (token: string) =>
    (
      await see<{ memberships: { state: string; nickname: string; group: { name: string } | null }[] }>(
        kring,
        { token },
        `{ viewer { memberships { state nickname group { name } } } }`,
      )
    ).memberships;

  it('makes a closed group once, for an organiser of that organisation only', async () => {
    const input = {
      clientKey: randomUUID(),
      organisationId: organisation.id,
      name: ' De  Kade ',
      description: 'Voor wie aankomt.\r\nEn voor wie blijft.',
      charter: 'We vertellen over onszelf.',
      moderationMode: 'NEWCOMERS',
    };
    const fields = `... on Group { id name description moderationMode organisationName charter { version text } moderators threads { edges { node { id } } } admissionRequests { id } invitations { id } }`;
    const made = await Promise.all(
      [1, 2, 3].map(() => mutate<Group>(kring, organisation.organiser, 'createGroup', input, fields)),
    );
    expect(new Set(made.map((one) => one.id)).size).toBe(1);
    expect(made[0]).toMatchObject({
      name: 'De Kade',
      description: 'Voor wie aankomt.\nEn voor wie blijft.',
      moderationMode: 'NEWCOMERS',
      organisationName: 'Huis Linde',
      charter: { version: 1, text: 'We vertellen over onszelf.' },
      moderators: ['Imke'],
      threads: { edges: [] },
      admissionRequests: [],
      invitations: [],
    });
    expect(
      await refused(kring, organisation.organiser, 'createGroup', { ...input, name: 'Iets anders' }),
    ).toMatchObject({ code: 'INVALID_INPUT', field: 'clientKey' });
    const fresh = { ...input, clientKey: randomUUID() };
    for (const [field, value] of Object.entries({ name: 'a'.repeat(81), description: '', charter: 'a'.repeat(10_001) }))
      expect(await refused(kring, organisation.organiser, 'createGroup', { ...fresh, [field]: value })).toMatchObject({
        code: 'INVALID_INPUT',
        field,
      });
    const member = await join(kring, organisation, group);
    for (const person of [moderator, elsewhere.organiser, member])
      expect(await refused(kring, person, 'createGroup', fresh)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await refused(kring, null, 'createGroup', fresh)).toMatchObject({ code: 'NOT_SIGNED_IN' });
    for (const person of [member, elsewhere.organiser, null])
      expect(await see(kring, person, `query ($id: ID!) { group(id: $id) { name } }`, { id: made[0]?.id })).toBeNull();
  });

  it('lets one person in by a PERSONAL code, at once, and nobody after them', async () => {
    const invitation = await makeInvitation({ kind: 'PERSONAL' });
    expect(invitation).toMatchObject({ kind: 'PERSONAL', usesLeft: 1 });
    expect(invitation.url).toContain(`/join#${invitation.code}`);
    expect(await preview(invitation.code)).toMatchObject({
      groupName: 'De Luwte',
      organisationName: 'Huis Linde',
      moderators: ['Imke'],
      charter: { version: 1, text: 'We luisteren eerst.' },
    });
    const many = await Promise.allSettled([1, 2, 3, 4].map(() => joinWith(invitation.code)));
    const inside = many.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(inside).toHaveLength(1);
    expect(inside[0]).toMatchObject({ membership: { state: 'ACTIVE', group: { name: 'De Luwte' } } });
    expect(inside[0]?.recoveryCodes.length).toBeGreaterThan(3);
    for (const one of many) if (one.status === 'rejected') expect(String(one.reason)).toContain('INVITATION_UNUSABLE');
    expect(await preview(invitation.code)).toBeNull();
    const usedUp = await joinRefused(invitation.code);
    expect(usedUp).toMatchObject({ code: 'INVITATION_UNUSABLE', field: 'code' });
    expect(await joinRefused('AAAA-AAAA-AAAA')).toEqual(usedUp); // unknown and used up are told alike
  });

  it('gives the same person the same place when joining is sent again', async () => {
    const { code } = await makeInvitation({ kind: 'PERSONAL' });
    const input = newcomer(code, { avatar: 'maan:wouw', ageBand: 'AGE_16_17', gender: 'X' });
    const answers = await Promise.all([1, 2].map(() => mutate<Joined>(kring, null, 'joinGroup', input, joined)));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.membership.avatar).toBe('maan:wouw');
    expect(await refused(kring, null, 'joinGroup', { ...input, passphrase: 'heel andere woorden hier' })).toMatchObject(
      { code: 'INVALID_INPUT', field: 'clientKey' },
    );
  });

  it('counts the uses of an OPEN code, and ends it by hand or by time', async () => {
    const invitation = await makeInvitation({ uses: 2 });
    expect((await joinWith(invitation.code)).membership.state).toBe('REQUESTED');
    const list = async () =>
      (
        await see<{ invitations: { id: string; usesLeft: number; revokedAt: string | null }[] }>(
          kring,
          organisation.organiser,
          `query ($id: ID!) { group(id: $id) { invitations { id kind usesLeft revokedAt expiresAt } } }`,
          { id: group.id },
        )
      ).invitations.find((one) => one.id === invitation.id);
    expect(await list()).toMatchObject({ usesLeft: 1, revokedAt: null });
    await joinWith(invitation.code);
    expect(await joinRefused(invitation.code)).toMatchObject({ code: 'INVITATION_UNUSABLE' });
    expect(await list()).toMatchObject({ usesLeft: 0 });
    const hidden = await see<{ invitations: unknown } | null>(
      kring,
      moderator,
      `query ($id: ID!) { group(id: $id) { invitations { id } } }`,
      { id: group.id },
    );
    expect(hidden).toEqual({ invitations: null });

    const revoked = await makeInvitation();
    for (const person of [moderator, elsewhere.organiser])
      expect(await refused(kring, person, 'revokeInvitation', { id: revoked.id })).toMatchObject({ code: 'NOT_FOUND' });
    const once = await mutate<{ revokedAt: string }>(
      kring,
      organisation.organiser,
      'revokeInvitation',
      { id: revoked.id },
      `... on InvitationSummary { revokedAt }`,
    );
    expect(
      await mutate(
        kring,
        organisation.organiser,
        'revokeInvitation',
        { id: revoked.id },
        `... on InvitationSummary { revokedAt }`,
      ),
    ).toEqual(once);
    expect(await joinRefused(revoked.code)).toMatchObject({ code: 'INVITATION_UNUSABLE' });

    const short = await makeInvitation({ expiresAt: new Date(clock.now().getTime() + 60_000).toISOString() });
    expect(await preview(short.code)).not.toBeNull();
    clock.forward(2);
    expect(await preview(short.code)).toBeNull();
    expect(await joinRefused(short.code)).toMatchObject({ code: 'INVITATION_UNUSABLE' });

    const invitationRefused = (more: Record<string, unknown>, by: StaffPerson = organisation.organiser) =>
      refused(kring, by, 'createInvitation', {
        clientKey: randomUUID(),
        groupId: group.id,
        kind: 'OPEN',
        expiresAt: soon(),
        ...more,
      });
    expect(await invitationRefused({ kind: 'PERSONAL', uses: 2 })).toMatchObject({ field: 'uses' });
    for (const uses of [0, -1, 501]) expect(await invitationRefused({ uses })).toMatchObject({ field: 'uses' });
    for (const days of [-1, 0, 92])
      expect(
        await invitationRefused({ expiresAt: new Date(clock.now().getTime() + days * day).toISOString() }),
      ).toMatchObject({ code: 'INVALID_INPUT', field: 'expiresAt' });
    for (const by of [moderator, elsewhere.organiser])
      expect(await invitationRefused({}, by)).toMatchObject({ code: 'NOT_FOUND' });

    const key = { clientKey: randomUUID(), expiresAt: soon() };
    expect((await makeInvitation(key)).code).toBe((await makeInvitation(key)).code);
    const stored = await rowsOf<{ row: string }>(
      kring.database.adminUrl,
      `SELECT invitations::text AS row FROM invitations UNION ALL SELECT codes::text FROM codes`,
    );
    expect(stored.some(({ row }) => row.includes(invitation.code))).toBe(false);
  });

  it('lets somebody who asked wait outside until a person admits or refuses them', async () => {
    const { code } = await makeInvitation();
    const [one, other] = [await joinWith(code), await joinWith(code)];
    const requests = (person: StaffPerson | Member) =>
      see<{ admissionRequests: { id: string; nickname: string }[] | null } | null>(
        kring,
        person,
        `query ($id: ID!) { group(id: $id) { admissionRequests { id nickname state } } }`,
        { id: group.id },
      );
    for (const person of [moderator, organisation.organiser])
      expect((await requests(person))?.admissionRequests?.map((request) => request.id)).toEqual(
        expect.arrayContaining([one.membership.id, other.membership.id]),
      );
    const member = await join(kring, organisation, group);
    expect(await requests(member)).toEqual({ admissionRequests: null });
    expect(await requests(elsewhere.organiser)).toBeNull();
    expect(await requests({ ...member, token: one.session.token })).toBeNull();
    const words = { clientKey: randomUUID(), groupId: group.id, title: 'Dag', text: 'Ik ben er.' };
    expect(await refused(kring, one.session, 'openThread', words)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await memberships(one.session.token)).toMatchObject([{ state: 'REQUESTED' }]);

    const admit = { membershipId: one.membership.id, admit: true };
    for (const person of [member, elsewhere.organiser])
      expect((await refused(kring, person, 'admitMember', admit)).code).toMatch(/NOT_FOUND|NOT_ALLOWED/);
    const both = await Promise.allSettled(
      [moderator, organisation.organiser].map((person) => mutate(kring, person, 'admitMember', admit, membership)),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refused(kring, moderator, 'admitMember', admit)).toMatchObject({ code: 'STALE' });
    expect(await mutate(kring, one.session, 'openThread', words)).toMatchObject({ __typename: 'PostSubmitted' });

    const refusal = { membershipId: other.membership.id, admit: false, reason: 'Hoort bij een andere groep.' };
    expect(await mutate(kring, moderator, 'admitMember', refusal, membership)).toMatchObject({ state: 'REMOVED' });
    expect((await requests(moderator))?.admissionRequests?.map((request) => request.id)).not.toContain(
      other.membership.id,
    );
    expect(
      await see(kring, other.session, `query ($id: ID!) { group(id: $id) { name } }`, { id: group.id }),
    ).toBeNull();
    const again = { clientKey: randomUUID(), code, nickname: 'Nog Eens', acceptedCharterVersion: 1 };
    expect(await refused(kring, other.session, 'joinAnotherGroup', again)).toMatchObject({
      code: 'INVITATION_UNUSABLE', // as if the code were no good: nobody is told that they were kept out
    });
    expect(JSON.stringify(await memberships(other.session.token))).not.toContain('andere groep');
  });

  it('lets the same account into another group under a name that nothing links to the first', async () => {
    const second = await makeGroup(kring, organisation, 'De Oever');
    const person = await join(kring, organisation, group, { nickname: 'Zachte Steen' });
    const peer = await join(kring, organisation, second, { nickname: 'Blauwe Veer' });
    const input = {
      clientKey: randomUUID(),
      code: await invite(kring, organisation, second, 'PERSONAL'),
      nickname: 'Groene Vlas',
      acceptedCharterVersion: 1,
    };
    // Some of them find the code used up by another, and must find what that made.
    const [once, ...again] = await Promise.all(
      Array.from({ length: 12 }, () => mutate<{ id: string }>(kring, person, 'joinAnotherGroup', input, membership)),
    );
    expect(once).toMatchObject({ state: 'ACTIVE', nickname: 'Groene Vlas' });
    for (const one of again) expect(one).toEqual(once);
    expect((await memberships(person.token)).map((one) => [one.nickname, one.group?.name]).sort()).toEqual([
      ['Groene Vlas', 'De Oever'],
      ['Zachte Steen', 'De Luwte'],
    ]);
    const [there, here] = [
      await tell(kring, person, second, 'Aan de oever', 'Ik zit hier graag.'),
      await tell(kring, person, group, 'In de luwte', 'Hier ook.'),
    ];
    for (const reader of [peer, moderator]) {
      const answer = await ask(
        kring.url,
        `query ($id: ID!) { thread(id: $id) { opener { id author { nickname avatar isMe } } } }`,
        { id: there.post.thread.id },
        { token: reader.token },
      );
      expect(answer.text).toContain('Groene Vlas');
      expect(answer.text).not.toContain('Zachte Steen');
      expect(answer.text).not.toContain(person.membershipId);
    }
    expect(await postsSeen(kring, peer, here.post.thread.id)).toBeNull();
    const code = await invite(kring, organisation, second, 'PERSONAL');
    const more = { ...input, clientKey: randomUUID(), code, nickname: 'Derde Naam' };
    expect(await refused(kring, person, 'joinAnotherGroup', more)).toMatchObject({ code: 'ALREADY_MEMBER' });
    expect(await refused(kring, moderator, 'joinAnotherGroup', more)).toMatchObject({ code: 'STAFF_CANNOT_JOIN' });
    expect(await refused(kring, null, 'joinAnotherGroup', more)).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await preview(code)).not.toBeNull(); // none of these refusals used the code up
    expect(await joinWith(code, { nickname: 'Derde Naam' })).toMatchObject({ membership: { state: 'ACTIVE' } });
  });

  it('takes no nickname by which somebody could be found, or that is taken', async () => {
    const { code } = await makeInvitation({ uses: 5 });
    const bad = [
      '0478 12 34 56',
      'bel 0478123456',
      'lies@voorbeeld.be',
      'www.lies.be',
      'https://lies',
      'lies.com',
      '@lies_x',
      'x',
      'a'.repeat(31),
      'ha\u202eha',
      '  ',
      '<b>Lies</b>',
    ];
    for (const nickname of bad)
      expect([nickname, await joinRefused(code, { nickname })]).toMatchObject([
        nickname,
        { code: 'INVALID_INPUT', field: 'nickname' },
      ]);
    await joinWith(code, { nickname: 'Élan Vif' });
    for (const nickname of ['Élan Vif', 'elan vif', 'E\u0301LAN-VIF'])
      expect(await joinRefused(code, { nickname })).toMatchObject({ code: 'NICKNAME_TAKEN', field: 'nickname' });
    const taken = await joinWith(code, { signInName: 'Mijn Geheim' });
    expect(taken.membership.state).toBe('REQUESTED');
    expect(await joinRefused(code, { signInName: 'mijn  geheim' })).toMatchObject({
      code: 'SIGN_IN_NAME_TAKEN',
      field: 'signInName',
    });
    for (const weak of ['kort', 'wachtwoord123'])
      expect(await joinRefused(code, { passphrase: weak })).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'passphrase',
      });
    expect(await joinRefused(code, { signInName: 'a' })).toMatchObject({ field: 'signInName' });
    expect(await preview(code)).not.toBeNull();
    for (const language of ['nl', 'fr', 'en']) {
      const names = await see<string[]>(kring, null, `{ nicknameSuggestions(count: 5) }`, {}, language);
      expect(new Set(names).size).toBe(5);
    }
  });

  it('asks to read the charter again when it has changed', async () => {
    const house = await makeGroup(kring, organisation, 'Het Huis');
    const code = await invite(kring, organisation, house, 'PERSONAL');
    await rowsOf(
      kring.database.adminUrl,
      `INSERT INTO charters (organisation_id, group_id, version, text, created_at) VALUES ($1, $2, 2, 'Nieuwe afspraken.', now())`,
      [organisation.id, house.id],
    );
    expect(await joinRefused(code)).toMatchObject({ code: 'CHARTER_CHANGED', field: 'acceptedCharterVersion' });
    expect(await joinRefused(code, { acceptedCharterVersion: 3 })).toMatchObject({ code: 'CHARTER_CHANGED' });
    expect((await preview(code))?.charter).toEqual({ version: 2, text: 'Nieuwe afspraken.' });
    expect((await joinWith(code, { acceptedCharterVersion: 2 })).membership.state).toBe('ACTIVE');
  });

  it('lets a member leave at once and leave their words', async () => {
    const leaver = await join(kring, organisation, group, { nickname: 'Trage Heuvel' });
    const peer = await join(kring, organisation, group);
    const told = await tell(kring, leaver, group, 'Tot ziens', 'Ik ga iets anders doen.');
    const left = await mutate(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: false }, membership);
    expect(left).toMatchObject({ state: 'LEFT' });
    await kring.settle();
    expect(await see(kring, leaver, `query ($id: ID!) { group(id: $id) { name } }`, { id: group.id })).toBeNull();
    expect(await postsSeen(kring, leaver, told.post.thread.id)).toBeNull();
    expect(await postsSeen(kring, peer, told.post.thread.id)).toMatchObject([
      { text: 'Ik ga iets anders doen.', author: { nickname: 'Trage Heuvel' } },
    ]);
    expect(await memberships(leaver.token)).toEqual([]);
    expect(await refused(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: true })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const back = {
      clientKey: randomUUID(),
      code: await invite(kring, organisation, group, 'PERSONAL'),
      nickname: 'Snelle Heuvel',
      acceptedCharterVersion: 1,
    };
    expect(await mutate(kring, leaver, 'joinAnotherGroup', back, membership)).toMatchObject({ state: 'ACTIVE' });
  });

  it('erases what a member wrote when they ask, and keeps only what a flag was about, for moderators', async () => {
    const leaver = await join(kring, organisation, group, { nickname: 'Stille Schelp' });
    const peer = await join(kring, organisation, group);
    const told = await tell(kring, leaver, group, 'Geheime titel', 'Geheim verhaal.');
    const peers = await tell(kring, peer, group, 'Van een ander', 'Dit blijft staan.');
    const flagged = await reply(kring, leaver, peers.post.thread.id, 'Geheim antwoord, zoals het gemeld werd.');
    const flaggedId = flagged.post?.id ?? '';
    const silent = await reply(kring, leaver, peers.post.thread.id, 'Ik ga er vannacht een einde aan maken.');
    expect(silent.post?.state).toBe('HELD');
    await mutate(kring, peer, 'flag', { clientKey: randomUUID(), postId: flaggedId, reason: 'OTHER' });
    await kring.settle();
    await mutate(kring, leaver, 'editPost', { postId: flaggedId, text: 'Geheim antwoord, anders.' });
    await mutate(kring, leaver, 'react', { postId: peers.post.id, kind: 'HEART', on: true });
    await mutate(kring, peer, 'react', { postId: told.post.id, kind: 'HEART', on: true });
    await kring.settle();
    const live = await listen<{ id: string; state: string }>(
      kring.url,
      `subscription ($id: ID!) { postChanged(threadId: $id) { id state } }`,
      { id: peers.post.thread.id },
      { token: peer.token },
    );
    await mutate(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: true });
    await kring.settle();
    await live.until((post) => post.id === flaggedId && post.state === 'DELETED');
    await live.stop();
    expect(live.heard.map((post) => post.id)).not.toContain(silent.post?.id); // nobody knew of it, so nobody is told

    for (const reader of [peer, moderator]) {
      const emptied = { text: '', author: null, state: 'DELETED', contentNotes: [] };
      expect(await postsSeen(kring, reader, told.post.thread.id)).toMatchObject([emptied]);
      expect((await postsSeen(kring, reader, peers.post.thread.id))?.slice(0, 2)).toMatchObject([
        { text: 'Dit blijft staan.' },
        emptied,
      ]);
      const everything = await ask(
        kring.url,
        `query ($id: ID!) { group(id: $id) { threads { edges { node { title opener { text author { nickname } receivedReactions } posts { edges { node { text author { nickname } } } } } } } } }`,
        { id: group.id },
        { token: reader.token },
      );
      expect(everything.errors).toEqual([]);
      expect(everything.text).not.toMatch(/Geheim|Stille Schelp/);
    }
    const items = await see<{
      edges: { node: { thread: { id: string }; flags: { snapshot: string | null; post: { text: string } }[] } }[];
    }>(
      kring,
      moderator,
      `query ($id: ID!) { reviewItems(organisationId: $id, first: 50) { edges { node { thread { id } flags { snapshot post { text } } } } } }`,
      { id: organisation.id },
    );
    const item = items.edges.find((edge) => edge.node.thread.id === peers.post.thread.id);
    expect(item?.node.flags).toEqual([{ snapshot: 'Geheim antwoord, zoals het gemeld werd.', post: { text: '' } }]);
    // Their name is gone from the database too, and free for somebody else.
    expect(
      await rowsOf(kring.database.adminUrl, `SELECT id FROM memberships WHERE nickname = 'Stille Schelp'`),
    ).toEqual([]);
    await join(kring, organisation, group, { nickname: 'Stille Schelp' });
    const kept = await rowsOf<{ text: string }>(
      kring.database.adminUrl,
      `SELECT text FROM post_revisions WHERE text LIKE 'Geheim%' OR text LIKE 'Ik ga er vannacht%'`,
    );
    expect(kept.map((row) => row.text)).toEqual(['Geheim antwoord, zoals het gemeld werd.']);
    const left = await see<{ opener: { receivedReactions: string[] } }>(
      kring,
      peer,
      `query ($id: ID!) { thread(id: $id) { opener { receivedReactions } } }`,
      { id: peers.post.thread.id },
    );
    expect(left.opener.receivedReactions).toEqual([]);
  });
});
