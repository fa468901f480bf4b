import { randomUUID } from 'node:crypto';
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

interface Hours {
  readonly from: string;
  readonly to: string;
}
interface Policy {
  readonly canReply: boolean;
  readonly reopensAt: string | null;
  readonly explanation: string | null;
  readonly quietHours: Hours | null;
  readonly groupNight: Hours | null;
}
interface Night {
  readonly night: Hours | null;
  readonly restsUntil: string | null;
}

describe('the night of a group', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let bas: StaffPerson;
  let stranger: StaffPerson;
  let ans: Member;
  let outsider: Member;
  let threadId: string;

  const local = (minutes: number): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Brussels', hour: '2-digit', minute: '2-digit' }).format(
      clock.now().getTime() + minutes * 60_000,
    );
  const around = (before: number, after: number): Hours => ({ from: local(-before), to: local(after) });
  const set = (person: Person, night: Hours | null) =>
    mutate<Night>(kring, person, 'changeGroupNight', { groupId: group.id, night }, '... on Group { night { from to } restsUntil }'); // prettier-ignore
  const setRefused = (person: Person | null, night: Hours | null, groupId = group.id) =>
    refused(kring, person, 'changeGroupNight', { groupId, night });
  const nightFor = (person: Person): Promise<Night | null> =>
    see(kring, person, `query ($id: ID!) { group(id: $id) { night { from to } restsUntil } }`, { id: group.id });
  const policyFor = async (person: Person): Promise<Policy> =>
    (
      await see<{ replyPolicy: Policy }>(
        kring,
        person,
        `query ($id: ID!) { thread(id: $id) { replyPolicy {
          canReply reopensAt explanation quietHours { from to } groupNight { from to } } } }`,
        { id: threadId },
      )
    ).replyPolicy;
  const words = { text: 'Goed geslapen vannacht.', photoIds: [], contentNotes: [] };
  const replyRefused = (person: Person) =>
    refused(kring, person, 'reply', { clientKey: randomUUID(), threadId, ...words });
  const tellRefused = (person: Person) =>
    refused(kring, person, 'openThread', { clientKey: randomUUID(), groupId: group.id, title: 'Een dag', ...words });

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168' }, clock);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    const elsewhere = await foundOrganisation(kring, 'Huis Berk');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    stranger = await hire(kring, elsewhere, 'SUPERVISOR', 'Griet');
    group = await makeGroup(kring, organisation, 'De Luwte');
    ans = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    outsider = await join(kring, elsewhere, await makeGroup(kring, elsewhere, 'Het Bos'), { nickname: 'Stille Maan' });
    threadId = (await tell(kring, ans, group, 'Een dag', 'Vandaag was een goede dag.')).post.thread.id;
  });
  afterAll(() => kring.stop());
  afterEach(() => set(bas, null));

  it('is set by who leads, read by who is inside, and known to nobody else', async () => {
    const night = around(-60, 120);
    for (const person of [bas, organisation.organiser]) {
      expect(await set(person, night)).toMatchObject({ night, restsUntil: null });
      await set(person, null);
    }
    await set(bas, night);
    for (const person of [ans, imke, bas]) expect(await nightFor(person)).toEqual({ night, restsUntil: null });
    for (const person of [stranger, outsider]) expect(await nightFor(person)).toBeNull();
    for (const person of [imke, ans, stranger, outsider, null])
      expect(['NOT_FOUND', 'NOT_ALLOWED', 'NOT_SIGNED_IN']).toContain((await setRefused(person, night)).code);
    expect(await setRefused(stranger, night)).toEqual(await setRefused(stranger, night, randomUUID()));
    expect(await setRefused(bas, { from: '25:00', to: '07:00' })).toMatchObject({ field: 'from' });
    expect(await setRefused(bas, { from: '22:00', to: '7u' })).toMatchObject({ field: 'to' });
    expect(await setRefused(bas, { from: '22:00', to: '22:00' })).toMatchObject({ field: 'to' });
    expect(await nightFor(ans)).toMatchObject({ night });
    const changes = `SELECT count(*)::int AS n FROM audit_entries WHERE action = 'group.night-changed'`;
    const [before] = await rowsOf(kring.database.adminUrl, changes);
    await Promise.all([set(bas, night), set(organisation.organiser, night)]); // nothing new
    expect(await rowsOf(kring.database.adminUrl, changes)).toEqual([before]);
  });

  it('is told beforehand; in it no member writes anywhere in the group, and a moderator does', async () => {
    const night = around(-30, 90);
    await set(bas, night);
    expect(await policyFor(ans)).toMatchObject({ canReply: true, reopensAt: null, groupNight: night });
    expect((await reply(kring, ans, threadId, 'Tot morgen.')).post?.state).toBe('VISIBLE');
    clock.forward(31);
    const policy = await policyFor(ans);
    expect(policy).toMatchObject({ canReply: false, groupNight: night, quietHours: null });
    expect(policy.explanation).toMatch(/rust/);
    const { restsUntil } = (await nightFor(ans)) ?? { restsUntil: '' };
    expect(restsUntil).toBe(policy.reopensAt);
    for (const refusal of [await replyRefused(ans), await tellRefused(ans)])
      expect(refusal).toMatchObject({ code: 'GROUP_RESTS', retryAt: policy.reopensAt });
    expect((await reply(kring, imke, threadId, 'Ik lees mee.')).post?.state).toBe('VISIBLE');
    await tell(kring, imke, group, 'Voor morgen', 'Slaap zacht, tot morgen.');
    clock.forward(60);
    expect(await policyFor(ans)).toMatchObject({ canReply: true, reopensAt: null });
    expect((await reply(kring, ans, threadId, 'Goedemorgen.')).post?.state).toBe('VISIBLE');
    await tell(kring, ans, group, 'Vandaag', 'Vandaag is een nieuwe dag.');
  });

  it("joins with a thread's own: who waits for both waits for the last", async () => {
    await set(bas, around(10, 30));
    const rest = await mutate<{ intervention: { id: string } }>(
      kring,
      imke,
      'setQuietHours',
      { threadId, ...around(10, 60), messageToMembers: 'Dit gesprek slaapt langer.', reason: 'Rust.' },
      '... on InterventionDone { intervention { id } }',
    );
    const policy = await policyFor(ans);
    expect(Date.parse(policy.reopensAt ?? '') - clock.now().getTime()).toBeGreaterThan(58 * 60_000);
    expect(policy.explanation).toBe('Dit gesprek slaapt langer.');
    expect(await replyRefused(ans)).toMatchObject({ code: 'THREAD_PAUSED', retryAt: policy.reopensAt });
    await mutate(kring, imke, 'undoIntervention', { interventionId: rest.intervention.id, reason: 'Genoeg.' }); // prettier-ignore
    expect(await replyRefused(ans)).toMatchObject({ code: 'GROUP_RESTS' });
    await set(organisation.organiser, null);
    expect(await policyFor(ans)).toMatchObject({ canReply: true, groupNight: null });
  });

  it('answers a reply that was sent before it as it did then', async () => {
    const input = { clientKey: randomUUID(), threadId, ...words };
    const send = () =>
      mutate<{ post: { id: string } }>(kring, ans, 'reply', input, '... on PostSubmitted { post { id } }');
    const first = await send();
    await set(bas, around(5, 30));
    expect(await send()).toEqual(first);
  });
});
