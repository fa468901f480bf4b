import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { deskKeys } from './desk-keys';

interface Props {
  isOn: boolean;
  onSwitch: (on: boolean) => void;
  onClose: () => void;
}

/** All keys in one place, and the switch that turns them off. */
export function KeysDialog({ isOn, onSwitch, onClose }: Props) {
  const t = useText();
  return (
    <Dialog title={t('desk.keys.title')} onClose={onClose}>
      <p className="quiet">{t('desk.keys.text')}</p>
      <dl className="keylist">
        {deskKeys.map(({ key, words }) => (
          <div key={key}>
            <dt>
              <kbd>{key.toUpperCase()}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <label className="opt">
        <input type="checkbox" checked={isOn} onChange={(event) => onSwitch(event.target.checked)} />
        <span>{t('desk.keys.on')}</span>
      </label>
    </Dialog>
  );
}
