import { useState } from 'react';
import { Link } from 'wouter';
import { useText } from '../language/text';
import { Note } from '../parts/note';
import { itemAddress } from './queue-entry';
import { AnswerAskDialog } from './ask-dialogs';
import type { CareDesk, ColleagueAsk } from './use-care-desk';

interface Props {
  desk: CareDesk;
  onLighter: () => void;
  onTalk: () => void;
  onChanged: () => void;
}

/** Above the queue: what this shift asked so far, what is lighter when that is enough, and what colleagues ask. */
export function CareStrip({ desk, onLighter, onTalk, onChanged }: Props) {
  const t = useText();
  const [answering, setAnswering] = useState<ColleagueAsk>();
  const isFromOther = ({ asker }: ColleagueAsk) => desk.colleagues.some(({ id }) => id === asker?.id);
  const fromOthers = desk.asks.filter((ask) => isFromOther(ask) && !ask.answeredAt);
  const answered = desk.asks.filter((ask) => !isFromOther(ask) && ask.answeredAt);
  if (!desk.isSpent && desk.severe === 0 && fromOthers.length === 0 && answered.length === 0) return null;
  return (
    <section className="carestrip" aria-label={t('care.strip')}>
      {desk.severe > 0 && (
        <p className="carestrip__meter">
          <span className="meta">{t('care.meter', { severe: desk.severe, most: desk.mostSevere })}</span>
          <meter
            aria-label={t('care.meter.label')}
            min={0}
            max={desk.mostSevere}
            high={Math.max(1, desk.mostSevere * 0.75)}
            value={Math.min(desk.severe, desk.mostSevere)}
          />
        </p>
      )}
      {desk.isSpent && (
        <Note icon="leaf" kind="info">
          <p>
            <b>{t('care.spent')}</b>
          </p>
          <p>{t('care.spent.text')}</p>
          <p className="row">
            <button type="button" className="btn btn--s" onClick={onLighter}>
              {t('care.lighter')}
            </button>
            <button type="button" className="btn btn--s" onClick={onTalk}>
              {t('care.talk')}
            </button>
            <Link className="btn btn--s btn--quiet" href="/moderate/hand-over">
              {t('care.pause')}
            </Link>
          </p>
        </Note>
      )}
      {fromOthers.map((ask) => (
        <div key={ask.id} className="carestrip__ask">
          <p>{t(`care.asks.${ask.kind}`, { name: ask.asker?.displayName ?? '' })}</p>
          {ask.words && <p className="asidereason">{ask.words}</p>}
          <p className="row">
            {ask.reviewItem && (
              <Link className="btn btn--s" href={itemAddress(ask.reviewItem.id)}>
                {ask.reviewItem.thread.title || t('thread.titleGone')}
              </Link>
            )}
            <button type="button" className="btn btn--s btn--quiet" onClick={() => setAnswering(ask)}>
              {t('care.answer')}
            </button>
          </p>
        </div>
      ))}
      {answered.map((ask) => (
        <div key={ask.id} className="carestrip__ask">
          <p>{t('care.answered', { name: ask.asked?.displayName ?? '' })}</p>
          <p className="asidereason">{ask.answer}</p>
          <p>
            <Link href="/moderate/care">{t('care.title')}</Link>
          </p>
        </div>
      ))}
      {answering && <AnswerAskDialog ask={answering} onClose={() => setAnswering(undefined)} onAnswered={onChanged} />}
    </section>
  );
}
