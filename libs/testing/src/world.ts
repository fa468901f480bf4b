import { randomUUID } from 'node:crypto';
import { FoundOrganisation } from '@kring/organisations';
import type { StaffRole } from '@kring/platform';
import { Secret, TOTP } from 'otpauth';
import { askFor } from './client';
import type { RunningKring } from './kring';

/** Somebody who is signed in. */
export interface Person {
  readonly token: string;
  readonly signInName: string;
  readonly passphrase: string;
}

export interface StaffPerson extends Person {
  readonly displayName: string;
  readonly secret: string;
}

export interface Member extends Person {
  readonly nickname: string;
  readonly membershipId: string;
}

export interface Organisation {
  readonly id: string;
  readonly organiser: StaffPerson;
}

export interface Group {
  readonly id: string;
  readonly name: string;
}

export const passphrase = 'vier gewone woorden samen';
let counter = 0;
const next = (): number => (counter += 1);

export function oneTimeCode(secret: string, at = Date.now()): string {
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30, algorithm: 'SHA1' }).generate({
    timestamp: at,
  });
}

interface Setup {
  readonly __typename: string;
  readonly setupToken: string;
  readonly secret: string;
}

async function acceptStaff(kring: RunningKring, code: string, displayName: string): Promise<StaffPerson> {
  const signInName = `medewerker ${next()}`;
  const setup = await askFor<Setup>(
    kring.url,
    `mutation ($input: AcceptStaffInvitationInput!) { acceptStaffInvitation(input: $input) { __typename ... on OneTimeCodeSetup { setupToken secret } ... on Problem { code } } }`,
    { input: { clientKey: randomUUID(), code, signInName, passphrase } },
  );
  if (setup.__typename !== 'OneTimeCodeSetup') throw new Error(JSON.stringify(setup));
  const done = await askFor<{ session?: { token: string } }>(
    kring.url,
    `mutation ($input: ConfirmOneTimeCodeInput!) { confirmOneTimeCode(input: $input) { __typename ... on StaffSignedIn { session { token } } ... on Problem { code } } }`,
    { input: { setupToken: setup.setupToken, oneTimeCode: oneTimeCode(setup.secret) } },
  );
  if (!done.session) throw new Error(JSON.stringify(done));
  return { token: done.session.token, signInName, passphrase, displayName, secret: setup.secret };
}

/** An organisation with its first organiser, made as a steward does and joined as an organiser does. */
export async function foundOrganisation(kring: RunningKring, name: string): Promise<Organisation> {
  const founded = await kring.app.get(FoundOrganisation).run({ name, organiserName: 'Nele' });
  if (!founded.ok) throw new Error(founded.problem.code);
  return { id: founded.value.organisationId, organiser: await acceptStaff(kring, founded.value.code, 'Nele') };
}

/** Somebody who works for the organisation, invited and signed in through the api. */
export async function hire(
  kring: RunningKring,
  organisation: Organisation,
  role: StaffRole,
  displayName: string,
): Promise<StaffPerson> {
  const invited = await askFor<{ code: string }>(
    kring.url,
    `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { __typename ... on StaffInvitation { code } ... on Problem { code message } } }`,
    { input: { clientKey: randomUUID(), organisationId: organisation.id, role, displayName } },
    { token: organisation.organiser.token },
  );
  return acceptStaff(kring, invited.code, displayName);
}

export async function makeGroup(
  kring: RunningKring,
  organisation: Organisation,
  name: string,
  options: {
    readonly moderationMode?: 'POST' | 'NEWCOMERS' | 'PRE';
    readonly description?: string;
    readonly charter?: string;
  } = {},
): Promise<Group> {
  const input = {
    clientKey: randomUUID(),
    organisationId: organisation.id,
    name,
    description: options.description ?? 'Voor wie veel piekert.',
    charter: options.charter ?? 'We vertellen over onszelf.',
    moderationMode: options.moderationMode ?? 'POST',
  };
  return askFor<Group>(
    kring.url,
    `mutation ($input: CreateGroupInput!) { createGroup(input: $input) { ... on Group { id name } ... on Problem { code message field } } }`,
    { input },
    { token: organisation.organiser.token },
  );
}

export async function invite(
  kring: RunningKring,
  organisation: Organisation,
  group: Group,
  kind: 'PERSONAL' | 'OPEN' = 'OPEN',
): Promise<string> {
  const made = await askFor<{ code: string }>(
    kring.url,
    `mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { ... on Invitation { code } ... on Problem { code message field } } }`,
    {
      input: {
        clientKey: randomUUID(),
        groupId: group.id,
        kind,
        expiresAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      },
    },
    { token: organisation.organiser.token },
  );
  return made.code;
}

/** A young person with a code; ACTIVE at once by a PERSONAL invitation, which is made here when no code is given. */
export async function join(
  kring: RunningKring,
  organisation: Organisation,
  group: Group,
  options: { readonly nickname?: string; readonly code?: string } = {},
): Promise<Member> {
  const number = next();
  const nickname = options.nickname ?? `Kleine Golf ${number}`;
  const signInName = `lid ${number}`;
  const joined = await askFor<{ session?: { token: string }; membership?: { id: string } }>(
    kring.url,
    `mutation ($input: JoinGroupInput!) { joinGroup(input: $input) { __typename ... on Joined { session { token } membership { id state } } ... on Problem { code message field } } }`,
    {
      input: {
        clientKey: randomUUID(),
        code: options.code ?? (await invite(kring, organisation, group, 'PERSONAL')),
        nickname,
        signInName,
        passphrase,
        acceptedCharterVersion: 1,
      },
    },
  );
  if (!joined.session || !joined.membership) throw new Error(JSON.stringify(joined));
  return { token: joined.session.token, signInName, passphrase, nickname, membershipId: joined.membership.id };
}

export interface PostedPost {
  readonly id: string;
  readonly state: string;
  readonly thread: { readonly id: string };
}

interface Submitted {
  readonly post?: PostedPost;
  readonly help?: { readonly message: string } | null;
  readonly code?: string;
  readonly retryAt?: string | null;
}

const submitted = `__typename ... on PostSubmitted { post { id state thread { id } } help { message helplines { phone } } } ... on Problem { code message field retryAt }`;

export async function tell(
  kring: RunningKring,
  member: Person,
  group: Group,
  title: string,
  text: string,
): Promise<Submitted & { readonly post: PostedPost }> {
  const told = await askFor<Submitted>(
    kring.url,
    `mutation ($input: OpenThreadInput!) { openThread(input: $input) { ${submitted} } }`,
    { input: { clientKey: randomUUID(), groupId: group.id, title, text } },
    { token: member.token },
  );
  if (!told.post) throw new Error(JSON.stringify(told));
  return { ...told, post: told.post };
}

export async function reply(
  kring: RunningKring,
  member: Person,
  threadId: string,
  text: string,
  clientKey: string = randomUUID(),
): Promise<Submitted> {
  return askFor<Submitted>(
    kring.url,
    `mutation ($input: ReplyInput!) { reply(input: $input) { ${submitted} } }`,
    { input: { clientKey, threadId, text } },
    { token: member.token },
  );
}
