import {
  ask,
  foundOrganisation,
  type Group,
  join,
  makeGroup,
  type Member,
  mutate,
  type Organisation,
  reply,
  type RunningKring,
  startKring,
  tell,
} from '@kring/testing';

jest.setTimeout(60_000);

/** More often than it takes for a query to be compiled. */
const times = 6;

const page = `query Page($id: ID!, $first: Int) { thread(id: $id) { __typename id title openedByMe
  replyPolicy { canReply } posts(first: $first) { edges { cursor node { ...Parts thread { id } } } pageInfo { hasNextPage endCursor } } } }
  fragment Parts on Post { id text createdAt state myReactions receivedReactions messageToAuthor assessment { severity }
    author { nickname isMe } photos { id } }`;

describe('a query that comes back', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let author: Member;
  let reader: Member;
  let threadId: string;

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Snel');
    group = await makeGroup(kring, organisation, 'Kring Snel');
    author = await join(kring, organisation, group);
    reader = await join(kring, organisation, group);
    threadId = (await tell(kring, author, group, 'Wat helpt', 'Wandelen helpt mij.')).post.thread.id;
    await reply(kring, reader, threadId, 'Mij ook, elke dag een beetje.');
  });
  afterAll(() => kring.stop());

  const again = async (
    query: string,
    variables: Record<string, unknown>,
    token?: string,
  ): Promise<{ status: number; text: string }> => {
    const answers = [];
    for (let turn = 0; turn < times; turn += 1) {
      const { status, text } = await ask(kring.url, query, variables, token ? { token } : {});
      answers.push({ status, text });
    }
    const [first] = answers;
    if (!first) throw new Error('nothing was asked');
    expect(answers).toEqual(answers.map(() => first));
    return first;
  };

  it('answers the same every time, to each as they may see it', async () => {
    const mine = await again(page, { id: threadId, first: 20 }, author.token);
    const theirs = await again(page, { id: threadId, first: 20 }, reader.token);
    expect(mine.text).toContain('Wandelen helpt mij.');
    expect(mine.text).toContain('"isMe":true');
    expect(theirs.text).not.toBe(mine.text);
    expect((await again(page, { id: threadId, first: 20 })).text.trim()).toBe('{"data":{"thread":null}}');
    expect((await again(page, { id: threadId, first: 20 }, organisation.organiser.token)).text.trim()).toBe(
      '{"data":{"thread":null}}',
    );
  });

  it('keeps skip, include, aliases and defaults', async () => {
    const query = `query ($id: ID!, $short: Boolean = true) { again: thread(id: $id) { id title @skip(if: $short) posts @include(if: $short) { pageInfo { hasNextPage } } } }`;
    expect((await again(query, { id: threadId }, author.token)).text).not.toContain('title');
    expect((await again(query, { id: threadId, short: false }, author.token)).text).toContain('title');
  });

  it('fails with the same codes and words', async () => {
    const codes = async (query: string, variables: Record<string, unknown>, token?: string): Promise<string[]> => {
      const { text } = await again(query, variables, token);
      const { errors } = JSON.parse(text) as { errors?: { extensions?: { code?: string } }[] };
      return (errors ?? []).map((error) => error.extensions?.code ?? 'none');
    };
    expect(await codes(page, { id: threadId, first: 1000 }, author.token)).toEqual(['BAD_USER_INPUT']);
    expect(await codes(page, { id: threadId, first: 'many' }, author.token)).toEqual(['BAD_USER_INPUT']);
    expect(await codes(page, {}, author.token)).toEqual(['BAD_USER_INPUT']);
    expect(await codes(page, { id: threadId, first: 20 }, author.token)).toEqual([]);
    expect(await codes('{ nothing }', {})).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('is over at once for whoever has left', async () => {
    expect((await again(page, { id: threadId, first: 20 }, reader.token)).text).toContain('Wandelen');
    await mutate(kring, reader, 'leaveGroup', { groupId: group.id, erasePosts: false }, '... on Membership { id }');
    const after = await ask(kring.url, page, { id: threadId, first: 20 }, { token: reader.token });
    expect(after.text.trim()).toBe('{"data":{"thread":null}}');
  });
});
