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
export interface ThreadSettings {
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

/** What holds for writing in a thread: its own, and what its whole group rests by. */
export interface ThreadPolicy extends ThreadSettings {
  /** Between which times of the day nobody writes in the whole group. */
  readonly groupNight: DailyHours | null;
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
  groupNight: null,
};

/** Who asks: whether they may write in this group at all, when they last wrote in this thread, and what slow mode asks of them. */
export interface Writer {
  readonly isModerator: boolean;
  readonly mayWrite: boolean;
  readonly lastPostAt: Date | null;
  readonly isOpener: boolean;
  readonly writesMuch: boolean;
}

export type Restraint = 'CLOSED' | 'PAUSED' | 'QUIET' | 'NIGHT' | 'MEMBER_PAUSED' | 'SLOW_MODE' | 'HELD';

export interface ReplyPolicy {
  readonly canReply: boolean;
  /** For a member what holds for them; for a moderator what is set. */
  readonly slowModeMinutes: number | null;
  readonly slowModeFor: SlowModeFor | null;
  readonly heldForReview: boolean;
  readonly reopensAt: Date | null;
  readonly quietHours: DailyHours | null;
  readonly groupNight: DailyHours | null;
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

/** When a night that somebody is in ends, by the clock or because there are no more such nights; null outside it. */
function morningAfter(hours: DailyHours | null, endsAt: Date | null, at: Date): Date | null {
  if (!hours || !holdsAt(endsAt, at) || !isWithinDailyHours(hours, at)) return null;
  const morning = endOfDailyHours(hours, at);
  return endsAt !== null && endsAt < morning ? endsAt : morning;
}

/** Nights that end in one another, as a group's in a thread's, are followed this often: together they may fill the day. */
const mostNights = 4;

/** When a thread that nobody may write in now opens again: after the pause, and after the nights that it ends in. */
function reopening(policy: ThreadPolicy, now: Date): Date | null {
  let opens = policy.pausedUntil !== null && policy.pausedUntil > now ? policy.pausedUntil : null;
  for (let nights = 0; nights < mostNights; nights += 1) {
    const from = opens ?? now;
    const morning =
      morningAfter(policy.quietHours, policy.quietEndsAt, from) ?? morningAfter(policy.groupNight, null, from);
    if (!morning) break;
    opens = morning;
  }
  return opens;
}

/** Whether somebody may begin a conversation in a group now: not in its night, unless they moderate. */
export function mayBegin(night: DailyHours | null, isModerator: boolean, now: Date): Result<true, Problem> {
  const retryAt = isModerator ? null : morningAfter(night, null, now);
  return retryAt ? fail(problem('GROUP_RESTS', { retryAt })) : ok(true);
}

/** Today's state of a thread for one writer. */
export function replyPolicyAt(policy: ThreadPolicy, writer: Writer, now: Date): ReplyPolicy {
  const isSlow = slowsDown(policy, writer, now);
  const slowModeMinutes = isSlow ? policy.slowModeMinutes : null;
  const heldForReview = policy.holdReplies && holdsAt(policy.holdRepliesEndsAt, now);
  const quietHours = policy.quietHours !== null && holdsAt(policy.quietEndsAt, now) ? policy.quietHours : null;
  const closed = policy.closedAt !== null;
  const reopensAt = closed ? null : reopening(policy, now);
  const paused = policy.pausedUntil !== null && policy.pausedUntil > now;
  const rests = reopensAt !== null;
  const quiet = !closed && !paused && morningAfter(quietHours, policy.quietEndsAt, now) !== null;
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
        ? quiet
          ? 'QUIET'
          : 'NIGHT'
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
    groupNight: closed ? null : policy.groupNight,
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
  if (policy.restraint === 'NIGHT')
    return fail(problem('GROUP_RESTS', policy.reopensAt ? { retryAt: policy.reopensAt } : {}));
  if (policy.restraint === 'MEMBER_PAUSED') return fail(problem('MEMBERSHIP_PAUSED'));
  return fail(problem('SLOW_MODE', policy.myNextPostAt ? { retryAt: policy.myNextPostAt } : {}));
}
