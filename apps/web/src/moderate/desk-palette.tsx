import { useLocation } from 'wouter';
import { type Text, useText } from '../language/text';
import type { StaffPlace } from '../staff/staff-place';
import { CommandPalette, type PaletteEntry } from './command-palette';
import { type DeskCommand, deskCommands, shown, useKeymap } from './desk-keymap';
import type { QueueItem } from './queue-lanes';
import type { SavedView } from './use-saved-views';

interface Props {
  commands: readonly DeskCommand[];
  items: readonly QueueItem[];
  places: readonly StaffPlace[];
  views: readonly SavedView[];
  onView: (view: SavedView | null) => void;
  onRun: (command: DeskCommand) => void;
  onOpen: (itemId: string) => void;
  onClose: () => void;
}

/** Everything on the desk by name: what can be done, the conversations that wait, and the other places. */
export function DeskPalette({ commands, items, places, views, onView, onRun, onOpen, onClose }: Props) {
  const t = useText();
  const { keys } = useKeymap();
  const [, navigate] = useLocation();
  const entries: PaletteEntry[] = [
    ...commands.map((command) => ({
      id: command,
      words: t(deskCommands[command].words),
      about: t('desk.palette.do'),
      key: shown(keys, command),
      run: () => onRun(command),
    })),
    ...items.map((item) => ({
      id: item.id,
      words: item.thread.title || t('thread.titleGone'),
      about: t(`severity.${item.severity}`),
      run: () => onOpen(item.id),
    })),
    ...viewEntries(t, views, onView),
    ...places.map(({ href, label }) => ({
      id: href,
      words: label,
      about: t('desk.palette.go'),
      run: () => navigate(href),
    })),
  ];
  return <CommandPalette entries={entries} onClose={onClose} />;
}

function viewEntries(t: Text, views: readonly SavedView[], onView: Props['onView']): PaletteEntry[] {
  const all = { id: 'view:all', words: t('views.all'), about: t('views.one'), run: () => onView(null) };
  return [
    all,
    ...views.map((view) => ({
      id: `view:${view.id}`,
      words: view.name,
      about: t(view.isShared ? 'views.one.team' : 'views.one'),
      run: () => onView(view),
    })),
  ];
}

/** The saved views alone, and everything. */
export function ViewPalette({ views, onView, onClose }: Pick<Props, 'views' | 'onView' | 'onClose'>) {
  const t = useText();
  return <CommandPalette entries={viewEntries(t, views, onView)} onClose={onClose} />;
}
