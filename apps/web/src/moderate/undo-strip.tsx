import { useEffect, useState } from 'react';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { shown, useKeymap } from './desk-keymap';

/** How long an action can be taken back at once, in milliseconds. */
export const UNDO_TIME = 10_000;

/** What was just done, in words; with `undo` while it can be taken back at once. */
export interface LastAction {
  readonly words: string;
  readonly at: number;
  readonly interventionId: string | null;
}

interface Props {
  last: LastAction | undefined;
  onUndo: () => void;
  onKeys: () => void;
  onPalette: () => void;
}

/** Whether the last action can still be taken back at once. */
export const canUndo = (last: LastAction | undefined, now: number): last is LastAction & { interventionId: string } =>
  last !== undefined && last.interventionId !== null && now - last.at < UNDO_TIME;

/** The strip at the bottom: what was just done, ten seconds to take it back, and the keys. */
export function UndoStrip({ last, onUndo, onKeys, onPalette }: Props) {
  const t = useText();
  const { keys } = useKeymap();
  const now = useSeconds(last);
  const isOpen = canUndo(last, now);
  return (
    <footer className={last ? 'deskfoot has-last' : 'deskfoot'}>
      <div className="toast">
        <p role="status">
          {last && (
            <>
              <Icon name="check" size="s" />
              <span>{last.words}</span>
            </>
          )}
        </p>
        {isOpen && (
          <>
            <button type="button" className="toast__undo" onClick={onUndo}>
              {t('steer.undo')} <kbd aria-hidden="true">{shown(keys, 'UNDO')}</kbd>
            </button>
            <span aria-hidden="true">
              {t('desk.time.in.seconds', { seconds: Math.ceil((last.at + UNDO_TIME - now) / 1000) })}
            </span>
          </>
        )}
      </div>
      <p className="keys">
        <span aria-hidden="true">
          <kbd>{shown(keys, 'NEXT')}</kbd> <kbd>{shown(keys, 'PREVIOUS')}</kbd> {t('desk.keys.nextPrevious')}
        </span>
        <span aria-hidden="true">
          <kbd>{shown(keys, 'CLAIM')}</kbd> {t('desk.keys.claim')}
        </span>
        <span aria-hidden="true">
          <kbd>{shown(keys, 'RELEASE_POST')}</kbd> {t('desk.keys.release.short')}
        </span>
        <button type="button" className="keys__all" onClick={onPalette}>
          <kbd aria-hidden="true">Ctrl K</kbd> {t('desk.keys.palette')}
        </button>
        <button type="button" className="keys__all" onClick={onKeys}>
          <kbd aria-hidden="true">{shown(keys, 'OVERVIEW')}</kbd> {t('desk.keys.all')}
        </button>
      </p>
    </footer>
  );
}

/** The time, renewed four times a second while the last action can be taken back, then no more. */
function useSeconds(last: LastAction | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!last) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() - last.at > UNDO_TIME) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [last]);
  // Until the first tick the last look at the clock may be older than the action.
  return Math.max(now, last?.at ?? 0);
}
