import { createHash } from 'node:crypto';
import type { Examples } from './examples';

export interface Parts {
  /** Those that rules and weights may be tuned on. */
  readonly tuned: Examples;
  /** A third that nobody looks at, so that it says something about examples that nobody has seen. */
  readonly aside: Examples;
}

/**
 * Parts examples by what they test, so that each part tests everything: a third of each functionality in each language is set
 * aside, and a third of each kind of thread. Which third is told by a hash of the ids and nothing else.
 */
export function setAside({ posts, threads }: Examples): Parts {
  const aside = new Set<string>([
    ...thirdOf(posts, (post) => `${post.functionality} ${post.lang}`),
    ...thirdOf(threads, (thread) => thread.kind),
  ]);
  const part = (wanted: boolean): Examples => ({
    posts: posts.filter(({ id }) => aside.has(id) === wanted),
    threads: threads.filter(({ id }) => aside.has(id) === wanted),
  });
  return { tuned: part(false), aside: part(true) };
}

function thirdOf<Example extends { readonly id: string }>(
  examples: readonly Example[],
  groupOf: (example: Example) => string,
): string[] {
  const groups = new Map<string, string[]>();
  for (const example of examples) {
    const group = groupOf(example);
    groups.set(group, [...(groups.get(group) ?? []), example.id]);
  }
  return [...groups.values()].flatMap((ids) => {
    const sorted = ids.map((id) => ({ id, mark: markOf(id) })).sort((one, other) => (one.mark < other.mark ? -1 : 1));
    return sorted.slice(0, Math.floor((ids.length + 1) / 3)).map(({ id }) => id);
  });
}

function markOf(id: string): string {
  return createHash('sha256').update(`kring:${id}`).digest('hex');
}
