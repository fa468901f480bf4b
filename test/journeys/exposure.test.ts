import { randomUUID } from 'node:crypto';
import { ForgetExposure } from '@kring/exposure';
import { ReviewItems } from '@kring/moderation';
import {
  ask as send,
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

interface Ask {
  readonly id: string;
  readonly kind: string;
  readonly words: string;
  readonly answer: string | null;
  readonly endedAt: string | null;
  readonly asker: { readonly displayName: string };
  readonly asked: { readonly displayName: string };
}
interface Care {
  readonly covers: boolean;
  readonly avoids: readonly string[];
  readonly severe: number;
  readonly byTheme: readonly { readonly theme: string; readonly count: number }[];
  readonly mostSevere: number;
  readonly isSpent: boolean;
  readonly asks: readonly Ask[];
  readonly colleagues: readonly { readonly id: string; readonly displayName: string }[];
}

const askFields = 'id kind words answer endedAt asker { displayName } asked { displayName }';
const careFields = `covers avoids severe byTheme { theme count } mostSevere mostOfTheme isSpent asks { ${askFields} } colleagues { id displayName }`;
const day = 86_400_000;
const hopeless = 'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.';
const crisis = 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.';

describe('care for moderators', () => {
  let now = Date.now();
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let joris: StaffPerson;
  let bas: StaffPerson;
  let stranger: StaffPerson;
  let merel: Member;

  beforeAll(async () => {
    kring = await startKring({ KRING_STAFF_SESSION_HOURS: '168' }, { now: () => new Date(now) });
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    joris = await hire(kring, organisation, 'MODERATOR', 'Joris');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    stranger = await hire(kring, await foundOrganisation(kring, 'Ander Huis'), 'SUPERVISOR', 'Elders');
    merel = await join(kring, organisation, group, { nickname: 'Merel' });
  });
  afterAll(() => kring.stop());

  interface Person {
    readonly token: string;
  }
  const care = (person: Person): Promise<Care | null> =>
    see(kring, person, `query ($id: ID!) { careDesk(organisationId: $id) { ${careFields} } }`, { id: organisation.id });
  const item = async (text: string): Promise<string> => {
    const { post } = await tell(kring, merel, group, 'Vannacht', text);
    await kring.settle();
    const [row] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM review_items WHERE thread_id = $1`,
      [post.thread.id],
    );
    return row?.id ?? '';
  };
  const reads = (person: Person, reviewItemId: string): Promise<Care> =>
    mutate(kring, person, 'noteReading', { reviewItemId }, `... on CareDesk { ${careFields} }`);
  const idOf = async (name: string): Promise<string> => {
    const [row] = await rowsOf<{ id: string }>(kring.database.adminUrl, `SELECT id FROM staff WHERE display_name = $1`, [name]); // prettier-ignore
    return row?.id ?? '';
  };
  const ask = (person: Person, input: Readonly<Record<string, unknown>>): Promise<Ask> =>
    mutate(kring, person, 'askColleague', { clientKey: randomUUID(), organisationId: organisation.id, ...input }, `... on ColleagueAsk { ${askFields} }`); // prettier-ignore
  const askRefused = (person: Person, input: Readonly<Record<string, unknown>>) =>
    refused(kring, person, 'askColleague', { clientKey: randomUUID(), organisationId: organisation.id, ...input });

  describe('what a shift asked', () => {
    it('counts each conversation once a shift, for whoever read it alone, and begins anew with a duty', async () => {
      const [heavy, lighter] = [await item(crisis), await item(hopeless)];
      expect(await care(imke)).toMatchObject({ severe: 0, byTheme: [], isSpent: false, covers: true, avoids: [] });
      await reads(imke, heavy);
      expect(await reads(imke, heavy)).toMatchObject({ severe: 1, byTheme: [{ theme: 'SUICIDE', count: 1 }] });
      expect(await reads(imke, lighter)).toMatchObject({ severe: 1, byTheme: [{ theme: 'SUICIDE', count: 2 }] });
      expect(await care(joris)).toMatchObject({ severe: 0, byTheme: [] });
      now += 1000;
      await mutate(kring, imke, 'startDuty', { clientKey: randomUUID(), organisationId: organisation.id, groupIds: [] }, '... on Duty { id }'); // prettier-ignore
      expect(await care(imke)).toMatchObject({ severe: 0, byTheme: [] });
      expect(await reads(imke, heavy)).toMatchObject({ severe: 1 });
    });

    it('is spent at what a supervisor set, and keeps nobody from a crisis', async () => {
      const set = { organisationId: organisation.id, severe: 2, sameTheme: 50 };
      expect(await refused(kring, imke, 'setExposureBudget', set)).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await refused(kring, bas, 'setExposureBudget', { ...set, severe: 0 })).toMatchObject({
        ...{ code: 'INVALID_INPUT', field: 'severe' },
      });
      const sets = () => mutate(kring, bas, 'setExposureBudget', set, '... on CareDesk { mostSevere }');
      await Promise.all([sets(), sets(), sets()]);
      expect(
        await rowsOf(kring.database.adminUrl, `SELECT FROM audit_entries WHERE action = 'exposure-budget.set'`),
      ).toHaveLength(1);
      const another = await item(crisis);
      expect(await reads(imke, another)).toMatchObject({ severe: 2, mostSevere: 2, isSpent: true });
      const third = await item(crisis);
      await mutate(kring, imke, 'claimReviewItem', { id: third }, '... on ReviewItem { id }');
      expect(await reads(imke, third)).toMatchObject({ severe: 3, isSpent: true });
    });

    it('is told live to whoever read, and to nobody else', async () => {
      const changed = `subscription ($id: ID!) { careDeskChanged(organisationId: $id) { severe } }`;
      const [mine, theirs] = await Promise.all(
        [imke, joris].map((person) =>
          listen<{ severe: number }>(kring.url, changed, { id: organisation.id }, { token: person.token }),
        ),
      );
      const before = (await care(imke))?.severe ?? 0;
      await reads(imke, await item(crisis));
      await kring.settle();
      await mine?.until(({ severe }) => severe === before + 1);
      expect(theirs?.heard).toEqual([]);
      await Promise.all([mine?.stop(), theirs?.stop()]);
    });

    it('is nothing to members, organisers and other organisations, and says the same of what is not theirs', async () => {
      const heavy = await item(crisis);
      for (const person of [merel, organisation.organiser, stranger]) expect(await care(person)).toBeNull();
      for (const person of [merel, organisation.organiser])
        expect(await refused(kring, person, 'noteReading', { reviewItemId: heavy })).toMatchObject({
          code: 'NOT_ALLOWED',
        });
      const away = await refused(kring, stranger, 'noteReading', { reviewItemId: randomUUID() });
      expect(await refused(kring, stranger, 'noteReading', { reviewItemId: heavy })).toEqual(away);
      expect(away).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  it('keeps how somebody reads for themselves, also from who leads them', async () => {
    const input = { organisationId: organisation.id, covers: false, avoids: ['EATING', 'ABUSE', 'EATING'] };
    const chosen = await mutate<Care>(kring, joris, 'chooseReading', input, `... on CareDesk { ${careFields} }`);
    expect(chosen).toMatchObject({ covers: false, avoids: ['ABUSE', 'EATING'] });
    expect(await care(joris)).toMatchObject({ covers: false, avoids: ['ABUSE', 'EATING'] });
    for (const person of [imke, bas]) expect(await care(person)).toMatchObject({ covers: true, avoids: [] });
    expect(await refused(kring, stranger, 'chooseReading', input)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(
      await rowsOf(
        kring.database.adminUrl,
        `SELECT FROM audit_entries WHERE action LIKE '%read%' AND action LIKE '%choice%'`,
      ),
    ).toEqual([]);
  });

  describe('a colleague', () => {
    const asksOf = async (person: Person): Promise<readonly Ask[]> => (await care(person))?.asks ?? [];
    const along = (person: Person, id: string) =>
      see<{ readAlong: Ask[] | null } | null>(kring, person, `query ($id: ID!) { reviewItem(id: $id) { readAlong { ${askFields} } } }`, { id }); // prettier-ignore

    it('is asked to read along, answers, and the team sees it at the conversation', async () => {
      const reviewItemId = await item(hopeless);
      const wish = { kind: 'READ_ALONG', staffId: await idOf('Joris'), reviewItemId, words: 'Ik twijfel.' };
      const heard = await listen<Care>(kring.url, `subscription ($id: ID!) { careDeskChanged(organisationId: $id) { asks { id } } }`, { id: organisation.id }, { token: joris.token }); // prettier-ignore
      const asked = await ask(imke, wish);
      await kring.settle();
      await heard.until(({ asks }) => asks.some(({ id }) => id === asked.id));
      await heard.stop();
      expect(await askRefused(imke, wish)).toMatchObject({ code: 'ASKED_ALREADY' });
      expect(await asksOf(joris)).toMatchObject([
        { id: asked.id, words: 'Ik twijfel.', asker: { displayName: 'Imke' } },
      ]);
      for (const person of [imke, bas])
        expect(await refused(kring, person, 'answerColleague', { askId: asked.id, words: 'Ja.' })).toMatchObject({
          ...{ code: 'NOT_FOUND', field: 'askId' },
        });
      expect(await refused(kring, joris, 'answerColleague', { askId: asked.id, words: ' ' })).toMatchObject({
        field: 'words',
      });
      const answer = { askId: asked.id, words: 'Ik zou eerst een briefje zetten.' };
      await mutate(kring, joris, 'answerColleague', answer, '... on ColleagueAsk { id }');
      expect(await refused(kring, joris, 'answerColleague', answer)).toMatchObject({ code: 'STALE' });
      expect(await asksOf(joris)).toEqual([]);
      for (const person of [imke, bas, joris])
        expect((await along(person, reviewItemId))?.readAlong).toMatchObject([{ id: asked.id, answer: answer.words }]);
      expect(await along(stranger, reviewItemId)).toBeNull();
    });

    it('is asked once to read the same along, also when two screens ask at the same moment', async () => {
      const wish = { kind: 'READ_ALONG', staffId: await idOf('Bas'), reviewItemId: await item(hopeless), words: 'Ook jij?' }; // prettier-ignore
      const asks = await Promise.all(
        [1, 2, 3].map(() =>
          send<{ askColleague: { __typename: string; code?: string } }>(
            kring.url,
            `mutation ($input: AskColleagueInput!) { askColleague(input: $input) { __typename ... on Problem { code } } }`,
            { input: { clientKey: randomUUID(), organisationId: organisation.id, ...wish } },
            imke,
          ),
        ),
      );
      expect(asks.map(({ data }) => data?.askColleague.code ?? data?.askColleague.__typename).sort()).toEqual([
        ...['ASKED_ALREADY', 'ASKED_ALREADY', 'ColleagueAsk'],
      ]);
      await mutate(kring, bas, 'answerColleague', { askId: (await asksOf(bas))[0]?.id, words: 'Ja.' }, '... on ColleagueAsk { id }'); // prettier-ignore
    });

    it('is asked about many items, which are read in one query', async () => {
      const staffId = await idOf('Joris');
      for (const words of ['Eerst dit.', 'Dan dat.'])
        await ask(imke, { kind: 'READ_ALONG', staffId, reviewItemId: await item(hopeless), words });
      const items = kring.app.get(ReviewItems);
      const [one, many] = [jest.spyOn(items, 'item'), jest.spyOn(items, 'items')];
      const { asks } = await see<{ asks: { reviewItem: { id: string } }[] }>(kring, joris, `query ($id: ID!) { careDesk(organisationId: $id) { asks { reviewItem { id } } } }`, { id: organisation.id }); // prettier-ignore
      expect(new Set(asks.map(({ reviewItem }) => reviewItem.id)).size).toBe(2);
      expect([one.mock.calls.length, many.mock.calls.length]).toEqual([0, 1]);
      for (const spy of [one, many]) spy.mockRestore();
      for (const { id } of await asksOf(joris)) await mutate(kring, imke, 'endColleagueAsk', { askId: id }, '... on ColleagueAsk { id }'); // prettier-ignore
    });

    it('is asked to talk: the two see it, nobody else, and it is in no record', async () => {
      const asked = await ask(imke, { kind: 'TALK', staffId: await idOf('Bas'), words: 'Het was een zware nacht.' });
      expect(await asksOf(bas)).toMatchObject([{ id: asked.id, kind: 'TALK' }]);
      expect(await asksOf(joris)).toEqual([]);
      expect(await refused(kring, joris, 'endColleagueAsk', { askId: asked.id })).toEqual(
        await refused(kring, joris, 'endColleagueAsk', { askId: randomUUID() }),
      );
      await mutate(
        kring,
        bas,
        'answerColleague',
        { askId: asked.id, words: 'Om drie uur?' },
        '... on ColleagueAsk { id }',
      );
      expect(await asksOf(imke)).toMatchObject([{ answer: 'Om drie uur?', endedAt: null }]);
      await mutate(kring, imke, 'endColleagueAsk', { askId: asked.id }, '... on ColleagueAsk { id }');
      expect(await asksOf(bas)).toEqual([]);
      expect(await refused(kring, bas, 'endColleagueAsk', { askId: asked.id })).toMatchObject({ code: 'STALE' });
      expect(
        await rowsOf(kring.database.adminUrl, `SELECT FROM audit_entries WHERE subjects::text LIKE $1`, [
          `%${asked.id}%`,
        ]),
      ).toEqual([]);
    });

    it('is somebody else of the team, about something that can be read', async () => {
      const [me, elsewhere] = [await idOf('Imke'), await idOf('Elders')];
      const [runs] = await rowsOf<{ id: string }>(
        kring.database.adminUrl,
        `SELECT id FROM staff WHERE role = 'ORGANISER'`,
      );
      for (const staffId of [me, elsewhere, runs?.id, randomUUID()])
        expect(await askRefused(imke, { kind: 'TALK', staffId })).toMatchObject({ field: 'staffId' });
      const staffId = await idOf('Joris');
      for (const reviewItemId of [null, randomUUID()])
        expect(await askRefused(imke, { kind: 'READ_ALONG', staffId, reviewItemId })).toMatchObject({
          ...{ code: 'NOT_FOUND', field: 'reviewItemId' },
        });
      expect(await askRefused(imke, { kind: 'TALK', staffId, words: 'a'.repeat(501) })).toMatchObject({
        field: 'words',
      });
      expect(await askRefused(stranger, { kind: 'TALK', staffId })).toMatchObject({ code: 'NOT_ALLOWED' });
    });

    it('asked twice by one tap is asked once', async () => {
      const input = { clientKey: randomUUID(), kind: 'TALK', staffId: await idOf('Joris'), words: 'Even praten?' };
      const [one, two] = await Promise.all([ask(imke, input), ask(imke, input)]);
      expect(two.id).toBe(one.id);
      expect((await asksOf(joris)).filter(({ id }) => id === one.id)).toHaveLength(1);
    });
  });

  it('tells supervisors how much work there was, never of what kind, and no small number', async () => {
    const load = (person: Person) =>
      see<{ staff: { displayName: string }; severe: number | null; duties: number | null }[] | null>(
        kring,
        person,
        `query ($id: ID!) { staffLoad(organisationId: $id, days: 28) { staff { displayName } duties hours severe timesSpent handled { severity count } } }`,
        { id: organisation.id },
      );
    for (const person of [imke, merel, organisation.organiser, stranger]) expect(await load(person)).toBeNull();
    const before = await load(bas);
    expect(before?.map(({ staff }) => staff.displayName)).toEqual(['Imke', 'Joris', 'Bas']);
    expect(before?.find(({ staff }) => staff.displayName === 'Joris')).toMatchObject({ severe: null, duties: null });
    for (let more = 0; more < 6; more += 1) await reads(joris, await item(crisis));
    expect((await load(bas))?.find(({ staff }) => staff.displayName === 'Joris')).toMatchObject({ severe: 6 });
  });

  it('is forgotten in time, and with a position that ends', async () => {
    const count = async (sql: string): Promise<number> =>
      (await rowsOf<{ count: number }>(kring.database.adminUrl, `SELECT count(*)::int AS count FROM ${sql}`))[0]
        ?.count ?? -1;
    await ask(joris, { kind: 'TALK', staffId: await idOf('Bas'), words: 'Dit verdwijnt.' });
    await kring.app.get(ForgetExposure).run(organisation.id);
    expect(await count(`exposures`)).toBeGreaterThan(0);
    await rowsOf(kring.database.adminUrl, `UPDATE staff SET ended_at = now() WHERE display_name = 'Joris'`);
    const joriss = `staff_id = (SELECT id FROM staff WHERE display_name = 'Joris')`;
    expect(await count(`exposures WHERE ${joriss}`)).toBe(0);
    expect(await count(`reading_choices WHERE ${joriss}`)).toBe(0);
    expect(await count(`colleague_asks WHERE words = 'Dit verdwijnt.'`)).toBe(0);
    now += 29 * day;
    await kring.app.get(ForgetExposure).run(organisation.id);
    expect(await count(`exposures`)).toBe(0);
    expect(await count(`colleague_asks WHERE words <> '' OR answer IS NOT NULL OR ended_at IS NULL`)).toBe(0);
  });
});
