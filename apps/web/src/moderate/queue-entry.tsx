import { memo } from 'react';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { useDeskTimes } from '../staff/desk-times';
import { SeverityMark } from '../staff/severity-mark';
import { type QueueItem, liveClaim } from './queue-lanes';

interface Props {
  item: QueueItem;
  isCurrent: boolean;
  /** Says how old it is instead of when it is due. */
  byAge: boolean;
  /** The viewer would rather leave it to a colleague. */
  isAvoided: boolean;
  myIds: ReadonlySet<string>;
  onOpen: (id: string) => void;
}

/** The address of an item on the desk. */
export const itemAddress = (id: string): string => `/moderate?item=${encodeURIComponent(id)}`;

/** One line of the queue: how grave, by when, what and why, and who has it. */
export const QueueEntry = memo(function QueueEntry({ item, isCurrent, byAge, isAvoided, myIds, onOpen }: Props) {
  const t = useText();
  const times = useDeskTimes();
  const due = times.due(item.dueAt);
  const isPressing = due.isPressing && !byAge;
  return (
    <li className={isCurrent ? 'qi is-current' : 'qi'}>
      <a
        href={itemAddress(item.id)}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          onOpen(item.id);
        }}
      >
        <span className="qi__top">
          <SeverityMark severity={item.severity} />
          <span className={isPressing ? 'due due--late' : 'due'}>
            <Icon name="clock" size="s" />
            {byAge ? times.age(item.openedAt) : due.words}
          </span>
        </span>
        <span className="qi__title">{item.thread.title || t('thread.titleGone')}</span>
        <span className="qi__why">{item.why}</span>
        {isAvoided && <span className="qi__why">{t('care.avoided')}</span>}
        <span className="qi__foot">
          <span className="qi__group">{item.thread.group.name}</span>
          <ClaimState item={item} myIds={myIds} />
        </span>
      </a>
    </li>
  );
});

function ClaimState({ item, myIds }: Pick<Props, 'item' | 'myIds'>) {
  const t = useText();
  const times = useDeskTimes();
  const claim = liveClaim(item, times.now);
  if (claim && myIds.has(claim.by.id)) {
    return (
      <span className="claim claim--me">
        <Icon name="hand" size="s" />
        {t('desk.claim.me', { left: times.left(claim.expiresAt) })}
      </span>
    );
  }
  if (claim) {
    return (
      <span className="claim">
        <Icon name="eye" size="s" />
        {t('desk.claim.other', { name: claim.by.displayName, left: times.left(claim.expiresAt) })}
      </span>
    );
  }
  if (item.state === 'WAITING') {
    return (
      <span className="claim">
        <Icon name="pause" size="s" />
        {t('desk.claim.waiting')}
      </span>
    );
  }
  if (!item.mayTake) {
    return (
      <span className="claim">
        <Icon name="lock" size="s" />
        {t('looked.notYou.line')}
      </span>
    );
  }
  return <span className="claim claim--free">{t('desk.claim.free')}</span>;
}
