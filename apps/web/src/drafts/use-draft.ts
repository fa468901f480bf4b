import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemPartsFragment, SubmittedPartsFragment } from '../generated/documents';
import { useViewer } from '../session/session-provider';
import {
  type Draft,
  type DraftPhoto,
  draftKey,
  emptyDraft,
  fresh,
  isEmpty,
  keepDraft,
  keptDraft,
  saySame,
} from './drafts';
import { useOutbox } from './outbox';

export interface DraftDesk {
  draft: Draft;
  /** Changes what is written; kept on the device within a second. */
  change: (part: Partial<Pick<Draft, 'title' | 'text' | 'contentNote'>>) => void;
  changePhotos: (change: (photos: readonly DraftPhoto[]) => DraftPhoto[]) => void;
  send: () => void;
  sending: boolean;
  problem: ProblemPartsFragment | undefined;
  /** It failed on our side; the words are safe. */
  failed: boolean;
  /** Puts words back, after taking back what was posted say. */
  restore: (draft: Draft) => void;
}

/** The words that somebody is writing for one place. `onSent` hears when they were posted. */
export function useDraft(
  kind: Draft['kind'],
  place: string,
  onSent: (submitted: SubmittedPartsFragment, draft: Draft) => void,
): DraftDesk {
  const owner = useViewer().id;
  const outbox = useOutbox();
  const [draft, setDraft] = useState(() => keptDraft(owner, kind, place) ?? emptyDraft(kind, place));
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState(false);
  const latest = useRef(draft);
  const sentTo = useRef(onSent);
  useEffect(() => {
    latest.current = draft;
    sentTo.current = onSent;
  });

  const { listen } = outbox;
  useEffect(
    () =>
      listen(draftKey(owner, { kind, place }), ({ draft: went, sent }) => {
        if (sent.kind === 'failed') {
          const attempts = keptDraft(owner, kind, place)?.attempts;
          setDraft((now) => ({
            ...now,
            queued: sent.offline && saySame(now, went),
            attempts: attempts ?? now.attempts,
          }));
          setFailed(!sent.offline);
          return;
        }
        const isDone = sent.kind === 'done';
        setProblem(isDone ? undefined : sent.problem);
        setFailed(false);
        // Whoever wrote on meanwhile keeps what they wrote.
        setDraft((now) => {
          if (!saySame(now, went)) return { ...now, ...fresh(), queued: false };
          return isDone ? emptyDraft(kind, place) : { ...went, ...fresh(), queued: false };
        });
        if (!isDone) return;
        sentTo.current(sent.done, went);
      }),
    [listen, owner, kind, place],
  );

  // Each second that something changed, and once more on leaving.
  const dirty = useRef(false);
  const keep = useCallback(() => {
    if (!dirty.current) return;
    dirty.current = false;
    const kept = keepDraft(owner, latest.current);
    setDraft((now) => ({ ...now, savedAt: kept.savedAt }));
  }, [owner]);
  useEffect(() => {
    const timer = setInterval(keep, 1_000);
    addEventListener('pagehide', keep);
    return () => {
      clearInterval(timer);
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep]);

  const change = useCallback<DraftDesk['change']>((part) => {
    dirty.current = true;
    setDraft((now) => ({ ...now, ...part, queued: false }));
  }, []);

  const changePhotos = useCallback<DraftDesk['changePhotos']>((change) => {
    dirty.current = true;
    setDraft((now) => ({ ...now, photos: change(now.photos), queued: false }));
  }, []);

  const send = useCallback(() => {
    const going = latest.current;
    if (isEmpty(going)) return;
    dirty.current = false;
    setProblem(undefined);
    setFailed(false);
    setSending(true);
    void outbox.send(going).finally(() => setSending(false));
  }, [outbox]);

  const restore = useCallback((back: Draft) => {
    dirty.current = true;
    setDraft((now) => ({
      ...back,
      // They went with the post that was taken back.
      photos: now.photos,
      text: isEmpty(now) ? back.text : `${back.text}\n\n${now.text}`,
      ...fresh(),
      queued: false,
    }));
  }, []);

  return { draft, change, changePhotos, send, sending, problem, failed, restore };
}
