import { fail, ok, problem, type Problem, type Result } from '@kring/kernel';

/** From this share on, what stood there before makes it the same text with something changed. */
const mostlyTheSame = 0.75;

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKD')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Whether most words of a new version stood in the old one already, as when one is changed or half of it is left out. */
export function isMuchTheSame(before: string, after: string): boolean {
  const left = new Map<string, number>();
  for (const word of wordsOf(before)) left.set(word, (left.get(word) ?? 0) + 1);
  const words = wordsOf(after);
  let known = 0;
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    known += 1;
  }
  return words.length === 0 || known / words.length >= mostlyTheSame;
}

/**
 * Where a post goes that was given back and is sent again: the very same words stay with their author; much the same ones wait
 * for a moderator, who did not want them seen; others go by what the group and safety say.
 */
export function stateOfRewritten(
  before: string,
  after: string,
  fresh: 'VISIBLE' | 'HELD',
): Result<'VISIBLE' | 'HELD', Problem> {
  if (before === after) return fail(problem('NOTHING_CHANGED', { field: 'text' }));
  return ok(isMuchTheSame(before, after) ? 'HELD' : fresh);
}
