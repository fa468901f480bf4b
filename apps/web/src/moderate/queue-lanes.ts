import type { QueueItemPartsFragment, QueueKind, QueueOrder, Severity } from '../generated/staff-documents';

export type QueueItem = QueueItemPartsFragment;

/** The lanes of each order. Amber has its own, so that it is not forgotten behind what is graver; a crisis is above all. */
const laneSeverities = {
  GRAVEST: { urgent: ['CRISIS', 'RED'], amber: ['AMBER'], green: ['GREEN'] },
  UNTOUCHED: { urgent: ['CRISIS'], amber: ['RED', 'AMBER', 'GREEN'], green: [] },
} as const satisfies Record<QueueOrder, Record<string, readonly Severity[]>>;

export type LaneName = keyof (typeof laneSeverities)['GRAVEST'];
export const laneNames: readonly LaneName[] = ['urgent', 'amber', 'green'];

/** What is chosen or not: each narrows by itself. */
export const queueMarks = ['mine', 'free', 'overdue', 'flagged', 'held', 'waiting'] as const;
export type QueueMark = (typeof queueMarks)[number];

/** What somebody chose to see, and in which order. An empty list means all of them. */
export interface QueueFilter extends Readonly<Record<QueueMark, boolean>> {
  readonly groupIds: readonly string[];
  readonly severities: readonly Severity[];
  readonly kinds: readonly QueueKind[];
  readonly order: QueueOrder;
}

export const everything: QueueFilter = {
  groupIds: [],
  severities: [],
  kinds: [],
  mine: false,
  free: false,
  overdue: false,
  flagged: false,
  held: false,
  waiting: false,
  order: 'GRAVEST',
};

/** The severities of one lane that the filter leaves; empty: the lane is not shown. */
export function severitiesIn(lane: LaneName, { order, severities }: QueueFilter): Severity[] {
  return laneSeverities[order][lane].filter((one) => severities.length === 0 || severities.includes(one));
}

/** Whether anything at all is filtered away. */
export const isFiltered = (filter: QueueFilter): boolean =>
  filter.groupIds.length + filter.severities.length + filter.kinds.length > 0 ||
  queueMarks.some((mark) => filter[mark]);

/** The filter as the service takes it. */
export function askedFor({ groupIds, severities, kinds, mine, free, overdue, flagged, held, waiting }: QueueFilter) {
  return {
    ...{ groupIds: [...groupIds], severities: [...severities], kinds: [...kinds] },
    ...{ mine, free, overdue, flagged, held, states: waiting ? (['WAITING'] as const).slice() : [] },
  };
}

/** One lane as it stands: what is loaded, how many there are (`isMore`: at least), and where the next page begins. */
export interface Lane {
  readonly items: readonly QueueItem[];
  readonly count: number;
  readonly isMore: boolean;
  readonly next: string | null;
}

export type Lanes = Readonly<Record<LaneName, Lane>>;

/** Whether somebody would rather leave an item to a colleague. A crisis is for whoever is there. */
export const isAvoided = (item: QueueItem, avoids: readonly string[]): boolean =>
  item.severity !== 'CRISIS' && item.theme !== null && avoids.includes(item.theme);

/** The same lanes, with what somebody would rather leave to a colleague last in each. */
export function avoidedLast(lanes: Lanes, avoids: readonly string[]): Lanes {
  if (avoids.length === 0) return lanes;
  const sorted = (lane: Lane): Lane => ({
    ...lane,
    items: [
      ...lane.items.filter((item) => !isAvoided(item, avoids)),
      ...lane.items.filter((item) => isAvoided(item, avoids)),
    ],
  });
  return { urgent: sorted(lanes.urgent), amber: sorted(lanes.amber), green: sorted(lanes.green) };
}

/** All loaded items in the order of the screen. */
export const inOrder = (lanes: Lanes): QueueItem[] => laneNames.flatMap((name) => [...lanes[name].items]);

/** The item that j (1) or k (-1) goes to; undefined at the end. */
export function neighbour(lanes: Lanes, current: string | null, step: 1 | -1): QueueItem | undefined {
  const items = inOrder(lanes);
  const index = items.findIndex(({ id }) => id === current);
  if (index === -1) return step === 1 ? items[0] : items.at(-1);
  return items[index + step];
}

/** Who holds an item at this moment: a lease that ran out holds nothing. */
export function liveClaim(item: Pick<QueueItem, 'claim'>, now: Date): QueueItem['claim'] {
  return item.claim && Date.parse(item.claim.expiresAt) > now.getTime() ? item.claim : null;
}
