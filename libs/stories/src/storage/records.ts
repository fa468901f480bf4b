import type { Id } from '@kring/kernel';
import type { PostState } from '../domain/post-moves';
import type { ThreadPolicy } from '../domain/reply-policy';

export interface ThreadRecord extends ThreadPolicy {
  readonly organisationId: Id;
  readonly id: Id;
  readonly groupId: Id;
  readonly title: string;
  readonly openerPostId: Id;
  readonly openerMembershipId: Id | null;
  readonly visible: boolean;
  readonly createdAt: Date;
  /** The thread that it came out of. */
  readonly movedFrom: Id | null;
  /** When its posts went back to where they came from. */
  readonly dissolvedAt: Date | null;
}

export type ReactionKind = 'HEART' | 'STRENGTH' | 'SAME_HERE' | 'THANK_YOU';
export const reactionKinds: readonly ReactionKind[] = ['HEART', 'STRENGTH', 'SAME_HERE', 'THANK_YOU'];

export type PostKind = 'STORY' | 'REPLY' | 'GUIDE_NOTE';

/** A post as its reader may see it, with its author's name in this group and the reader's own reactions. */
export interface PostRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly threadId: Id;
  readonly groupId: Id;
  readonly kind: PostKind;
  readonly authorMembershipId: Id | null;
  readonly authorStaffId: Id | null;
  readonly authorName: string | null;
  readonly authorAvatar: string | null;
  readonly text: string;
  readonly revision: number;
  readonly state: PostState;
  readonly contentNotes: string[];
  readonly photos: PhotoRecord[];
  readonly pinnedAfter: Id | null;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
  readonly myReactions: ReactionKind[];
  /** Kinds that came in from others, only on the reader's own posts. */
  readonly receivedReactions: ReactionKind[] | null;
}

/** A photo of a post, without its picture. */
export interface PhotoRecord {
  readonly id: Id;
  /** In pixels, of the largest size. */
  readonly width: number;
  readonly height: number;
  readonly alternativeText: string;
}

/** A post as the safety library reads a thread. */
export interface PostReading {
  readonly id: Id;
  readonly author: string;
  readonly role: 'member' | 'moderator';
  readonly text: string;
  readonly state: PostState;
  readonly revision: number;
  readonly photoCount: number;
  readonly createdAt: Date;
  readonly assessment: AssessmentRecord | null;
}

export interface AssessmentRecord {
  readonly severity: 'GREEN' | 'AMBER' | 'RED' | 'CRISIS';
  readonly hold: boolean;
  readonly checked: boolean;
  readonly signals: readonly {
    readonly category: string;
    readonly severity: 'GREEN' | 'AMBER' | 'RED' | 'CRISIS';
    readonly rule: string;
    readonly passages: readonly { readonly start: number; readonly end: number }[];
  }[];
}

/** What was noticed in a thread: a category, at its gravest. */
export interface NoticedInThread {
  readonly threadId: Id;
  readonly category: string;
  readonly severity: AssessmentRecord['severity'];
}
