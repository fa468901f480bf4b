import type { Problem, Result } from '@kring/kernel';

/** What a use case answers when it did what was asked. A refusal means that the demo and the rules do not fit (any more). */
export function must<Value>(result: Result<Value, Problem>, what: string): Value {
  if (result.ok) return result.value;
  const { code, field, reason } = result.problem;
  throw new Error(`the demo does not fit: ${what}: ${[code, field, reason].filter(Boolean).join(' ')}`);
}
