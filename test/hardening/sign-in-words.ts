import { randomBytes, randomUUID } from 'node:crypto';
import { type Answer, ask, type Asking } from '@kring/testing';

/** What a mutation that lets people in says. */
export interface Said {
  readonly __typename: string;
  readonly code?: string;
  readonly field?: string | null;
  readonly retryAt?: string | null;
  readonly token?: string;
  readonly codes?: readonly string[];
  readonly setupToken?: string;
  readonly secret?: string;
  readonly session?: { readonly token: string };
  readonly recoveryCodes?: readonly string[];
}

const selections: Readonly<Record<string, string>> = {
  signIn: '... on Session { token } ... on OneTimeCodeSetup { setupToken secret }',
  recoverAccount: '... on Session { token }',
  renewRecoveryCodes: '... on RecoveryCodes { codes }',
  confirmOneTimeCode: '... on StaffSignedIn { session { token } recoveryCodes }',
  acceptStaffInvitation: '... on OneTimeCodeSetup { setupToken secret }',
  joinGroup: '... on Joined { session { token } recoveryCodes }',
};

/** Sends one of them and answers what it said, with its transport. */
export async function trying(
  url: string,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  asking: Asking = {},
): Promise<Said & { readonly answer: Answer<unknown> }> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await ask<Record<string, Said>>(
    url,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ${selections[mutation]} ... on Problem { code message field retryAt } } }`,
    { input },
    asking,
  );
  const said = answer.data?.[mutation] ?? turnedAway(answer);
  if (!said) throw new Error(answer.text);
  return { ...said, answer };
}

/** What somebody is told who was turned away before anything was looked at, because too many asked at once. */
function turnedAway({ errors }: Answer<unknown>): Said | null {
  const { code, retryAt } = errors[0]?.extensions ?? {};
  return code === 'SERVICE_UNAVAILABLE' && retryAt !== undefined ? { __typename: 'Problem', code, retryAt } : null;
}

/** `Session`, or the code of the refusal. */
export const ended = (said: Said): string => said.code ?? said.__typename;

/** Set-Cookie headers as a browser sends them back. */
export const cookiesOf = (answer: { readonly cookies: readonly string[] }): string =>
  answer.cookies.map((cookie) => cookie.split(';')[0]).join('; ');

/** A device that has been here before, and signed in nowhere. */
export const newDevice = (): { cookies: string } => ({
  cookies: `__Host-kring-device=${randomBytes(16).toString('base64url')}`,
});

export function joining(code: string, signInName: string, passphrase: string): Record<string, unknown> {
  // A name has at most thirty signs, and a uuid may have twenty such letters and more.
  const letters = randomUUID()
    .replace(/[^a-f]/g, '')
    .slice(0, 12);
  return {
    clientKey: randomUUID(),
    code,
    nickname: `Zachte ${letters}ter`,
    signInName,
    passphrase,
    acceptedCharterVersion: 1,
  };
}
