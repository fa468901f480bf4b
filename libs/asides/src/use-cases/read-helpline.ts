import { fail, invalid, ok, type Problem, type Result } from '@kring/kernel';
import { Helplines } from '@kring/guidance';

const directory = new Helplines();

/** The slug of a helpline that is in the directory; null when none was named. */
export function readHelpline(slug: string | null): Result<string | null, Problem> {
  if (slug === null) return ok(null);
  return directory.find(null, null).some((line) => line.slug === slug)
    ? ok(slug)
    : fail(invalid('helpline', 'unknown'));
}
