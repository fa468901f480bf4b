import type { Id } from '@kring/kernel';

/**
 * What the next one should know of: claims that were given to somebody or let go, crises for which somebody was called, notes and
 * promises, held posts, threads that are looked at again after steering, what was promised members apart, members who are watched
 * over, and whatever else is open.
 */
export type HandOverKind =
  'HANDED' | 'LET_GO' | 'CALLED' | 'PROMISED' | 'FOLLOWED' | 'NOTE' | 'HELD_POSTS' | 'WATCHED' | 'OPEN';

export interface HandOverLine {
  readonly kind: HandOverKind;
  readonly reviewItemId: Id | null;
  readonly interventionId: Id | null;
  readonly noteId: Id | null;
  readonly promiseId: Id | null;
  readonly watchId: Id | null;
}

/** What is found when a duty ends. */
export interface HandOverFacts {
  /** Items that whoever ends their duty has in hand. */
  readonly mine: readonly Id[];
  readonly called: readonly Id[];
  readonly notes: readonly { readonly id: Id; readonly reviewItemId: Id }[];
  readonly heldPosts: readonly Id[];
  readonly watched: readonly { readonly interventionId: Id; readonly reviewItemId: Id | null }[];
  /** Promises that nobody kept yet, the soonest first. */
  readonly promised: readonly Id[];
  /** Members who are watched over, by their watch; who asks for somebody first. */
  readonly followed: readonly Id[];
  /** All that is not resolved, gravest first. */
  readonly open: readonly Id[];
}

/** More would not be read. */
export const handOverLinesLimit = 200;

const line = (kind: HandOverKind, part: Partial<HandOverLine>): HandOverLine => ({
  kind,
  reviewItemId: null,
  interventionId: null,
  noteId: null,
  promiseId: null,
  watchId: null,
  ...part,
});

/** The lines of a hand-over, most pressing first. What stands in one way already is not said again as merely open. */
export function linesOf(facts: HandOverFacts, isHandedOn: boolean): HandOverLine[] {
  const told = new Set([...facts.mine, ...facts.called, ...facts.heldPosts]);
  return [
    ...facts.mine.map((id) => line(isHandedOn ? 'HANDED' : 'LET_GO', { reviewItemId: id })),
    ...facts.called.filter((id) => !facts.mine.includes(id)).map((id) => line('CALLED', { reviewItemId: id })),
    ...facts.promised.map((promiseId) => line('PROMISED', { promiseId })),
    ...facts.followed.map((watchId) => line('FOLLOWED', { watchId })),
    ...facts.notes.map(({ id, reviewItemId }) => line('NOTE', { noteId: id, reviewItemId })),
    ...facts.heldPosts
      .filter((id) => !facts.mine.includes(id) && !facts.called.includes(id))
      .map((id) => line('HELD_POSTS', { reviewItemId: id })),
    ...facts.watched.map(({ interventionId, reviewItemId }) => line('WATCHED', { interventionId, reviewItemId })),
    ...facts.open.filter((id) => !told.has(id)).map((id) => line('OPEN', { reviewItemId: id })),
  ].slice(0, handOverLinesLimit);
}
