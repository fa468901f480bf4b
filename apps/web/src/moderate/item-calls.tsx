import { useText } from '../language/text';
import { Note } from '../parts/note';
import { useDeskTimes } from '../staff/desk-times';
import type { ReviewItem } from './use-review-item';

/** Who was called because nobody took a crisis, and since when; what is over stays to be read. */
export function ItemCalls({ calls }: { calls: ReviewItem['calls'] }) {
  const t = useText();
  const { when } = useDeskTimes();
  if (calls.length === 0) return null;
  return (
    <Note icon="alert" kind="wait">
      <ul>
        {calls.map((call) => {
          const names = call.people.map(({ displayName }) => displayName).join(', ');
          const since = when(call.at);
          const key = `calls.step.${call.step}` as const;
          return (
            <li key={`${call.step}:${call.at}`}>
              {call.isOpen ? (
                <b>{t(key, { since, names: names || t('calls.nobody') })}</b>
              ) : (
                t('calls.over', { what: t(key, { since, names: names || t('calls.nobody') }) })
              )}
            </li>
          );
        })}
      </ul>
    </Note>
  );
}
