import { randomUUID } from 'node:crypto';
import { LookAfterReadings } from '@kring/quality';
import { type Group, hire, type Member, type Organisation, type RunningKring, see, type StaffPerson, tell } from '@kring/testing'; // prettier-ignore
import { act } from './act';
import { type Audience, belonging, members, moderators } from './canaries';

type MakeCanary = (place: string, audience: readonly Audience[], isUnread?: boolean) => string;

/** Two decisions that a colleague reads again, one given and one that waits, and a colleague who is asked about an item. */
export async function qualityOf(
  kring: RunningKring,
  house: {
    readonly organisation: Organisation;
    readonly moderator: StaffPerson;
    readonly supervisor: StaffPerson;
    readonly group: Group;
    readonly member: Member;
    readonly reviewItem: string;
  },
  canary: MakeCanary,
): Promise<{ readonly note: string; readonly blindReading: string }> {
  const { organisation, moderator, supervisor, group, member } = house;
  const organisationId = organisation.id;
  await act(kring, supervisor, 'chooseBlindShare', { organisationId, percent: 20 });
  const fourth = await hire(kring, organisation, 'MODERATOR', `Noor ${canary('name of a second reader', belonging)}`);
  for (const name of ['that was given', 'that waits']) {
    const told = await tell(
      kring,
      member,
      group,
      `Nacht ${canary(`title of a thread in a reading ${name}`, members)}`,
      `Ik slaap slecht, ${canary(`post in a reading ${name}`, members)}.`,
    );
    await act(kring, moderator, 'flag', {
      clientKey: randomUUID(),
      postId: told.post.id,
      reason: 'OTHER',
      note: `Even kijken, ${canary(`note of a moderator's flag in a reading ${name}`, moderators)}.`,
    });
    await kring.settle();
    const { edges } = await see<{ edges: { node: { id: string; thread: { id: string } } }[] }>(
      kring,
      supervisor,
      `query ($id: ID!) { reviewItems(organisationId: $id, first: 50) { edges { node { id thread { id } } } } }`,
      { id: organisationId },
    );
    const item = edges.find(({ node }) => node.thread.id === told.post.thread.id)?.node.id;
    const claimed = await act<{ version: number }>(kring, moderator, 'claimReviewItem', { id: item }, '... on ReviewItem { version }'); // prettier-ignore
    await act(kring, moderator, 'resolveReviewItem', {
      id: item,
      version: claimed.version,
      decision: 'NO_ACTION',
      reasons: `Het is goed zo, ${canary(`reasons of a decision in a reading ${name}`, moderators)}.`,
    });
    await kring.settle();
    await drawAll(kring, organisationId);
    if (name === 'that waits') break;
    const [first] = await waiting(kring, fourth, organisationId);
    await act(kring, fourth, 'takeBlindReading', { readingId: first });
    await act(kring, fourth, 'giveBlindReading', {
      readingId: first,
      decision: 'SUPPORTED',
      severity: 'AMBER',
      reason: `Ik had gebeld, ${canary('reason of a second reading', moderators)}.`,
    });
  }
  const [blindReading = ''] = await waiting(kring, fourth, organisationId);
  const team = await see<{ team: { id: string; displayName: string }[] }>(
    kring,
    moderator,
    `query ($id: ID!) { watchDesk(organisationId: $id) { team { id displayName } } }`,
    { id: organisationId },
  );
  const asked = team.team.find(({ displayName }) => displayName === supervisor.displayName)?.id;
  const noted = await act<{ notes: { id: string }[] }>(
    kring,
    moderator,
    'noteReviewItem',
    {
      clientKey: randomUUID(),
      id: house.reviewItem,
      text: `Kijk jij mee, ${canary('note that asks a colleague', moderators)}?`,
      isPromise: false,
      mentions: [asked],
    },
    '... on ReviewItem { notes { id } }',
  );
  return { note: noted.notes.at(-1)?.id ?? '', blindReading };
}

/** Has what was decided drawn, whatever chance said: the look of each week, with nothing drawn in it yet. */
async function drawAll(kring: RunningKring, organisationId: string): Promise<void> {
  await kring.app.get(LookAfterReadings).run(organisationId);
  await kring.settle();
}

async function waiting(kring: RunningKring, person: StaffPerson, organisationId: string): Promise<string[]> {
  const desk = await see<{ waiting: { id: string }[] }>(
    kring,
    person,
    `query ($id: ID!) { blindReadings(organisationId: $id) { waiting { id } } }`,
    { id: organisationId },
  );
  return desk.waiting.map(({ id }) => id);
}
