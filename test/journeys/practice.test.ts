import { randomUUID } from 'node:crypto';
import { ErasePractice } from '@kring/training';
import {
  ask,
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
} from '@kring/testing';

jest.setTimeout(60_000);

interface Run {
  readonly id: string;
  readonly state: string;
  readonly now: number;
  readonly speed: number;
  readonly isMine: boolean;
  readonly posts: readonly { readonly key: string; readonly at: number; readonly state: string; readonly by: { readonly nickname: string } | null; readonly assessment: { readonly severity: string } | null }[]; // prettier-ignore
  readonly apart: readonly { readonly text: string; readonly byMember: boolean }[];
  readonly news: readonly { readonly key: string }[];
  readonly points: readonly { readonly climate: string; readonly components: readonly { readonly label: string }[] }[];
  readonly steps: readonly { readonly id: string; readonly at: number; readonly kind: string; readonly intervention: string | null; readonly stands: boolean; readonly undoable: boolean }[]; // prettier-ignore
  readonly comments: readonly { readonly text: string; readonly byTrainee: boolean; readonly stepId: string | null; readonly by: { readonly displayName: string } | null }[]; // prettier-ignore
  readonly lookBack: { readonly mattered: readonly { readonly event: string; readonly cameAt: number; readonly seenAt: number | null; readonly answeredAt: number | null }[]; readonly changed: readonly string[]; readonly guidance: readonly { readonly event: string }[] } | null; // prettier-ignore
}
interface Line {
  readonly id: string;
  readonly state: string;
  readonly comments: number;
  readonly waitsForSupervisor: boolean;
}
interface Desk {
  readonly threads: readonly { readonly key: string; readonly title: string; readonly minutes: number }[];
  readonly runs: readonly Line[];
  readonly team: readonly { readonly staff: { readonly displayName: string }; readonly runs: readonly Line[] }[] | null;
}

interface Who {
  readonly token: string;
}
type Input = Readonly<Record<string, unknown>>;

const fields = `id state now speed isMine posts { key at state by { nickname } assessment { severity } } apart { text byMember }
  news { key } points { climate components { label } } steps { id at kind intervention stands undoable }
  comments { text byTrainee stepId by { displayName } }
  lookBack { mattered { event cameAt seenAt answeredAt } changed guidance { event } }`;
const line = 'id state comments waitsForSupervisor';
const minute = 60_000;
const day = 86_400_000;

