import { randomUUID } from 'node:crypto';
import { askFor, type Group, hire, join, type Member, type Organisation, type RunningKring, type StaffPerson } from '@kring/testing'; // prettier-ignore
import { act } from './act';
import { type Audience, everyStaff, members, moderators } from './canaries';

/** Two people who talk apart, and what hangs on it. */
export interface AsideWorld {
  /** The moderator in it. */
  readonly els: StaffPerson;
  /** The member in it. */
  readonly talker: Member;
  readonly ids: {
    readonly aside: string;
    readonly asideMessage: string;
    readonly asideRequest: string;
    readonly asideAlarm: string;
    readonly promise: string;
    readonly staff: string;
    readonly watch: string;
    readonly colleagueAsk: string;
  };
}

type MakeCanary = (place: string, audience: readonly Audience[], isUnread?: boolean) => string;
const between: readonly Audience[] = ['talker', 'aside', 'supervisors'];

export async function asideWorld(
  kring: RunningKring,
  house: {
    readonly organisation: Organisation;
    readonly group: Group;
    readonly moderator: StaffPerson;
    readonly supervisor: StaffPerson;
    readonly peer: Member;
  },
  canary: MakeCanary,
): Promise<AsideWorld> {
  const { organisation, group, moderator, supervisor, peer } = house;
  const els = await hire(kring, organisation, 'MODERATOR', `Els ${canary('name of a moderator in an aside', [...members, ...everyStaff, 'organisation', 'waiting', 'talker'])}`); // prettier-ignore
  const talker = await join(kring, organisation, group, {
    nickname: `Sijs ${canary('nickname of a member in an aside', [...members, ...everyStaff, 'talker'])}`,
  });
  const sentence = `Ik schrijf je morgen, ${canary('promise', ['talker', ...moderators])}.`;
  const opened = await act<{ id: string; messages: { id: string }[] }>(
    kring,
    els,
    'openAside',
    {
      clientKey: randomUUID(),
      membershipId: talker.membershipId,
      reason: `Zo stil, ${canary('reason of an aside', ['aside', 'supervisors'])}.`,
      text: `Dag, ${canary('words of a moderator in an aside', between)}. ${sentence}`,
    },
    '... on Aside { id messages { id } }',
  );
  const messageId = opened.messages[0]?.id ?? '';
  const promise = await act<{ id: string }>(
    kring,
    els,
    'makePromise',
    { clientKey: randomUUID(), messageId, sentence, dueAt: new Date(Date.now() + 86_400_000).toISOString() },
    '... on AsidePromise { id }',
  );
  await act(kring, talker, 'writeInAside', {
    clientKey: randomUUID(),
    asideId: opened.id,
    text: `Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd, ${canary('words of a member in an aside', between)}.`,
  });
  const { staff } = await askFor<{ staff: { id: string } }>(
    kring.url,
    'query ($id: ID!) { aside(id: $id) { staff { id } } }',
    { id: opened.id },
    { token: els.token },
  );
  const asked = await act<{ id: string }>(
    kring,
    moderator,
    'askForAside',
    {
      clientKey: randomUUID(),
      membershipId: peer.membershipId,
      staffId: staff.id,
      reason: `Jij kent haar, ${canary('reason of a request for an aside', ['aside', 'asker', 'supervisors'])}.`,
    },
    '... on AsideRequest { id }',
  );
  // One that ended is shown to nobody.
  const over = await act<{ id: string; version: number }>(
    kring,
    els,
    'watchOver',
    {
      clientKey: randomUUID(),
      membershipId: talker.membershipId,
      reason: `Eerder al, ${canary('reason of a watch that ended', [])}.`,
      nextContactAt: new Date(Date.now() + 86_400_000).toISOString(),
    },
    '... on Watch { id version }',
  );
  await act(kring, els, 'endWatch', {
    watchId: over.id,
    version: over.version,
    reason: `Het gaat goed, ${canary('why a watch ended', [])}.`,
  });
  const watch = await act<{ id: string; version: number }>(
    kring,
    els,
    'watchOver',
    {
      clientKey: randomUUID(),
      membershipId: talker.membershipId,
      reason: `Zo moe, ${canary('reason of a watch', moderators)}.`,
      nextContactAt: new Date(Date.now() + 86_400_000).toISOString(),
    },
    '... on Watch { id version }',
  );
  await act(kring, els, 'changeWatch', {
    watchId: watch.id,
    version: watch.version,
    note: `Slaapt nu, ${canary('note about a member who is watched over', moderators)}.`,
  });
  await kring.settle();
  const [waiting] = (
    await askFor<{ edges: { node: { id: string } }[] }>(
      kring.url,
      'query ($id: ID!) { reviewItems(organisationId: $id, first: 1) { edges { node { id } } } }',
      { id: organisation.id },
      { token: els.token },
    )
  ).edges;
  const care = await askFor<{ colleagues: { id: string; displayName: string }[] }>(
    kring.url,
    'query ($id: ID!) { careDesk(organisationId: $id) { colleagues { id displayName } } }',
    { id: organisation.id },
    { token: moderator.token },
  );
  const toEls = care.colleagues.find(({ id }) => id === staff.id);
  const wish = { organisationId: organisation.id, staffId: toEls?.id };
  const along = await act<{ id: string }>(
    kring,
    moderator,
    'askColleague',
    {
      ...{ ...wish, clientKey: randomUUID(), kind: 'READ_ALONG', reviewItemId: waiting?.node.id },
      words: `Lees je mee, ${canary('words to who reads along', moderators)}?`,
    },
    '... on ColleagueAsk { id }',
  );
  await act(kring, els, 'answerColleague', {
    askId: along.id,
    words: `Ik lees mee, ${canary('answer of who reads along', moderators)}.`,
  });
  const talk = await act<{ id: string }>(
    kring,
    moderator,
    'askColleague',
    {
      ...{ ...wish, clientKey: randomUUID(), kind: 'TALK' },
      words: `Een zware nacht, ${canary('words to a colleague', ['aside', 'asker'])}.`,
    },
    '... on ColleagueAsk { id }',
  );
  await act(kring, els, 'answerColleague', {
    askId: talk.id,
    words: `Straks, ${canary('answer of a colleague', ['aside', 'asker'])}.`,
  });
  await act(kring, els, 'noteReading', { reviewItemId: waiting?.node.id });
  await act(kring, els, 'chooseReading', { organisationId: organisation.id, covers: true, avoids: ['EATING'] });
  await act(kring, supervisor, 'setExposureBudget', { organisationId: organisation.id, severe: 9, sameTheme: 9 });
  const desk = await askFor<{ alarms: { id: string }[] }>(
    kring.url,
    'query ($id: ID!) { asideDesk(organisationId: $id) { alarms { id } } }',
    { id: organisation.id },
    { token: els.token },
  );
  const asideAlarm = desk.alarms[0]?.id;
  if (!asideAlarm) throw new Error('a crisis in an aside stands on the desk');
  return {
    els,
    talker,
    ids: {
      aside: opened.id,
      asideMessage: messageId,
      asideRequest: asked.id,
      asideAlarm,
      promise: promise.id,
      staff: staff.id,
      watch: watch.id,
      colleagueAsk: talk.id,
    },
  };
}
