import type { Id } from '@kring/kernel';
import type { Severity } from '@kring/safety';
import type { AsideEnd, AsideSide } from '../domain/aside';

/** Where an aside belongs and who talks in it. */
export interface AsidePlace {
  readonly organisationId: Id;
  readonly groupId: Id;
  readonly membershipId: Id;
  readonly staffId: Id;
}

export interface AsideRecord extends AsidePlace {
  readonly id: Id;
  readonly requestId: Id;
  readonly openedAt: Date;
  readonly lastAt: Date;
  readonly lastBy: AsideSide;
  readonly endedAt: Date | null;
  readonly endedBy: AsideEnd | null;
  readonly erasedAt: Date | null;
}

/** Who is to talk with whom, and why. Staff only. */
export interface AsideRequestRecord extends AsidePlace {
  readonly id: Id;
  readonly askedBy: Id;
  readonly postId: Id | null;
  readonly reason: string;
  readonly at: Date;
  readonly answeredAt: Date | null;
}

export interface AsideMessageRecord extends AsidePlace {
  readonly id: Id;
  readonly asideId: Id;
  readonly byMember: boolean;
  readonly text: string;
  /** The slug of a helpline that the moderator points to. */
  readonly helpline: string | null;
  readonly at: Date;
  /** How a member's words were read; null for staff, and for the member. */
  readonly severity: Severity | null;
  readonly checked: boolean | null;
}

export interface AsideAlarmRecord extends AsidePlace {
  readonly id: Id;
  readonly asideId: Id;
  /** The conversation in whose review item the alarm stands; null: it stands on the desk by itself. */
  readonly threadId: Id | null;
  readonly at: Date;
  readonly answeredBy: Id | null;
  readonly answeredAt: Date | null;
}

export type PromiseOutcome = 'KEPT' | 'LET_GO';

export interface PromiseRecord extends AsidePlace {
  readonly id: Id;
  readonly asideId: Id;
  readonly messageId: Id;
  readonly sentence: string;
  readonly dueAt: Date;
  readonly madeAt: Date;
  readonly settledAs: PromiseOutcome | null;
  readonly settledBy: Id | null;
  readonly settledAt: Date | null;
}
