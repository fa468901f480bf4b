import { useEffect } from 'react';
import type {
  AsideDeskPartsFragment,
  DeskPostPartsFragment,
  WatchDeskPartsFragment,
} from '../generated/staff-documents';
import { useText } from '../language/text';
import type { StaffPlace } from '../staff/staff-place';
import { AskColleagueDialog, type AskWish } from './ask-dialogs';
import { DecideAppealDialog } from './decide-appeal-dialog';
import type { DeskCommand } from './desk-keymap';
import { DeskPalette, ViewPalette } from './desk-palette';
import { KeysDialog } from './keys-dialog';
import { type AsideWish, OpenAsideDialog } from './open-aside-dialog';
import { type PassOn, PassOnDialog } from './pass-on-dialog';
import type { QueueItem } from './queue-lanes';
import { ReleaseDialog } from './release-dialog';
import { ResolveDialog } from './resolve-dialog';
import { UndoDialog } from './undo-dialog';
import type { CareDesk } from './use-care-desk';
import type { Intervention, ReviewItem } from './use-review-item';
import type { SavedView } from './use-saved-views';
import { ViewDialog, type ViewDialogProps } from './view-dialog';
import { WatchDialog } from './watch-dialog';

/** What lies over the desk. Where it was opened at a post, that post is kept: the focus moves into the sheet. */
export type Sheet =
  | { kind: 'release' }
  | { kind: 'resolve' }
  | { kind: 'passOn'; way: PassOn }
  | { kind: 'keys' }
  | { kind: 'views' }
  | { kind: 'keepView' }
  | { kind: 'palette'; postId: string | undefined }
  | { kind: 'undo'; intervention: Intervention }
  | { kind: 'watch'; name: string; postId: string }
  | { kind: 'aside'; wish: AsideWish }
  | { kind: 'ask'; wish: AskWish };

interface Props {
  organisationId: string;
  sheet: Sheet;
  item: ReviewItem | undefined;
  posts: readonly DeskPostPartsFragment[];
  /** What waits, in the order in which it stands. */
  items: readonly QueueItem[];
  places: readonly StaffPlace[];
  commands: readonly DeskCommand[];
  /** How the queue is looked at, for the sheet that keeps it. */
  look: Omit<ViewDialogProps, 'onClose'> & { readonly onView: (view: SavedView | null) => void };
  team: WatchDeskPartsFragment['team'];
  colleagues: AsideDeskPartsFragment['colleagues'];
  askable: CareDesk['colleagues'];
  onRun: (command: DeskCommand, postId: string | undefined) => void;
  onOpen: (itemId: string) => void;
  onClose: () => void;
  onStale: () => Promise<void>;
  /** What the sheet was for is done: tells it, and asks again for what changed. */
  onFinished: (words: string) => void;
}

/** When what had the focus before is gone too, reading goes on at the title of the conversation. */
function useFocusAfterwards(): void {
  useEffect(
    () => () => {
      // After the dialog's own try, which waits for a frame.
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        (document.getElementById('item-title') ?? document.getElementById('main'))?.focus({ preventScroll: true });
      }, 100);
    },
    [],
  );
}

/** The one dialog that is open. */
export function DeskSheet({ sheet, item, posts, onClose, onStale, onFinished, ...desk }: Props) {
  const t = useText();
  useFocusAfterwards();
  switch (sheet.kind) {
    case 'keys':
      return <KeysDialog onClose={onClose} />;
    case 'views':
      return <ViewPalette views={desk.look.views} onView={desk.look.onView} onClose={onClose} />;
    case 'keepView':
      return <ViewDialog {...desk.look} onClose={onClose} />;
    case 'palette':
      return (
        <DeskPalette
          commands={desk.commands}
          items={desk.items}
          places={desk.places}
          views={desk.look.views}
          onView={desk.look.onView}
          onRun={(command) => desk.onRun(command, sheet.postId)}
          onOpen={desk.onOpen}
          onClose={onClose}
        />
      );
    case 'watch':
      return (
        <WatchDialog
          about={sheet}
          team={desk.team}
          onClose={onClose}
          onDone={() => onFinished(t('watch.begun', { name: sheet.name }))}
        />
      );
    case 'aside':
      return (
        <OpenAsideDialog
          wish={sheet.wish}
          organisationId={desk.organisationId}
          groupName={item?.thread.group.name}
          colleagues={desk.colleagues}
          onClose={onClose}
          onAsked={() => onFinished(t('asides.asked'))}
        />
      );
    case 'ask':
      return (
        <AskColleagueDialog
          wish={sheet.wish}
          organisationId={desk.organisationId}
          colleagues={desk.askable}
          onClose={onClose}
          onAsked={onFinished}
        />
      );
    case 'undo':
      return (
        <UndoDialog
          intervention={sheet.intervention}
          onClose={onClose}
          onUndone={() => onFinished(t('steer.undone'))}
        />
      );
    case 'release':
      return (
        item && (
          <ReleaseDialog itemId={item.id} onClose={onClose} onReleased={() => onFinished(t('desk.release.done'))} />
        )
      );
    case 'passOn':
      return (
        item && (
          <PassOnDialog kind={sheet.way} item={item} askable={desk.colleagues} onClose={onClose} onDone={onFinished} />
        )
      );
    case 'resolve':
      if (!item) return null;
      return item.kind === 'APPEAL' ? (
        <DecideAppealDialog
          item={item}
          onClose={onClose}
          onStale={onStale}
          onDecided={() => onFinished(t('looked.decide.done'))}
        />
      ) : (
        <ResolveDialog
          item={item}
          posts={posts}
          onClose={onClose}
          onStale={onStale}
          onResolved={() => onFinished(t('desk.resolve.done', { title: item.thread.title || t('thread.titleGone') }))}
        />
      );
  }
}
