import { randomUUID } from 'node:crypto';
import { type Group, type Organisation, type RunningKring, see, type StaffPerson } from '@kring/testing';
import { act } from './act';

/** Views of the queue: one that the team shares, one of a moderator's own and one of a supervisor's own, with which each begins. */
export async function viewsOf(
  kring: RunningKring,
  house: {
    readonly organisation: Organisation;
    readonly moderator: StaffPerson;
    readonly supervisor: StaffPerson;
    readonly group: Group;
  },
  words: { readonly team: string; readonly moderator: string; readonly supervisor: string },
): Promise<{ readonly sharedView: string; readonly ownView: string }> {
  const { organisation, moderator, supervisor, group } = house;
  const organisationId = organisation.id;
  const keep = async (who: StaffPerson, word: string, shared: boolean): Promise<string> => {
    const name = `Blik ${word}`;
    const { views } = await act<{ views: { id: string; name: string }[] }>(
      kring,
      who,
      'keepView',
      {
        ...{ clientKey: randomUUID(), organisationId, name, order: 'UNTOUCHED', shared },
        filter: { groupIds: [group.id], severities: ['RED'], flagged: true },
      },
      '... on SavedViews { views { id name } }',
    );
    return views.find((view) => view.name === name)?.id ?? '';
  };
  const sharedView = await keep(supervisor, words.team, true);
  const ownView = await keep(moderator, words.moderator, false);
  await act(kring, moderator, 'beginWithView', { organisationId, viewId: ownView });
  await act(kring, supervisor, 'beginWithView', {
    organisationId,
    viewId: await keep(supervisor, words.supervisor, false),
  });
  await act(kring, supervisor, 'changeRecheck', { organisationId, looks: 'BOTH', minutes: 120 });
  for (const filter of [{ flagged: true }, { held: true, kinds: ['APPEAL', 'DRAWN'] }, { overdue: true, free: true }])
    await see(
      kring,
      supervisor,
      `query ($id: ID!, $filter: ReviewItemFilter) { reviewItems(organisationId: $id, filter: $filter, order: UNTOUCHED) { counts { count } } }`,
      { id: organisationId, filter: { ...filter, groupIds: [group.id] } },
    );
  return { sharedView, ownView };
}
