import type { Moves } from '@kring/kernel';

export type PostState = 'VISIBLE' | 'HELD' | 'RETURNED' | 'HIDDEN' | 'DELETED';
export const postStates: readonly PostState[] = ['VISIBLE', 'HELD', 'RETURNED', 'HIDDEN', 'DELETED'];

/** HELD waits for a moderator, RETURNED waits for its author; only DELETED is for good. */
export const postMoves = {
  VISIBLE: ['HELD', 'RETURNED', 'HIDDEN', 'DELETED'],
  HELD: ['VISIBLE', 'RETURNED', 'HIDDEN', 'DELETED'],
  RETURNED: ['HELD', 'VISIBLE', 'HIDDEN', 'DELETED'],
  HIDDEN: ['VISIBLE', 'HELD', 'DELETED'],
  DELETED: [],
} as const satisfies Moves<PostState>;
