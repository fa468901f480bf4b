import { Link } from 'wouter';
import type { WatchPartsFragment } from '../generated/staff-documents';
import { type Text, useText } from '../language/text';
import { useDeskTimes } from '../staff/desk-times';

/** Why somebody asks for attention, in one sentence. */
export function whyDue(t: Text, watch: WatchPartsFragment, due: (at: string) => { words: string }): string {
  if (watch.quietSince) return t('watch.why.quiet', { when: due(watch.quietSince).words });
  if (watch.state === 'PROPOSED') return t('watch.why.proposed');
  return t(watch.isDue ? 'watch.why.due' : 'watch.why.next', {
    when: watch.nextContactAt ? due(watch.nextContactAt).words : '',
  });
}

/** In the queue: those who are watched over and ask for somebody now; nothing when nobody does. */
export function WatchLane({ watches }: { watches: readonly WatchPartsFragment[] }) {
  const t = useText();
  const times = useDeskTimes();
  const due = watches.filter((watch) => watch.isDue);
  if (due.length === 0) return null;
  return (
    <section className="watchlane" aria-label={t('watch.lane')}>
      <h2 className="lane">
        <span>{t('watch.lane')}</span>
        <span className="meta" aria-hidden="true">
          {due.length}
        </span>
      </h2>
      <ul>
        {due.map((watch) => (
          <li key={watch.id}>
            <Link href="/moderate/watching">{watch.member?.nickname}</Link>{' '}
            <span className="meta">{whyDue(t, watch, (at) => ({ words: times.moments.past(at) }))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
