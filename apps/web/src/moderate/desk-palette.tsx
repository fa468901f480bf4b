import { useLocation } from 'wouter';
import { useText } from '../language/text';
import type { StaffPlace } from '../staff/staff-place';
import { CommandPalette, type PaletteEntry } from './command-palette';
import { type DeskCommand, deskCommands, shown, useKeymap } from './desk-keymap';
import type { QueueItem } from './queue-lanes';

interface Props {
  commands: readonly DeskCommand[];
  items: readonly QueueItem[];
  places: readonly StaffPlace[];
  onRun: (command: DeskCommand) => void;
  onOpen: (itemId: string) => void;
  onClose: () => void;
}

/** Everything on the desk by name: what can be done, the conversations that wait, and the other places. */
export function DeskPalette({ commands, items, places, onRun, onOpen, onClose }: Props) {
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
    ...places.map(({ href, label }) => ({
      id: href,
      words: label,
      about: t('desk.palette.go'),
      run: () => navigate(href),
    })),
  ];
  return <CommandPalette entries={entries} onClose={onClose} />;
}
