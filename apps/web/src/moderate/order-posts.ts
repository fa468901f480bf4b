import type { DeskPostPartsFragment } from '../generated/staff-documents';

/** A post to show, or a run of posts folded away because nothing points at them. */
export type Row =
  | { readonly kind: 'post'; readonly post: DeskPostPartsFragment }
  | { readonly kind: 'fold'; readonly key: string; readonly posts: readonly DeskPostPartsFragment[] };

/** Puts each guide note right after the post where it was pinned; the rest stays in the order of writing. */
export function pinNotes(posts: readonly DeskPostPartsFragment[]): DeskPostPartsFragment[] {
  const ids = new Set(posts.map(({ id }) => id));
  const isPinned = (post: DeskPostPartsFragment) =>
    post.isGuideNote && post.pinnedAfter !== null && ids.has(post.pinnedAfter);
  const notes = posts.filter(isPinned);
  return posts
    .filter((post) => !isPinned(post))
    .flatMap((post) => [post, ...notes.filter((note) => note.pinnedAfter === post.id)]);
}

const isLoud = (post: DeskPostPartsFragment): boolean =>
  post.isGuideNote ||
  post.author?.isModerator === true ||
  post.state !== 'VISIBLE' ||
  (post.assessment !== null &&
    (!post.assessment.checked || post.assessment.severity !== 'GREEN' || post.assessment.hold));

const SHORT_THREAD = 8;
const SMALLEST_FOLD = 3;

/**
 * Folds runs of quiet posts in a long thread. The opening two, the last three, whatever a signal, a flag or the turn
 * points at, and the post before each of those stay in sight.
 */
export function foldQuiet(
  posts: readonly DeskPostPartsFragment[],
  pointedAt: ReadonlySet<string>,
  opened: ReadonlySet<string>,
): Row[] {
  const loud = posts.map((post) => isLoud(post) || pointedAt.has(post.id));
  const stays = posts.map(
    (_, index) =>
      posts.length <= SHORT_THREAD ||
      index < 2 ||
      index >= posts.length - 3 ||
      loud[index] === true ||
      loud[index + 1] === true,
  );
  const rows: Row[] = [];
  for (let index = 0; index < posts.length;) {
    const post = posts[index];
    if (!post) break;
    let end = index;
    while (end < posts.length && !stays[end]) end += 1;
    const run = posts.slice(index, end);
    if (run.length >= SMALLEST_FOLD && !opened.has(post.id)) {
      rows.push({ kind: 'fold', key: post.id, posts: run });
    } else {
      rows.push(...(run.length > 0 ? run : [post]).map((one): Row => ({ kind: 'post', post: one })));
    }
    index += Math.max(1, run.length);
  }
  return rows;
}
