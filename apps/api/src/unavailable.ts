import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { problem } from '@kring/kernel';
import { isPassing, type Language, PoolBusy, problemMessage } from '@kring/platform';

/** Why nobody can look now: the database does not answer, or too many ask at once. */
export type Why = 'away' | 'busy';

export const unavailableCode = 'SERVICE_UNAVAILABLE';

/** Seconds after which the same may work. Those who are turned away together are not asked to come back together. */
const awaySeconds = { least: 4, most: 6 };
const busySeconds = { least: 2, most: 6 };

export interface Refusal {
  readonly message: string;
  readonly extensions: { readonly code: typeof unavailableCode; readonly reason: Why; readonly retryAt: string };
  /** For the header `Retry-After`. */
  readonly retryAfter: string;
}

/** What somebody is told who asks while nothing can be answered: that it will pass, and when to try again. */
export function refusal(why: Why, language: Language): Refusal {
  const { least, most } = why === 'busy' ? busySeconds : awaySeconds;
  const seconds = least + Math.floor(Math.random() * (most - least + 1));
  const retryAt = new Date(Date.now() + seconds * 1000);
  const refused =
    why === 'busy'
      ? problem('SERVICE_UNAVAILABLE', { reason: 'busy', retryAt })
      : problem('SERVICE_UNAVAILABLE', { reason: 'away', retryAt });
  return {
    message: problemMessage(refused, language),
    extensions: { code: unavailableCode, reason: why, retryAt: retryAt.toISOString() },
    retryAfter: String(seconds),
  };
}

export function whyOf(cause: unknown): Why {
  const inner = (cause as { cause?: unknown } | null)?.cause;
  return cause instanceof PoolBusy || inner instanceof PoolBusy ? 'busy' : 'away';
}

/** A request that fails before it is looked at, because who asks cannot be looked up. Keeps the language of whoever asked. */
export class Unavailable extends GraphQLError {
  constructor(
    cause: Error,
    readonly language: Language,
  ) {
    const { message, extensions, retryAfter } = refusal(whyOf(cause), language);
    const headers = new HeaderMap([
      ['retry-after', retryAfter],
      ['cache-control', 'no-store'],
    ]);
    super(message, { originalError: cause, extensions: { ...extensions, http: { status: 503, headers } } });
  }

  /** The same error, in words for whoever asked, when asking again may help. */
  static from(error: unknown, language: Language): unknown {
    return isPassing(error) && error instanceof Error ? new Unavailable(error, language) : error;
  }
}
