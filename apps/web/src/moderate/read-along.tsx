import { useText } from '../language/text';
import { useDeskTimes } from '../staff/desk-times';
import type { ReviewItem } from './use-review-item';

/** Who was asked to read this conversation along, and what they think. */
export function ReadAlong({ asks }: { asks: NonNullable<ReviewItem['readAlong']> }) {
  const t = useText();
  const { when } = useDeskTimes();
  if (asks.length === 0) return null;
  return (
    <section aria-label={t('care.along')}>
      <ul className="stack-s decisions">
        {asks.map((ask) => {
          const names = { asker: ask.asker?.displayName ?? '', asked: ask.asked?.displayName ?? '' };
          return (
            <li key={ask.id}>
              <p className="meta">
                {ask.answeredAt
                  ? t('care.along.answered', { ...names, when: when(ask.answeredAt) })
                  : t('care.along.asked', { ...names, when: when(ask.at) })}
              </p>
              {ask.words && <p className="quiet">{ask.words}</p>}
              {ask.answer && <p>{ask.answer}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
