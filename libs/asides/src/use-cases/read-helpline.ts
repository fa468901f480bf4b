import { fail, invalid, ok, type Problem, type Result } from '@kring/kernel';
import type { Helplines } from '@kring/guidance';

/** The slug of a helpline that is in the directory; null when none was named. */
export function readHelpline(directory: Helplines, slug: string | null): Result<string | null, Problem> {
  return slug === null || directory.bySlug(slug) ? ok(slug) : fail(invalid('helpline', 'unknown'));
}
