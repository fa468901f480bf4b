import { randomUUID } from 'node:crypto';
import { type Group, type Organisation, type RunningKring, see, type StaffPerson } from '@kring/testing';
import { act } from './act';

/** Who works when, in one group: a shift on the rota, a duty, and somebody on call. */
export async function shiftsOf(
  kring: RunningKring,
  house: {
    readonly organisation: Organisation;
    readonly moderator: StaffPerson;
    readonly supervisor: StaffPerson;
    readonly group: Group;
  },
): Promise<{ readonly staff: string; readonly rotaShift: string; readonly duty: string }> {
  const { organisation, moderator, supervisor, group } = house;
  const organisationId = organisation.id;
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
  return { staff: duty.by.id, rotaShift: added.id, duty: duty.id };
}
