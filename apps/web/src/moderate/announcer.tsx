import type { QueueItemPartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';

/** Says to a screen reader what entered the queue and cannot wait; the eye sees it in its lane. */
export function Announcer({ item }: { item: QueueItemPartsFragment | undefined }) {
  const t = useText();
  const isUrgent = item?.severity === 'CRISIS' || item?.severity === 'RED';
  return (
    <p className="sr" role="status">
      {isUrgent && item.claim === null && item.state !== 'RESOLVED' && (
        <span key={`${item.id}:${item.version}`}>
          {t('desk.new', { severity: t(`severity.${item.severity}`), title: item.thread.title })}
        </span>
      )}
    </p>
  );
}
