import { lazy, Suspense, useRef, useState } from 'react';
import type { ChosenFile } from '../drafts/send-photo';
import type { DraftDesk } from '../drafts/use-draft';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';

const PhotoDrafts = lazy(() => import('./photo-drafts'));
const most = 4;

interface Props {
  desk: DraftDesk;
  groupId: string;
  /** Whether photos are still on their way, so that nothing is posted without them. */
  onBusy: (busy: boolean) => void;
}

/** Choosing photos for what is being written. */
export function PhotoChoice({ desk, groupId, onBusy }: Props) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const { photos } = desk.draft;
  const room = most - photos.length - files.length;

  function wait(now: readonly ChosenFile[]) {
    setFiles(now);
    onBusy(now.length > 0);
  }

  return (
    <div className="stack-s">
      {(photos.length > 0 || files.length > 0) && (
        <Suspense fallback={null}>
          <PhotoDrafts
            groupId={groupId}
            photos={photos}
            files={files}
            problem={desk.problem}
            onChange={desk.changePhotos}
            onDone={(id) => wait(files.filter((one) => one.id !== id))}
          />
        </Suspense>
      )}
      {room > 0 && (
        <>
          <input
            ref={input}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            multiple
            hidden
            onChange={({ target }) => {
              const chosen = [...(target.files ?? [])].slice(0, room);
              wait([...files, ...chosen.map((file) => ({ id: crypto.randomUUID(), file }))]);
              target.value = '';
            }}
          />
          <button
            type="button"
            className="btn btn--quiet btn--s photo__add"
            disabled={desk.sending}
            onClick={() => input.current?.click()}
          >
            <Icon name="photo" size="s" />
            {t('photo.add')}
          </button>
        </>
      )}
    </div>
  );
}
