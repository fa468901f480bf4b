import { performance } from 'node:perf_hooks';
import {
  foundOrganisation,
  type Group,
  hire,
  makeGroup,
  type Organisation,
  rowsOf,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
} from '@kring/testing';

jest.setTimeout(240_000);

interface House {
  readonly organisation: Organisation;
  readonly groups: readonly Group[];
  readonly imke: StaffPerson;
}

/** What narrows the queue, rare and common; the items of a house are made so that each finds some. */
const filters: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['nothing', {}],
  ['the severity amber', { severities: ['AMBER'] }],
  ['what a member flagged', { flagged: true }],
  ['held posts', { held: true }],
  ['appeals', { kinds: ['APPEAL'] }],
  ['threads', { kinds: ['THREAD'] }],
  ['what chance drew', { kinds: ['DRAWN'] }],
  ['what was let go with a note', { states: ['WAITING'] }],
  ['what is overdue', { overdue: true }],
  ['what nobody has in hand', { free: true }],
  ['what I have in hand', { mine: true }],
  ['what is overdue and in nobody’s hand', { overdue: true, free: true }],
  ['an appeal that is overdue', { kinds: ['APPEAL'], overdue: true }],
];
const times = 9;

/** A queue of so many items: each of the rare marks on one in five thousand, and on at least a few. */
describe('a queue of 100,000 open items', () => {
  let kring: RunningKring;
  let long: House;
  let short: House;

  beforeAll(async () => {
    kring = await startKring();
    long = await house('Lang', 100_000);
    short = await house('Kort', 100);
  });
  afterAll(() => kring.stop());

  async function house(name: string, items: number): Promise<House> {
    const organisation = await foundOrganisation(kring, name);
    const groups = [await makeGroup(kring, organisation, 'Een'), await makeGroup(kring, organisation, 'Twee')];
    const imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    const rare = (offset: number): string => `n % ${Math.max(10, items / 20)} = ${offset}`;
    const mine = `(SELECT id FROM staff WHERE organisation_id = '${organisation.id}' AND role = 'MODERATOR')`;
    const of = `'${organisation.id}'::uuid`;
    const id = (kind: number): string =>
      `(lpad(to_hex(n), 8, '0') || '-0000-7000-8${kind}${organisation.id.slice(-2)}-' || right('${organisation.id}', 12))::uuid`;
    // One statement after the other on one connection, without foreign keys: nobody could write so many by hand.
    await rowsOf(
      kring.database.adminUrl,
      `SET session_replication_role = replica;
       INSERT INTO threads (organisation_id, id, group_id, title, opener_post_id, opener_membership_id, visible, created_at)
         SELECT ${of}, ${id(1)}, ('{${groups.map((group) => group.id).join()}}'::uuid[])[1 + n % 2], 'x', ${id(2)}, ${id(3)}, true, now()
         FROM generate_series(1, ${items}) n;
       INSERT INTO posts (organisation_id, id, thread_id, group_id, kind, author_membership_id, text, revision, state, content_notes, created_at)
         SELECT ${of}, ${id(2)}, ${id(1)}, ('{${groups.map((group) => group.id).join()}}'::uuid[])[1 + n % 2], 'STORY', ${id(3)}, 'x', 1,
           CASE WHEN ${rare(1)} THEN 'HELD' ELSE 'VISIBLE' END, '{}', now() FROM generate_series(1, ${items}) n;
       INSERT INTO review_items (organisation_id, id, thread_id, group_id, kind, severity, severity_rank, reason, state, opened_at, touched_at,
           due_at, claimed_by, claim_expires_at, flagged, version)
         SELECT ${of}, ${id(4)}, ${id(1)}, ('{${groups.map((group) => group.id).join()}}'::uuid[])[1 + n % 2],
           CASE WHEN ${rare(2)} THEN 'APPEAL' ELSE 'THREAD' END, (ARRAY['AMBER', 'GREEN', 'RED'])[1 + n % 3], (ARRAY[1, 0, 2])[1 + n % 3],
           CASE WHEN ${rare(3)} THEN 'why.audit' ELSE 'why.turning' END,
           CASE WHEN ${rare(4)} THEN 'CLAIMED' WHEN ${rare(5)} THEN 'WAITING' ELSE 'OPEN' END, now() - n * interval '1 second',
           now() - n * interval '1 second', now() + interval '1 day' - CASE WHEN ${rare(6)} OR ${rare(2)} THEN interval '2 days' ELSE interval '0' END,
           CASE WHEN ${rare(4)} THEN ${mine} END, CASE WHEN ${rare(4)} THEN now() + interval '1 day' END, ${rare(7)}, 1
         FROM generate_series(1, ${items}) n;
       INSERT INTO open_item_counts (organisation_id, group_id, severity, count)
         SELECT organisation_id, group_id, severity, count(*) FROM review_items WHERE organisation_id = ${of} GROUP BY 1, 2, 3;
       ANALYZE review_items; ANALYZE posts; ANALYZE threads`,
    );
    return { organisation, groups, imke };
  }

  async function page(of: House, filter: Readonly<Record<string, unknown>>, order: string): Promise<number> {
    const answer = await see<{ edges: readonly unknown[] }>(
      kring,
      of.imke,
      `query ($id: ID!, $filter: ReviewItemFilter, $order: QueueOrder!) { reviewItems(organisationId: $id, filter: $filter, order: $order, first: 20) {
         edges { cursor } counts { count isMore } pageInfo { hasNextPage } } }`,
      { id: of.organisation.id, filter, order },
    );
    return answer.edges.length;
  }

  /** The shortest of several: what else this machine does only adds to it. */
  async function shortest(of: House, filter: Readonly<Record<string, unknown>>, order: string): Promise<number> {
    let least = Infinity;
    for (let turn = 0; turn < times; turn += 1) {
      const from = performance.now();
      expect(await page(of, filter, order)).toBeGreaterThan(0);
      least = Math.min(least, performance.now() - from);
    }
    return least;
  }

  it.each(['GRAVEST', 'UNTOUCHED'])(
    'pages as fast as one of 100, whatever narrows it, in the order of %s',
    async (order) => {
      const measured: string[] = [];
      const slow: string[] = [];
      for (const [name, filter] of filters)
        for (const isOfGroups of [false, true]) {
          const asked = (of: House) => ({
            ...filter,
            ...(isOfGroups ? { groupIds: of.groups.map(({ id }) => id) } : {}),
          });
          const few = await shortest(short, asked(short), order);
          const many = await shortest(long, asked(long), order);
          const line = `${name}${isOfGroups ? ', of two groups' : ''}: ${few.toFixed(1)} ms of 100, ${many.toFixed(1)} ms of 100,000`;
          measured.push(line);
          if (many > 2 * few + 10) slow.push(line);
        }
      process.stdout.write(`${order}\n${measured.map((line) => `  ${line}\n`).join('')}`);
      expect(slow).toEqual([]);
    },
  );
});
