import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import type { SteerKind } from './steer-kinds';

interface Props {
  isMine: boolean;
  isTaken: boolean;
  onTake: () => void;
  onResolve: () => void;
  onAct: (kind: SteerKind) => void;
  onAll: () => void;
}

/** On a phone: the first actions under the thumb. */
export function DeskDock({ isMine, isTaken, onTake, onResolve, onAct, onAll }: Props) {
  const t = useText();
  return (
    <div className="deskdock" role="region" aria-label={t('desk.dock')}>
      {isMine ? (
        <button type="button" className="btn btn--s" onClick={onResolve}>
          <Icon name="check" size="s" />
          {t('desk.dock.resolve')}
        </button>
      ) : (
        !isTaken && (
          <button type="button" className="btn btn--s btn--main" onClick={onTake}>
            <Icon name="hand" size="s" />
            {t('desk.dock.take')}
          </button>
        )
      )}
      <button type="button" className="btn btn--s" onClick={() => onAct('GUIDE_NOTE')}>
        <Icon name="note" size="s" />
        {t('desk.dock.note')}
      </button>
      <button type="button" className="btn btn--s" onClick={() => onAct('SLOW_MODE')}>
        <Icon name="slow" size="s" />
        {t('desk.dock.slow')}
      </button>
      <button type="button" className="btn btn--s" aria-label={t('desk.dock.all')} onClick={onAll}>
        <Icon name="more" size="s" />
      </button>
    </div>
  );
}
