import type { Actor } from '../database/actor';

/** What a rule may look at: who asks, with which arguments, and, for a field, the object it hangs on. */
export interface AccessQuestion {
  readonly actor: Actor;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly parent: unknown;
}

/**
 * Who may ask at all. It decides by rights alone, before any data is read; whether this thread or that post may be
 * touched is decided by the use case and, under it, by row-level security.
 */
export interface AccessRule {
  readonly name: string;
  /** What the caller is told when refused; `null` answers as if there was nothing. */
  readonly refusal: 'NOT_SIGNED_IN' | 'NOT_ALLOWED' | null;
  allows(question: AccessQuestion): boolean;
}

interface Declaration {
  readonly target: object;
  readonly method: string;
  readonly rule: AccessRule;
}

const declarations: Declaration[] = [];

/** Names the rule of a query, mutation, subscription or guarded field. An operation without one is refused. */
export function Access(rule: AccessRule): MethodDecorator {
  return (target, method) => {
    declarations.push({ target, method: String(method), rule });
  };
}

export function declaredAccess(): readonly Declaration[] {
  return declarations;
}
