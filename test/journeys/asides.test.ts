import { randomUUID } from 'node:crypto';
import { EraseAsides } from '@kring/asides';
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
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';

jest.setTimeout(60_000);

interface Aside {
  readonly id: string;
  readonly isMine: boolean;
  readonly canWrite: boolean;
  readonly endedBy: string | null;
  readonly isErased: boolean;
  readonly staffName: string;
  readonly reason: string | null;
  readonly member: { readonly nickname: string } | null;
  readonly messages:
    | readonly {
        readonly id: string;
        readonly text: string;
        readonly byMember: boolean;
        readonly severity: string | null;
        readonly helpline: { readonly slug: string } | null;
      }[]
    | null;
}

const fields = `id isMine canWrite endedBy isErased staffName reason member { nickname }
  messages { id text byMember severity helpline { slug } }`;
const deskFields = `mine { ${fields} } others { ${fields} } requests { id reason member { nickname } askedBy { displayName } postId }
  alarms { id member { nickname } staff { displayName } answeredAt }
  promises { id sentence dueAt settledAs member { nickname } staff { displayName } }`;

interface Desk {
  readonly mine: readonly Aside[];
  readonly others: readonly Aside[];
  readonly requests: readonly {
    readonly id: string;
    readonly reason: string;
    readonly member: { readonly nickname: string };
    readonly askedBy: { readonly displayName: string };
    readonly postId: string | null;
  }[];
  readonly alarms: readonly { readonly id: string; readonly member: { readonly nickname: string } }[];
  readonly promises: readonly { readonly id: string; readonly sentence: string }[];
}

const day = 86_400_000;
const crisis = 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.';

