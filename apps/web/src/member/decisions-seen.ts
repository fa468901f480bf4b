import { latest, seeUntil, seenUntil } from '../session/seen';

interface Moments {
  readonly at: string;
  readonly appeal: { readonly answeredAt: string | null } | null;
}

const news = 'decisions';

const newestOf = (statements: readonly Moments[]): string =>
  latest(statements.flatMap(({ at, appeal }) => [at, appeal?.answeredAt ?? '']));

/** Remembers what somebody read of the decisions about them. */
export function seeDecisions(owner: string, statements: readonly Moments[]): void {
  seeUntil(owner, news, newestOf(statements));
}

/** Whether something came since. */
export function hasNewDecisions(owner: string, statements: readonly Moments[]): boolean {
  return newestOf(statements) > seenUntil(owner, news);
}
