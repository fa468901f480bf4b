import { fail, ok, problem, type Problem, type Result } from '@kring/kernel';

/** What moderators set on a thread. Each part ends by itself when it has an end. */
export interface ThreadPolicy {
  readonly slowModeMinutes: number | null;
  readonly slowModeEndsAt: Date | null;
  readonly holdReplies: boolean;
  readonly holdRepliesEndsAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly closedAt: Date | null;
  /** A moderator's words to the members about a pause or an end. */
  readonly explanation: string | null;
}

export const openPolicy: ThreadPolicy = {
  slowModeMinutes: null,
  slowModeEndsAt: null,
  holdReplies: false,
  holdRepliesEndsAt: null,
  pausedUntil: null,
  closedAt: null,
  explanation: null,
};

/** Who asks: whether they may write in this group at all, and when they last wrote in this thread. */
export interface Writer {
  readonly isModerator: boolean;
  readonly mayWrite: boolean;
  readonly lastPostAt: Date | null;
}

export type Restraint = 'CLOSED' | 'PAUSED' | 'MEMBER_PAUSED' | 'SLOW_MODE' | 'HELD';

export interface ReplyPolicy {
  readonly canReply: boolean;
  readonly slowModeMinutes: number | null;
  readonly heldForReview: boolean;
  readonly reopensAt: Date | null;
  readonly myNextPostAt: Date | null;
  readonly endsAt: Date | null;
  /** The firmest thing that is set, for the words that explain it. */
  readonly restraint: Restraint | null;
  readonly explanation: string | null;
}

function holdsAt(end: Date | null, now: Date): boolean {
  return end === null || end > now;
}

/** Today's state of a thread for one writer. */
export function replyPolicyAt(policy: ThreadPolicy, writer: Writer, now: Date): ReplyPolicy {
  const slowModeMinutes =
    policy.slowModeMinutes !== null && holdsAt(policy.slowModeEndsAt, now) ? policy.slowModeMinutes : null;
  const heldForReview = policy.holdReplies && holdsAt(policy.holdRepliesEndsAt, now);
  const paused = policy.pausedUntil !== null && policy.pausedUntil > now;
  const closed = policy.closedAt !== null;
  const next =
    slowModeMinutes !== null && writer.lastPostAt
      ? new Date(writer.lastPostAt.getTime() + slowModeMinutes * 60_000)
      : null;
  const myNextPostAt = next && next > now ? next : null;
  const restraint: Restraint | null = closed
    ? 'CLOSED'
    : paused
      ? 'PAUSED'
      : !writer.mayWrite && !writer.isModerator
        ? 'MEMBER_PAUSED'
        : slowModeMinutes !== null
          ? 'SLOW_MODE'
          : heldForReview
            ? 'HELD'
            : null;
  const stopped = closed || paused || !writer.mayWrite || myNextPostAt !== null;
  return {
    canReply: closed ? false : writer.isModerator || !stopped,
    slowModeMinutes,
    heldForReview,
    reopensAt: paused && !closed ? policy.pausedUntil : null,
    myNextPostAt: writer.isModerator || closed || paused ? null : myNextPostAt,
    endsAt: restraint === 'SLOW_MODE' ? policy.slowModeEndsAt : restraint === 'HELD' ? policy.holdRepliesEndsAt : null,
    restraint,
    explanation: closed || paused ? policy.explanation : null,
  };
}

/** Whether this writer may reply now; the refusal says until when. */
export function mayReply(policy: ReplyPolicy): Result<true, Problem> {
  if (policy.canReply) return ok(true);
  if (policy.restraint === 'CLOSED') return fail(problem('THREAD_CLOSED'));
  if (policy.restraint === 'PAUSED')
    return fail(problem('THREAD_PAUSED', policy.reopensAt ? { retryAt: policy.reopensAt } : {}));
  if (policy.restraint === 'MEMBER_PAUSED') return fail(problem('MEMBERSHIP_PAUSED'));
  return fail(problem('SLOW_MODE', policy.myNextPostAt ? { retryAt: policy.myNextPostAt } : {}));
}
