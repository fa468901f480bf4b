import { useMemo, useState } from 'react';
import { type SavedViewPartsFragment, SavedViewsDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { type QueueFilter, everything } from './queue-lanes';

export type SavedView = SavedViewPartsFragment;

/** What a saved view shows. */
export function filterOf({ filter, order }: SavedView): QueueFilter {
  const { states, ...rest } = filter;
  return { ...rest, waiting: states.includes('WAITING'), order };
}

interface Chosen {
  readonly filter: QueueFilter;
  readonly viewId: string | null;
  /** The view from which somebody went on choosing. */
  readonly lastViewId?: string | null;
}

/**
 * How one looks at the queue: what was chosen; until then the view with which the desk begins, else the groups of one's duty, else
 * everything. `dutyGroupIds` undefined: not known yet.
 */
export function useQueueView(organisationId: string, dutyGroupIds: readonly string[] | undefined) {
  const [{ data }] = useQuery({ query: SavedViewsDocument, requestPolicy: 'cache-and-network' });
  const [latest, setLatest] = useState<readonly SavedView[]>();
  const [chosen, setChosen] = useState<Chosen>();
  const position = data?.viewer?.staffPositions.find(({ organisation }) => organisation.id === organisationId);
  const views = latest ?? position?.organisation.savedViews?.views ?? [];
  const first = views.find(({ isFirst }) => isFirst);
  const duty = dutyGroupIds?.join(' ') ?? '';
  const begin: Chosen = first
    ? { filter: filterOf(first), viewId: first.id }
    : { filter: duty ? { ...everything, groupIds: duty.split(' ') } : everything, viewId: null };
  // One object for as long as it says the same: the queue is asked for anew with each other one.
  const written = JSON.stringify(begin);
  const begun = useMemo(() => JSON.parse(written) as Chosen, [written]);
  const { filter, viewId, lastViewId = null } = chosen ?? begun;
  return {
    views,
    filter,
    viewId: views.some(({ id }) => id === viewId) ? viewId : null,
    /** Only the groups of one's duty are shown, without anybody having chosen so. */
    isOfDuty: !chosen && !first && duty !== '',
    lastViewId,
    change: (next: QueueFilter) => setChosen({ filter: next, viewId: null, lastViewId: viewId ?? lastViewId }),
    show: (view: SavedView | null) =>
      setChosen(view ? { filter: filterOf(view), viewId: view.id } : { filter: everything, viewId: null }),
    setViews: setLatest,
  };
}
