import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Client, useClient, useSubscription } from 'urql';
import { useOnline } from '../connection/online';
import { CrisisCountDocument, QueueLaneDocument, ReviewItemChangedDocument } from '../generated/staff-documents';
import { useReconnects } from '../graphql/client';
import { Reading } from '../graphql/reading';
import {
  type Lane,
  type LaneName,
  type Lanes,
  type QueueFilter,
  type QueueItem,
  askedFor,
  everything,
  inOrder,
  isFiltered,
  laneNames,
  severitiesIn,
} from './queue-lanes';

const PAGE = 20;
const MOST = 50;
/** The lanes together with what they were asked for: an answer to an older question is not shown. */
interface Kept {
  readonly organisationId: string;
  readonly filter: QueueFilter;
  readonly lanes: Lanes;
  /** How many crises the filter leaves out. */
  readonly outside: number;
}

const none: Lane = { items: [], count: 0, isMore: false, next: null };

interface Want {
  readonly organisationId: string;
  readonly filter: QueueFilter;
  readonly lane: LaneName;
  readonly first: number;
  readonly after?: string | null;
}

async function askLane(client: Client, { organisationId, filter, lane, first, after }: Want): Promise<Lane> {
  const severities = severitiesIn(lane, filter);
  if (severities.length === 0) return none;
  const answer = await client.query(
    QueueLaneDocument,
    {
      organisationId,
      first,
      after: after ?? null,
      order: filter.order,
      filter: { ...askedFor(filter), severities },
    },
    { requestPolicy: 'network-only' },
  );
  const page = answer.data?.reviewItems;
  if (!page) throw answer.error ?? new Error('The queue is not there.');
  return {
    items: page.edges.map(({ node }) => node).filter(({ state }) => state !== 'RESOLVED'),
    count: page.counts.reduce((sum, { count }) => sum + count, 0),
    isMore: page.counts.some(({ isMore }) => isMore),
    next: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null,
  };
}

/** How many crises there are that a filter leaves out: none may be hidden by a choice somebody made. */
async function askOutside(client: Client, organisationId: string, filter: QueueFilter): Promise<number> {
  if (!isFiltered(filter)) return 0;
  const count = async (asked: ReturnType<typeof askedFor>): Promise<number> => {
    const variables = { organisationId, filter: { ...asked, severities: ['CRISIS' as const] } };
    const answer = await client.query(CrisisCountDocument, variables, { requestPolicy: 'network-only' });
    const page = answer.data?.reviewItems;
    if (!page) throw answer.error ?? new Error('The queue is not there.');
    return page.counts.find(({ severity }) => severity === 'CRISIS')?.count ?? 0;
  };
  const leavesCrises = filter.severities.length === 0 || filter.severities.includes('CRISIS');
  const [all, inside] = await Promise.all([count(askedFor(everything)), leavesCrises ? count(askedFor(filter)) : 0]);
  return Math.max(0, all - inside);
}

/** The ids under which the server knows the viewer as a staff member, read from what they hold. */
async function askMyIds(client: Client, organisationId: string): Promise<string[]> {
  const answer = await client.query(
    QueueLaneDocument,
    { organisationId, order: 'GRAVEST', first: 1, after: null, filter: { mine: true, states: ['CLAIMED'] } },
    { requestPolicy: 'network-only' },
  );
  return (answer.data?.reviewItems?.edges ?? []).flatMap(({ node }) => (node.claim ? [node.claim.by.id] : []));
}

export interface Queue {
  readonly lanes: Lanes | undefined;
  /** How many crises the filter leaves out. */
  readonly outside: number;
  /** When what is shown was fetched. */
  readonly at: Date | undefined;
  /** The last attempt to fetch did not work; what is shown may be old. */
  readonly failed: boolean;
  readonly myIds: ReadonlySet<string>;
  readonly loadingMore: LaneName | undefined;
  /** The last item that changed, and how often each did while the queue was open. */
  readonly changed: QueueItem | undefined;
  readonly changes: ReadonlyMap<string, number>;
  /** How often an appeal changed. */
  readonly appealChanges: number;
  readonly refetch: () => void;
  readonly more: (lane: LaneName) => void;
  readonly learnMyId: (id: string) => void;
}

/**
 * The live queue of one organisation, lane by lane. Every change that comes in asks again for what is on the screen (at
 * once, then at most each 1.5 s), and so does a connection that comes back: what was missed is never guessed.
 */
