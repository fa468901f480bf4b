import { useMemo } from 'react';
import type { BlindReadingPartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { Drawing } from '../parts/drawing';
import { useDeskTimes } from '../staff/desk-times';
import { CoveredPhotos } from './covered-photos';
import { numberSignals } from './mark-passages';
import { MarkedText } from './marked-text';
import { SignalList } from './signal-list';

/** A thread as it was when a colleague decided on it, with what pointed at it then. */
export function BlindThread({ reading: { title, groupName, posts, flags } }: { reading: BlindReadingPartsFragment }) {
  const t = useText();
  const { when } = useDeskTimes();
  const signals = useMemo(
    () => numberSignals(posts.map(({ assessment }, index) => ({ id: String(index), assessment }))),
    [posts],
  );
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
        {posts.map((post, index) => (
          <li key={index} className="story">
            <Drawing avatar={post.avatar ?? ''} />
            <div className="stack-s">
              <p className="meta">
                {post.byModerator ? t('blind.moderator') : (post.nickname ?? t('blind.gone.name'))} · {when(post.at)}
              </p>
              {post.isGone ? (
                <p className="quiet">{t('blind.gone')}</p>
              ) : (
                <MarkedText text={post.text} signals={signals.get(String(index)) ?? []} />
              )}
              <CoveredPhotos photos={post.photos} />
              <SignalList signals={signals.get(String(index)) ?? []} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
