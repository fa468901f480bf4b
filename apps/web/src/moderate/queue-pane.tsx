import { type ReactNode, useId } from 'react';
import { Say, useText } from '../language/text';
import { Ring } from '../parts/icon';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { useDeskTimes } from '../staff/desk-times';
import { QueueEntry } from './queue-entry';
import { type LaneName, isAvoided, isFiltered, laneNames, severitiesIn } from './queue-lanes';
import type { QueueFilter } from './queue-lanes';
import type { Queue } from './use-queue';

interface Props {
  queue: Queue;
  filter: QueueFilter;
  current: string | null;
  onShowAll: () => void;
  onOpen: (id: string) => void;
  /** What the viewer would rather leave to a colleague. */
  avoids: readonly string[];
  /** Filters, admission requests: what stands above the lanes. */
  children: ReactNode;
  /** What stands under the lanes. */
  below?: ReactNode;
}

/** The left pane: what waits for somebody, gravest first, lane by lane. */
export function QueuePane({ queue, filter, current, onShowAll, onOpen, avoids, children, below }: Props) {
  const t = useText();
  const { lanes, failed, at, refetch } = queue;
  const { moments } = useDeskTimes();
  const isEmpty = lanes !== undefined && laneNames.every((lane) => lanes[lane].items.length === 0);
  return (
    <section className="queue" aria-label={t('desk.pane.queue')} tabIndex={0}>
      {children}
      {failed && (
        <div className="queue__note">
          <Note icon="alert" live="alert">
            <p>
              {at && lanes ? (
                <Say id="desk.queue.stale" values={{ clock: moments.clock(at.toISOString()) }} />
              ) : (
                <Say id="desk.queue.failed" />
              )}
            </p>
            <p>
              <button type="button" className="btn btn--s" onClick={refetch}>
                {t('failure.retry')}
              </button>
            </p>
          </Note>
        </div>
      )}
      {!lanes && !failed && (
        <div className="queue__note">
          <Loading words={t('desk.queue.loading')} />
        </div>
      )}
      {isEmpty && (
        <div className="uptodate">
          <Ring />
          <p>
            <b>{t(isFiltered(filter) ? 'desk.queue.filtered' : 'desk.queue.empty')}</b>
          </p>
          <p>{t(isFiltered(filter) ? 'desk.queue.filtered.text' : 'desk.queue.empty.text')}</p>
          {isFiltered(filter) && (
            <p>
              <button type="button" className="btn btn--s" onClick={onShowAll}>
                {t('desk.queue.all')}
              </button>
            </p>
          )}
        </div>
      )}
      {lanes &&
        !isEmpty &&
        laneNames
          .filter((name) => severitiesIn(name, filter).length > 0)
          .map((name) => (
            <LaneSection key={name} name={name} queue={queue} current={current} avoids={avoids} onOpen={onOpen} />
          ))}
      {below}
    </section>
  );
}

interface LaneProps {
  name: LaneName;
  queue: Queue;
  current: string | null;
  avoids: readonly string[];
  onOpen: (id: string) => void;
}

function LaneSection({ name, queue, current, avoids, onOpen }: LaneProps) {
  const t = useText();
  const id = useId();
  const lane = queue.lanes?.[name];
  if (!lane) return null;
  const title = t(`desk.lane.${name}`);
  return (
    <section aria-labelledby={id}>
      <h2 className="lane" id={id}>
        <span>{title}</span>
        <span className="meta" aria-hidden="true">
          {lane.count}
        </span>
        <span className="sr">, {t('desk.lane.count', { count: lane.count })}</span>
      </h2>
      {lane.items.length === 0 ? (
        <p className="lane__none meta">{t('desk.lane.none')}</p>
      ) : (
        <ul>
          {lane.items.map((item) => (
            <QueueEntry
              key={item.id}
              item={item}
              isCurrent={item.id === current}
              byAge={name === 'green'}
              isAvoided={isAvoided(item, avoids)}
              myIds={queue.myIds}
              onOpen={onOpen}
            />
          ))}
        </ul>
      )}
      {lane.next && (
        <p className="lane__more">
          <button
            type="button"
            className="btn btn--quiet btn--s"
            aria-disabled={queue.loadingMore === name}
            aria-label={t('desk.lane.more.of', { lane: title })}
            onClick={() => !queue.loadingMore && queue.more(name)}
          >
            {t('desk.lane.more')}
          </button>
        </p>
      )}
    </section>
  );
}
