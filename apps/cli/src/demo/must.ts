import type { Problem, Result } from '@kring/kernel';

/** What a use case answers when it did what was asked. A refusal means that the demo and the rules do not fit (any more). */
export function must<Value>(result: Result<Value, Problem>, what: string): Value {
  if (result.ok) return result.value;
  const { code, field, reason } = result.problem;
  throw new Error(`the demo does not fit: ${what}: ${[code, field, reason].filter(Boolean).join(' ')}`);
}

/** The same of what a member does to somebody's post: one that waits for a moderator is seen by nobody, so there is nothing to do it to. */
export function mustWhereSeen(result: Result<unknown, Problem>, what: string): void {
  if (!result.ok && result.problem.code === 'NOT_FOUND') return;
  must(result, what);
}
