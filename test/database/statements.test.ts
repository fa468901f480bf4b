import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { ask, askFor, join, oneTimeCode, type RunningKring, startKring } from '@kring/testing';
import { CallForCrisis } from '@kring/moderation';
import { act } from '../access/act';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';
import { tenantTables } from './catalogue';
import { type Recording, recordStatements, tablesIn, wandering } from './tenant-statements';

jest.setTimeout(120_000);

describe('the statements that the service sends', () => {
  let kring: RunningKring;
  let world: CanaryWorld;
  let tables: string[];
  let admin: Client;
  let recording: Recording;
  let sent: ReadonlySet<string>;

  beforeAll(async () => {
    kring = await startKring({ KRING_RECHECK_MINUTES: '1' });
    recording = recordStatements(decodeURIComponent(new URL(kring.database.serviceUrl).username));
    sent = recording.statements;
    world = await canaryWorld(kring);
    await theRest();
    recording.stop();
    admin = new Client({ connectionString: kring.database.adminUrl });
    await admin.connect();
    tables = await tenantTables(admin);
  });
  afterAll(async () => {
    await admin.end();
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
    await askFor(
      kring.url,
      `query ($id: ID!) { calledItems(organisationId: $id) { calls { at people { displayName } } } }`,
      { id: organisation.id },
      as(moderator.token),
    );
    await askFor(
      kring.url,
      `query ($id: ID!) { reviewItem(id: $id) { calls { at people { displayName } } } }`,
      { id: ids.reviewItem },
      as(moderator.token),
    );
    await kring.app.get(CallForCrisis).all();
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

  it('each carry the organisation, so that no query wanders over tenants', async () => {
    expect(await wandering(admin, sent, tables)).toEqual([]);
  });

  it.each([
    ['SELECT title FROM threads WHERE id = $1', ['threads']],
    ['UPDATE posts SET text = $2 WHERE id = $1', ['posts']],
    ['DELETE FROM reactions WHERE post_id = $1', ['reactions']],
    ['SELECT t.organisation_id, t.title FROM threads t WHERE t.id = $1', ['threads']],
    [
      'SELECT count(*) FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.organisation_id = ANY ($1)',
      ['threads'],
    ],
    ['WITH old AS (SELECT id FROM posts WHERE created_at < $1) SELECT count(*) FROM old', ['posts']],
    [
      'SELECT id FROM groups g WHERE organisation_id = $1 AND EXISTS (SELECT FROM staff s WHERE s.id = g.created_by)',
      ['staff'],
    ],
    [
      'SELECT p.text FROM posts p JOIN threads t ON t.organisation_id = p.organisation_id AND t.id = p.thread_id WHERE p.organisation_id = ANY ($1)',
      [],
    ],
    [
      'INSERT INTO reactions (organisation_id, post_id, membership_id, kind, group_id, created_at) VALUES ($1, $2, $3, $4, $5, now())',
      [],
    ],
    [
      'SELECT p.text FROM posts p JOIN threads t ON t.organisation_id = p.organisation_id AND t.id = p.thread_id WHERE p.id = $1',
      ['threads', 'posts'],
    ],
    ['SELECT 1', []],
  ])('would be told when they do not: %s', async (statement, over) => {
    const found = await wandering(admin, [statement], tables);
    expect(found.map((one) => one.split(': ')[0]?.split(', ').sort())).toEqual(
      over.length > 0 ? [[...over].sort()] : [],
    );
    expect(found.every((one) => one.endsWith(statement))).toBe(true);
  });

  it('never put a word of a person into the statement itself', () => {
    const words = world.canaries.filter((canary) => !canary.place.startsWith('id of'));
    const text = [...sent].join('\n');
    expect(words.filter((canary) => text.includes(canary.word)).map((canary) => canary.place)).toEqual([]);
  });
});
