import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { SearchField } from 'react-aria-components/SearchField';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';

/** Something that can be done or gone to from anywhere on the desk. */
export interface PaletteEntry {
  readonly id: string;
  readonly words: string;
  /** What kind of thing it is, or where it stands. */
  readonly about: string;
  readonly key?: string | null;
  readonly run: () => void;
}

/** Everything by name: type a few letters, choose with the arrows, Enter. */
export function CommandPalette({ entries, onClose }: { entries: readonly PaletteEntry[]; onClose: () => void }) {
  const t = useText();
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <Dialog title={t('desk.palette.title')} onClose={onClose}>
      <Autocomplete filter={contains}>
        <SearchField autoFocus aria-label={t('desk.palette.search')}>
          <Input className="input" placeholder={t('desk.palette.search')} />
        </SearchField>
        <Menu
          className="palette"
          aria-label={t('desk.palette.title')}
          items={entries}
          renderEmptyState={() => <p className="quiet">{t('desk.palette.none')}</p>}
          onAction={(id) => {
            onClose();
            entries.find((entry) => entry.id === id)?.run();
          }}
        >
          {(entry) => (
            <MenuItem id={entry.id} textValue={entry.words} className="palette__entry">
              <span>{entry.words}</span>
              <small>{entry.about}</small>
              {entry.key && <kbd aria-hidden="true">{entry.key}</kbd>}
            </MenuItem>
          )}
        </Menu>
      </Autocomplete>
    </Dialog>
  );
}
