import { useOnline } from '../connection/online';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import type { Draft } from './drafts';

/** Where the words are now: on this device since when, waiting for the connection, or nowhere yet. */
export function SavedLine({ draft, id }: { draft: Draft; id?: string }) {
  const t = useText();
  const moments = useMoments();
  const online = useOnline();
  const words = draft.queued
    ? t(online ? 'draft.sending' : 'draft.queued')
    : draft.savedAt
      ? t('draft.saved', { clock: moments.clock(draft.savedAt) })
      : t('draft.will');
  return (
    <p className="savedline" {...(id ? { id } : {})}>
      <Icon name={draft.queued ? 'clock' : 'saved'} size="s" />
      {words}
    </p>
  );
}
