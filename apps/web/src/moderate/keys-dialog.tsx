import { type KeyboardEvent, useState } from 'react';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { changeKeymap, commandNames, type DeskCommand, deskCommands, Keys, shown, useKeymap } from './desk-keymap';

/** All keys in one place: each can be another, and one switch turns them off. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { isOn, keys } = useKeymap();
  const [changing, setChanging] = useState<DeskCommand>();
  const [said, setSaid] = useState('');
  const press = (command: DeskCommand, event: KeyboardEvent) => {
    if (changing !== command || event.key === 'Tab' || event.key === 'Shift') return;
    event.preventDefault();
    event.stopPropagation();
    setChanging(undefined);
    if (event.key === 'Escape') return setSaid('');
    const changed = keys.with(command, event.key);
    if (changed.kind === 'changed') {
      changeKeymap({ keys: changed.keys });
      setSaid(t('desk.keys.changed', { key: event.key.toUpperCase(), words: t(deskCommands[command].words) }));
    } else if (changed.kind === 'taken') {
      setSaid(t('desk.keys.taken', { key: event.key.toUpperCase(), words: t(deskCommands[changed.by].words) }));
    } else setSaid(t('desk.keys.noKey'));
  };
  return (
    <Dialog title={t('desk.keys.title')} onClose={onClose}>
      <p className="quiet">{t('desk.keys.text')}</p>
      <dl className="keylist">
        {commandNames.map((command) => (
          <div key={command}>
            <dt>
              {command === 'PALETTE' ? (
                <kbd>Ctrl K</kbd>
              ) : (
                <button
                  type="button"
                  className="keylist__key"
                  aria-label={t('desk.keys.change', {
                    words: t(deskCommands[command].words),
                    key: shown(keys, command) ?? '–',
                  })}
                  aria-pressed={changing === command}
                  onClick={() => {
                    setSaid(t('desk.keys.press'));
                    setChanging(command);
                  }}
                  onKeyDown={(event) => press(command, event)}
                  onBlur={() => setChanging((now) => (now === command ? undefined : now))}
                >
                  <kbd>{changing === command ? '…' : (shown(keys, command) ?? '–')}</kbd>
                </button>
              )}
            </dt>
            <dd>{t(deskCommands[command].words)}</dd>
          </div>
        ))}
      </dl>
      <p role="status" className="meta keylist__said">
        {said}
      </p>
      <label className="opt">
        <input type="checkbox" checked={isOn} onChange={(event) => changeKeymap({ isOn: event.target.checked })} />
        <span>{t('desk.keys.on')}</span>
      </label>
      {keys.isChanged && (
        <p>
          <button
            type="button"
            className="btn btn--quiet btn--s"
            onClick={() => {
              changeKeymap({ keys: Keys.of({}) });
              setSaid(t('desk.keys.asBefore'));
            }}
          >
            {t('desk.keys.reset')}
          </button>
        </p>
      )}
    </Dialog>
  );
}
