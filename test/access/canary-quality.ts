import { randomUUID } from 'node:crypto';
import { LookAfterReadings } from '@kring/quality';
import { type Group, hire, type Member, type Organisation, rowsOf, type RunningKring, see, type StaffPerson, tell } from '@kring/testing'; // prettier-ignore
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
): Promise<{
  readonly note: string;
  readonly blindReading: string;
  readonly itemReadAgain: string;
  readonly itemToReadAgain: string;
}> {
  const { organisation, moderator, supervisor, group, member } = house;
  const organisationId = organisation.id;
  await act(kring, supervisor, 'chooseBlindShare', { organisationId, percent: 20 });
  const fourth = await hire(kring, organisation, 'MODERATOR', `Noor ${canary('name of a second reader', belonging)}`);
  let blindReading = '';
  const itemsReadAgain: string[] = [];
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
    itemsReadAgain.push(item ?? '');
    const readingId = await drawn(kring, organisationId, item ?? '');
    if (name === 'that waits') {
      blindReading = readingId;
      break;
    }
    await act(kring, fourth, 'takeBlindReading', { readingId });
    await act(kring, fourth, 'giveBlindReading', {
      readingId,
      decision: 'SUPPORTED',
      severity: 'AMBER',
      reason: `Ik had gebeld, ${canary('reason of a second reading', moderators)}.`,
    });
  }
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
  const [itemReadAgain = '', itemToReadAgain = ''] = itemsReadAgain;
  return { note: noted.notes.at(-1)?.id ?? '', blindReading, itemReadAgain, itemToReadAgain };
}

/** The reading of an item, whatever chance says: the look of each week, with nothing drawn in it yet, until it was picked. */
async function drawn(kring: RunningKring, organisationId: string, itemId: string): Promise<string> {
  const url = kring.database.adminUrl;
  for (let week = 0; week < 20; week += 1) {
    const [found] = await rowsOf<{ id: string }>(url, `SELECT id FROM blind_readings WHERE review_item_id = $1`, [
      itemId,
    ]);
    if (found) return found.id;
    await rowsOf(url, `UPDATE blind_readings SET drawn_at = drawn_at - interval '8 days' WHERE organisation_id = $1`, [
      organisationId,
    ]);
    await kring.app.get(LookAfterReadings).run(organisationId);
    await kring.settle();
  }
  throw new Error('what was decided this week is drawn in the end');
}