describe('an aside', () => {
  let now = Date.now();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let jonas: StaffPerson;
  let bas: StaffPerson;
  let merel: Member;
  let other: Member;

  beforeAll(async () => {
    kring = await startKring({}, { now: () => new Date(now) });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    jonas = await hire(kring, organisation, 'MODERATOR', 'Jonas');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    merel = await join(kring, organisation, group, { nickname: 'Merel' });
    other = await join(kring, organisation, group, { nickname: 'Vink' });
  });
  afterAll(() => kring.stop());

  const desk = (person: { readonly token: string }): Promise<Desk> =>
    see(kring, person, `query ($id: ID!) { asideDesk(organisationId: $id) { ${deskFields} } }`, {
      id: organisation.id,
    });
  const aside = (person: { readonly token: string } | null, id: string): Promise<Aside | null> =>
    see(kring, person, `query ($id: ID!) { aside(id: $id) { ${fields} } }`, { id });
  const open = (
    person: { readonly token: string },
    member: Member,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Aside> =>
    mutate(
      kring,
      person,
      'openAside',
      {
        clientKey: randomUUID(),
        membershipId: member.membershipId,
        reason: 'Zij klonk gisteren zo moe.',
        text: 'Dag, hoe gaat het nu met je?',
        ...more,
      },
      `... on Aside { ${fields} }`,
    );
  const write = (
    person: { readonly token: string },
    asideId: string,
    text: string,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<{ help: { helplines: { phone: string }[] } | null; said: { id: string } }> =>
    mutate(
      kring,
      person,
      ((now += 1000), 'writeInAside'),
      { clientKey: randomUUID(), asideId, text, ...more },
      '... on AsideWritten { help { helplines { phone } } said { id } }',
    );
  const end = (person: { readonly token: string }, asideId: string): Promise<Aside> =>
    mutate(kring, person, 'endAside', { asideId }, `... on Aside { ${fields} }`);
  const mine = (person: { readonly token: string }): Promise<Aside[]> =>
    see(kring, person, `{ myAsides { ${fields} } }`);
  const asOwner = <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    rowsOf<Row>(kring.database.adminUrl, sql, values);
  const looks = async (): Promise<number> =>
    (await asOwner(`SELECT FROM audit_entries WHERE action = 'aside.looked-into'`)).length;

  it('is between two people: opened, answered live, pointing to help, and ended by either', async () => {
    const heard = await listen<Aside>(kring.url, `subscription { asideChanged { ${fields} } }`, {}, { token: merel.token }); // prettier-ignore
    const outside = await listen<Aside>(kring.url, `subscription { asideChanged { id } }`, {}, { token: other.token });
    const elsewhere = await listen<Aside>(
      kring.url,
      `subscription { asideChanged { id } }`,
      {},
      { token: jonas.token },
    );
    const opened = await open(imke, merel);
    await kring.settle();
    expect(await heard.until(({ id }) => id === opened.id)).toMatchObject({
      staffName: 'Imke',
      reason: null,
      member: null,
      canWrite: true,
      messages: [{ text: 'Dag, hoe gaat het nu met je?', byMember: false, severity: null }],
    });
    expect(opened).toMatchObject({ reason: 'Zij klonk gisteren zo moe.', member: { nickname: 'Merel' } });
    const first = await write(merel, opened.id, 'Beter, dank je om het te vragen.');
    expect(first.help).toBeNull();
    await write(imke, opened.id, 'Deze mensen luisteren ook, dag en nacht.', { helpline: 'awel' });
    expect((await aside(merel, opened.id))?.messages?.at(-1)).toMatchObject({ helpline: { slug: 'awel' } });
    expect((await aside(imke, opened.id))?.messages?.at(1)).toMatchObject({ byMember: true, severity: 'GREEN' });
    expect((await mine(merel)).map(({ id }) => id)).toEqual([opened.id]);
    // Nobody else: not a colleague, not a peer, not the organiser, not somebody signed out.
    for (const person of [jonas, other, organisation.organiser]) expect(await aside(person, opened.id)).toBeNull();
    expect(await mine(other)).toEqual([]);
    expect(await desk(jonas)).toMatchObject({ mine: [], others: [], requests: [], alarms: [] });
    for (const [name, input] of [
      ['writeInAside', { clientKey: randomUUID(), text: 'Ik lees mee.' }],
      ['endAside', {}],
    ] as const)
      for (const person of [jonas, other, bas])
        expect((await refused(kring, person, name, { ...input, asideId: opened.id })).code).toBe('NOT_FOUND');
    await kring.settle();
    expect([...outside.heard, ...elsewhere.heard]).toEqual([]);
    expect(await end(merel, opened.id)).toMatchObject({ endedBy: 'MEMBER', canWrite: false });
    expect(await end(imke, opened.id)).toMatchObject({ endedBy: 'MEMBER' });
    const late = { clientKey: randomUUID(), asideId: opened.id, text: 'Nog iets.' };
    expect((await refused(kring, merel, 'writeInAside', late)).code).toBe('ASIDE_ENDED');
    await Promise.all([heard.stop(), outside.stop(), elsewhere.stop()]);
  });

  it('shows a supervisor that it is, and its words by a look that is on record', async () => {
    const opened = await open(imke, merel);
    expect((await desk(bas)).others.map(({ id, messages }) => ({ id, messages }))).toContainEqual({
      id: opened.id,
      messages: null,
    });
    expect(await aside(bas, opened.id)).toMatchObject({ isMine: false, canWrite: false, messages: null });
    expect(await looks()).toBe(0);
    const look = { asideId: opened.id };
    const seen = await mutate<Aside>(kring, bas, 'lookIntoAside', look, `... on Aside { ${fields} }`);
    expect(seen.messages?.map(({ text }) => text)).toEqual(['Dag, hoe gaat het nu met je?']);
    await mutate<Aside>(kring, bas, 'lookIntoAside', look, `... on Aside { ${fields} }`);
    expect(await looks()).toBe(2);
    for (const person of [imke, jonas])
      expect((await refused(kring, person, 'lookIntoAside', look)).code).toBe('NOT_FOUND');
    expect(await looks()).toBe(2);
    await end(imke, opened.id);
  });

  it('is asked of a colleague at a post, who opens it or puts it away', async () => {
    const { post } = await tell(kring, merel, group, 'Na school', 'Ik ga straks naar het zwembad.');
    const staff = await asOwner<{ id: string; name: string }>(`SELECT id, display_name AS name FROM staff`);
    const idOf = (name: string): string => staff.find((one) => one.name === name)?.id ?? '';
    const ask = { postId: post.id, staffId: idOf('Jonas'), reason: 'Jij kent haar beter.' };
    const asked = await mutate<{ id: string }>(
      kring,
      imke,
      'askForAside',
      { ...ask, clientKey: randomUUID() },
      '... on AsideRequest { id }',
    );
    expect((await desk(jonas)).requests).toEqual([
      {
        id: asked.id,
        reason: 'Jij kent haar beter.',
        member: { nickname: 'Merel' },
        askedBy: { displayName: 'Imke' },
        postId: post.id,
      },
    ]);
    expect((await desk(imke)).requests).toEqual([]);
    // The member hears nothing before the colleague writes.
    const before = (await mine(merel)).length;
    const refusals = [
      [{ ...ask, staffId: idOf('Imke') }, 'INVALID_INPUT', 'staffId'],
      [{ ...ask, staffId: idOf('Nele') }, 'INVALID_INPUT', 'staffId'],
      [{ ...ask, staffId: randomUUID() }, 'INVALID_INPUT', 'staffId'],
      [{ ...ask, postId: null }, 'INVALID_INPUT', 'membershipId'],
      [{ ...ask, postId: randomUUID() }, 'NOT_FOUND', 'postId'],
      [{ ...ask, reason: ' ' }, 'INVALID_INPUT', 'reason'],
    ] as const;
    for (const [input, code, field] of refusals)
      expect(await refused(kring, imke, 'askForAside', { ...input, clientKey: randomUUID() })).toMatchObject({
        code,
        field,
      });
    expect((await refused(kring, imke, 'declineAside', { requestId: asked.id })).code).toBe('NOT_FOUND');
    const opened = await open(jonas, merel, { membershipId: null, requestId: asked.id, reason: null });
    expect(opened).toMatchObject({ staffName: 'Jonas', reason: 'Jij kent haar beter.' });
    expect((await mine(merel)).length).toBe(before + 1);
    expect((await desk(jonas)).requests).toEqual([]);
    expect(await aside(imke, opened.id)).toBeNull();
    expect((await refused(kring, jonas, 'declineAside', { requestId: asked.id })).code).toBe('STALE');
    await end(jonas, opened.id);
  });

  it('opens once, however often and at however many moments it is sent', async () => {
    const key = randomUUID();
    const [one, again] = await Promise.all([
      open(imke, other, { clientKey: key }),
      open(imke, other, { clientKey: key }),
    ]);
    expect(one.id).toBe(again.id);
    const twice = { clientKey: randomUUID(), membershipId: other.membershipId, reason: 'Nog eens.', text: 'Dag.' };
    expect((await refused(kring, imke, 'openAside', twice)).code).toBe('ASIDE_OPEN');
    const tries = await Promise.allSettled([open(jonas, other), open(jonas, other)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusals = [
      [{ text: ' ' }, 'INVALID_INPUT', 'text'],
      [{ reason: null }, 'INVALID_INPUT', 'reason'],
      [{ helpline: 'bestaat-niet' }, 'INVALID_INPUT', 'helpline'],
      [{ membershipId: null }, 'INVALID_INPUT', 'membershipId'],
      [{ membershipId: randomUUID() }, 'NOT_FOUND', 'membershipId'],
      [{ requestId: randomUUID() }, 'NOT_FOUND', 'requestId'],
      [{ text: 'a'.repeat(4001) }, 'INVALID_INPUT', 'text'],
    ] as const;
    for (const [input, code, field] of refusals)
      expect(await refused(kring, bas, 'openAside', { ...twice, ...input, clientKey: randomUUID() })).toMatchObject({ code, field }); // prettier-ignore
    expect((await refused(kring, other, 'openAside', twice)).code).toBe('NOT_ALLOWED');
    for (const { id } of await mine(other)) await end(other, id);
  });

  it('calls every moderator when somebody is needed now, in the thread of the member or on the desk, without the words', async () => {
    const quiet = await join(kring, organisation, group, { nickname: 'Sijs' });
    const opened = await open(imke, quiet);
    const heard = await listen<Desk>(kring.url, `subscription ($id: ID!) { asideDeskChanged(organisationId: $id) { alarms { id } } }`, { id: organisation.id }, { token: jonas.token }); // prettier-ignore
    const first = await write(quiet, opened.id, crisis);
    expect(first.help?.helplines.map(({ phone }) => phone)).toContain('1813');
    await kring.settle();
    expect((await heard.until(({ alarms }) => alarms.length === 1)).alarms).toHaveLength(1);
    const [alarm] = (await desk(jonas)).alarms;
    expect(alarm).toMatchObject({ member: { nickname: 'Sijs' }, staff: { displayName: 'Imke' }, answeredAt: null });
    expect(JSON.stringify(await desk(jonas))).not.toContain('klaargelegd');
    await mutate(kring, jonas, 'answerAsideAlarm', { alarmId: alarm?.id }, '... on AsideAlarm { answeredAt }');
    expect((await refused(kring, imke, 'answerAsideAlarm', { alarmId: alarm?.id })).code).toBe('STALE');
    expect((await desk(imke)).alarms).toEqual([]);
    await heard.stop();
    // Somebody who wrote in the group: at the top of the queue, in the thread they wrote in last.
    const { post } = await tell(kring, quiet, group, 'Vandaag', 'Ik heb pannenkoeken gebakken.');
    await write(quiet, opened.id, crisis);
    await kring.settle();
    const queue = (): Promise<{ edges: { node: { id: string; severity: string; why: string; asideAlarms: { id: string }[]; thread: { id: string } } }[] }> =>
      see(kring, jonas, `query ($id: ID!) { reviewItems(organisationId: $id) { edges { node { id severity why thread { id } asideAlarms { id member { nickname } staff { displayName } } } } } }`, { id: organisation.id }); // prettier-ignore
    const node = (await queue()).edges.map((edge) => edge.node).find(({ thread }) => thread.id === post.thread.id);
    expect(node).toMatchObject({
      severity: 'CRISIS',
      asideAlarms: [{ member: { nickname: 'Sijs' }, staff: { displayName: 'Imke' } }],
    });
    expect(node?.why).toMatch(/apart/);
    expect((await desk(jonas)).alarms).toEqual([]);
    // Whoever talks with them answers by writing.
    await write(imke, opened.id, 'Ik ben er. Waar ben je nu?');
    expect((await queue()).edges.map((edge) => edge.node).find(({ thread }) => thread.id === post.thread.id)?.asideAlarms).toEqual([]); // prettier-ignore
    await end(imke, opened.id);
  });

  it('keeps a promise for whoever is on duty', async () => {
    const opened = await open(imke, merel, { text: 'Dank je. Ik schrijf je morgen om vier uur. Tot dan.' });
    const messageId = opened.messages?.[0]?.id;
    const ask = { messageId, sentence: 'Ik schrijf je morgen om vier uur.', dueAt: new Date(now + day).toISOString() };
    const made = await mutate<{ id: string }>(kring, imke, 'makePromise', { ...ask, clientKey: randomUUID() }, '... on AsidePromise { id }'); // prettier-ignore
    expect((await desk(jonas)).promises).toEqual([
      expect.objectContaining({ id: made.id, sentence: ask.sentence, staff: { displayName: 'Imke' } }),
    ]);
    const told = await write(merel, opened.id, 'Oké.');
    const refusals = [
      [imke, { sentence: 'Ik kom langs.' }, 'INVALID_INPUT', 'sentence'],
      [imke, { messageId: told.said.id, sentence: 'Oké.' }, 'INVALID_INPUT', 'sentence'],
      [imke, { dueAt: new Date(now - day).toISOString() }, 'INVALID_INPUT', 'dueAt'],
      [imke, { dueAt: new Date(now + 61 * day).toISOString() }, 'INVALID_INPUT', 'dueAt'],
      [jonas, {}, 'NOT_FOUND', 'messageId'],
      [bas, {}, 'NOT_FOUND', 'messageId'],
    ] as const;
    for (const [person, input, code, field] of refusals)
      expect(await refused(kring, person, 'makePromise', { ...ask, ...input, clientKey: randomUUID() })).toMatchObject({ code, field }); // prettier-ignore
    await mutate(
      kring,
      jonas,
      'settlePromise',
      { promiseId: made.id, as: 'KEPT' },
      '... on AsidePromise { settledAs }',
    );
    expect((await refused(kring, imke, 'settlePromise', { promiseId: made.id, as: 'LET_GO' })).code).toBe('STALE');
    expect((await desk(imke)).promises).toEqual([]);
    await end(imke, opened.id);
  });

  it.each(['PAUSED', 'REMOVED', 'LEFT'])('ends with the membership, whoever ends that: %s', async (state) => {
    const leaver = await join(kring, organisation, group);
    const opened = await open(imke, leaver);
    if (state === 'LEFT')
      await mutate(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: false }, '... on Membership { state }'); // prettier-ignore
    else await asOwner(`UPDATE memberships SET state = $2 WHERE id = $1`, [leaver.membershipId, state]);
    expect(await aside(imke, opened.id)).toMatchObject({ endedBy: 'MEMBERSHIP', canWrite: false });
    const late = { clientKey: randomUUID(), asideId: opened.id, text: 'Nog iets.' };
    expect((await refused(kring, imke, 'writeInAside', late)).code).toBe('ASIDE_ENDED');
    const again = { clientKey: randomUUID(), membershipId: leaver.membershipId, reason: 'Toch.', text: 'Dag.' };
    expect((await refused(kring, imke, 'openAside', again)).code).toBe('MEMBER_NOT_THERE');
  });

  it('never stays open behind somebody who leaves while it is opened', async () => {
    for (let round = 0; round < 5; round += 1) {
      const leaver = await join(kring, organisation, group);
      await Promise.allSettled([
        open(imke, leaver),
        mutate(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: false }, '... on Membership { state }'),
      ]);
      const stays = await asOwner(`SELECT FROM asides WHERE membership_id = $1 AND ended_at IS NULL`, [
        leaver.membershipId,
      ]);
      expect(stays).toEqual([]);
    }
  });

  it('ends with the staff position, by whatever role is left', async () => {
    const short = await hire(kring, organisation, 'MODERATOR', 'Tijdelijk');
    const opened = await open(short, merel);
    await asOwner(`UPDATE staff SET role = 'ORGANISER' WHERE display_name = 'Tijdelijk'`);
    await kring.settle();
    expect((await mine(merel)).find(({ id }) => id === opened.id)).toMatchObject({
      endedBy: 'POSITION',
      canWrite: false,
    });
    expect(await aside(short, opened.id)).toBeNull();
  });

  it('loses its words in time, or with the member who wants theirs to go, and keeps that it was', async () => {
    const leaver = await join(kring, organisation, group);
    const one = await open(imke, leaver, { text: 'Woorden die gaan.' });
    await mutate(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: true }, '... on Membership { state }');
    await kring.settle();
    expect(await aside(imke, one.id)).toMatchObject({ isErased: true, reason: '', messages: [{ text: '' }] });
    const kept = await open(imke, merel, { text: 'Dit blijft nog even.' });
    await end(merel, kept.id);
    const erase = (): Promise<number> => kring.app.get(EraseAsides).run(organisation.id);
    now += 89 * day;
    await erase();
    const words = (): Promise<{ text: string }[]> =>
      asOwner<{ text: string }>(`SELECT text FROM aside_messages WHERE aside_id = $1`, [kept.id]);
    expect(await words()).toEqual([{ text: 'Dit blijft nog even.' }]);
    now += 2 * day;
    await erase();
    expect(await words()).toEqual([{ text: '' }]);
    const [fact] = await asOwner<{ ended: string }>(`SELECT ended_by AS ended FROM asides WHERE id = $1`, [kept.id]);
    expect(fact?.ended).toBe('MEMBER');
    expect(
      await asOwner(`SELECT FROM aside_requests WHERE reason <> '' AND answered_at < $1`, [new Date(now - 90 * day)]),
    ).toEqual([]);
  });
});
