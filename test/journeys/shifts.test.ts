import { randomUUID } from 'node:crypto';
import {
  ask,
  foundOrganisation,
  type Group,
  hire,
  join,
  listen,
  makeGroup,
  type Member,
  movingClock,
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
  type TestDatabase,
  testDatabase,
} from '@kring/testing';
import { CallForCrisis } from '@kring/moderation';

jest.setTimeout(90_000);

interface Duty {
  readonly id: string;
  readonly groupIds: readonly string[];
  readonly until: string;
  readonly by: { readonly id: string; readonly displayName: string };
}

const minutesAhead = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000);
/** What clocks in Brussels show. */
const clockIn = (at: Date): string =>
  at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Brussels', hour: '2-digit', minute: '2-digit' });
const dayIn = (at: Date): string => at.toLocaleDateString('en-CA', { timeZone: 'Europe/Brussels' });

const kept = `... on Duty { id groupIds until by { id displayName } }`;

async function duties(kring: RunningKring, who: StaffPerson, organisation: Organisation): Promise<Duty[]> {
  const viewer = await see<{ staffPositions: { organisation: { id: string; duties: Duty[] } }[] }>(
    kring,
    who,
    `{ viewer { staffPositions { organisation { id duties { id groupIds until by { id displayName } } } } } }`,
  );
  return viewer.staffPositions.find((one) => one.organisation.id === organisation.id)?.organisation.duties ?? [];
}

async function staffed(kring: RunningKring, member: Member, group: Group) {
  return see<{ moderatorOnDuty: boolean; nextDutyAt: string | null }>(
    kring,
    member,
    `query ($id: ID!) { group(id: $id) { moderatorOnDuty nextDutyAt } }`,
    { id: group.id },
  );
}

