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
  reply,
  type RunningKring,
  see,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';

jest.setTimeout(60_000);

interface Seen {
  readonly climate: string | null;
  readonly climateHistory: readonly { readonly climate: string }[] | null;
  readonly judgements:
    | readonly {
        readonly severityBefore: string | null;
        readonly severity: string | null;
        readonly climate: string | null;
        readonly reason: string;
        readonly by: { readonly displayName: string };
      }[]
    | null;
  readonly posts: {
    readonly edges: readonly {
      readonly node: { readonly id: string; readonly assessment: { readonly severity: string } | null };
    }[];
  };
}

describe('what a person says of a post or a conversation', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let moderator: StaffPerson;
  let supervisor: StaffPerson;
  let one: Member;
  let other: Member;

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    one = await join(kring, organisation, group);
    other = await join(kring, organisation, group);
  });
  afterAll(() => kring.stop());

  const thread = (person: { readonly token: string }, id: string): Promise<Seen> =>
    see(
      kring,
      person,
      `query ($id: ID!) { thread(id: $id) { climate climateHistory { climate }
         judgements { severityBefore severity climate reason by { displayName } }
         posts { edges { node { id assessment { severity } } } } } }`,
      { id },
    );
  const whys = async (): Promise<{ why: string; severity: string; thread: { id: string } }[]> => {
    const { edges } = await see<{ edges: { node: { why: string; severity: string; thread: { id: string } } }[] }>(
      kring,
      moderator,
      `query ($id: ID!) { reviewItems(organisationId: $id, first: 50) { edges { node { why severity thread { id } } } } }`,
      { id: organisation.id },
    );
    return edges.map(({ node }) => node);
  };

  it('outweighs the rules for a post, calls somebody when it is graver, and is shown to staff only', async () => {
    const { post } = await tell(kring, one, group, 'Na school', 'Ik ga straks naar het zwembad.');
    await kring.settle();
    expect(await whys()).toEqual([]);
    const input = {
      postId: post.id,
      severity: 'RED',
      category: 'suicidal_intent',
      reason: 'Zij gaf gisteren haar kat weg.',
    };
    await mutate(kring, supervisor, 'judgePost', input, '... on Post { id }');
    // Said twice is said once.
    await mutate(kring, supervisor, 'judgePost', input, '... on Post { id }');
    const seen = await thread(moderator, post.thread.id);
    expect(seen.posts.edges[0]?.node.assessment?.severity).toBe('RED');
    expect(seen.judgements).toEqual([
      {
        severityBefore: 'GREEN',
        severity: 'RED',
        climate: null,
        reason: 'Zij gaf gisteren haar kat weg.',
        by: { displayName: 'Bas' },
      },
    ]);
    const [item] = await whys();
    expect(item).toMatchObject({ severity: 'RED', thread: { id: post.thread.id } });
    expect(item?.why).toMatch(/collega/);
    const asMember = await thread(one, post.thread.id);
    expect(asMember).toMatchObject({ climate: null, climateHistory: null, judgements: null });
    expect(asMember.posts.edges[0]?.node.assessment).toBeNull();
    // Words that are written anew are read anew.
    await mutate(
      kring,
      one,
      'editPost',
      { postId: post.id, text: 'Ik ga naar de bib.' },
      '... on PostSubmitted { post { id } }',
    );
    await kring.settle();
    expect((await thread(moderator, post.thread.id)).posts.edges[0]?.node.assessment?.severity).toBe('GREEN');
  });

  it('takes a post back to green when the rules were wrong', async () => {
    const { post } = await tell(
      kring,
      one,
      group,
      'Sport',
      'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.',
    );
    await kring.settle();
    expect((await thread(moderator, post.thread.id)).posts.edges[0]?.node.assessment?.severity).toBe('AMBER');
    await mutate(kring, moderator, 'judgePost', { postId: post.id, severity: 'GREEN', reason: 'Het ging over de ploeg.' }, '... on Post { id }'); // prettier-ignore
    expect((await thread(moderator, post.thread.id)).posts.edges[0]?.node.assessment?.severity).toBe('GREEN');
  });

  it('stands for a conversation until it is read as worse than it was', async () => {
    const { post } = await tell(kring, one, group, 'Slapen', 'Drie uur geslapen. Hoe doen jullie dat?');
    const id = post.thread.id;
    await kring.settle();
    await mutate(kring, supervisor, 'judgeClimate', { threadId: id, climate: 'TURNING', reason: 'Zo begon het vorige keer ook.' }, '... on Thread { id }'); // prettier-ignore
    expect(await thread(supervisor, id)).toMatchObject({ climate: 'TURNING', judgements: [{ climate: 'TURNING' }] });
    expect((await whys()).find((item) => item.thread.id === id)?.severity).toBe('AMBER');
    // A quiet reply does not take it back.
    await reply(kring, other, id, 'Ik lees een boek tot mijn ogen dichtvallen.');
    await kring.settle();
    expect((await thread(supervisor, id)).climate).toBe('TURNING');
    await mutate(kring, moderator, 'judgeClimate', { threadId: id, climate: 'NEUTRAL', reason: 'Gelezen, valt mee.' }, '... on Thread { id }'); // prettier-ignore
    expect((await thread(supervisor, id)).climate).toBe('NEUTRAL');
    for (const text of [
      'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.',
      'Ik ook niet. Het heeft allemaal geen zin, het wordt nooit beter.',
      'Niemand kan ons helpen. Ik wil er niet meer zijn.',
      'Ik wil ook dood. Laten we er samen mee stoppen.',
    ]) {
      await reply(kring, text.startsWith('Ik') ? other : one, id, text);
      await kring.settle();
    }
    const after = await thread(supervisor, id);
    expect(['TURNING', 'REINFORCING']).toContain(after.climate);
    expect(after.climateHistory?.map(({ climate }) => climate)).toContain('TURNING');
  });

  it('is for moderators and supervisors of the organisation, with a reason', async () => {
    const { post } = await tell(kring, one, group, 'Soep', 'Er was soep.');
    const elsewhere = await foundOrganisation(kring, 'Huis Berk');
    const stranger = await hire(kring, elsewhere, 'SUPERVISOR', 'Noor');
    const ofPost = { postId: post.id, severity: 'RED', reason: 'Zomaar.' };
    const ofThread = { threadId: post.thread.id, climate: 'TURNING', reason: 'Zomaar.' };
    expect(await refused(kring, stranger, 'judgePost', ofPost)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(kring, stranger, 'judgeClimate', ofThread)).toMatchObject({ code: 'NOT_FOUND' });
    for (const who of [one, organisation.organiser]) {
      expect(await refused(kring, who, 'judgePost', ofPost)).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await refused(kring, who, 'judgeClimate', ofThread)).toMatchObject({ code: 'NOT_ALLOWED' });
    }
    const empty = { code: 'INVALID_INPUT', field: 'reason' };
    expect(await refused(kring, moderator, 'judgePost', { ...ofPost, reason: ' ' })).toMatchObject(empty);
    expect(await refused(kring, moderator, 'judgeClimate', { ...ofThread, reason: '' })).toMatchObject(empty);
    const unknown = { code: 'INVALID_INPUT', field: 'category' };
    expect(await refused(kring, moderator, 'judgePost', { ...ofPost, category: 'weather' })).toMatchObject(unknown);
  });
});
