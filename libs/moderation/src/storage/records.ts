import type { Id } from '@kring/kernel';
import type { Climate, ClimateComponent, Severity, ThreadState } from '@kring/safety';
import type { DecisionKind } from '../domain/decisions';
import type { FlagReason } from '../domain/flag-reasons';
import type { DoneIntervention } from '../domain/interventions';
import type { ReviewItemState } from '../domain/review-item';

export type Components = Readonly<Partial<Record<ClimateComponent, number>>>;

export interface ClimateRecord {
  readonly organisationId: Id;
  readonly threadId: Id;
  readonly climate: Climate;
  /** 0 to 1. */
  readonly score: number;
  readonly components: Components;
  readonly turnedPostId: Id | null;
  /** How far the thread has turned with a moderator's knowledge. */
  readonly settledClimate: Climate;
  readonly readAt: Date;
  /** What a person said of it, and how it was read then; null when nobody did, or it lapsed. */
  readonly judged: Climate | null;
  readonly judgedOver: Climate | null;
  /** Where the reading of the thread stands; null when it must begin anew. */
  readonly standing: Standing | null;
}

/** What the next post of a thread is read with, when the thread began, and the last post that was read. */
export interface Standing {
  readonly state: ThreadState;
  readonly startedAt: string;
  readonly upTo: { readonly at: string; readonly id: Id };
}

/** What a person said of a thread, beside what was said until then. */
export interface ClimateJudgement {
  readonly organisationId: Id;
  readonly threadId: Id;
  readonly said: Climate;
  readonly climate: Climate;
  readonly staffId: Id;
  readonly reason: string;
  readonly at: Date;
}

export interface ClimatePointRecord {
  readonly threadId: Id;
  readonly at: Date;
  readonly climate: Climate;
  readonly score: number;
  readonly components: Components;
  readonly postId: Id | null;
  readonly interventionId: Id | null;
}

export interface ReviewItemRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly threadId: Id;
  readonly groupId: Id;
  /** What it is about: a thread, or the appeal of one decision. */
  readonly kind: 'THREAD' | 'APPEAL';
  readonly severity: Severity;
  /** The key of a message, see `readReason`. */
  readonly reason: string;
  /** As stored; see `stateAt` for today's. */
  readonly state: ReviewItemState;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly claimedBy: Id | null;
  readonly claimExpiresAt: Date | null;
  readonly handoverNote: string | null;
  /** Since when it has been free, or a crisis; null in items from before this was kept. */
  readonly waitingSince: Date | null;
  /** When somebody last took it in hand or did something about it; before that, when it was opened. */
  readonly touchedAt: Date;
  readonly version: number;
}

export interface FlagRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly threadId: Id;
  readonly groupId: Id;
  readonly postId: Id | null;
  readonly revision: number | null;
  readonly reason: FlagReason;
  readonly note: string | null;
  readonly membershipId: Id | null;
  readonly staffId: Id | null;
  readonly reviewItemId: Id | null;
  readonly createdAt: Date;
}

export interface DecisionRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly reviewItemId: Id;
  readonly kind: DecisionKind;
  readonly staffId: Id;
  readonly reasons: string;
  readonly messageToAuthor: string | null;
  readonly at: Date;
}

/** An intervention with what came after it: its undoing, and the second look at the climate. */
export interface InterventionRecord extends DoneIntervention {
  readonly organisationId: Id;
  readonly threadId: Id;
  readonly groupId: Id;
  readonly postId: Id | null;
  /** The member whom it is about. */
  readonly membershipId: Id | null;
  /** The question of the library that it shows. */
  readonly promptId: Id | null;
  readonly staffId: Id;
  readonly reason: string;
  readonly climateBefore: Climate;
  readonly undoneAt: Date | null;
  readonly climateAfter: Climate | null;
  readonly climateCheckedAt: Date | null;
  /** What a second look found, where the organisation looks twice. */
  readonly climateLater: Climate | null;
  readonly climateCheckedLaterAt: Date | null;
}

/** Where something stands. */
export interface ThreadPlace {
  readonly organisationId: Id;
  readonly groupId: Id;
  readonly threadId: Id;
}
