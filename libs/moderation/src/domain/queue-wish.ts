import { fail, type Id, invalid, isId, ok, type Problem, type Result } from '@kring/kernel';
import type { Severity } from '@kring/safety';
import { queueGroupsLimit } from './limits';
import { type ReviewItemState, reviewItemStates } from './review-item';

/** What an item is about, as people choose it: a thread, an appeal, or a thread that nothing pointed at. */
export type QueueKind = 'THREAD' | 'APPEAL' | 'DRAWN';
export const queueKinds: readonly QueueKind[] = ['THREAD', 'APPEAL', 'DRAWN'];

/** GRAVEST: most serious first, then soonest due. UNTOUCHED: longest untouched first, whatever its severity, below every crisis. */
export type QueueOrder = 'GRAVEST' | 'UNTOUCHED';

const severities: readonly Severity[] = ['GREEN', 'AMBER', 'RED', 'CRISIS'];

/** What somebody wants to see of the queue. An empty list narrows nothing. */
export interface QueueWish {
  readonly groupIds: readonly Id[];
  readonly severities: readonly Severity[];
  /** None: all that is not resolved. */
  readonly states: readonly ReviewItemState[];
  readonly kinds: readonly QueueKind[];
  /** Only what I have in hand or, among RESOLVED, ended. */
  readonly mine: boolean;
  /** Only what nobody has in hand. */
  readonly free: boolean;
  /** Only what a member flagged. */
  readonly flagged: boolean;
  /** Only threads in which a post waits. */
  readonly held: boolean;
  /** Only what was due before now. */
  readonly overdue: boolean;
}

const marks = ['mine', 'free', 'flagged', 'held', 'overdue'] as const;

export const wholeQueue: QueueWish = {
  groupIds: [],
  severities: [],
  states: [],
  kinds: [],
  mine: false,
  free: false,
  flagged: false,
  held: false,
  overdue: false,
};

/** A wish that is kept, each value once and in a fixed order. What cannot be is refused. */
export function readWish(wish: QueueWish): Result<QueueWish, Problem> {
  const groupIds = [...new Set(wish.groupIds)].sort();
  if (groupIds.length > queueGroupsLimit) return fail(invalid('filter', 'too_many', { most: queueGroupsLimit }));
  if (!groupIds.every(isId)) return fail(invalid('filter', 'unknown'));
  return ok(ordered({ ...wish, groupIds }));
}

function ordered(wish: QueueWish): QueueWish {
  return {
    groupIds: wish.groupIds,
    severities: severities.filter((one) => wish.severities.includes(one)),
    states: reviewItemStates.filter((one) => wish.states.includes(one)),
    kinds: queueKinds.filter((one) => wish.kinds.includes(one)),
    mine: wish.mine,
    free: wish.free,
    flagged: wish.flagged,
    held: wish.held,
    overdue: wish.overdue,
  };
}

/** A wish as it was kept; what is not understood any more narrows nothing. */
export function wishFrom(kept: Partial<QueueWish>): QueueWish {
  const list = <T>(values: readonly T[] | undefined): readonly T[] => values ?? [];
  return ordered({
    groupIds: list(kept.groupIds).filter(isId),
    severities: list(kept.severities),
    states: list(kept.states),
    kinds: list(kept.kinds),
    ...(Object.fromEntries(marks.map((mark) => [mark, kept[mark] === true])) as Record<
      (typeof marks)[number],
      boolean
    >),
  });
}
