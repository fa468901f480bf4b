import { fail, type Id, type Moves, ok, problem, type Problem, type Result } from '@kring/kernel';

/** Open, ended by somebody, and without its words: only that it was. */
export type AsideState = 'OPEN' | 'ENDED' | 'ERASED';

export const asideMoves = {
  OPEN: ['ENDED'],
  ENDED: ['ERASED'],
  ERASED: [],
} as const satisfies Moves<AsideState>;

/** Who ended it: one of the two, or that the membership or the staff position did. */
export type AsideEnd = 'MEMBER' | 'STAFF' | 'MEMBERSHIP' | 'POSITION';

export type AsideSide = 'MEMBER' | 'STAFF';

export function asideState(aside: { readonly endedAt: Date | null; readonly erasedAt: Date | null }): AsideState {
  if (aside.erasedAt) return 'ERASED';
  return aside.endedAt ? 'ENDED' : 'OPEN';
}

/** Which of the two people in an aside somebody is; null for everybody else, supervisors too. */
export function sideOf(
  who: { readonly membershipIds: readonly Id[]; readonly staffIds: readonly Id[] },
  aside: { readonly membershipId: Id; readonly staffId: Id },
): AsideSide | null {
  if (who.membershipIds.includes(aside.membershipId)) return 'MEMBER';
  return who.staffIds.includes(aside.staffId) ? 'STAFF' : null;
}

/** Both may write for as long as it is open. */
export function mayWrite(state: AsideState): Result<true, Problem> {
  return state === 'OPEN' ? ok(true) : fail(problem('ASIDE_ENDED'));
}

const day = 86_400_000;

/** What ended before this has been kept long enough. */
export function keptUntil(now: Date, days: number): Date {
  return new Date(now.getTime() - days * day);
}
