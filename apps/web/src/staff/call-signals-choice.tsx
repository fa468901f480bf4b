import { useSyncExternalStore } from 'react';
import { useText } from '../language/text';
import { askToNotify, canNotify, chooseSignals, chosenSignals, followSignals, ring } from './call-signals';

const now = (): string => JSON.stringify(chosenSignals());

/** How somebody is called besides the banner: a sound, a notice of the browser without words. On this device. */
export function CallSignalsChoice() {
  const t = useText();
  const { sound, notice } = JSON.parse(useSyncExternalStore(followSignals, now)) as ReturnType<typeof chosenSignals>;
  const switchSound = () => {
    if (!sound) ring();
    chooseSignals({ sound: !sound, notice });
  };
  const switchNotice = async () => {
    chooseSignals({ sound, notice: !notice && (await askToNotify()) });
  };
  return (
    <div className="choice" role="group" aria-label={t('calls.signals')}>
      <label className="opt">
        <input type="checkbox" checked={sound} onChange={switchSound} />
        <span>{t('calls.signals.sound')}</span>
        <small>{t('calls.signals.sound.text')}</small>
      </label>
      {canNotify() && (
        <label className="opt">
          <input type="checkbox" checked={notice} onChange={() => void switchNotice()} />
          <span>{t('calls.signals.notice')}</span>
          <small>{t('calls.signals.notice.text')}</small>
        </label>
      )}
    </div>
  );
}
