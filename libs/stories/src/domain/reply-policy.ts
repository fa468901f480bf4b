import {
  type DailyHours,
  endOfDailyHours,
  fail,
  isWithinDailyHours,
  ok,
  problem,
  type Problem,
  type Result,
} from '@kring/kernel';

/** Whom slow mode slows: everybody, or who writes much more here than the others do (see `writesMuch`). */
export type SlowModeFor = 'EVERYONE' | 'HEAVIEST_POSTERS';

/** A question that stands above the reply box, in the languages of the service, as it was when a moderator chose it. */
export interface Prompt {
  readonly nl: string;
  readonly fr: string;
  readonly en: string;
}

/** What moderators set on a thread. Each part ends by itself when it has an end. */
export interface ThreadPolicy {
  readonly slowModeMinutes: number | null;
  readonly slowModeEndsAt: Date | null;
  readonly slowModeFor: SlowModeFor;
  readonly slowModeSparesOpener: boolean;
  readonly holdReplies: boolean;
  readonly holdRepliesEndsAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly closedAt: Date | null;
  /** A moderator's words to the members about a pause or an end. */
  readonly explanation: string | null;
  /** Between which times of the day nobody writes, and a moderator's words about it. */
  readonly quietHours: DailyHours | null;
  readonly quietEndsAt: Date | null;
  readonly quietExplanation: string | null;
  readonly prompt: Prompt | null;
  readonly promptEndsAt: Date | null;
}

export const openPolicy: ThreadPolicy = {
  slowModeMinutes: null,
  slowModeEndsAt: null,
  slowModeFor: 'EVERYONE',
  slowModeSparesOpener: false,
  holdReplies: false,
  holdRepliesEndsAt: null,
  pausedUntil: null,
  closedAt: null,
  explanation: null,
  quietHours: null,
  quietEndsAt: null,
  quietExplanation: null,
  prompt: null,
  promptEndsAt: null,
};

/** Who asks: whether they may write in this group at all, when they last wrote in this thread, and what slow mode asks of them. */
export interface Writer {
  readonly isModerator: boolean;
  readonly mayWrite: boolean;
  readonly lastPostAt: Date | null;
  readonly isOpener: boolean;
  readonly writesMuch: boolean;
}

export type Restraint = 'CLOSED' | 'PAUSED' | 'QUIET' | 'MEMBER_PAUSED' | 'SLOW_MODE' | 'HELD';

export interface ReplyPolicy {
  readonly canReply: boolean;
  /** For a member what holds for them; for a moderator what is set. */
  readonly slowModeMinutes: number | null;
  readonly slowModeFor: SlowModeFor | null;
  readonly heldForReview: boolean;
  readonly reopensAt: Date | null;
  readonly quietHours: DailyHours | null;
  readonly myNextPostAt: Date | null;
  readonly endsAt: Date | null;
  /** The firmest thing that is set, for the words that explain it. */
  readonly restraint: Restraint | null;
  readonly explanation: string | null;
  readonly prompt: Prompt | null;
}

function holdsAt(end: Date | null, now: Date): boolean {
  return end === null || end > now;
}

function slowsDown(policy: ThreadPolicy, writer: Writer, now: Date): boolean {
  if (policy.slowModeMinutes === null || !holdsAt(policy.slowModeEndsAt, now)) return false;
  if (writer.isModerator) return true;
  if (policy.slowModeSparesOpener && writer.isOpener) return false;
  return policy.slowModeFor === 'EVERYONE' || writer.writesMuch;
}

/** When a thread that nobody may write in now opens again: after the pause, and after the night that it ends in. */
function reopening(policy: ThreadPolicy, quietHours: DailyHours | null, now: Date): Date | null {
  const paused = policy.pausedUntil !== null && policy.pausedUntil > now ? policy.pausedUntil : null;
  const from = paused ?? now;
  if (!quietHours || !holdsAt(policy.quietEndsAt, from) || !isWithinDailyHours(quietHours, from)) return paused;
  const morning = endOfDailyHours(quietHours, from);
  return policy.quietEndsAt !== null && policy.quietEndsAt < morning ? policy.quietEndsAt : morning;
}

/** Today's state of a thread for one writer. */
export function replyPolicyAt(policy: ThreadPolicy, writer: Writer, now: Date): ReplyPolicy {
  const isSlow = slowsDown(policy, writer, now);
  const slowModeMinutes = isSlow ? policy.slowModeMinutes : null;
  const heldForReview = policy.holdReplies && holdsAt(policy.holdRepliesEndsAt, now);
  const quietHours = policy.quietHours !== null && holdsAt(policy.quietEndsAt, now) ? policy.quietHours : null;
  const closed = policy.closedAt !== null;
  const reopensAt = closed ? null : reopening(policy, quietHours, now);
  const paused = policy.pausedUntil !== null && policy.pausedUntil > now;
  const rests = reopensAt !== null;
  const next =
    slowModeMinutes !== null && writer.lastPostAt
      ? new Date(writer.lastPostAt.getTime() + slowModeMinutes * 60_000)
      : null;
  const myNextPostAt = next && next > now ? next : null;
  const restraint: Restraint | null = closed
    ? 'CLOSED'
    : paused
      ? 'PAUSED'
      : rests
        ? 'QUIET'
        : !writer.mayWrite && !writer.isModerator
          ? 'MEMBER_PAUSED'
          : slowModeMinutes !== null
            ? 'SLOW_MODE'
            : heldForReview
              ? 'HELD'
              : null;
  const stopped = rests || !writer.mayWrite || myNextPostAt !== null;
  return {
    canReply: closed ? false : writer.isModerator || !stopped,
    slowModeMinutes,
    slowModeFor: isSlow ? policy.slowModeFor : null,
    heldForReview,
    reopensAt,
    quietHours: closed ? null : quietHours,
    myNextPostAt: writer.isModerator || closed || rests ? null : myNextPostAt,
    endsAt: restraint === 'SLOW_MODE' ? policy.slowModeEndsAt : restraint === 'HELD' ? policy.holdRepliesEndsAt : null,
    restraint,
    explanation: closed || paused ? policy.explanation : restraint === 'QUIET' ? policy.quietExplanation : null,
    prompt: closed || !holdsAt(policy.promptEndsAt, now) ? null : policy.prompt,
  };
}

/** Whether this writer may reply now; the refusal says until when. */
export function mayReply(policy: ReplyPolicy): Result<true, Problem> {
  if (policy.canReply) return ok(true);
  if (policy.restraint === 'CLOSED') return fail(problem('THREAD_CLOSED'));
  if (policy.restraint === 'PAUSED' || policy.restraint === 'QUIET')
    return fail(problem('THREAD_PAUSED', policy.reopensAt ? { retryAt: policy.reopensAt } : {}));
  if (policy.restraint === 'MEMBER_PAUSED') return fail(problem('MEMBERSHIP_PAUSED'));
  return fail(problem('SLOW_MODE', policy.myNextPostAt ? { retryAt: policy.myNextPostAt } : {}));
}
