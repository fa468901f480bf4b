import type { ReactNode } from 'react';
import type { DeskPostPartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';

/** The version of a post that was given back, when there is a newer one to read beside it. */
export function givenBack(post: DeskPostPartsFragment): string | null {
  const { statement } = post;
  const isRewritten = statement?.fate === 'REWRITTEN' || statement?.fate === 'PLACED';
  return isRewritten ? statement.words : null;
}

/** What a post was and what it has become, side by side, one above the other where it is narrow. */
export function RewrittenPair({ post, children }: { post: DeskPostPartsFragment; children: ReactNode }) {
  const t = useText();
  const before = givenBack(post);
  if (before === null) return children;
  return (
    <div className="pair">
      <section className="pair__old" aria-label={t('pair.before')}>
        <p className="meta">
          <b>{t('pair.before')}</b>
        </p>
        <p className="pair__words">{before}</p>
        {post.statement?.facts && (
          <p className="meta">
            {t('desk.item.toAuthor')} {post.statement.facts}
          </p>
        )}
      </section>
      <section className="pair__new" aria-label={t('pair.after')}>
        <p className="meta">
          <b>{t('pair.after')}</b>
        </p>
        {children}
      </section>
    </div>
  );
}
