import { randomUUID } from 'node:crypto';
import { LookAfter } from '@kring/care';
import { reviewItemChanged } from '@kring/moderation';
import { Outbox, system, UnitOfWork } from '@kring/platform';
import {
  foundOrganisation,
  type Group,
  hire,
  join,
  listen,
  makeGroup,
  type Member,
  mutate,
  type Organisation,
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

interface Watch {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly isDue: boolean;
  readonly quietSince: string | null;
  readonly afterCrisis: boolean;
  readonly reason: string;
  readonly member: { readonly nickname: string };
  readonly owner: { readonly id: string; readonly displayName: string } | null;
  readonly notes: readonly { readonly text: string; readonly by: { readonly displayName: string } }[];
}

const fields = `id state version isDue quietSince afterCrisis reason member { nickname } owner { id displayName }
  notes { text by { displayName } }`;
const day = 86_400_000;
const crisis = 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.';

describe('watching over a member', () => {
  let now = Date.now();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let bas: StaffPerson;
  let stranger: StaffPerson;
  let merel: Member;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168' }, { now: () => new Date(now) });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    stranger = await hire(kring, await foundOrganisation(kring, 'Ander Huis'), 'SUPERVISOR', 'Elders');
    merel = await join(kring, organisation, group, { nickname: 'Merel' });
  });
  afterAll(() => kring.stop());

  const desk = async (person: { readonly token: string }): Promise<{ watches: Watch[]; team: { id: string; displayName: string }[] } | null> =>
    see(kring, person, `query ($id: ID!) { watchDesk(organisationId: $id) { watches { ${fields} } team { id displayName } } }`, { id: organisation.id }); // prettier-ignore
  const watchOf = async (nickname: string): Promise<Watch | undefined> =>
    (await desk(imke))?.watches.find((one) => one.member.nickname === nickname);
  const soon = (days: number): string => new Date(now + days * day).toISOString();
  const over = (member: Member, more: Readonly<Record<string, unknown>> = {}) => ({
    clientKey: randomUUID(),
    membershipId: member.membershipId,
    reason: 'Zij is zo moe.',
    nextContactAt: soon(1),
    ...more,
  });
  const act = (
    person: { readonly token: string },
    name: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Watch> => mutate(kring, person, name, input, `... on Watch { ${fields} }`);

  it('is proposed after a crisis, taken up, noted, handed to a colleague, and ended with a reason', async () => {
    const told = await tell(kring, merel, group, 'Vannacht', crisis);
    await kring.settle();
    const { edges } = await see<{ edges: { node: { id: string; version: number; thread: { id: string } } }[] }>(
      kring,
      imke,
      `query ($id: ID!) { reviewItems(organisationId: $id) { edges { node { id version thread { id } } } } }`,
      { id: organisation.id },
    );
    const item = edges.map(({ node }) => node).find(({ thread }) => thread.id === told.post.thread.id);
    expect(await watchOf('Merel')).toBeUndefined();
    const heard = await listen<{ watches: Watch[] }>(kring.url, `subscription ($id: ID!) { watchDeskChanged(organisationId: $id) { watches { id } } }`, { id: organisation.id }, { token: bas.token }); // prettier-ignore
    const claimed = await mutate<{ version: number }>(kring, imke, 'claimReviewItem', { id: item?.id }, '... on ReviewItem { version }'); // prettier-ignore
    await mutate(kring, imke, 'resolveReviewItem', { id: item?.id, version: claimed.version, decision: 'RELEASED', reasons: 'Gebeld, veilig.' }, '... on ReviewItem { id }'); // prettier-ignore
    await kring.settle();
    await heard.until(({ watches }) => watches.length === 1);
    await heard.stop();
    const proposed = await watchOf('Merel');
    expect(proposed).toMatchObject({ state: 'PROPOSED', isDue: true, afterCrisis: true, owner: null, reason: '' });
    const { id: watchId = '', version = 0 } = proposed ?? {};
    expect(await refused(kring, imke, 'changeWatch', { watchId, version })).toMatchObject({ field: 'nextContactAt' });
    const taken = await act(imke, 'changeWatch', {
      watchId,
      version,
      nextContactAt: soon(1),
      note: 'Slaapt bij haar zus.',
    });
    expect(taken).toMatchObject({
      state: 'WATCHING',
      isDue: false,
      owner: { displayName: 'Imke' },
      notes: [{ text: 'Slaapt bij haar zus.', by: { displayName: 'Imke' } }],
    });
    // Two at once: the second is told so.
    expect((await refused(kring, bas, 'changeWatch', { watchId, version, nextContactAt: soon(2) })).code).toBe('STALE');
    expect((await refused(kring, bas, 'endWatch', { watchId, version, reason: 'Het gaat.' })).code).toBe('STALE');
    const team = (await desk(imke))?.team ?? [];
    const idOf = (name: string): string => team.find((one) => one.displayName === name)?.id ?? '';
    const handed = await act(imke, 'changeWatch', { watchId, version: taken.version, ownerId: idOf('Bas') });
    expect(handed.owner?.displayName).toBe('Bas');
    now += 2 * day;
    expect(await watchOf('Merel')).toMatchObject({ isDue: true });
    expect((await refused(kring, bas, 'endWatch', { watchId, version: handed.version, reason: ' ' })).field).toBe(
      'reason',
    );
    await act(bas, 'endWatch', { watchId, version: handed.version, reason: 'Het gaat weer.' });
    expect(await watchOf('Merel')).toBeUndefined();
    expect((await refused(kring, bas, 'endWatch', { watchId, version: handed.version + 1, reason: 'Nog eens.' })).code).toBe('STALE'); // prettier-ignore
  });

  it('is begun on a wish, once, and refuses what is wrong', async () => {
    const vink = await join(kring, organisation, group, { nickname: 'Vink' });
    const key = randomUUID();
    const [one, again] = await Promise.all([
      act(imke, 'watchOver', over(vink, { clientKey: key })),
      act(imke, 'watchOver', over(vink, { clientKey: key })),
    ]);
    expect(one.id).toBe(again.id);
    expect(one).toMatchObject({ state: 'WATCHING', afterCrisis: false, reason: 'Zij is zo moe.' });
    expect((await refused(kring, bas, 'watchOver', over(vink))).code).toBe('WATCHED_ALREADY');
    const wrong = [
      [{ reason: '' }, 'reason'],
      [{ nextContactAt: soon(-1) }, 'nextContactAt'],
      [{ nextContactAt: soon(61) }, 'nextContactAt'],
      [{ ownerId: randomUUID() }, 'ownerId'],
      [{ membershipId: null }, 'membershipId'],
      [{ membershipId: randomUUID() }, 'membershipId'],
      [{ membershipId: null, postId: randomUUID() }, 'postId'],
    ] as const;
    for (const [more, field] of wrong)
      expect((await refused(kring, imke, 'watchOver', over(vink, { ...more, clientKey: randomUUID() }))).field).toBe(
        field,
      );
  });

  it('is for the staff of the organisation alone', async () => {
    const watch = await watchOf('Vink');
    for (const person of [merel, organisation.organiser, stranger]) {
      expect(await desk(person)).toBeNull();
    }
    const change = { watchId: watch?.id, version: watch?.version, nextContactAt: soon(1) };
    expect((await refused(kring, stranger, 'changeWatch', change)).code).toBe('NOT_FOUND');
  });

  /** Somebody of the team takes up and resolves what was opened for a thread. */
  async function resolve(threadId: string): Promise<void> {
    await kring.settle();
    const url = kring.database.adminUrl;
    const [item] = await rowsOf<{ id: string }>(url, `SELECT id FROM review_items WHERE thread_id = $1`, [threadId]);
    const claimed = await mutate<{ version: number }>(kring, imke, 'claimReviewItem', { id: item?.id }, '... on ReviewItem { version }'); // prettier-ignore
    await mutate(kring, imke, 'resolveReviewItem', { id: item?.id, version: claimed.version, decision: 'RELEASED', reasons: 'Gebeld.' }, '... on ReviewItem { id }'); // prettier-ignore
    await kring.settle();
  }

  it('that was begun on a wish comes after a crisis once there is one', async () => {
    const heks = await join(kring, organisation, group, { nickname: 'Heks' });
    const begun = await act(imke, 'watchOver', over(heks, { nextContactAt: soon(30) }));
    expect(begun.afterCrisis).toBe(false);
    const told = await tell(kring, heks, group, 'Nu', crisis);
    const heard = await listen<{ watches: Watch[] }>(kring.url, `subscription ($id: ID!) { watchDeskChanged(organisationId: $id) { watches { id afterCrisis } } }`, { id: organisation.id }, { token: bas.token }); // prettier-ignore
    await resolve(told.post.thread.id);
    await heard.until(({ watches }) => watches.some(({ id, afterCrisis }) => id === begun.id && afterCrisis));
    await heard.stop();
    // What the owner agreed stays as it was, and so does the version that they hold.
    const { id, version, reason, owner } = begun;
    expect(await watchOf('Heks')).toMatchObject({ id, version, reason, owner, state: 'WATCHING', afterCrisis: true });
    // Another crisis later changes nothing about what it came after.
    await resolve((await tell(kring, heks, group, 'Weer', crisis)).post.thread.id);
    expect(await watchOf('Heks')).toMatchObject({ id, afterCrisis: true });
  });

  it('leaves alone who is watched over anew after what followed a crisis was ended', async () => {
    const roek = await join(kring, organisation, group, { nickname: 'Roek' });
    const told = await tell(kring, roek, group, 'Nu', crisis);
    await resolve(told.post.thread.id);
    const proposed = await watchOf('Roek');
    await act(imke, 'endWatch', { watchId: proposed?.id, version: proposed?.version, reason: 'Het gaat.' });
    await act(imke, 'watchOver', over(roek));
    const [item] = await rowsOf<{ id: string; groupId: string }>(kring.database.adminUrl, `SELECT id, group_id AS "groupId" FROM review_items WHERE thread_id = $1`, [told.post.thread.id]); // prettier-ignore
    // A note or a mention is news of the item too.
    await kring.app.get(UnitOfWork).as(system('again', organisation.id), (transaction) =>
      kring.app.get(Outbox).add(transaction, organisation.id, reviewItemChanged, {
        ...{ itemId: item?.id ?? '', groupId: item?.groupId ?? '', threadId: told.post.thread.id },
      }),
    );
    await kring.settle();
    expect(await watchOf('Roek')).toMatchObject({ afterCrisis: false });
  });

  it('is proposed for who wrote in crisis and wrote over it, and for nobody else there', async () => {
    const wulp = await join(kring, organisation, group, { nickname: 'Wulp' });
    const uil = await join(kring, organisation, group, { nickname: 'Uil' });
    const told = await tell(kring, wulp, group, 'Nu', 'Het is een lange dag geweest.');
    const { post } = await reply(kring, wulp, told.post.thread.id, crisis);
    await reply(kring, uil, told.post.thread.id, 'Ik lees mee.');
    await kring.settle();
    await mutate(kring, wulp, 'editPost', { postId: post?.id, text: 'Sorry, het gaat al beter.' }, '... on PostSubmitted { post { id } }'); // prettier-ignore
    await resolve(told.post.thread.id);
    expect(await watchOf('Wulp')).toMatchObject({ state: 'PROPOSED', afterCrisis: true });
    expect(await watchOf('Uil')).toBeUndefined();
  });

  it('raises who went quiet after a crisis, and nobody who was here', async () => {
    const stil = await join(kring, organisation, group, { nickname: 'Stil' });
    const told = await tell(kring, stil, group, 'Nu', crisis);
    await kring.settle();
    const [item] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM review_items WHERE thread_id = '${told.post.thread.id}'`,
    );
    const claimed = await mutate<{ version: number }>(kring, imke, 'claimReviewItem', { id: item?.id }, '... on ReviewItem { version }'); // prettier-ignore
    await mutate(kring, imke, 'resolveReviewItem', { id: item?.id, version: claimed.version, decision: 'RELEASED', reasons: 'Gebeld.' }, '... on ReviewItem { id }'); // prettier-ignore
    await kring.settle();
    const proposed = await watchOf('Stil');
    await act(imke, 'changeWatch', { watchId: proposed?.id, version: proposed?.version, nextContactAt: soon(30) });
    const look = (): Promise<void> => kring.app.get(LookAfter).run(organisation.id);
    now += 2 * day;
    await look();
    expect(await watchOf('Stil')).toMatchObject({ quietSince: null, isDue: false });
    now += 1.1 * day;
    // However many are watched over with a contact that comes sooner; here all are one member, which the index refuses.
    const url = kring.database.adminUrl;
    await rowsOf(url, `DROP INDEX watches_one_open`);
    await rowsOf(
      url,
      `INSERT INTO watches (organisation_id, id, group_id, membership_id, state, owner_id, reason, opened_at, next_contact_at, version)
       SELECT organisation_id, gen_random_uuid(), group_id, membership_id, state, owner_id, 'nog een', opened_at, opened_at, 1
       FROM watches, generate_series(1, 205) WHERE id = $1`,
      [(await watchOf('Vink'))?.id],
    );
    await look();
    await rowsOf(url, `DELETE FROM watches WHERE reason = 'nog een'`);
    await rowsOf(url, `CREATE UNIQUE INDEX watches_one_open ON watches (organisation_id, membership_id) WHERE state <> 'ENDED'`); // prettier-ignore
    expect(await watchOf('Stil')).toMatchObject({ quietSince: expect.any(String) as string, isDue: true });
    // So is who was in crisis while they were watched over on a wish.
    expect(await watchOf('Heks')).toMatchObject({ quietSince: expect.any(String) as string, isDue: true });
    // On a wish, without a crisis, nobody is raised for being quiet.
    expect(await watchOf('Vink')).toMatchObject({ quietSince: null });
    // Reading is enough: the session was used.
    await see(kring, stil, `query ($id: ID!) { thread(id: $id) { id } }`, { id: told.post.thread.id });
    await look();
    expect(await watchOf('Stil')).toMatchObject({ quietSince: null, isDue: false });
  });

  it('ends with the membership, and forgets notes in time or with who leaves', async () => {
    const leaver = await join(kring, organisation, group, { nickname: 'Weg' });
    const watch = await act(imke, 'watchOver', over(leaver));
    await act(imke, 'changeWatch', { watchId: watch.id, version: watch.version, note: 'Belde gisteren.' });
    const words = (id: string): Promise<{ text: string; reason: string; state: string }[]> =>
      rowsOf(
        kring.database.adminUrl,
        `SELECT n.text, w.reason, w.state FROM watches w JOIN watch_notes n ON n.watch_id = w.id WHERE w.id = '${id}'`,
      );
    await mutate(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: true }, '... on Membership { state }');
    await kring.settle();
    expect(await words(watch.id)).toEqual([{ text: '', reason: '', state: 'ENDED' }]);
    const kept = await join(kring, organisation, group, { nickname: 'Blijft' });
    const stays = await act(imke, 'watchOver', over(kept));
    await act(imke, 'changeWatch', { watchId: stays.id, version: stays.version, note: 'Kwam langs.' });
    now += 91 * day;
    await kring.app.get(LookAfter).run(organisation.id);
    expect(await words(stays.id)).toEqual([{ text: '', reason: 'Zij is zo moe.', state: 'WATCHING' }]);
  });
});
