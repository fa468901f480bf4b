import { randomUUID } from 'node:crypto';
import {
  askFor,
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  type Member,
  makeGroup,
  type Organisation,
  reply,
  type RunningKring,
  type StaffPerson,
  tell,
} from '@kring/testing';
import { act } from './act';
import { guidanceOf } from './canary-guidance';
import { shiftsOf } from './canary-shifts';
import type { Canary } from './canaries';
import { freshWord } from './canaries';

/** Another organisation on the same service, with one of everything that has an id. */
export interface Elsewhere {
  readonly organisation: Organisation;
  readonly moderator: StaffPerson;
  readonly supervisor: StaffPerson;
  readonly group: Group;
  readonly member: Member;
  readonly ids: {
    readonly thread: string;
    readonly post: string;
    readonly reviewItem: string;
    readonly intervention: string;
    readonly statement: string;
    readonly requestedMembership: string;
    readonly invitation: string;
    readonly session: string;
    readonly staff: string;
    readonly rotaShift: string;
    readonly duty: string;
    readonly handOver: string;
    readonly template: string;
    readonly aside: string;
    readonly asideMessage: string;
  };
}

export async function elsewhereWorld(kring: RunningKring, canaries: Canary[]): Promise<Elsewhere> {
  const word = (place: string): string => {
    const made = freshWord();
    canaries.push({ place: `${place} elsewhere`, word: made, audience: ['elsewhere'] });
    return made;
  };
  const organisation = await foundOrganisation(kring, `Ander Huis ${word('name of the organisation')}`);
  const moderator = await hire(kring, organisation, 'MODERATOR', `Moderator ${word('name of a moderator')}`);
  const supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Supervisor elders');
  const group = await makeGroup(kring, organisation, `Elders ${word('name of the group')}`);
  const member = await join(kring, organisation, group, { nickname: `Koolmees ${word('nickname')}` });
  const waits = await join(kring, organisation, group, { code: await invite(kring, organisation, group) });
  const told = await tell(kring, member, group, `Elders ${word('title')}`, `Ook hier gaat het zo, ${word('story')}.`);
  const threadId = told.post.thread.id;
  await act(kring, member, 'flag', {
    clientKey: randomUUID(),
    threadId,
    reason: 'OTHER',
    note: word('note of a flag'),
  });
  const noted = await act<{ intervention: { id: string } }>(
    kring,
    moderator,
    'addContentNote',
    { postId: told.post.id, note: 'Slaap', reason: word('reason of addContentNote') },
    '... on InterventionDone { intervention { id } }',
  );
  const second = await reply(kring, member, threadId, `Ook elders, ${word('hidden post')}.`);
  await act(kring, moderator, 'hidePost', {
    postId: second.post?.id,
    reason: word('reason of hidePost'),
    messageToAuthor: `Even weg, ${word('facts of a statement')}.`,
  });
  const { statements } = await askFor<{ statements: { id: string }[] }>(
    kring.url,
    `{ viewer { statements { id } } }`,
    {},
    { token: member.token },
  );
  const opened = await act<{ id: string; staff: { id: string }; messages: { id: string }[] }>(
    kring,
    moderator,
    'openAside',
    {
      clientKey: randomUUID(),
      membershipId: member.membershipId,
      reason: `Zo stil, ${word('reason of an aside')}.`,
      text: `Dag, ${word('words in an aside')}.`,
    },
    '... on Aside { id staff { id } messages { id } }',
  );
  await kring.settle();
  const queue = await askFor<{ edges: { node: { id: string } }[] }>(
    kring.url,
    `query ($id: ID!) { reviewItems(organisationId: $id) { edges { node { id } } } }`,
    { id: organisation.id },
    { token: moderator.token },
  );
  const { invitations } = await askFor<{ invitations: { id: string }[] }>(
    kring.url,
    `query ($id: ID!) { group(id: $id) { invitations { id } } }`,
    { id: group.id },
    { token: organisation.organiser.token },
  );
  const { sessions } = await askFor<{ sessions: { id: string }[] }>(
    kring.url,
    `{ viewer { sessions { id } } }`,
    {},
    { token: member.token },
  );
  return {
    organisation,
    moderator,
    supervisor,
    group,
    member,
    ids: {
      ...(await shiftsOf(
        kring,
        { organisation, moderator, supervisor, group, reviewItem: queue.edges[0]?.node.id ?? '' },
        word,
      )),
      ...(await guidanceOf(kring, { organisation, supervisor }, (place) => word(place))),
      thread: threadId,
      post: told.post.id,
      reviewItem: queue.edges[0]?.node.id ?? '',
      intervention: noted.intervention.id,
      statement: statements[0]?.id ?? '',
      requestedMembership: waits.membershipId,
      invitation: invitations[0]?.id ?? '',
      session: sessions[0]?.id ?? '',
      staff: opened.staff.id,
      aside: opened.id,
      asideMessage: opened.messages[0]?.id ?? '',
    },
  };
}
