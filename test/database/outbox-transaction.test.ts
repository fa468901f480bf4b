import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import {
  ask,
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  type Organisation,
  reply,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import { act } from '../access/act';

jest.setTimeout(60_000);

/** Nothing acknowledged may be lost, and nothing that failed may be told: news and what it is about are one transaction. */
describe('the news of what people do', () => {
  let kring: RunningKring;
  let admin: Client;
  let organisation: Organisation;
  let group: Group;
  let member: Member;
  let moderator: StaffPerson;
  let threadId: string;

  beforeAll(async () => {
    // Without a worker, so that news stays where it was written.
    kring = await startKring({ KRING_ROLE: 'api' });
    admin = new Client({ connectionString: kring.database.adminUrl });
    await admin.connect();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    group = await makeGroup(kring, organisation, 'De Luwte');
    member = await join(kring, organisation, group);
    threadId = (await tell(kring, member, group, 'Slapen', 'Ik slaap slecht.')).post.thread.id;
  });
  afterAll(async () => {
    await admin.end();
    await kring.stop();
  });
  beforeEach(() => admin.query('DELETE FROM outbox'));

  const said = async (): Promise<string> => (await reply(kring, member, threadId, 'Nog iets.')).post?.id ?? '';
  /** The transactions that wrote the rows of a table last. */
  const transactionsOf = async (table: string): Promise<string[]> =>
    (await admin.query<{ by: string }>(`SELECT DISTINCT xmin::text AS by FROM ${table}`)).rows.map((row) => row.by);

  it.each<[string, string, () => Promise<() => Promise<unknown>>]>([
    ['a story', 'posts', () => Promise.resolve(() => tell(kring, member, group, 'Nog een', 'Het gaat.'))],
    ['an answer', 'posts', () => Promise.resolve(() => said())],
    [
      'an edit',
      'post_revisions',
      async () => {
        const postId = await said();
        return () => act(kring, member, 'editPost', { postId, text: 'Liever zo.' });
      },
    ],
    [
      'taking words away',
      'posts',
      async () => {
        const postId = await said();
        return () => act(kring, member, 'deletePost', { postId });
      },
    ],
    [
      'a flag',
      'flags',
      () => Promise.resolve(() => act(kring, member, 'flag', { clientKey: randomUUID(), threadId, reason: 'OTHER' })),
    ],
    [
      'an intervention',
      'interventions',
      async () => {
        const postId = await said();
        return () => act(kring, moderator, 'hidePost', { postId, messageToAuthor: 'Even weg.', reason: 'Test.' });
      },
    ],
    [
      'a member who leaves',
      'membership_moves',
      async () => {
        const leaver = await join(kring, organisation, group);
        return () => act(kring, leaver, 'leaveGroup', { groupId: group.id, erasePosts: false });
      },
    ],
  ])('%s is written by the transaction that writes it', async (_what, table, prepare) => {
    const doIt = await prepare();
    await admin.query('DELETE FROM outbox');
    await doIt();
    const [news, things] = [await transactionsOf('outbox'), await transactionsOf(table)];
    expect(news).toHaveLength(1);
    expect(things).toEqual(expect.arrayContaining(news));
  });

  it('is not there when the transaction failed at its very end', async () => {
    await admin.query(`
      CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'on purpose'; END $$;
      CREATE CONSTRAINT TRIGGER fails AFTER INSERT ON posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fails()`);
    try {
      const input = { clientKey: randomUUID(), threadId, text: 'Dit komt niet aan.' };
      const answer = await ask(
        kring.url,
        `mutation ($input: ReplyInput!) { reply(input: $input) { __typename } }`,
        { input },
        member,
      );
      expect(answer.errors[0]?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
    } finally {
      await admin.query('DROP TRIGGER fails ON posts; DROP FUNCTION fails');
    }
    const { rows } = await admin.query('SELECT type FROM outbox');
    expect(rows).toEqual([]);
  });
});
