import { seenPrefix } from '../session/wipe-device';

interface Moments {
  readonly at: string;
  readonly appeal: { readonly answeredAt: string | null } | null;
}

const key = `${seenPrefix}decisions`;

function newestOf(statements: readonly Moments[]): string {
  return statements.flatMap(({ at, appeal }) => [at, appeal?.answeredAt ?? '']).reduce((a, b) => (a > b ? a : b), '');
}

/** Remembers on this device what was read of the decisions about me. */
export function seeDecisions(statements: readonly Moments[]): void {
  try {
    localStorage.setItem(key, newestOf(statements));
  } catch {
    // Storage is switched off: news stays news.
  }
}

/** Whether something came since. */
export function hasNewDecisions(statements: readonly Moments[]): boolean {
  try {
    return newestOf(statements) > (localStorage.getItem(key) ?? '');
  } catch {
    return statements.length > 0;
  }
}
