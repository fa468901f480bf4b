import { askFor, type RunningKring } from '@kring/testing';

const inputName = (mutation: string): string => `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;

/** Sends a mutation as the web client does; throws with the whole answer when it was refused. */
export async function act<Value = Record<string, never>>(
  kring: Pick<RunningKring, 'url'>,
  person: { readonly token: string },
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  selection = '',
): Promise<Value> {
  const answer = await askFor<Value & { __typename: string }>(
    kring.url,
    `mutation ($input: ${inputName(mutation)}!) { ${mutation}(input: $input) { __typename ${selection} ... on Problem { code message field } } }`,
    { input },
    { token: person.token },
  );
  if (answer.__typename === 'Problem') throw new Error(`${mutation} was refused: ${JSON.stringify(answer)}`);
  return answer;
}
