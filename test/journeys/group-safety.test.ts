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

jest.setTimeout(60_000);

const safety = `... on Group { id safety { suicideTalk holdGoodbyes otherLanguages themes } }`;
const usual = { suicideTalk: 'ALLOW_WITHOUT_METHOD', holdGoodbyes: true, otherLanguages: 'REVIEW', themes: [] };

describe('how the posts of a group are read', () => {
  let kring: RunningKring;
  let organisation: Organisation;
  let group: Group;
  let member: Member;
  let moderator: StaffPerson;

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    group = await makeGroup(kring, organisation, 'De Luwte');
    member = await join(kring, organisation, group);
  });
  afterAll(() => kring.stop());

  const choose = (choices: object): Promise<{ safety: object }> =>
    mutate(kring, organisation.organiser, 'changeGroupSafety', { groupId: group.id, ...usual, ...choices }, safety);
  const stateOf = async (text: string): Promise<string> =>
    (await tell(kring, member, group, 'Over vandaag', text)).post.state;
  const asksForAModerator = async (text: string): Promise<boolean> => {
    const { post } = await tell(kring, member, group, 'Zomaar', text);
    await kring.settle();
    const items = await rowsOf(kring.database.adminUrl, `SELECT 1 FROM review_items WHERE thread_id = '${post.thread.id}'`); // prettier-ignore
    return items.length > 0;
  };

  it('holds what the group chose to hold, from then on', async () => {
    const ideation = 'Ik denk de laatste tijd vaak aan zelfmoord, al weet niemand dat.';
    const goodbye = 'Vaarwel allemaal, dit is mijn laatste bericht. Bedankt voor alles.';
    const numbers = 'Ik eet nu nog XXX kcal per dag en weeg XX kilo.';
    expect(await stateOf(ideation)).toBe('VISIBLE');
    expect(await stateOf(goodbye)).toBe('HELD');
    expect(await choose({ suicideTalk: 'HOLD', holdGoodbyes: false, themes: ['EATING', 'EATING'] })).toMatchObject({
      safety: { suicideTalk: 'HOLD', holdGoodbyes: false, themes: ['EATING'] },
    });
    expect(await stateOf(ideation)).toBe('HELD');
    expect(await stateOf(numbers)).toBe('HELD');
    await choose({ holdGoodbyes: false });
    expect(await stateOf(ideation)).toBe('VISIBLE');
    expect(await stateOf(goodbye)).toBe('VISIBLE');
  });

  it('asks a moderator to read other languages, unless the group chose otherwise', async () => {
    const turkish = 'Bugün okuldan sonra arkadaşlarımla parkta oturduk ve uzun uzun konuştuk, hava çok güzeldi.';
    await choose({});
    expect(await asksForAModerator(turkish)).toBe(true);
    await choose({ otherLanguages: 'SHOW' });
    expect(await asksForAModerator(`${turkish} Yarın yine gideceğiz.`)).toBe(false);
  });

  it('is chosen by organisers, seen by staff and by nobody else, and recorded', async () => {
    await choose({ themes: ['EATING'] });
    const input = { groupId: group.id, ...usual };
    const elsewhere = await foundOrganisation(kring, 'Huis Berk');
    for (const other of [moderator, elsewhere.organiser])
      expect(await refused(kring, other, 'changeGroupSafety', input)).toMatchObject({ code: 'NOT_FOUND' });
    const seen = (person: { readonly token: string }): Promise<{ safety: object | null } | null> =>
      see(kring, person, `query ($id: ID!) { group(id: $id) { safety { themes } } }`, { id: group.id });
    expect(await seen(moderator)).toEqual({ safety: { themes: ['EATING'] } });
    expect(await seen(member)).toEqual({ safety: null });
    expect(await seen(elsewhere.organiser)).toBeNull();
    // Choosing what was chosen changes nothing, and is nothing to record.
    await choose({ themes: ['EATING'] });
    const changes = await rowsOf<{ subjects: { themes: string } }>(
      kring.database.adminUrl,
      `SELECT subjects FROM audit_entries WHERE action = 'group.safety-changed' ORDER BY position DESC LIMIT 2`,
    );
    expect(changes.map(({ subjects }) => subjects.themes)).toEqual(['EATING', '']);
  });
});
