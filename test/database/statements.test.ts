import { randomUUID } from 'node:crypto';
import { Client, type QueryConfig } from 'pg';
import { ask, askFor, join, oneTimeCode, type RunningKring, startKring } from '@kring/testing';
import { act } from '../access/act';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';
import { tenantTables } from './catalogue';

jest.setTimeout(120_000);

/** Every statement that this process sends as the service, as it is sent. */
const sent = new Set<string>();

type Query = (this: Client, ...rest: unknown[]) => unknown;
const original = Client.prototype.query as unknown as Query;
let service = '';

Client.prototype.query = function (this: Client, ...rest: unknown[]): unknown {
  const [first] = rest;
  const text = typeof first === 'string' ? first : (first as QueryConfig | undefined)?.text;
  if (typeof text === 'string' && (this as unknown as { user?: string }).user === service)
    sent.add(text.replace(/\s+/g, ' ').trim());
  return original.apply(this, rest);
} as typeof Client.prototype.query;

/** Whether a statement reads or writes one of these tables. */
function tablesIn(statement: string, tables: readonly string[]): string[] {
  return tables.filter((table) =>
    new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\\s+(?:ONLY\\s+)?(?:public\\.)?"?${table}"?\\b`, 'i').test(statement),
  );
}

describe('the statements that the service sends', () => {
  let kring: RunningKring;
  let world: CanaryWorld;
  let tables: string[];

  beforeAll(async () => {
    kring = await startKring({ KRING_RECHECK_MINUTES: '1' });
    service = decodeURIComponent(new URL(kring.database.serviceUrl).username);
    world = await canaryWorld(kring);
    await theRest();
    service = '';
    const owner = new Client({ connectionString: kring.database.ownerUrl });
    await owner.connect();
    tables = await tenantTables(owner);
    await owner.end();
  });
  afterAll(async () => {
    Client.prototype.query = original as unknown as typeof Client.prototype.query;
    await kring.stop();
  });

  /** What the canary world does not come by. */
  async function theRest(): Promise<void> {
    const { author, moderator, ids, organisation, group } = world;
    const as = (token: string) => ({ token });
    const page = `threads { edges { node { id title lastActivityAt openedByMe replyPolicy { canReply myNextPostAt } opener { text }
      posts { edges { node { text author { nickname } myReactions receivedReactions messageToAuthor assessment { severity } } } }
      climate climateHistory { score post { id } intervention { id } } interventions { reason by { displayName } post { id } } } } }`;
    for (const person of [author, moderator, organisation.organiser]) {
      await askFor(
        kring.url,
        `query ($id: ID!) { group(id: $id) { name charter { text } moderators moderatorOnDuty nextDutyAt organisationName myMembership { nickname }
           admissionRequests { nickname } invitations { usesLeft } ${page} } }`,
        { id: group.id },
        as(person.token),
      );
      await askFor(
        kring.url,
        `{ viewer { id recoveryCodesLeft sessions { id } memberships { group { name } } staffPositions { organisation { name staff { displayName } groups { name } } } } }`,
        {},
        as(person.token),
      );
    }
    await askFor(
      kring.url,
      `query ($id: ID!, $group: ID!) { reviewItems(organisationId: $id, filter: { groupId: $group, severities: [AMBER, RED], states: [OPEN, CLAIMED, RESOLVED], mine: true }) {
         counts { count } edges { node { id why flags { note snapshot post { id } } heldPosts { text } decisions { reasons by { displayName } } turnedAt { id } claim { by { displayName } } } } } }`,
      { id: organisation.id, group: group.id },
      as(moderator.token),
    );
    await askFor(
      kring.url,
      `query ($id: ID!) { reviewItem(id: $id) { version flags { note } decisions { reasons } } }`,
      { id: ids.resolvedItem },
      as(moderator.token),
    );
    await act(kring, moderator, 'releasePost', { postId: ids.heldPost, reason: 'Mag gezien worden.' });
    await act(kring, moderator, 'closeThread', {
      threadId: ids.thread,
      messageToMembers: 'Dit is rond.',
      reason: 'Rond.',
    });
    await act(kring, organisation.organiser, 'revokeInvitation', { id: ids.invitation });
    await act(kring, moderator, 'admitMember', { membershipId: ids.requestedMembership, admit: true });
    const code = await act<{ code: string }>(
      kring,
      organisation.organiser,
      'createInvitation',
      {
        clientKey: randomUUID(),
        groupId: world.otherGroup.id,
        kind: 'PERSONAL',
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      },
      '... on Invitation { code }',
    );
    await askFor(kring.url, `query ($code: String!) { invitation(code: $code) { groupName moderators } }`, {
      code: code.code,
    });
    await act(kring, author, 'joinAnotherGroup', {
      clientKey: randomUUID(),
      code: code.code,
      nickname: 'Stille Maan',
      acceptedCharterVersion: 1,
      ageBand: 'AGE_16_17',
      gender: 'X',
    });
    await ask(kring.url, `query { staffInvitation(code: "AAAA-BBBB-CCCC-DDDD") { role } }`);
    await ask(kring.url, `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`, {
      input: {
        signInName: moderator.signInName,
        passphrase: moderator.passphrase,
        oneTimeCode: oneTimeCode(moderator.secret, Date.now() + 30_000),
      },
    });
    await act(kring, author, 'leaveGroup', { groupId: group.id, erasePosts: true });
    await join(kring, organisation, group);
    await kring.settle();
  }

  it('come by every table of an organisation, so that the next test says something', () => {
    const touched = new Set([...sent].flatMap((statement) => tablesIn(statement, tables)));
    expect(tables.filter((table) => !touched.has(table))).toEqual([]);
    expect(sent.size).toBeGreaterThan(120);
  });

  it('each carry the organisation, so that no query wanders over tenants', () => {
    const wandering = [...sent].filter(
      (statement) => tablesIn(statement, tables).length > 0 && !/\borganisation_id\b/.test(statement),
    );
    expect(wandering).toEqual([]);
  });

  it('never put a word of a person into the statement itself', () => {
    const words = world.canaries.filter((canary) => !canary.place.startsWith('id of'));
    const text = [...sent].join('\n');
    expect(words.filter((canary) => text.includes(canary.word)).map((canary) => canary.place)).toEqual([]);
  });
});
