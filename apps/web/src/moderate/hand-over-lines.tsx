import { Link } from 'wouter';
import type { HandOverLinePartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { useDeskTimes } from '../staff/desk-times';
import { SeverityMark } from '../staff/severity-mark';
import { ItemNoteLine } from './item-notes';
import { itemAddress } from './queue-entry';

const order = ['HANDED', 'LET_GO', 'CALLED', 'PROMISED', 'FOLLOWED', 'NOTE', 'HELD_POSTS', 'WATCHED', 'OPEN'] as const;

/** What a hand-over says, kind by kind; what is there still leads to it. */
export function HandOverLines({ lines }: { lines: readonly HandOverLinePartsFragment[] }) {
  const t = useText();
  if (lines.length === 0) return <p className="quiet">{t('handOver.nothing')}</p>;
  return (
    <div className="stack">
      {order.map((kind) => {
        const some = lines.filter((line) => line.kind === kind);
        if (some.length === 0) return null;
        return (
          <section key={kind} className="stack-s">
            <h3>{t(`handOver.kind.${kind}`, { count: some.length })}</h3>
            <ul className="sheet">
              {some.map((line, index) => (
                <li
                  key={
                    line.note?.id ??
                    line.promise?.id ??
                    line.watch?.id ??
                    line.intervention?.id ??
                    line.item?.id ??
                    index
                  }
                  className="handline"
                >
                  <Line line={line} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Line({ line: { item, note, intervention, promise, watch } }: { line: HandOverLinePartsFragment }) {
  const t = useText();
  const { when } = useDeskTimes();
  return (
    <>
      {item && (
        <p>
          {item.state !== 'RESOLVED' && <SeverityMark severity={item.severity} />}{' '}
          <Link href={itemAddress(item.id)}>{item.thread.title || t('thread.titleGone')}</Link>{' '}
          <span className="meta">
            {item.thread.group.name}
            {item.state === 'RESOLVED' && ` · ${t('handOver.resolved')}`}
          </span>
        </p>
      )}
      {intervention && (
        <p className="meta">
          {t('handOver.watched', { kind: t(`intervention.${intervention.kind}`), when: when(intervention.at) })}
        </p>
      )}
      {promise && (
        <p>
          <Link href="/moderate/asides">{promise.member?.nickname ?? t('desk.post.gone')}</Link>{' '}
          <span className="meta">{promise.groupName}</span>
          <br />
          {promise.sentence}
          <br />
          <span className="meta">
            {promise.settledAs
              ? t(`handOver.promise.${promise.settledAs}`)
              : t('handOver.promise.due', { name: promise.staff.displayName, when: when(promise.dueAt) })}
          </span>
        </p>
      )}
      {watch && (
        <p>
          <Link href="/moderate/watching">{watch.member?.nickname ?? t('desk.post.gone')}</Link>{' '}
          <span className="meta">
            {watch.groupName} ·{' '}
            {watch.owner && watch.nextContactAt
              ? t('handOver.watch.next', { name: watch.owner.displayName, when: when(watch.nextContactAt) })
              : t('handOver.watch.proposed')}
          </span>
        </p>
      )}
      {note && <ItemNoteLine note={note} />}
    </>
  );
}
