import type { Asked } from './kept';

/** A decision or an intervention, found again by its reason, which no other has. */
export interface Deed {
  readonly kind: 'decision' | 'intervention';
  readonly reason: string;
  /** False when the answer never came and asking again was refused: it may have been done, once at most. */
  readonly acknowledged: boolean;
}

/** Everything that people were told has happened, to be compared with what is there. */
export class Ledger {
  readonly posts = new Map<string, Asked>();
  /** Reactions by post, membership and kind: whether it was given or taken back last. */
  readonly reactions = new Map<string, boolean>();
  readonly flags: string[] = [];
  readonly joined: string[] = [];
  readonly left: string[] = [];
  readonly deeds: Deed[] = [];
  /** When a cry for help was acknowledged, by its thread. */
  readonly crises = new Map<string, number>();
  /** Claims, hand-overs and whatever else a moderator was told is done. */
  staffActions = 0;

  get counted(): number {
    const edits = [...this.posts.values()].filter((post) => post.editedTo !== null).length;
    const gone = [...this.posts.values()].filter((post) => post.gone === 'deleted').length;
    const { posts, reactions, flags, joined, left, staffActions } = this;
    return posts.size + edits + gone + reactions.size + flags.length + joined.length + left.length + staffActions;
  }
}
