import { randomUUID } from 'node:crypto';
import { RecheckClimate, ResumeRechecks } from '@kring/moderation';
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

jest.setTimeout(120_000);

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string; readonly severity: string; readonly touchedAt: string; readonly thread: { readonly id: string } } }[]; // prettier-ignore
  readonly counts: readonly { readonly severity: string; readonly count: number; readonly isMore: boolean }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
interface View {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly isShared: boolean;
  readonly isMine: boolean;
  readonly isFirst: boolean;
  readonly order: string;
  readonly filter: {
    readonly groupIds: readonly string[];
    readonly flagged: boolean;
    readonly severities: readonly string[];
  };
}

const crisis = 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.';
const viewFields = `... on SavedViews { views { id name version isShared isMine isFirst order filter { groupIds flagged severities } } }`;
const minute = 60_000;
const day = 1440 * minute;

describe('lanes, saved views and the effect of steering', () => {
  let now = Date.now();
  let kring: RunningKring;
  let organisation: Organisation;
  let elsewhere: Organisation;
  let here: Group;
  let there: Group;
  let imke: StaffPerson;
  let bas: StaffPerson;
  let stranger: StaffPerson;
  let clara: StaffPerson;
  let merel: Member;
  let vink: Member;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168' }, { now: () => new Date(now) });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    elsewhere = await foundOrganisation(kring, 'Ander Huis');
    here = await makeGroup(kring, organisation, 'Hier', { moderationMode: 'PRE' });
    there = await makeGroup(kring, organisation, 'Daar');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    clara = await hire(kring, organisation, 'MODERATOR', 'Clara');
    stranger = await hire(kring, elsewhere, 'SUPERVISOR', 'Elders');
    merel = await join(kring, organisation, here, { nickname: 'Merel' });
    vink = await join(kring, organisation, there, { nickname: 'Vink' });
  });
  afterAll(() => kring.stop());

  const queue = (filter: Readonly<Record<string, unknown>> = {}, order = 'GRAVEST', page: { first?: number; after?: string | null } = {}, who: { readonly token: string } = imke): Promise<Page> =>
    see(
      kring,
      who,
      `query ($id: ID!, $filter: ReviewItemFilter, $order: QueueOrder!, $first: Int, $after: String) { reviewItems(organisationId: $id, filter: $filter, order: $order, first: $first, after: $after) {
         edges { node { id severity touchedAt thread { id } } } counts { severity count isMore } pageInfo { hasNextPage endCursor } } }`,
      { id: organisation.id, filter, order, first: 50, ...page },
    ); // prettier-ignore
  const threads = async (filter: Readonly<Record<string, unknown>>, order = 'GRAVEST'): Promise<string[]> =>
    (await queue(filter, order)).edges.map(({ node }) => node.thread.id);
  const later = (minutes: number): void => void (now += minutes * minute);
  const views = async (who: StaffPerson): Promise<View[]> => {
    const { staffPositions } = await see<{ staffPositions: { organisation: { savedViews: { views: View[] } } }[] }>(
      kring,
      who,
      `{ viewer { staffPositions { organisation { savedViews { views { id name version isShared isMine isFirst order filter { groupIds flagged severities } } } } } } }`,
    );
    return staffPositions[0]?.organisation.savedViews.views ?? [];
  };
  const view = (more: Readonly<Record<string, unknown>> = {}) => ({
    clientKey: randomUUID(),
    organisationId: organisation.id,
    name: 'Nacht',
    filter: { groupIds: [there.id], flagged: true },
    order: 'UNTOUCHED',
    shared: false,
    ...more,
  });

  describe('the queue', () => {
    let held: string;
    let grave: string;
    let flagged: string;
    let old: string;

    beforeAll(async () => {
      held = (await tell(kring, merel, here, 'Hoi', 'Dit is mijn eerste verhaal.')).post.thread.id;
      later(10);
      old = (await tell(kring, vink, there, 'Stil', 'Het is hier stil vandaag.')).post.thread.id;
      await mutate(kring, vink, 'flag', { clientKey: randomUUID(), threadId: old, reason: 'TURNING_DARK' }, '... on Flag { __typename }'); // prettier-ignore
      later(10);
      flagged = (await tell(kring, vink, there, 'Later', 'Wandelen in het park.')).post.thread.id;
      await mutate(kring, vink, 'flag', { clientKey: randomUUID(), threadId: flagged, reason: 'OTHER' }, '... on Flag { __typename }'); // prettier-ignore
      later(10);
      grave = (await tell(kring, vink, there, 'Nu', crisis)).post.thread.id;
      await kring.settle();
    });

    it('puts what was longest untouched first, whatever its severity, below every crisis', async () => {
      expect(await threads({}, 'UNTOUCHED')).toEqual([grave, held, old, flagged]);
      const [first] = (await queue({ groupIds: [here.id] })).edges;
      later(5);
      await mutate(kring, imke, 'claimReviewItem', { id: first?.node.id }, '... on ReviewItem { id }');
      expect(await threads({}, 'UNTOUCHED')).toEqual([grave, old, flagged, held]);
      later(5);
      const before = (await queue({}, 'UNTOUCHED')).edges.at(-1)?.node.touchedAt;
      await mutate(kring, imke, 'claimReviewItem', { id: first?.node.id }, '... on ReviewItem { id }');
      expect((await queue({}, 'UNTOUCHED')).edges.at(-1)?.node.touchedAt).toBe(before);
      await mutate(kring, imke, 'setSlowMode', { threadId: old, minutes: 5, reason: 'Rustig aan.' }, '... on InterventionDone { intervention { id } }'); // prettier-ignore
      expect(await threads({}, 'UNTOUCHED')).toEqual([grave, flagged, held, old]);
    });

    it('narrows to a set of groups, kinds, flags, held posts, what is overdue and what nobody or I have in hand', async () => {
      expect(new Set(await threads({ groupIds: [here.id, there.id] }))).toEqual(new Set([held, grave, flagged, old]));
      expect(await threads({ groupIds: [here.id] })).toEqual([held]);
      expect(new Set(await threads({ flagged: true }))).toEqual(new Set([flagged, old]));
      expect(await threads({ held: true })).toEqual([grave, held]); // a goodbye waits, and is seen by a moderator first
      expect(await threads({ mine: true })).toEqual([held]);
      expect(await threads({ free: true })).not.toContain(held);
      expect(await threads({ kinds: ['APPEAL'] })).toEqual([]);
      expect(await threads({ kinds: ['THREAD'], severities: ['CRISIS'] })).toEqual([grave]);
      expect(await threads({ overdue: true })).toEqual([grave]);
      expect(await threads({ states: ['WAITING'] })).toEqual([]);
      expect(await threads({ groupIds: [randomUUID()] })).toEqual([]);
      expect(await threads({ groupIds: ['x'] })).toEqual([]);
      const { counts } = await queue({ flagged: true });
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(2);
      expect((await queue({ groupIds: [here.id] })).counts.reduce((sum, { count }) => sum + count, 0)).toBe(1);
    });

    it.each(['GRAVEST', 'UNTOUCHED'])('pages in the order of %s without losing or repeating any', async (order) => {
      const all = await threads({}, order);
      const found: string[] = [];
      let after: string | null = null;
      do {
        const page: Page = await queue({}, order, { first: 1, after });
        found.push(...page.edges.map(({ node }) => node.thread.id));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(found).toEqual(all);
      expect(all).toHaveLength(4);
    });

    it('is not there for others', async () => {
      for (const who of [stranger, merel, organisation.organiser])
        expect(await see(kring, who, `query ($id: ID!) { reviewItems(organisationId: $id, order: UNTOUCHED) { counts { count } } }`, { id: organisation.id })).toBeNull(); // prettier-ignore
    });
  });

  describe('saved views', () => {
    it('are kept once for a key, read back, changed where they were seen, and taken away', async () => {
      const input = view();
      for (let twice = 0; twice < 2; twice += 1) await mutate(kring, imke, 'keepView', input, viewFields);
      const [kept] = await views(imke);
      expect(await views(imke)).toHaveLength(1);
      expect(kept).toMatchObject({
        ...{ name: 'Nacht', isMine: true, isShared: false, isFirst: false, order: 'UNTOUCHED', version: 1 },
        filter: { groupIds: [there.id], flagged: true, severities: [] },
      });
      await mutate(kring, imke, 'keepView', view({ viewId: kept?.id, version: 1, name: 'Avond' }), viewFields);
      expect((await refused(kring, imke, 'keepView', view({ viewId: kept?.id, version: 1 }))).code).toBe('STALE');
      expect((await refused(kring, imke, 'removeView', { viewId: kept?.id, version: 1 })).code).toBe('STALE');
      await mutate(kring, imke, 'beginWithView', { organisationId: organisation.id, viewId: kept?.id }, viewFields);
      expect(await views(imke)).toMatchObject([{ name: 'Avond', isFirst: true }]);
      await mutate(kring, imke, 'removeView', { viewId: kept?.id, version: 2 }, viewFields);
      expect(await views(imke)).toEqual([]);
    });

    it('are nobody else’s, unless a supervisor shares one with the team', async () => {
      await mutate(kring, imke, 'keepView', view({ name: 'Van Imke' }), viewFields);
      await mutate(kring, bas, 'keepView', view({ name: 'Van Bas' }), viewFields);
      later(1);
      await mutate(kring, bas, 'keepView', view({ name: 'Van ons', shared: true }), viewFields);
      const names = async (who: StaffPerson) => (await views(who)).map(({ name }) => name);
      expect(await names(imke)).toEqual(['Van Imke', 'Van ons']);
      expect(await names(bas)).toEqual(['Van Bas', 'Van ons']);
      expect(await names(stranger)).toEqual([]);
      const own = (await views(bas)).find(({ name }) => name === 'Van Bas');
      const team = (await views(imke)).find(({ name }) => name === 'Van ons');
      expect((await refused(kring, imke, 'keepView', view({ shared: true }))).code).toBe('NOT_ALLOWED');
      for (const viewId of [own?.id, randomUUID(), 'x'])
        for (const [name, input] of [
          ['keepView', view({ viewId, version: 1 })],
          ['removeView', { viewId, version: 1 }],
          ['beginWithView', { organisationId: organisation.id, viewId }],
        ] as const)
          expect((await refused(kring, imke, name, input)).code).toBe('NOT_FOUND');
      expect((await refused(kring, imke, 'removeView', { viewId: team?.id, version: 1 })).code).toBe('NOT_ALLOWED');
      expect((await refused(kring, stranger, 'removeView', { viewId: team?.id, version: 1 })).code).toBe('NOT_FOUND');
      await mutate(kring, imke, 'beginWithView', { organisationId: organisation.id, viewId: team?.id }, viewFields);
      await mutate(kring, bas, 'removeView', { viewId: team?.id, version: 1 }, viewFields);
      expect(await views(imke)).toMatchObject([{ name: 'Van Imke', isFirst: false }]);
    });

    it('are twenty at most, also when two are sent at once; names and groups must be ones', async () => {
      for (let count = 0; count < 19; count += 1)
        await mutate(kring, clara, 'keepView', view({ name: `Blik ${count}` }), viewFields);
      const both = await Promise.allSettled([0, 1].map(() => mutate(kring, clara, 'keepView', view(), viewFields)));
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await views(clara)).toHaveLength(20);
      expect(await refused(kring, clara, 'keepView', view())).toMatchObject({ code: 'INVALID_INPUT', field: 'name' });
      for (const [field, more] of [
        ['name', { name: ' ' }],
        ['name', { name: 'a'.repeat(61) }],
        ['filter', { filter: { groupIds: [randomUUID()] } }],
        ['filter', { filter: { groupIds: ['x'] } }],
      ] as const)
        expect(await refused(kring, imke, 'keepView', view(more))).toMatchObject({ code: 'INVALID_INPUT', field });
      await rowsOf(kring.database.adminUrl, `UPDATE staff SET ended_at = now() WHERE display_name = 'Clara'`);
      expect(await rowsOf(kring.database.adminUrl, `SELECT v.id FROM saved_views v JOIN staff s ON s.id = v.staff_id WHERE s.display_name = 'Clara'`)).toEqual([]); // prettier-ignore
    });
  });

  describe('looking again', () => {
    const change = (looks: string, minutes = 120) => ({ organisationId: organisation.id, looks, minutes });
    const timers = async (id: string) =>
      rowsOf<{ name: string; at: Date }>(
        kring.database.adminUrl,
        `SELECT name, start_after AS at FROM pgboss.job WHERE singleton_key = $1 ORDER BY start_after`,
        [id],
      );
    const slow = async (): Promise<string> => {
      const { post } = await tell(kring, vink, there, 'Nog een', 'Ik lees graag mee.');
      const done = await mutate<{ intervention: { id: string } }>(kring, imke, 'setSlowMode', { threadId: post.thread.id, minutes: 5, reason: 'Rustig aan.' }, '... on InterventionDone { intervention { id } }'); // prettier-ignore
      return done.intervention.id;
    };

    it('is by the minutes of the service until a supervisor chooses otherwise; nobody else may', async () => {
      const id = await slow();
      expect((await timers(id)).map(({ at }) => (at.getTime() - now) / minute)).toEqual([120]);
      for (const who of [imke, organisation.organiser, stranger])
        expect((await refused(kring, who, 'changeRecheck', change('BOTH'))).code).toBe('NOT_FOUND');
      expect(await refused(kring, bas, 'changeRecheck', change('BOTH', 5))).toMatchObject({ field: 'minutes' });
    });

    it('is when the next shift begins, or both, each look once', async () => {
      await mutate(
        kring,
        bas,
        'addRotaShift',
        {
          ...{
            clientKey: randomUUID(),
            organisationId: organisation.id,
            groupIds: [],
            weekdays: [0, 1, 2, 3, 4, 5, 6],
          },
          ...{ from: '18:00', to: '22:00' },
          staffIds: (
            await rowsOf<{ id: string }>(kring.database.adminUrl, `SELECT id FROM staff WHERE display_name = 'Imke'`)
          ).map(({ id }) => id),
        },
        '... on RotaShift { id }',
      );
      await mutate(kring, bas, 'changeRecheck', change('NEXT_SHIFT'), '... on Recheck { looks }');
      const first = await slow();
      const clock = new Intl.DateTimeFormat('nl-BE', { timeZone: 'Europe/Brussels', timeStyle: 'short' });
      const [shift, ...others] = (await timers(first)).map(({ at }) => at);
      expect([clock.format(shift), others]).toEqual(['18:00', []]);
      expect(((shift?.getTime() ?? 0) - now) / day).toBeLessThanOrEqual(1);
      const chooses = () => mutate(kring, bas, 'changeRecheck', change('BOTH', 60), '... on Recheck { looks minutes }');
      await Promise.all([chooses(), chooses(), chooses()]);
      const recorded = await rowsOf<{ looks: string }>(
        kring.database.adminUrl,
        `SELECT subjects ->> 'looks' AS looks FROM audit_entries WHERE action = 'recheck.changed' ORDER BY position`,
      );
      expect(recorded.map(({ looks }) => looks)).toEqual(['NEXT_SHIFT', 'BOTH']);
      const both = await slow();
      expect((await timers(both)).map(({ name }) => name)).toEqual(['recheck-climate', 'recheck-climate-later']);
      const recheck = kring.app.get(RecheckClimate);
      later(60);
      await recheck.run(organisation.id, both, 'FIRST');
      for (let twice = 0; twice < 2; twice += 1) {
        later(60);
        await recheck.run(organisation.id, both, 'LATER');
      }
      const looked = await rowsOf<{ minutes: number }>(
        kring.database.adminUrl,
        `SELECT extract(epoch FROM l.at - r.at)::int / 60 AS minutes FROM later_rechecks l JOIN intervention_rechecks r USING (organisation_id, intervention_id) WHERE intervention_id = $1`,
        [both],
      );
      expect(looked).toEqual([{ minutes: 60 }]);
      await rowsOf(kring.database.adminUrl, `DELETE FROM pgboss.job WHERE name LIKE 'recheck-climate%'`);
      expect(await kring.app.get(ResumeRechecks).run(organisation.id)).toBeGreaterThan(0);
      expect(await timers(first)).toHaveLength(2);
      expect(await timers(both)).toEqual([]);
    });
  });

  describe('figures', () => {
    interface Figures {
      readonly kinds: readonly {
        readonly kind: string;
        readonly lookedAgain: number;
        readonly others: number;
        readonly medianHours: number | null;
        readonly changes: readonly { readonly before: string; readonly after: string; readonly count: number }[];
      }[];
    }
    const figures = (who: { readonly token: string }, groupId: string | null = null, span = 'WEEKS_4'): Promise<Figures | null> =>
      see(
        kring,
        who,
        `query ($id: ID!, $groupId: ID, $span: FiguresSpan!) { steeringFigures(organisationId: $id, groupId: $groupId, span: $span) {
           kinds { kind lookedAgain others medianHours changes { before after count } } } }`,
        { id: organisation.id, groupId, span },
      ); // prettier-ignore

    it('tell supervisors and organisers what came after, in fives, of weeks that are over', async () => {
      await rowsOf(kring.database.adminUrl, `DELETE FROM later_rechecks`);
      await rowsOf(kring.database.adminUrl, `DELETE FROM intervention_rechecks`);
      const [one] = await rowsOf<{ threadId: string; staffId: string }>(
        kring.database.adminUrl,
        `SELECT thread_id AS "threadId", staff_id AS "staffId" FROM interventions LIMIT 1`,
      );
      const add = async (groupId: string, count: number, climate: string, at = new Date(now - 8 * day)) => {
        for (let n = 0; n < count; n += 1) {
          const id = randomUUID();
          await rowsOf(kring.database.adminUrl, `INSERT INTO interventions (organisation_id, id, thread_id, group_id, kind, staff_id, reason, climate_before, at) VALUES ($1, $2, $3, $4, 'GUIDE_NOTE', $5, 'x', 'TURNING', $6)`, [organisation.id, id, one?.threadId, groupId, one?.staffId, at]); // prettier-ignore
          await rowsOf(kring.database.adminUrl, `INSERT INTO intervention_rechecks (organisation_id, intervention_id, climate, score, at) VALUES ($1, $2, $3, 0, $4)`, [organisation.id, id, climate, new Date(at.getTime() + 2 * 60 * minute)]); // prettier-ignore
        }
      };
      await add(there.id, 13, 'NEUTRAL');
      await add(there.id, 3, 'SUPPORTIVE');
      await add(here.id, 4, 'NEUTRAL');
      await add(here.id, 6, 'NEUTRAL', new Date(now));
      const told = {
        kinds: [
          {
            kind: 'GUIDE_NOTE',
            lookedAgain: 10,
            others: 0,
            medianHours: 2,
            changes: [{ before: 'TURNING', after: 'NEUTRAL', count: 10 }],
          },
        ],
      };
      for (const who of [bas, organisation.organiser]) {
        expect(await figures(who)).toEqual(told);
        expect(await figures(who, there.id)).toEqual(told);
        expect(await figures(who, here.id)).toEqual({ kinds: [] });
        expect(await figures(who, randomUUID())).toEqual({ kinds: [] });
      }
      for (const who of [imke, stranger, merel]) expect(await figures(who)).toBeNull();
      await rowsOf(kring.database.adminUrl, `UPDATE interventions SET at = at - interval '8 days' WHERE group_id = $1 AND kind = 'GUIDE_NOTE'`, [here.id]); // prettier-ignore
      expect((await figures(bas, here.id))?.kinds).toMatchObject([{ lookedAgain: 10 }]);
    });
  });
});