describe('practising', () => {
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

  const act = (who: Who, name: string, input: Input): Promise<Run> =>
    mutate(kring, who, name, { clientKey: randomUUID(), ...input }, `... on PracticeRun { ${fields} }`);
  const no = (who: Who, name: string, input: Input) => refused(kring, who, name, { clientKey: randomUUID(), ...input });
  const start = (thread: string, who: Who = imke, more: Input = {}): Promise<Run> =>
    act(who, 'startPractice', { organisationId: organisation.id, thread, language: 'nl', speed: 1, ...more });
  const runOf = (who: Who, id: string): Promise<Run | null> =>
    see(kring, who, `query ($id: ID!) { practiceRun(id: $id) { ${fields} } }`, { id });
  const desk = (who: Who): Promise<Desk | null> =>
    see(kring, who, `query ($id: ID!) { practiceDesk(organisationId: $id) { threads { key title minutes } runs { ${line} } team { staff { displayName } runs { ${line} } } } }`, { id: organisation.id }); // prettier-ignore
  const wait = (minutes: number): void => void (now += minutes * minute);
  const steer = (runId: string, kind: string, more: Input = {}): Promise<Run> =>
    act(imke, 'steerPractice', { runId, kind, reason: 'Om te oefenen.', ...more });

  it('plays a thread from start to comment, by the clock of the server', async () => {
    expect((await desk(imke))?.threads.length).toBeGreaterThanOrEqual(4);
    const { id: runId, posts, state } = await start('building-up', imke, { speed: 2 });
    expect([state, posts.map(({ key }) => key)]).toEqual(['RUNNING', ['p1']]);
    wait(2);
    const second = await runOf(imke, runId);
    expect(second?.posts.map(({ key, at }) => [key, at])).toEqual([['p1', 0], ['p2', 4 * minute]]); // prettier-ignore
    expect(second?.posts[1]).toMatchObject({
      by: { nickname: 'Grijze Steen' },
      assessment: { severity: expect.stringMatching(/^(AMBER|RED)$/) as string },
    });
    expect(second?.points.at(-1)?.components.length).toBeGreaterThan(0);
    expect(second?.lookBack).toBeNull();
    wait(0.5);
    await act(imke, 'lookInPractice', { runId, what: 'POSTS', posts: ['p1', 'p2'] });
    await act(imke, 'lookInPractice', { runId, what: 'CLIMATE' });
    const noted = await steer(runId, 'GUIDE_NOTE', { text: 'Wat hielp jullie vandaag?' });
    expect(noted.steps.map(({ kind, at }) => [kind, at])).toEqual([['LOOK', 5 * minute], ['LOOK', 5 * minute], ['STEER', 5 * minute]]); // prettier-ignore
    const step = noted.steps.at(-1);

    // A supervisor looks on, sees what an experienced moderator would look at, and says something while it runs.
    const watched = await runOf(bas, runId);
    expect(watched).toMatchObject({ isMine: false, lookBack: { guidance: [{ event: 'p2' }] } });
    await act(bas, 'commentOnPractice', { runId, stepId: step?.id, text: 'Mooi op tijd.' });
    expect((await runOf(imke, runId))?.comments).toEqual([
      { text: 'Mooi op tijd.', byTrainee: false, stepId: step?.id, by: { displayName: 'Bas' } },
    ]);
    wait(15);
    const calm = await runOf(imke, runId);
    expect(calm?.posts.map(({ key }) => key)).toEqual(['p1', 'p2', step?.id, 'p3', 'c1', 'c2', 'c3']);
    expect(calm?.now).toBe(35 * minute);
    const over = await act(imke, 'resolvePractice', { runId, decision: 'STEERED', reasons: 'Het werd rustiger.' });
    expect(over.state).toBe('OVER');
    expect(over.lookBack?.mattered).toEqual([
      { event: 'p2', cameAt: 4 * minute, seenAt: 5 * minute, answeredAt: 5 * minute },
      { event: 'p3', cameAt: 8 * minute, seenAt: null, answeredAt: null },
    ]);
    expect(over.lookBack?.changed).toHaveLength(1);
    await act(imke, 'commentOnPractice', { runId, text: 'Dank je, dat hielp.' });
    await act(bas, 'commentOnPractice', { runId, text: 'Zullen we het samen nalezen?' });
    for (const [who, name, input] of [
      [imke, 'steerPractice', { runId, kind: 'HOLD_REPLIES', reason: 'Te laat.' }],
      [imke, 'lookInPractice', { runId, what: 'CLIMATE' }],
      [imke, 'pacePractice', { runId, running: true, speed: 1 }],
      [imke, 'resolvePractice', { runId, decision: 'STEERED', reasons: 'Nog eens.' }],
    ] as const)
      expect((await no(who, name, input)).code).toBe('PRACTICE_OVER');
    wait(60);
    expect((await runOf(imke, runId))?.now).toBe(35 * minute);

    const ofTeam = (await desk(bas))?.team;
    expect(ofTeam?.map(({ staff }) => staff.displayName).sort()).toEqual(['Imke', 'Joris']);
    expect(ofTeam?.find(({ staff }) => staff.displayName === 'Imke')?.runs).toEqual([
      { id: runId, state: 'OVER', comments: 3, waitsForSupervisor: false },
    ]);
    expect((await desk(imke))?.team).toBeNull();
  });

  it('stops, and goes on later where it was', async () => {
    const { id: runId } = await start('slow-drift');
    wait(4);
    const stopped = await act(imke, 'pacePractice', { runId, running: false, speed: 1 });
    expect([stopped.state, stopped.now]).toEqual(['STOPPED', 4 * minute]);
    expect((await no(imke, 'steerPractice', { runId, kind: 'HOLD_REPLIES', reason: 'Nu.' })).code).toBe('PRACTICE_STOPPED'); // prettier-ignore
    wait(600);
    expect((await runOf(imke, runId))?.now).toBe(4 * minute);
    await act(imke, 'pacePractice', { runId, running: true, speed: 10 });
    wait(1);
    const goneOn = await runOf(imke, runId);
    expect([goneOn?.state, goneOn?.speed, goneOn?.now]).toEqual(['RUNNING', 10, 14 * minute]);
  });

  it('goes another way by what is done, and back when it is taken back', async () => {
    const { id: runId } = await start('in-need-now');
    wait(9);
    const held = await runOf(imke, runId);
    expect(held?.posts.at(-1)).toMatchObject({ key: 'p5', state: 'HELD', assessment: { severity: 'CRISIS' } });
    await steer(runId, 'OPEN_ASIDE', { post: 'p5', text: 'Ben je nu veilig?' });
    const offered = await steer(runId, 'OFFER_REFERRAL', { post: 'p5', text: 'Bel gerust.', helpline: 'awel' });
    const paused = await steer(runId, 'PAUSE_THREAD', { text: 'We zijn ermee bezig.', endsInMinutes: 60 });
    wait(9);
    const answered = await runOf(imke, runId);
    expect(answered?.apart.map(({ byMember }) => byMember)).toEqual([false, true, true]);
    expect(answered?.posts.at(-1)?.key).toBe('p5');
    const pause = paused.steps.at(-1);
    expect(offered.steps.at(-1)?.undoable).toBe(true);
    expect(offered.steps.find(({ intervention }) => intervention === 'OPEN_ASIDE')?.undoable).toBe(false);
    const undone = await act(imke, 'undoInPractice', { runId, stepId: pause?.id, reason: 'Ze kunnen weer.' });
    expect(undone.steps.find(({ id }) => id === pause?.id)).toMatchObject({ stands: false, undoable: false });
    expect((await no(imke, 'undoInPractice', { runId, stepId: pause?.id, reason: 'Nog eens.' })).code).toBe('STALE');
    wait(8);
    expect((await runOf(imke, runId))?.news).toEqual([]);
  });

  it('does a thing once, also when it is asked twice at the same time', async () => {
    const clientKey = randomUUID();
    const [one, again] = await Promise.all([start('slow-drift', imke, { clientKey }), start('slow-drift', imke, { clientKey })]); // prettier-ignore
    expect(one.id).toBe(again.id);
    const key = randomUUID();
    const input = { runId: one.id, kind: 'GUIDE_NOTE', text: 'Hallo.', clientKey: key };
    await Promise.all([steer(one.id, 'GUIDE_NOTE', input), steer(one.id, 'GUIDE_NOTE', input)]);
    expect((await runOf(imke, one.id))?.steps).toHaveLength(1);
    // Two screens close it: the second is told that it changed.
    const closing = { text: 'We stoppen hier.', reason: 'Genoeg.', runId: one.id, kind: 'CLOSE_THREAD' };
    const answers = await Promise.all([1, 2].map(() => ask(kring.url, `mutation ($input: SteerPracticeInput!) { steerPractice(input: $input) { __typename ... on Problem { code } } }`, { input: { ...closing, clientKey: randomUUID() } }, { token: imke.token }))); // prettier-ignore
    expect(answers.map(({ data }) => JSON.stringify(data)).sort()).toEqual([
      expect.stringContaining('PracticeRun') as string,
      expect.stringContaining('STALE') as string,
    ]);
  });

  it('refuses what is wrong, with the field', async () => {
    const { id: runId } = await start('slow-drift');
    const steering = { runId, kind: 'GUIDE_NOTE', text: 'Hallo.', reason: 'Daarom.' };
    const wrong = [
      ['startPractice', { organisationId: organisation.id, thread: 'geen', language: 'nl', speed: 1 }, 'scriptKey'],
      [
        'startPractice',
        { organisationId: organisation.id, thread: 'slow-drift', language: 'de', speed: 1 },
        'language',
      ],
      ['startPractice', { organisationId: organisation.id, thread: 'slow-drift', language: 'nl', speed: 3 }, 'speed'],
      ['steerPractice', { ...steering, reason: ' ' }, 'reason'],
      ['steerPractice', { ...steering, text: ' ' }, 'text'],
      ['steerPractice', { ...steering, kind: 'REMOVE_MEMBER' }, 'kind'],
      ['steerPractice', { ...steering, kind: 'HIDE_POST', post: 'd1' }, 'post'],
      ['steerPractice', { ...steering, kind: 'SLOW_MODE' }, 'minutes'],
      ['steerPractice', { ...steering, kind: 'PAUSE_THREAD' }, 'endsInMinutes'],
      ['steerPractice', { ...steering, kind: 'OFFER_REFERRAL', helpline: 'geen' }, 'helpline'],
      ['lookInPractice', { runId, what: 'POSTS', posts: ['d1'] }, 'posts'],
      ['lookInPractice', { runId, what: 'MEMBER', member: 'niemand' }, 'member'],
      ['pacePractice', { runId, running: true, speed: 7 }, 'speed'],
      ['resolvePractice', { runId, decision: 'STEERED', reasons: ' ' }, 'reasons'],
      ['commentOnPractice', { runId, text: '' }, 'text'],
      ['commentOnPractice', { runId, stepId: randomUUID(), text: 'Ja.' }, 'stepId'],
      ['undoInPractice', { runId, stepId: randomUUID(), reason: 'Ja.' }, 'stepId'],
    ] as const;
    for (const [name, input, field] of wrong)
      expect([name, (await no(imke, name, input)).field]).toEqual([name, field]);
  });

  it('is between the trainee and the supervisors of the organisation', async () => {
    const { id: runId } = await start('only-looks-dark');
    expect((await runOf(bas, runId))?.id).toBe(runId);
    for (const who of [joris, stranger]) {
      expect(await runOf(who, runId)).toBeNull();
      for (const [name, input] of [
        ['steerPractice', { kind: 'HOLD_REPLIES', reason: 'Mee doen.' }],
        ['lookInPractice', { what: 'CLIMATE' }],
        ['pacePractice', { running: false, speed: 1 }],
        ['resolvePractice', { decision: 'STEERED', reasons: 'Klaar.' }],
        ['commentOnPractice', { text: 'Dag.' }],
      ] as const)
        expect(await no(who, name, { runId, ...input })).toMatchObject({ code: 'NOT_FOUND', field: 'runId' });
    }
    // A supervisor says things about it, and takes no step in it.
    expect((await no(bas, 'steerPractice', { runId, kind: 'HOLD_REPLIES', reason: 'Ik.' })).code).toBe('NOT_FOUND');
    for (const who of [merel, organisation.organiser]) {
      expect(await desk(who).catch(() => null)).toBeNull();
      expect(await runOf(who, runId).catch(() => null)).toBeNull();
    }
    expect((await no(imke, 'startPractice', { organisationId: randomUUID(), thread: 'slow-drift', language: 'nl', speed: 1 })).code).toBe('NOT_ALLOWED'); // prettier-ignore
  });

  it('leaves nothing in the queue, the climates or the audit trail', async () => {
    const count = async (): Promise<unknown> =>
      rowsOf(
        kring.database.adminUrl,
        `SELECT (SELECT count(*) FROM review_items) AS items, (SELECT count(*) FROM climates) AS climates,
        (SELECT count(*) FROM interventions) AS interventions, (SELECT count(*) FROM posts) AS posts, (SELECT count(*) FROM flags) AS flags,
        (SELECT count(*) FROM audit_entries) AS entries, (SELECT count(*) FROM outbox) AS events`,
      );
    const before = await count();
    const { id: runId } = await start('in-need-now', imke, { speed: 10 });
    wait(2);
    await steer(runId, 'HIDE_POST', { post: 'p5', text: 'We bellen je.' });
    await act(imke, 'resolvePractice', { runId, decision: 'ESCALATED', reasons: 'Doorgegeven.' });
    await kring.settle();
    expect(await count()).toEqual(before);
  });

  it('is forgotten in time, and with whoever leaves the staff', async () => {
    const { id: old } = await start('slow-drift', joris);
    await act(bas, 'commentOnPractice', { runId: old, text: 'Dag Joris.' });
    now += 366 * day;
    const erase = kring.app.get(ErasePractice);
    await rowsOf(kring.database.adminUrl, `UPDATE practice_runs SET began_at = now() + interval '366 days' WHERE id <> '${old}'`); // prettier-ignore
    await erase.run(organisation.id);
    const left = (table: string): Promise<{ staff_id: string }[]> =>
      rowsOf(kring.database.adminUrl, `SELECT staff_id FROM ${table}`);
    expect(await rowsOf(kring.database.adminUrl, `SELECT id FROM practice_runs WHERE id = '${old}'`)).toEqual([]);
    expect((await left('practice_runs')).length).toBeGreaterThan(0);
    expect((await left('practice_comments')).length).toBeGreaterThan(0);
    await rowsOf(kring.database.adminUrl, `UPDATE staff SET ended_at = now() WHERE display_name = 'Bas'`);
    expect((await left('practice_comments')).length).toBe(1); // the answer that Imke wrote
    await rowsOf(kring.database.adminUrl, `UPDATE staff SET ended_at = now() WHERE display_name = 'Imke'`);
    for (const table of ['practice_runs', 'practice_steps', 'practice_comments']) expect(await left(table)).toEqual([]);
  });
});
