import { useEffect, useSyncExternalStore } from 'react';
import { LookedAtAgainDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Note } from '../parts/note';
import { useDeskTimes } from '../staff/desk-times';
import { latest, onSeen, seeUntil, seenUntil } from '../session/seen';
import { useViewer } from '../session/session-provider';

const newsOf = (organisationId: string): string => `looked-at-again.${organisationId}`;

interface Props {
  organisationId: string;
  /** Goes up with every change of an appeal in the queue. */
  changes: number;
  onOpen: (id: string) => void;
}

/** Tells who decided first what another person made of it, until they say that they read it. */
export function LookedAtAgain({ organisationId, changes, onOpen }: Props) {
  const t = useText();
  const { when } = useDeskTimes();
  const [{ data }, ask] = useQuery({ query: LookedAtAgainDocument, requestPolicy: 'cache-and-network' });
  const { id: owner } = useViewer();
  const seen = useSyncExternalStore(onSeen, () => seenUntil(owner, newsOf(organisationId)));
  useEffect(() => {
    if (changes > 0) ask({ requestPolicy: 'network-only' });
  }, [ask, changes]);
  const position = data?.viewer?.staffPositions.find(({ organisation }) => organisation.id === organisationId);
  const news = (position?.organisation.lookedAtAgain ?? []).flatMap(({ id, thread, decisions }) =>
    decisions.filter(({ at }) => at > seen).map((decision) => ({ id, thread, decision })),
  );
  if (news.length === 0) return null;
  const read = () => {
    seeUntil(owner, newsOf(organisationId), latest(news.map(({ decision }) => decision.at)));
  };
  return (
    <div className="queue__note">
      <Note icon="note" kind="private">
        {news.map(({ id, thread, decision }) => (
          <div key={decision.id}>
            <p>
              {t(decision.kind === 'OVERTURNED' ? 'looked.news.OVERTURNED' : 'looked.news.UPHELD', {
                name: decision.by.displayName,
                title: thread.title || t('thread.titleGone'),
                when: when(decision.at),
              })}
            </p>
            <p className="quiet">{decision.reasons}</p>
            <p>
              <button type="button" className="linkbtn" onClick={() => onOpen(id)}>
                {t('looked.news.open')}
              </button>
            </p>
          </div>
        ))}
        <p>
          <button type="button" className="btn btn--s" onClick={read}>
            {t('looked.news.read')}
          </button>
        </p>
      </Note>
    </div>
  );
}
