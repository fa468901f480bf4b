import { randomUUID } from 'node:crypto';
import { type Group, type Organisation, type RunningKring, see, type StaffPerson } from '@kring/testing';
import { act } from './act';

/** Who works when, in one group: a shift on the rota, duties, somebody on call, and what was handed over. */
export async function shiftsOf(
  kring: RunningKring,
  house: {
    readonly organisation: Organisation;
    readonly moderator: StaffPerson;
    readonly supervisor: StaffPerson;
    readonly group: Group;
    readonly reviewItem: string;
  },
  word: (place: string) => string,
): Promise<{ readonly staff: string; readonly rotaShift: string; readonly duty: string; readonly handOver: string }> {
  const { organisation, moderator, supervisor, group } = house;
  const organisationId = organisation.id;
  const handOver = await handOverOf(kring, house, word);
  const duty = await act<{ id: string; by: { id: string } }>(
    kring,
    moderator,
    'startDuty',
    { clientKey: randomUUID(), organisationId, groupIds: [group.id] },
    '... on Duty { id by { id } }',
  );
  const shift = {
    clientKey: randomUUID(),
    organisationId,
    groupIds: [group.id],
    staffIds: [duty.by.id],
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    from: '09:00',
    to: '22:00',
  };
  const added = await act<{ id: string }>(kring, supervisor, 'addRotaShift', shift, '... on RotaShift { id }');
  const spare = { ...shift, clientKey: randomUUID() };
  const removed = await act<{ id: string }>(kring, supervisor, 'addRotaShift', spare, '... on RotaShift { id }');
  await act(kring, supervisor, 'removeRotaShift', { id: removed.id });
  await act(kring, supervisor, 'setOnCall', { organisationId, staffId: duty.by.id });
  const seen = await see<{ staffPositions: { organisation: { rota: { people: { id: string }[] }[] } }[] }>(
    kring,
    supervisor,
    `{ viewer { staffPositions { onDuty duty { id } organisation { timeZone rota { people { id } } duties { id } team { id } onCall { id } } } } }`,
  );
  if (seen.staffPositions[0]?.organisation.rota.length !== 1)
    throw new Error('a shift that was planned is on the rota');
  return { staff: duty.by.id, rotaShift: added.id, duty: duty.id, handOver };
}

/** A night that was handed over: notes, an item given to a colleague, a claim that was broken; all of it free again. */
async function handOverOf(
  kring: RunningKring,
  { organisation, moderator, supervisor, reviewItem: id }: Parameters<typeof shiftsOf>[1],
  word: (place: string) => string,
): Promise<string> {
  const organisationId = organisation.id;
  const start = (who: StaffPerson) =>
    act<{ by: { id: string } }>(
      kring,
      who,
      'startDuty',
      { clientKey: randomUUID(), organisationId, groupIds: [] },
      '... on Duty { by { id } }',
    );
  await start(moderator);
  const lead = await start(supervisor);
  await act(kring, moderator, 'noteReviewItem', {
    clientKey: randomUUID(),
    id,
    text: `Beloofd, ${word('promise on an item')}.`,
    isPromise: true,
  });
  await act(kring, moderator, 'claimReviewItem', { id });
  const given = `Neem jij dit, ${word('note with an item that was given')}.`;
  await act(kring, moderator, 'handReviewItem', { id, staffId: lead.by.id, note: given });
  await act(kring, supervisor, 'breakClaim', { id, reason: `Toch niet, ${word('reason of a broken claim')}.` });
  const text = `Een stille nacht, ${word('text of a hand-over')}.`;
  await act(kring, moderator, 'endDuty', { organisationId, text });
  await act(kring, supervisor, 'endDuty', { organisationId });
  const latest = await see<{ id: string; text: string }[]>(
    kring,
    supervisor,
    `query ($id: ID!) { handOvers(organisationId: $id) { id text readByMeAt readBy { id } duty { id } lines { kind note { text } item { id } intervention { id } } } }`,
    { id: organisationId },
  );
  const handOver = latest.find((one) => one.text === text)?.id ?? '';
  await act(kring, supervisor, 'confirmHandOver', { id: handOver });
  return handOver;
}
