/** What a use case answers: a value, or something the caller can understand and often cure. Bugs are thrown instead. */
export type Result<T, P> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<P>(problem: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem };
}

export function isFailure<T, P>(result: Result<T, P>): result is { readonly ok: false; readonly problem: P } {
  return !result.ok;
}
