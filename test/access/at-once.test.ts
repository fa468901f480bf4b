import {
  ask,
  askFor,
  foundOrganisation,
  hire,
  join,
  makeGroup,
  type Person,
  type RunningKring,
  startKring,
} from '@kring/testing';

jest.setTimeout(120_000);

const viewer = `{ viewer { id } }`;
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { viewer { id } } ... on Problem { code } } }`;
const rounds = 20;

describe('many who ask at the same time', () => {
  let kring: RunningKring;
  const people: Person[] = [];
  /** The account of each, as the service says when nobody else asks anything. */
  const ids: string[] = [];

  beforeAll(async () => {
    kring = await startKring();
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    const group = await makeGroup(kring, organisation, 'De Luwte');
    people.push(organisation.organiser, await hire(kring, organisation, 'MODERATOR', 'Imke'));
    for (let count = 0; count < 8; count += 1) people.push(await join(kring, organisation, group));
    for (const { token } of people)
      ids.push((await askFor<{ id: string }>(kring.url, viewer, {}, { token, signal: AbortSignal.timeout(5000) })).id);
    expect(new Set(ids).size).toBe(people.length);
  });
  afterAll(() => kring.stop());

  it('are each answered, as themselves, and nobody is whoever has no session', async () => {
    const strangers = ['a'.repeat(43), undefined];
    for (let round = 0; round < rounds; round += 1) {
      const answers = await Promise.all(
        [...people.map(({ token }) => token), ...strangers].map(async (token) => {
          const asking = { signal: AbortSignal.timeout(5000), ...(token === undefined ? {} : { token }) };
          return (await ask<{ viewer: { id: string } | null }>(kring.url, viewer, {}, asking)).data?.viewer?.id ?? null;
        }),
      );
      expect(answers).toEqual([...ids, null, null]);
    }
  });

  it('sign in as themselves, and not with the passphrase of somebody else', async () => {
    const members = people.slice(2);
    const answers = await Promise.all(
      members.flatMap(({ signInName, passphrase }) =>
        [passphrase, 'dit is het helemaal niet'].map((words) =>
          askFor<{ __typename: string; viewer?: { id: string } }>(
            kring.url,
            signIn,
            { input: { signInName, passphrase: words } },
            { signal: AbortSignal.timeout(30_000) },
          ).then((answer) => answer.viewer?.id ?? answer.__typename),
        ),
      ),
    );
    expect(answers).toEqual(ids.slice(2).flatMap((id) => [id, 'Problem']));
  });

  it('are known by the service that they asked, with another one in the same process', async () => {
    const other = await startKring();
    try {
      const { organiser } = await foundOrganisation(other, 'Huis Els');
      const asked = [kring, other].flatMap(({ url }) =>
        [people[0]?.token ?? '', organiser.token].map(
          async (token) =>
            (await ask<{ viewer: unknown }>(url, viewer, {}, { token, signal: AbortSignal.timeout(5000) })).data
              ?.viewer !== null,
        ),
      );
      expect(await Promise.all(asked)).toEqual([true, false, false, true]);
    } finally {
      await other.stop();
    }
    const [token] = people.map((one) => one.token);
    expect(await askFor(kring.url, viewer, {}, { ...(token ? { token } : {}) })).toEqual({ id: ids[0] });
  });
});