export function useQueue(organisationId: string, filter: QueueFilter, viewerId: string): Queue {
  const client = useClient();
  const online = useOnline();
  const reconnects = useReconnects();
  const [kept, setKept] = useState<Kept>();
  const now = kept?.organisationId === organisationId && kept.filter === filter ? kept : undefined;
  const lanes = now?.lanes;
  const outside = now?.outside ?? 0;
  const [at, setAt] = useState<Date>();
  const [failed, setFailed] = useState(false);
  const [loadingMore, setLoadingMore] = useState<LaneName>();
  const [myIds, setMyIds] = useState<ReadonlySet<string>>(() => new Set([viewerId]));
  const [changed, setChanged] = useState<QueueItem>();
  const [changes, setChanges] = useState<ReadonlyMap<string, number>>(new Map());
  const [appealChanges, setAppealChanges] = useState(0);
  const shown = useRef<Kept | undefined>(undefined);
  const turn = useRef(0);

  const learnMyId = useCallback((id: string) => {
    setMyIds((known) => (known.has(id) ? known : new Set([...known, id])));
  }, []);

  const [reading] = useState(() => new Reading());
  const refetch = useCallback(() => {
    void reading.ask(JSON.stringify([organisationId, filter]), async () => {
      const mine = ++turn.current;
      const before = shown.current?.filter === filter ? shown.current.lanes : undefined;
      const size = (lane: LaneName) => Math.min(MOST, Math.max(PAGE, before?.[lane].items.length ?? 0));
      try {
        const [[urgent = none, amber = none, green = none], outside] = await Promise.all([
          Promise.all(laneNames.map((lane) => askLane(client, { organisationId, filter, lane, first: size(lane) }))),
          askOutside(client, organisationId, filter),
        ]);
        if (mine !== turn.current) return;
        shown.current = { organisationId, filter, outside, lanes: { urgent, amber, green } };
        setKept(shown.current);
        setAt(new Date());
        setFailed(false);
      } catch {
        if (mine === turn.current) setFailed(true);
      }
    });
  }, [client, organisationId, filter, reading]);

  const more = useCallback(
    (lane: LaneName) => {
      const whole = shown.current?.filter === filter ? shown.current : undefined;
      const before = whole?.lanes[lane];
      if (!whole || !before?.next) return;
      const mine = turn.current;
      setLoadingMore(lane);
      askLane(client, { organisationId, filter, lane, first: PAGE, after: before.next })
        .then((page) => {
          if (mine !== turn.current) return;
          const known = new Set(before.items.map(({ id }) => id));
          const items = [...before.items, ...page.items.filter(({ id }) => !known.has(id))];
          shown.current = { ...whole, lanes: { ...whole.lanes, [lane]: { ...page, items } } };
          setKept(shown.current);
        })
        .catch(() => setFailed(true))
        .finally(() => setLoadingMore(undefined));
    },
    [client, organisationId, filter],
  );

  useEffect(() => {
    if (online) refetch();
  }, [refetch, reconnects, online]);
  useEffect(() => {
    askMyIds(client, organisationId).then(
      (ids) => ids.forEach(learnMyId),
      () => undefined,
    );
  }, [client, organisationId, learnMyId]);

  const soon = useThrottled(refetch, 1_500);
  const subscription = useMemo(
    () => ({ query: ReviewItemChangedDocument, variables: { organisationId } }),
    [organisationId],
  );
  useSubscription(subscription, (count: number | undefined, { reviewItemChanged: item }) => {
    setChanged(item);
    setChanges((counts) => new Map(counts).set(item.id, (counts.get(item.id) ?? 0) + 1));
    if (item.kind === 'APPEAL') setAppealChanges((before) => before + 1);
    soon();
    return (count ?? 0) + 1;
  });
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && soon();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [soon]);

  return { lanes, outside, at, failed, myIds, loadingMore, changed, changes, appealChanges, refetch, more, learnMyId };
}

/** Calls at once, and once more after `pause` milliseconds when it was asked again in between. */
function useThrottled(call: () => void, pause: number): () => void {
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  }, [call]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const again = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    if (timer.current !== undefined) {
      again.current = true;
      return;
    }
    latest.current();
    timer.current = setTimeout(() => {
      timer.current = undefined;
      if (!again.current) return;
      again.current = false;
      latest.current();
    }, pause);
  }, [pause]);
}

/** The item with this id as the queue last showed it. */
export const itemIn = (lanes: Lanes | undefined, id: string | null): QueueItem | undefined =>
  lanes && inOrder(lanes).find((item) => item.id === id);
