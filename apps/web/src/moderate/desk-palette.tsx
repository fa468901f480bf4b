import { useLocation } from 'wouter';
import { useText } from '../language/text';
import type { StaffPlace } from '../staff/staff-place';
import { CommandPalette, type PaletteEntry } from './command-palette';
import { commandNames, type DeskCommand, deskCommands, shown, useKeymap } from './desk-keymap';
import type { QueueItem } from './queue-lanes';

interface Props {
  /** Whether a conversation is open, which most commands are about. */
  hasItem: boolean;
  items: readonly QueueItem[];
  places: readonly StaffPlace[];
  onRun: (command: DeskCommand) => void;
  onOpen: (itemId: string) => void;
  onClose: () => void;
}

const always: readonly DeskCommand[] = ['NEXT', 'PREVIOUS', 'UNDO', 'OVERVIEW'];

/** Everything on the desk by name: what can be done, the conversations that wait, and the other places. */
export function DeskPalette({ hasItem, items, places, onRun, onOpen, onClose }: Props) {
  const t = useText();
  const { keys } = useKeymap();
  const [, navigate] = useLocation();
  const entries: PaletteEntry[] = [
    ...commandNames
      .filter((command) => command !== 'PALETTE' && (hasItem || always.includes(command)))
      .map((command) => ({
        id: command,
        words: t(deskCommands[command].words),
        about: t('desk.palette.do'),
        key: shown(keys, command),
        run: () => onRun(command),
      })),
    ...items.map((item) => ({
      id: item.id,
      words: item.thread.title,
      about: t(`severity.${item.severity}`),
      run: () => onOpen(item.id),
    })),
    ...places.map(({ href, label }) => ({
      id: href,
      words: label,
      about: t('desk.palette.go'),
      run: () => navigate(href),
    })),
  ];
  return <CommandPalette entries={entries} onClose={onClose} />;
}
