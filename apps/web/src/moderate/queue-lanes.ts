import type { QueueItemPartsFragment, Severity } from '../generated/staff-documents';

export type QueueItem = QueueItemPartsFragment;

/** The lanes of the queue. Amber has its own, so that it is not forgotten behind what is graver. */
export const laneSeverities = {
  urgent: ['CRISIS', 'RED'],
  amber: ['AMBER'],
  green: ['GREEN'],
} as const satisfies Record<string, readonly Severity[]>;

export type LaneName = keyof typeof laneSeverities;
export const laneNames: readonly LaneName[] = ['urgent', 'amber', 'green'];

/** What somebody chose to see. No severities means all of them. */
export interface QueueFilter {
  readonly groupId: string | null;
  readonly severities: readonly Severity[];
  readonly mine: boolean;
}

export const everything: QueueFilter = { groupId: null, severities: [], mine: false };

/** The severities of one lane that the filter leaves; empty: the lane is not shown. */
export function severitiesIn(lane: LaneName, filter: QueueFilter): Severity[] {
  return laneSeverities[lane].filter((one) => filter.severities.length === 0 || filter.severities.includes(one));
}

/** Whether anything at all is filtered away. */
export const isFiltered = ({ groupId, severities, mine }: QueueFilter): boolean =>
  groupId !== null || severities.length > 0 || mine;

/** One lane as it stands: what is loaded, how many there are, and where the next page begins. */
export interface Lane {
  readonly items: readonly QueueItem[];
  readonly count: number;
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
