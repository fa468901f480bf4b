import { fail, type Moves, ok, problem, type Problem, type Result } from '@kring/kernel';
import { goodNews } from '@kring/safety';

/** Decisions about somebody's post that they get the reasons of. */
export type PostStatementKind = 'RETURNED' | 'HIDDEN';

/** Decisions about somebody as a member of a group that they get the reasons of. */
export const memberStatementKinds = ['HOLD_MEMBER', 'PAUSE_MEMBER', 'REMOVE_MEMBER'] as const;
export type MemberStatementKind = (typeof memberStatementKinds)[number];

export type StatementKind = PostStatementKind | MemberStatementKind;

/** Whether a kind of decision, or of intervention, is about a member and told to them with its reasons. */
export function isAboutMember(kind: string): kind is MemberStatementKind {
  return (memberStatementKinds as readonly string[]).includes(kind);
}

/** What software had to do with it. POINTED: it noticed something; HELD: it held the post until a person had read it. */
export type SoftwarePart = 'NONE' | 'POINTED' | 'HELD';

/**
 * What became of a decision. REWRITTEN: a new version waits; PLACED: it is seen; REPLACED: a later decision about the same
 * post or member counts; GONE: its author took the post away, or the member left; ENDED: a measure that had an end is over.
 */
export type StatementFate = 'STANDS' | 'REWRITTEN' | 'PLACED' | 'TAKEN_BACK' | 'REPLACED' | 'GONE' | 'ENDED';
export const statementFates: readonly StatementFate[] = ['STANDS', 'REWRITTEN', 'PLACED', 'TAKEN_BACK', 'REPLACED', 'GONE', 'ENDED']; // prettier-ignore

/** Whether another person can still look: a measure that ended by itself is judged as well, for it was felt. */
export function isOpenToLook(fate: StatementFate): boolean {
  return fate === 'STANDS' || fate === 'ENDED';
}

export interface PostNow {
  readonly state: 'VISIBLE' | 'HELD' | 'RETURNED' | 'HIDDEN' | 'DELETED';
  readonly revision: number;
}

/** Today's state of a decision, from the post as it is now. */
export function fateOf(
  statement: { readonly kind: PostStatementKind; readonly revision: number; readonly isNewest: boolean },
  post: PostNow | null,
): StatementFate {
  if (!post || post.state === 'DELETED') return 'GONE';
  if (!statement.isNewest) return 'REPLACED';
  if (post.state === statement.kind) return 'STANDS';
  const isRewritten = statement.kind === 'RETURNED' && post.revision > statement.revision;
  if (!isRewritten) return 'TAKEN_BACK';
  return post.state === 'VISIBLE' ? 'PLACED' : 'REWRITTEN';
}

/** How the membership is now that a decision was about. */
export type MemberNow = 'REQUESTED' | 'ACTIVE' | 'PAUSED' | 'LEFT' | 'REMOVED';

/** A decision about a member, as far as today's state of it follows from it. */
export interface MeasureStated {
  readonly kind: MemberStatementKind;
  /** Of those of its kind about this member that were not taken back. */
  readonly isNewest: boolean;
  readonly endsAt: Date | null;
  readonly takenBackAt: Date | null;
}

/** The same of a decision about a member, from how the membership is now; null: out of reach. */
export function fateOfMeasure(stated: MeasureStated, membership: MemberNow | null, now: Date): StatementFate {
  if (membership === null || membership === 'LEFT') return 'GONE';
  if (stated.takenBackAt !== null) return 'TAKEN_BACK';
  const isOut = membership === 'REMOVED';
  if (!stated.isNewest || isOut !== (stated.kind === 'REMOVE_MEMBER')) return 'REPLACED';
  return stated.endsAt !== null && stated.endsAt <= now ? 'ENDED' : 'STANDS';
}

interface Noticed {
  readonly hold: boolean;
  readonly signals: readonly { readonly category: string; readonly severity: string }[];
}

/** What software had noticed when a person decided, by category, and what it had done. */
export function softwarePartOf(
  assessment: Noticed | null,
  before: PostNow['state'],
): { readonly software: SoftwarePart; readonly noticed: readonly string[] } {
  const telling = (assessment?.signals ?? []).filter(
    ({ category, severity }) => severity !== 'GREEN' && !(goodNews as readonly string[]).includes(category),
  );
  const noticed = [...new Set(telling.map(({ category }) => category))];
  const held = assessment?.hold === true && before === 'HELD';
  return { software: held ? 'HELD' : noticed.length > 0 ? 'POINTED' : 'NONE', noticed };
}

export type AppealState = 'OPEN' | 'UPHELD' | 'OVERTURNED' | 'LAPSED';

/** An appeal is answered once. LAPSED: there was nothing left to decide on. */
export const appealMoves = {
  OPEN: ['UPHELD', 'OVERTURNED', 'LAPSED'],
  UPHELD: [],
  OVERTURNED: [],
  LAPSED: [],
} as const satisfies Moves<AppealState>;

const day = 24 * 60 * 60_000;

/** Until when another person can be asked to look. */
export function appealUntil(decidedAt: Date, days: number): Date {
  return new Date(decidedAt.getTime() + days * day);
}

/** By when another person must have looked. */
export function appealDue(askedAt: Date, days: number): Date {
  return new Date(askedAt.getTime() + days * day);
}

/** Whether somebody can ask another person to look at this decision: once, in time, and while it stands or was felt. */
export function mayAppeal(
  decision: { readonly fate: StatementFate; readonly isAppealed: boolean; readonly until: Date },
  now: Date,
): Result<true, Problem> {
  if (decision.isAppealed) return fail(problem('ALREADY_APPEALED'));
  if (!isOpenToLook(decision.fate)) return fail(problem('NOTHING_TO_APPEAL'));
  return now < decision.until ? ok(true) : fail(problem('TOO_LATE_TO_APPEAL'));
}

/** What was decided, and who had to do with it before it was appealed. */
export interface FirstLook {
  readonly kind: StatementKind;
  readonly deciderId: string;
  readonly tookPart: readonly string[];
}

/**
 * Another person decides: a moderator who took no part or a supervisor, and never who decided first. Whether somebody stays
 * out is a supervisor's to say, as it was the first time.
 */
export function mayDecideAppeal(
  staff: { readonly staffId: string; readonly role: string },
  first: FirstLook,
): Result<true, Problem> {
  if (staff.staffId === first.deciderId) return fail(problem('OWN_DECISION'));
  if (first.kind === 'REMOVE_MEMBER' && staff.role !== 'SUPERVISOR') return fail(problem('NEEDS_SUPERVISOR'));
  if (staff.role !== 'SUPERVISOR' && first.tookPart.includes(staff.staffId)) return fail(problem('TOOK_PART'));
  return ok(true);
}