describe('shifts', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let otherGroup: Group;
  let moderator: StaffPerson;
  let supervisor: StaffPerson;
  let member: Member;
  let ofOther: Member;
  let elsewhere: Organisation;
  let stranger: StaffPerson;

  /** Nobody is there by the hours of the organisation. */
  const closeDoors = () =>
    rowsOf(
      kring.database.adminUrl,
      `UPDATE organisations SET staffed_hours = jsonb_build_object('timeZone', 'Europe/Brussels', 'days', '[null,null,null,null,null,null,null]'::jsonb)`,
    );
  const startDuty = (who: StaffPerson, groupIds: readonly string[] = [], clientKey: string = randomUUID()) =>
    mutate<Duty>(kring, who, 'startDuty', { clientKey, organisationId: organisation.id, groupIds }, kept);
  const endDuty = (who: StaffPerson) => mutate(kring, who, 'endDuty', { organisationId: organisation.id });
  const idOf = async (who: StaffPerson): Promise<string> => {
    const [row] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM staff WHERE display_name = $1`,
      [who.displayName],
    );
    return row?.id ?? '';
  };
  const shift = async (part: Record<string, unknown> = {}) => ({
    clientKey: randomUUID(),
    organisationId: organisation.id,
    groupIds: [],
    staffIds: [await idOf(moderator)],
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    from: '22:00',
    to: '06:00',
    ...part,
  });

  beforeAll(async () => {
    kring = await startKring({}, clock);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    otherGroup = await makeGroup(kring, organisation, 'Het Bankje');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    // One-time codes know no moved clock: whoever is needed comes before it moves.
    elsewhere = await foundOrganisation(kring, 'Huis Berk');
    stranger = await hire(kring, elsewhere, 'MODERATOR', 'Noor');
    member = await join(kring, organisation, group);
    ofOther = await join(kring, organisation, otherGroup);
    await closeDoors();
  });
  afterAll(() => kring.stop());

  describe('somebody on duty in fact', () => {
    it('begins by one button without a rota, and members hear of it; ends by another', async () => {
      expect(await staffed(kring, member, group)).toEqual({ moderatorOnDuty: false, nextDutyAt: null });
      const key = randomUUID();
      const duty = await startDuty(moderator, [], key);
      expect(await startDuty(moderator, [], key)).toEqual(duty);
      expect(await staffed(kring, member, group)).toEqual({ moderatorOnDuty: true, nextDutyAt: null });
      expect((await duties(kring, organisation.organiser, organisation)).map(({ by }) => by.displayName)).toEqual([
        'Imke',
      ]);
      const [position] = await see<{ staffPositions: { onDuty: boolean; duty: Duty }[] }>(
        kring,
        moderator,
        `{ viewer { staffPositions { onDuty duty { id } } } }`,
      ).then((viewer) => viewer.staffPositions);
      expect(position).toEqual({ onDuty: true, duty: { id: duty.id } });
      await endDuty(moderator);
      expect(await staffed(kring, member, group)).toMatchObject({ moderatorOnDuty: false });
      expect(await refused(kring, moderator, 'endDuty', { organisationId: organisation.id })).toMatchObject({
        code: 'NOT_ON_DUTY',
      });
    });

    it('counts for the groups it is for', async () => {
      await startDuty(supervisor, [group.id]);
      expect(await staffed(kring, member, group)).toMatchObject({ moderatorOnDuty: true });
      expect(await staffed(kring, ofOther, otherGroup)).toMatchObject({ moderatorOnDuty: false });
      await endDuty(supervisor);
    });

    it('is for more groups when it is said again with others, and for the same when it is said with none', async () => {
      const first = await startDuty(supervisor, [group.id]);
      const wider = await startDuty(supervisor, [otherGroup.id, group.id]);
      expect(wider.id).toBe(first.id);
      expect([...wider.groupIds].sort()).toEqual([group.id, otherGroup.id].sort());
      expect(await staffed(kring, ofOther, otherGroup)).toMatchObject({ moderatorOnDuty: true });
      expect([...(await startDuty(supervisor)).groupIds].sort()).toEqual([group.id, otherGroup.id].sort());
      await endDuty(supervisor);
      expect(await staffed(kring, ofOther, otherGroup)).toMatchObject({ moderatorOnDuty: false });
      const forAll = await startDuty(supervisor);
      expect(await startDuty(supervisor, [group.id])).toMatchObject({ id: forAll.id, groupIds: [] });
      await endDuty(supervisor);
    });

    it('lasts longer when it is said again, and is over by itself when nobody ends it', async () => {
      const first = await startDuty(moderator);
      clock.forward(60);
      const again = await startDuty(moderator);
      expect(again.id).toBe(first.id);
      expect(Date.parse(again.until) - Date.parse(first.until)).toBeGreaterThanOrEqual(3_600_000);
      clock.forward(8 * 60 + 1);
      expect(await duties(kring, supervisor, organisation)).toEqual([]);
      expect(await staffed(kring, member, group)).toMatchObject({ moderatorOnDuty: false });
      await rowsOf(kring.database.adminUrl, `UPDATE pgboss.job SET start_after = now() WHERE name = 'end-duty'`);
      const ended = async () =>
        rowsOf<{ how: string }>(kring.database.adminUrl, `SELECT ended_how AS how FROM duties WHERE id = $1`, [
          first.id,
        ]);
      for (const end = Date.now() + 20_000; (await ended())[0]?.how === null && Date.now() < end;)
        await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await ended()).toEqual([{ how: 'RAN_OUT' }]);
      const next = await startDuty(moderator);
      expect(next.id).not.toBe(first.id);
      await endDuty(moderator);
    });

    it('is one duty, also when two screens begin it at once', async () => {
      const both = await Promise.all([startDuty(moderator), startDuty(moderator), startDuty(moderator)]);
      expect(new Set(both.map(({ id }) => id)).size).toBe(1);
      await endDuty(moderator);
    });

    it('is for moderators and supervisors of the organisation, in groups that are there', async () => {
      const input = { clientKey: randomUUID(), organisationId: organisation.id, groupIds: [] };
      for (const who of [member, organisation.organiser])
        expect(await refused(kring, who, 'startDuty', input)).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await refused(kring, stranger, 'startDuty', input)).toMatchObject({ code: 'NOT_ALLOWED' });
      const groupElsewhere = await makeGroup(kring, elsewhere, 'Ginder');
      for (const id of [groupElsewhere.id, randomUUID(), 'x'])
        expect(await refused(kring, moderator, 'startDuty', { ...input, groupIds: [group.id, id] })).toMatchObject({
          code: 'INVALID_INPUT',
          field: 'groupIds.1',
        });
    });
  });

  describe('a rota', () => {
    const removeAll = async () => {
      const viewer = await see<{ staffPositions: { organisation: { rota: { id: string }[] } }[] }>(
        kring,
        supervisor,
        `{ viewer { staffPositions { organisation { rota { id } } } } }`,
      );
      for (const { id } of viewer.staffPositions[0]?.organisation.rota ?? [])
        await mutate(kring, supervisor, 'removeRotaShift', { id });
    };
    afterEach(removeAll);

    it('says when a group is staffed, over midnight, and who is planned is shown to staff only', async () => {
      const now = clock.now();
      const input = await shift({
        groupIds: [group.id],
        from: clockIn(minutesAhead(now, -120)),
        to: clockIn(minutesAhead(now, -180)),
      });
      const made = await mutate<{ id: string; people: { displayName: string }[] }>(
        kring,
        organisation.organiser,
        'addRotaShift',
        input,
        '... on RotaShift { id people { displayName } weekdays from to startsOn }',
      );
      expect(made).toMatchObject({ people: [{ displayName: 'Imke' }], from: input.from, to: input.to, startsOn: null });
      expect(await staffed(kring, member, group)).toEqual({ moderatorOnDuty: true, nextDutyAt: null });
      expect(await staffed(kring, ofOther, otherGroup)).toMatchObject({ moderatorOnDuty: false });
      const answer = await ask(
        kring.url,
        `{ viewer { memberships { group { moderatorOnDuty } } staffPositions { role } } }`,
        {},
        member,
      );
      expect(answer.data).toMatchObject({ viewer: { staffPositions: [] } });
      await mutate(kring, supervisor, 'removeRotaShift', { id: made.id });
      expect(await staffed(kring, member, group)).toMatchObject({ moderatorOnDuty: false });
    });

    it('can be for one day, and says when the next shift is', async () => {
      const now = clock.now();
      const start = minutesAhead(now, 300);
      await mutate(
        kring,
        supervisor,
        'addRotaShift',
        await shift({ weekdays: [], onDate: dayIn(start), from: clockIn(start), to: clockIn(minutesAhead(start, 60)) }),
      );
      const { moderatorOnDuty, nextDutyAt } = await staffed(kring, member, group);
      expect(moderatorOnDuty).toBe(false);
      expect(Math.abs(Date.parse(nextDutyAt ?? '') - start.getTime())).toBeLessThan(61_000);
    });

    it('ends the duty of who is planned an hour after their shift', async () => {
      const now = clock.now();
      const end = minutesAhead(now, 180);
      await mutate(
        kring,
        supervisor,
        'addRotaShift',
        await shift({ from: clockIn(minutesAhead(now, -5)), to: clockIn(end) }),
      );
      const duty = await startDuty(moderator);
      expect(Math.abs(Date.parse(duty.until) - minutesAhead(end, 60).getTime())).toBeLessThan(61_000);
      await endDuty(moderator);
    });

    it('makes due times count the hours it staffs', async () => {
      const now = clock.now();
      const start = minutesAhead(now, 600);
      // Ten hours from now, nine hours long, each day: eight staffed hours are over in eighteen hours.
      await mutate(
        kring,
        supervisor,
        'addRotaShift',
        await shift({ from: clockIn(start), to: clockIn(minutesAhead(start, 540)) }),
      );
      await tell(kring, member, group, 'Moe', 'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.');
      await kring.settle();
      const { edges } = await see<{ edges: { node: { dueAt: string; severity: string } }[] }>(
        kring,
        moderator,
        `query ($id: ID!) { reviewItems(organisationId: $id) { edges { node { dueAt severity } } } }`,
        { id: organisation.id },
      );
      expect(edges[0]?.node.severity).toBe('AMBER');
      expect(Math.abs(Date.parse(edges[0]?.node.dueAt ?? '') - minutesAhead(now, 1080).getTime())).toBeLessThan(
        120_000,
      );
    });

    it('loses a shift once, also when two take it off at the same moment', async () => {
      const { id } = await mutate<{ id: string }>(kring, supervisor, 'addRotaShift', await shift(), '... on RotaShift { id }'); // prettier-ignore
      const take = (who: StaffPerson) =>
        ask<{ removeRotaShift: { __typename: string } }>(kring.url, `mutation ($input: RemoveRotaShiftInput!) { removeRotaShift(input: $input) { __typename } }`, { input: { id } }, who); // prettier-ignore
      const took = await Promise.all([supervisor, organisation.organiser, supervisor].map(take));
      expect(took.map(({ data }) => data?.removeRotaShift.__typename).sort()).toEqual(['Problem', 'Problem', 'RotaShift']); // prettier-ignore
      expect(
        await rowsOf(
          kring.database.adminUrl,
          `SELECT FROM audit_entries WHERE action = 'rota.shift-removed' AND subjects ->> 'shift' = $1`,
          [id],
        ),
      ).toHaveLength(1);
    });

    it('is kept by organisers and supervisors of the organisation, with people and groups it has', async () => {
      const input = await shift();
      for (const who of [member, moderator])
        expect(await refused(kring, who, 'addRotaShift', input)).toMatchObject({ code: 'NOT_ALLOWED' });
      const organiserId = await idOf(organisation.organiser);
      for (const [part, field] of [
        [{ staffIds: [] }, 'staffIds'],
        [{ staffIds: [organiserId] }, 'staffIds.0'],
        [{ staffIds: [randomUUID()] }, 'staffIds.0'],
        [{ groupIds: [randomUUID()] }, 'groupIds.0'],
        [{ weekdays: [] }, 'weekdays'],
        [{ from: '25:00' }, 'from'],
        [{ to: '8u' }, 'to'],
        [{ onDate: '2026-02-30' }, 'onDate'],
        [{ startsOn: '2026-03-02', endsOn: '2026-03-01' }, 'endsOn'],
        [{ clientKey: 'x' }, 'clientKey'],
      ] as const) {
        expect(await refused(kring, supervisor, 'addRotaShift', { ...input, ...part })).toMatchObject({
          code: 'INVALID_INPUT',
          field,
        });
      }
      const made = await mutate<{ id: string }>(kring, supervisor, 'addRotaShift', input, '... on RotaShift { id }');
      // What is past takes no room from what is to come.
      await rowsOf(
        kring.database.adminUrl,
        `INSERT INTO rota_hours (organisation_id, id, shift_id, weekdays, starts_on, ends_on, from_minute, to_minute)
         SELECT organisation_id, gen_random_uuid(), id, '{1}', '2020-01-01', '2020-12-31', 0, 60 FROM rota_shifts, generate_series(1, 400) WHERE id = $1`,
        [made.id],
      );
      const more = { ...input, clientKey: randomUUID() };
      await mutate(kring, supervisor, 'addRotaShift', more, '... on RotaShift { id }');
      await rowsOf(kring.database.adminUrl, `DELETE FROM rota_hours WHERE ends_on = '2020-12-31'`);
      expect(await refused(kring, moderator, 'removeRotaShift', { id: made.id })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refused(kring, supervisor, 'removeRotaShift', { id: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  it('know who is on call: somebody who may read what it is about', async () => {
    const { id } = organisation;
    const onCall = async () => {
      const viewer = await see<{ staffPositions: { organisation: { onCall: { displayName: string } | null } }[] }>(
        kring,
        moderator,
        `{ viewer { staffPositions { organisation { onCall { displayName } } } } }`,
      );
      return viewer.staffPositions[0]?.organisation.onCall?.displayName ?? null;
    };
    const set = async (staffId: string | null): Promise<number> => {
      const records = async (): Promise<number> =>
        (await rowsOf(kring.database.adminUrl, `SELECT FROM audit_entries WHERE action = 'on-call.set'`)).length;
      const before = await records();
      const twice = [supervisor, organisation.organiser, supervisor];
      await Promise.all(twice.map((who) => mutate(kring, who, 'setOnCall', { organisationId: id, staffId })));
      return (await records()) - before;
    };
    // Said several times at once, it is recorded once.
    expect(await set(await idOf(moderator))).toBe(1);
    expect(await onCall()).toBe('Imke');
    const unfit = { organisationId: id, staffId: await idOf(organisation.organiser) };
    expect(await refused(kring, supervisor, 'setOnCall', unfit)).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'staffId',
    });
    expect(await refused(kring, moderator, 'setOnCall', unfit)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await set(null)).toBe(1);
    expect(await onCall()).toBeNull();
  });

  describe('while nobody is on duty', () => {
    const setOffDuty = (offDuty: string) =>
      mutate<{ offDuty: string }>(
        kring,
        organisation.organiser,
        'changeGroupDuty',
        { groupId: group.id, offDuty },
        '... on Group { offDuty }',
      );

    it('posts are seen, or wait until a moderator has read them, as the group chose', async () => {
      const open = await tell(kring, member, group, 'Thuis', 'Er was soep.');
      expect(open.post.state).toBe('VISIBLE');
      expect(await setOffDuty('HOLD')).toMatchObject({ offDuty: 'HOLD' });
      const seen = await see<{ offDuty: string; moderatorOnDuty: boolean }>(
        kring,
        member,
        `query ($id: ID!) { group(id: $id) { offDuty moderatorOnDuty } }`,
        { id: group.id },
      );
      expect(seen).toEqual({ offDuty: 'HOLD', moderatorOnDuty: false });
      const held = await reply(kring, member, open.post.thread.id, 'En brood.');
      expect(held.post?.state).toBe('HELD');
      // A moderator's own words wait for nobody.
      expect((await reply(kring, moderator, open.post.thread.id, 'Smakelijk.')).post?.state).toBe('VISIBLE');
      await startDuty(moderator);
      expect((await reply(kring, member, open.post.thread.id, 'En kaas.')).post?.state).toBe('VISIBLE');
      await endDuty(moderator);
      await setOffDuty('OPEN');
      expect((await reply(kring, member, open.post.thread.id, 'En fruit.')).post?.state).toBe('VISIBLE');
    });

    it('is chosen by the organiser', async () => {
      const input = { groupId: group.id, offDuty: 'HOLD' };
      expect(await refused(kring, member, 'changeGroupDuty', input)).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await refused(kring, moderator, 'changeGroupDuty', input)).toMatchObject({ code: 'NOT_FOUND' });
      const nowhere = { ...input, groupId: randomUUID() };
      expect(await refused(kring, organisation.organiser, 'changeGroupDuty', nowhere)).toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });
});

interface Call {
  readonly step: string;
  readonly isOpen: boolean;
  readonly people: readonly { readonly displayName: string }[];
}

describe('a crisis that nobody takes', () => {
  const secret = '7'.repeat(64);
  const clock = movingClock();
  let database: TestDatabase;
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let moderator: StaffPerson;
  let onCall: StaffPerson;
  let supervisor: StaffPerson;
  let member: Member;

  beforeAll(async () => {
    database = await testDatabase();
    kring = await startKring({ KRING_SECRET: secret }, clock, database);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    onCall = await hire(kring, organisation, 'MODERATOR', 'Joris');
    supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    member = await join(kring, organisation, group);
    const [row] = await rowsOf<{ id: string }>(database.adminUrl, `SELECT id FROM staff WHERE display_name = 'Joris'`);
    await mutate(kring, supervisor, 'setOnCall', { organisationId: organisation.id, staffId: row?.id });
  });
  afterAll(async () => {
    await kring.stop();
    await database.drop();
  });

  const crisis = async (title: string): Promise<string> => {
    const { post } = await tell(
      kring,
      member,
      group,
      title,
      'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.',
    );
    await kring.settle();
    const [item] = await rowsOf<{ id: string }>(
      database.adminUrl,
      `SELECT id FROM review_items WHERE thread_id = $1 AND severity = 'CRISIS'`,
      [post.thread.id],
    );
    if (!item) throw new Error('a crisis has its item');
    return item.id;
  };
  const calls = (id: string): Promise<Call[]> =>
    see<{ calls: Call[] }>(
      kring,
      moderator,
      `query ($id: ID!) { reviewItem(id: $id) { calls { step isOpen people { displayName } } } }`,
      { id },
    ).then((item) => item.calls);
  const calledFor = (who: StaffPerson): Promise<string[]> =>
    see<{ id: string }[]>(kring, who, `query ($id: ID!) { calledItems(organisationId: $id) { id } }`, {
      id: organisation.id,
    }).then((items) => items.map(({ id }) => id));
  /** Has what is due rung now, as an hour is long for a test. */
  const ring = () =>
    rowsOf(
      database.adminUrl,
      `UPDATE pgboss.job SET start_after = now() WHERE name = 'call-for-crisis' AND state = 'created'`,
    );
  const until = async (fits: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200)))
      if (await fits()) return;
    throw new Error('it did not come to that');
  };
  const open = (steps: readonly Call[]): string[] => steps.filter(({ isOpen }) => isOpen).map(({ step }) => step);
  const look = () => kring.app.get(CallForCrisis).all();

  it('goes to the supervisors, then to who is on call, each once, and is told live; nobody is called who has no part in it', async () => {
    const changes = await listen<{ id: string; calls: Call[] }>(
      kring.url,
      `subscription ($id: ID!) { reviewItemChanged(organisationId: $id) { id calls { step isOpen } } }`,
      { id: organisation.id },
      supervisor,
    );
    const id = await crisis('Vannacht');
    clock.forward(2);
    await look();
    expect(await calls(id)).toEqual([]);
    clock.forward(1);
    await ring();
    await until(async () => (await calls(id)).length > 0);
    expect(await calls(id)).toEqual([{ step: 'SUPERVISORS', isOpen: true, people: [{ displayName: 'Bas' }] }]);
    await changes.until((one) => one.id === id && one.calls.length === 1);
    await changes.stop();
    expect(await calledFor(supervisor)).toEqual([id]);
    expect(await calledFor(onCall)).toEqual([]);
    clock.forward(3);
    await Promise.all([look(), look(), look()]);
    expect(await calls(id)).toEqual([
      { step: 'SUPERVISORS', isOpen: true, people: [{ displayName: 'Bas' }] },
      { step: 'ON_CALL', isOpen: true, people: [{ displayName: 'Joris' }] },
    ]);
    expect(await calledFor(onCall)).toEqual([id]);
    expect(await calledFor(moderator)).toEqual([]);
    const audited = await rowsOf<{ step: string }>(
      database.adminUrl,
      `SELECT subjects ->> 'step' AS step FROM audit_entries WHERE action = 'review-item.called' AND subjects ->> 'reviewItem' = $1 ORDER BY position`,
      [id],
    );
    expect(audited.map(({ step }) => step)).toEqual(['SUPERVISORS', 'ON_CALL']);
    // Whoever takes it ends the calls, at once.
    await mutate(kring, onCall, 'claimReviewItem', { id });
    expect(open(await calls(id))).toEqual([]);
    expect(await calledFor(supervisor)).toEqual([]);
    clock.forward(5);
    await look();
    expect((await calls(id)).length).toBe(2);
  });

  it('begins anew when it is let go, and when a lease runs out', async () => {
    const id = await crisis('Straks');
    await mutate(kring, moderator, 'claimReviewItem', { id });
    clock.forward(4);
    await look();
    expect(await calls(id)).toEqual([]);
    await mutate(kring, moderator, 'releaseReviewItem', { id, handoverNote: 'Ik moet weg.' });
    clock.forward(2);
    await look();
    expect(await calls(id)).toEqual([]);
    clock.forward(1);
    await look();
    expect(open(await calls(id))).toEqual(['SUPERVISORS']);
    await mutate(kring, moderator, 'claimReviewItem', { id });
    clock.forward(12);
    await look();
    expect(open(await calls(id))).toEqual([]);
    clock.forward(1);
    await look();
    expect((await calls(id)).map(({ step, isOpen }) => [step, isOpen])).toEqual([
      ['SUPERVISORS', false],
      ['SUPERVISORS', true],
    ]);
    await mutate(kring, moderator, 'claimReviewItem', { id });
  });

  it('is called for by a worker that was started anew', async () => {
    const id = await crisis('Morgen');
    await kring.stop();
    clock.forward(3);
    await ring();
    kring = await startKring({ KRING_SECRET: secret }, clock, database);
    await until(async () => (await calls(id)).length > 0);
    expect(open(await calls(id))).toEqual(['SUPERVISORS']);
    await look();
    expect((await calls(id)).length).toBe(1);
    await mutate(kring, supervisor, 'claimReviewItem', { id });
  });

  it('says that nobody was on call, when nobody was', async () => {
    await mutate(kring, supervisor, 'setOnCall', { organisationId: organisation.id, staffId: null });
    const id = await crisis('Overmorgen');
    clock.forward(6);
    await look();
    expect(await calls(id)).toMatchObject([{ step: 'SUPERVISORS' }, { step: 'ON_CALL', isOpen: true, people: [] }]);
  });

  it('is nothing to whoever does not read along', async () => {
    for (const who of [member, organisation.organiser])
      expect(
        await see(kring, who, `query ($id: ID!) { calledItems(organisationId: $id) { id } }`, { id: organisation.id }),
      ).toBeNull();
  });
});

interface Line {
  readonly kind: string;
  readonly item: { readonly thread: { readonly title: string } } | null;
  readonly note: { readonly text: string; readonly kind: string } | null;
  readonly promise: { readonly sentence: string } | null;
  readonly watch: { readonly member: { readonly nickname: string } } | null;
}
interface HandOver {
  readonly id: string;
  readonly text: string;
  readonly isSigned: boolean;
  readonly readByMeAt: string | null;
  readonly readBy: readonly { readonly displayName: string }[];
  readonly duty: { readonly by: { readonly displayName: string } };
  readonly lines: readonly Line[];
}

describe('from hand to hand', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let otherGroup: Group;
  let early: StaffPerson;
  let late: StaffPerson;
  let supervisor: StaffPerson;
  let member: Member;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    kring = await startKring({}, clock);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    otherGroup = await makeGroup(kring, organisation, 'Het Bankje');
    early = await hire(kring, organisation, 'MODERATOR', 'Imke');
    late = await hire(kring, organisation, 'MODERATOR', 'Joris');
    supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    member = await join(kring, organisation, group);
    for (const { id, name } of await rowsOf<{ id: string; name: string }>(
      kring.database.adminUrl,
      `SELECT id, display_name AS name FROM staff`,
    ))
      ids.set(name, id);
  });
  afterAll(() => kring.stop());

  const startDuty = (who: StaffPerson, groupIds: readonly string[] = []) =>
    mutate<Duty>(kring, who, 'startDuty', { clientKey: randomUUID(), organisationId: organisation.id, groupIds }, kept);
  const endDuty = (who: StaffPerson, part: Record<string, unknown> = {}) =>
    mutate(kring, who, 'endDuty', { organisationId: organisation.id, ...part });
  const idOf = (who: StaffPerson): string => ids.get(who.displayName) ?? '';
  const item = async (
    title: string,
    text = 'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.',
  ): Promise<string> => {
    const { post } = await tell(kring, member, group, title, text);
    await kring.settle();
    const [row] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM review_items WHERE thread_id = $1`,
      [post.thread.id],
    );
    return row?.id ?? '';
  };
  const held = async (id: string) => {
    const seen = await see<{
      state: string;
      version: number;
      claim: { by: { displayName: string } } | null;
      notes: { kind: string; text: string; by: { displayName: string }; to: { displayName: string } | null }[];
    }>(
      kring,
      supervisor,
      `query ($id: ID!) { reviewItem(id: $id) { state version claim { by { displayName } } notes { kind text by { displayName } to { displayName } } } }`,
      { id },
    );
    return { ...seen, by: seen.claim?.by.displayName ?? null };
  };
  const claim = (who: StaffPerson, id: string) =>
    mutate<{ version: number }>(kring, who, 'claimReviewItem', { id }, '... on ReviewItem { version }');
  const handOvers = (who: { token: string }): Promise<HandOver[] | null> =>
    see(
      kring,
      who,
      `query ($id: ID!) { handOvers(organisationId: $id) { id text isSigned readByMeAt readBy { displayName } duty { by { displayName } }
         lines { kind item { thread { title } } note { kind text } promise { sentence } watch { member { nickname } } } } }`,
      { id: organisation.id },
    );
  const audited = async (action: string, id: string): Promise<number> => {
    const [row] = await rowsOf<{ count: number }>(
      kring.database.adminUrl,
      `SELECT count(*)::int AS count FROM audit_entries WHERE action = $1 AND subjects ->> 'reviewItem' = $2`,
      [action, id],
    );
    return row?.count ?? 0;
  };

  it('gives an item to somebody on duty, with a note, and tells it live', async () => {
    const id = await item('Moe');
    const input = { id, staffId: idOf(late), note: 'Zij verwacht straks een antwoord.' };
    expect(await refused(kring, early, 'handReviewItem', input)).toMatchObject({ code: 'NOT_CLAIMED' });
    await claim(early, id);
    const offDuty = { code: 'INVALID_INPUT', field: 'staffId' };
    expect(await refused(kring, early, 'handReviewItem', input)).toMatchObject(offDuty);
    await startDuty(late, [otherGroup.id]);
    expect(await refused(kring, early, 'handReviewItem', input)).toMatchObject(offDuty);
    await endDuty(late);
    await startDuty(late, [group.id]);
    expect(await refused(kring, early, 'handReviewItem', { ...input, staffId: idOf(early) })).toMatchObject(offDuty);
    expect(await refused(kring, early, 'handReviewItem', { ...input, note: ' ' })).toMatchObject({ field: 'note' });
    const changes = await listen<{ id: string; claim: { by: { displayName: string } } | null }>(
      kring.url,
      `subscription ($id: ID!) { reviewItemChanged(organisationId: $id) { id claim { by { displayName } } } }`,
      { id: organisation.id },
      late,
    );
    await mutate(kring, early, 'handReviewItem', input);
    await changes.until((one) => one.id === id && one.claim?.by.displayName === 'Joris');
    await changes.stop();
    expect(await held(id)).toMatchObject({
      by: 'Joris',
      notes: [{ kind: 'HANDED', text: input.note, by: { displayName: 'Imke' }, to: { displayName: 'Joris' } }],
    });
    expect(await audited('review-item.handed', id)).toBe(1);
    expect(await refused(kring, early, 'claimReviewItem', { id })).toMatchObject({ code: 'ALREADY_CLAIMED' });
    await endDuty(late);
    expect(await held(id)).toMatchObject({ by: null, state: 'OPEN' });
  });

  it('lets a supervisor break a claim with a reason, and nobody else', async () => {
    const id = await item('Leeg');
    await claim(early, id);
    expect(await refused(kring, late, 'breakClaim', { id, reason: 'Zomaar.' })).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await refused(kring, supervisor, 'breakClaim', { id, reason: '' })).toMatchObject({ field: 'reason' });
    await mutate(kring, supervisor, 'breakClaim', { id, reason: 'Imke is ziek naar huis.' });
    expect(await held(id)).toMatchObject({
      by: null,
      state: 'OPEN',
      notes: [
        { kind: 'BROKEN', text: 'Imke is ziek naar huis.', by: { displayName: 'Bas' }, to: { displayName: 'Imke' } },
      ],
    });
    expect(await audited('review-item.claim-broken', id)).toBe(1);
    expect(await refused(kring, supervisor, 'breakClaim', { id, reason: 'Nog eens.' })).toMatchObject({
      code: 'STALE',
    });
    await claim(late, id);
    await mutate(kring, late, 'releaseReviewItem', { id });
  });

  it('ends an item once, also when fifty try at the same moment', async () => {
    const id = await item('Druk');
    const { version } = await claim(early, id);
    const input = { id, version, decision: 'NO_ACTION', reasons: 'Gelezen.' };
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        ask<{ resolveReviewItem: { __typename: string } }>(
          kring.url,
          `mutation ($input: ResolveReviewItemInput!) { resolveReviewItem(input: $input) { __typename } }`,
          { input },
          [early, late, supervisor][index % 3],
        ),
      ),
    );
    const done = tries.filter(({ data }) => data?.resolveReviewItem.__typename === 'ReviewItem');
    expect(done).toHaveLength(1);
    const [row] = await rowsOf<{ count: number }>(
      kring.database.adminUrl,
      `SELECT count(*)::int AS count FROM decisions WHERE review_item_id = $1`,
      [id],
    );
    expect(row?.count).toBe(1);
  });

  it('writes the hand-over by itself; it is signed, read and confirmed by the next', async () => {
    await startDuty(early, [group.id]);
    const promised = await item('Beloofd');
    const note = { clientKey: randomUUID(), id: promised, text: 'Morgen om tien kijk ik weer.', isPromise: true };
    await mutate(kring, early, 'noteReviewItem', note);
    await mutate(kring, early, 'noteReviewItem', note);
    const mine = await item('In de hand');
    await claim(early, mine);
    const waiting = await item('Wacht', 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.');
    const tomorrow = minutesAhead(clock.now(), 1440).toISOString();
    const sentence = 'Ik schrijf je morgen om tien uur.';
    const aside = await mutate<{ messages: { id: string }[] }>(
      kring,
      early,
      'openAside',
      {
        clientKey: randomUUID(),
        membershipId: member.membershipId,
        reason: 'Zij klonk zo moe.',
        text: `Dag. ${sentence}`,
      },
      '... on Aside { messages { id } }',
    );
    await mutate(kring, early, 'makePromise', { clientKey: randomUUID(), messageId: aside.messages[0]?.id, sentence, dueAt: tomorrow }); // prettier-ignore
    await mutate(kring, early, 'watchOver', { clientKey: randomUUID(), membershipId: member.membershipId, reason: 'Zo moe.', nextContactAt: tomorrow }); // prettier-ignore
    const draft = await see<Line[]>(
      kring,
      early,
      `query ($id: ID!) { draftHandOver(organisationId: $id) { kind item { thread { title } } note { kind text } promise { sentence } watch { member { nickname } } } }`,
      { id: organisation.id },
    );
    const shown = (lines: readonly Line[]): string[] =>
      lines.map(
        ({ kind, note, promise, watch, item }) =>
          `${kind} ${note?.text ?? promise?.sentence ?? watch?.member.nickname ?? item?.thread.title ?? ''}`,
      );
    expect(shown(draft)).toEqual(
      expect.arrayContaining([
        'LET_GO In de hand',
        `PROMISED ${sentence}`,
        `FOLLOWED ${member.nickname}`,
        'NOTE Morgen om tien kijk ik weer.',
        'HELD_POSTS Wacht',
        'OPEN Beloofd',
      ]),
    );
    const onDutyElsewhere = { organisationId: organisation.id, handTo: idOf(late), text: '' };
    expect(await refused(kring, early, 'endDuty', onDutyElsewhere)).toMatchObject({ field: 'handTo' });
    // Somebody who is there for another group only does not follow what is in hand.
    await startDuty(late, [otherGroup.id]);
    expect(await refused(kring, early, 'endDuty', onDutyElsewhere)).toMatchObject({ field: 'handTo' });
    await endDuty(late);
    await startDuty(late, [group.id]);
    await endDuty(early, { text: 'Een rustige nacht, op één na.', handTo: idOf(late) });
    expect(await held(mine)).toMatchObject({ by: 'Joris' });
    expect(await audited('review-item.handed', mine)).toBe(1);
    const [latest] = (await handOvers(late)) ?? [];
    expect(latest).toMatchObject({
      text: 'Een rustige nacht, op één na.',
      isSigned: true,
      readByMeAt: null,
      readBy: [],
      duty: { by: { displayName: 'Imke' } },
    });
    expect(shown(latest?.lines ?? [])).toEqual(
      expect.arrayContaining(['HANDED In de hand', `PROMISED ${sentence}`, `FOLLOWED ${member.nickname}`]),
    );
    await mutate(kring, late, 'confirmHandOver', { id: latest?.id });
    await mutate(kring, late, 'confirmHandOver', { id: latest?.id });
    const [read] = (await handOvers(late)) ?? [];
    expect(read?.readBy).toEqual([{ displayName: 'Joris' }]);
    expect(read?.readByMeAt).not.toBeNull();
    for (const who of [member, organisation.organiser]) expect(await handOvers(who)).toBeNull();
    expect(await refused(kring, organisation.organiser, 'confirmHandOver', { id: latest?.id })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await refused(kring, early, 'confirmHandOver', { id: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await held(waiting)).toMatchObject({ state: 'OPEN' });
    await endDuty(late);
  });

  it('writes it, unsigned, when a duty runs out', async () => {
    await startDuty(early);
    clock.forward(8 * 60 + 1);
    await startDuty(early);
    await kring.settle();
    const [latest] = (await handOvers(supervisor)) ?? [];
    expect(latest).toMatchObject({ isSigned: false, text: '', duty: { by: { displayName: 'Imke' } } });
    expect(latest?.lines.length).toBeGreaterThan(0);
    await endDuty(early);
  });
});
