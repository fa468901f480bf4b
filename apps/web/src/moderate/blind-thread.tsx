import { useMemo } from 'react';
import type { BlindReadingPartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { Drawing } from '../parts/drawing';
import { useDeskTimes } from '../staff/desk-times';
import { CoveredPhotos } from './covered-photos';
import type { NumberedSignal } from './mark-passages';
import { MarkedText } from './marked-text';
import { SignalList } from './signal-list';

/** A thread as it was when a colleague decided on it, with what pointed at it then. */
export function BlindThread({ reading: { title, groupName, posts, flags } }: { reading: BlindReadingPartsFragment }) {
  const t = useText();
  const { when } = useDeskTimes();
  const numbered = useMemo(() => {
    let next = 1;
    return posts.map((post) => ({
      post,
      signals: (post.assessment?.signals ?? []).map((signal): NumberedSignal => ({ number: next++, signal })),
    }));
  }, [posts]);
  return (
    <section className="stack" aria-labelledby="blind-thread">
      <div>
        <h2 id="blind-thread">{title || t('thread.titleGone')}</h2>
        <p className="meta">{t('blind.thread', { group: groupName })}</p>
      </div>
      {flags.length > 0 && (
        <ul className="stack-s">
          {flags.map(({ reason, note, at }) => (
            <li key={at}>
              {t('desk.flag.member', { when: when(at), reason: t(`flagged.${reason}`) })}
              {note && <p className="flags__note">{t('desk.flag.note', { note })}</p>}
            </li>
          ))}
        </ul>
      )}
      <ol className="sheet" aria-label={t('desk.posts')}>
        {numbered.map(({ post, signals }, index) => (
          <li key={index} className="story">
            <Drawing avatar={post.avatar ?? ''} />
            <div className="stack-s">
              <p className="meta">
                {post.byModerator ? t('blind.moderator') : (post.nickname ?? t('blind.gone.name'))} · {when(post.at)}
              </p>
              {post.isGone ? (
                <p className="quiet">{t('blind.gone')}</p>
              ) : (
                <MarkedText text={post.text} signals={signals} />
              )}
              <CoveredPhotos photos={post.photos} />
              <SignalList signals={signals} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
