import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { Note } from '../parts/note';
import { useDeskTimes } from '../staff/desk-times';
import { ItemCalls } from './item-calls';
import { ItemNotes } from './item-notes';
import { ReadAlong } from './read-along';
import type { ReviewItem } from './use-review-item';

type Flag = ReviewItem['flags'][number];

/** What is known before the first post is read: why it is here, the handover note, earlier decisions on it. */
export function ItemHistory({ item, onNote }: { item: ReviewItem; onNote: () => void }) {
  const t = useText();
  const { when } = useDeskTimes();
  const whole = item.flags.filter(({ post }) => post === null);
  return (
    <div className="before stack-s">
      <p>
        <span className="sr">{t('desk.item.why')}: </span>
        <b>{item.why}</b>
      </p>
      <ItemCalls calls={item.calls} />
      {item.handoverNote && (
        <Note icon="hand" kind="info">
          <p>
            <b>{t('desk.item.handover')}</b> {item.handoverNote}
          </p>
        </Note>
      )}
      <ReadAlong asks={item.readAlong ?? []} />
      <ItemNotes notes={item.notes} onNote={onNote} />
      {whole.length > 0 && (
        <section>
          <h3 className="meta">{t('desk.item.flags')}</h3>
          <Flags flags={whole} />
        </section>
      )}
      <div className="before__more">
        {item.decisions.length > 0 && (
          <details className="disclose">
            <summary>
              <Icon name="next" />
              {t('desk.item.earlier', { count: item.decisions.length })}
            </summary>
            <ul className="stack-s decisions">
              {item.decisions.map((decision) => (
                <li key={decision.id}>
                  <p className="meta">
                    {t('desk.item.decision', {
                      kind: t(`decision.${decision.kind}`),
                      name: decision.by.displayName,
                      when: when(decision.at),
                    })}
                  </p>
                  <p>{decision.reasons}</p>
                  {decision.messageToAuthor && (
                    <p className="meta">
                      {t('desk.item.toAuthor')} {decision.messageToAuthor}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}

/** The flags about one post; a snapshot only when the words have changed since. */
export function PostFlags({ flags, current }: { flags: readonly Flag[]; current: string }) {
  if (flags.length === 0) return null;
  return <Flags flags={flags} current={current} />;
}

function Flags({ flags, current }: { flags: readonly Flag[]; current?: string }) {
  const t = useText();
  const { when } = useDeskTimes();
  return (
    <ul className="flags">
      {flags.map((flag) => (
        <li key={flag.id}>
          <Icon name="flag" size="s" />
          <div>
            <p>
              {t(flag.byModerator ? 'desk.flag.moderator' : 'desk.flag.member', {
                when: when(flag.createdAt),
                reason: t(`flagged.${flag.reason}`),
              })}
            </p>
            {flag.note && <p className="flags__note">{t('desk.flag.note', { note: flag.note })}</p>}
            {flag.snapshot && flag.snapshot !== current && (
              <>
                <p className="meta">{t('desk.flag.snapshot')}</p>
                <blockquote className="flags__snapshot">{flag.snapshot}</blockquote>
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
