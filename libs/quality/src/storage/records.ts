import type { Id } from '@kring/kernel';
import type { DecisionKind, FlagReason, ThreadDecision } from '@kring/moderation';
import type { Severity } from '@kring/safety';
import type { AssessmentRecord, PhotoRecord } from '@kring/stories';
import type { BlindReadingState } from '../domain/blind-reading';

export interface BlindReadingRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly reviewItemId: Id;
  readonly decisionId: Id;
  readonly groupId: Id;
  readonly threadId: Id;
  readonly state: BlindReadingState;
  readonly drawnAt: Date;
  readonly expiresAt: Date;
  readonly readerId: Id | null;
  readonly takenUntil: Date | null;
  readonly givenAt: Date | null;
  readonly kind: ThreadDecision | null;
  readonly severity: Severity | null;
  /** Null before it is given, empty when its words were erased. */
  readonly reason: string | null;
  readonly talkedBy: Id | null;
  readonly talkedAt: Date | null;
}

/** A decision that could be read again. */
export interface Drawable {
  readonly organisationId: Id;
  readonly reviewItemId: Id;
  readonly decisionId: Id;
  readonly groupId: Id;
  readonly threadId: Id;
  readonly kind: DecisionKind;
  readonly openedAt: Date;
  readonly decidedAt: Date;
}

/** A post as it was when the first decision was taken. */
export interface ReadPost {
  readonly readingId: Id;
  readonly postId: Id;
  readonly isStory: boolean;
  readonly byModerator: boolean;
  readonly nickname: string | null;
  readonly avatar: string | null;
  /** Empty when it was taken away since. */
  readonly text: string;
  readonly isGone: boolean;
  readonly photos: readonly PhotoRecord[];
  readonly at: Date;
  readonly assessment: AssessmentRecord | null;
}

export interface ReadFlag {
  readonly readingId: Id;
  readonly reason: FlagReason;
  readonly note: string | null;
  readonly at: Date;
}

/** What was decided first. */
export interface FirstDecision {
  readonly kind: ThreadDecision;
  readonly severity: Severity;
  readonly reasons: string;
  readonly staffId: Id;
  readonly at: Date;
}

/** How often a first decision met a second one. */
export interface CountedPair {
  readonly groupId: Id;
  readonly firstKind: ThreadDecision;
  readonly kind: ThreadDecision;
  readonly firstSeverity: Severity;
  readonly severity: Severity;
  readonly count: number;
}
