import type { Assessment } from '@kring/safety';
import type { PostState } from './post-moves';

export type ModerationMode = 'POST' | 'NEWCOMERS' | 'PRE';

export interface Circumstances {
  readonly mode: ModerationMode;
  readonly byModerator: boolean;
  /** Posts of this member that a group has seen already. */
  readonly seenBefore: number;
  /** How many first posts of a newcomer wait. */
  readonly newcomerPosts: number;
  /** A moderator holds replies in this thread. */
  readonly threadHolds: boolean;
  /** A moderator reads what this member writes first. */
  readonly memberHolds: boolean;
  /** Nobody is on duty, and the group has posts wait until somebody is. */
  readonly waitsForDuty: boolean;
  /** Software reads words, not pictures. */
  readonly hasPhotos: boolean;
  readonly assessment: Assessment;
}

/** Whether a post is seen at once or waits for a moderator. A failed check holds nothing back: a person looks. */
export function firstState(about: Circumstances): Extract<PostState, 'VISIBLE' | 'HELD'> {
  if (about.byModerator) return 'VISIBLE';
  const waits =
    about.assessment.hold ||
    about.threadHolds ||
    about.memberHolds ||
    about.waitsForDuty ||
    about.mode === 'PRE' ||
    (about.mode === 'NEWCOMERS' && (about.hasPhotos || about.seenBefore < about.newcomerPosts));
  return waits ? 'HELD' : 'VISIBLE';
}

/** After a change of words: what was waiting waits (again); what was seen stays seen unless it must wait now. */
export function stateAfterEdit(
  state: PostState,
  fresh: Extract<PostState, 'VISIBLE' | 'HELD'>,
): Extract<PostState, 'VISIBLE' | 'HELD'> {
  return state === 'VISIBLE' ? fresh : 'HELD';
}
