/** A refusal in the words of the domain. The message for people is looked up by code, in the language of the reader. */
export interface Problem {
  /** Stable and machine-readable, from the catalogue of problems. */
  readonly code: string;
  /** Picks a more precise message of the same code (`INVALID_INPUT` with reason `too_long`). */
  readonly reason?: string;
  /** The input field at fault, as a path (`text`, `photoIds.0`). */
  readonly field?: string;
  /** When trying again can work. */
  readonly retryAt?: Date;
  /** Values for the placeholders of the message; never a person's words. */
  readonly values?: Readonly<Record<string, string | number | Date>>;
}

export type ProblemOptions = Omit<Problem, 'code'>;

export function problem(code: string, options: ProblemOptions = {}): Problem {
  return { code, ...options };
}

/** The commonest refusal: this field cannot be used, for this reason. */
export function invalid(field: string, reason: string, values?: Problem['values']): Problem {
  return { code: 'INVALID_INPUT', field, reason, ...(values ? { values } : {}) };
}

/** "Not there" and "not yours" are the same. */
export const notFound: Problem = { code: 'NOT_FOUND' };
