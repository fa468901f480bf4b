import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type ProblemPartsFragment, WriteInAsideDocument } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { draftPrefix } from '../session/wipe-device';
import { useViewer } from '../session/session-provider';
import { showHelp } from './help-shown';

interface Kept {
  readonly text: string;
  /** Sent with the words each time, so that they arrive once however often they are sent. */
  readonly clientKey: string;
  /** When it was last kept on this device; empty: never. */
  readonly savedAt: string;
}

const nothing = (): Kept => ({ text: '', clientKey: crypto.randomUUID(), savedAt: '' });

function read(key: string): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Kept> | null;
    return { ...nothing(), ...(typeof kept?.text === 'string' ? kept : {}) };
  } catch {
    return nothing();
  }
}

function keep(key: string, draft: Kept): string {
  if (document.documentElement.dataset['left'] === 'yes') return '';
  try {
    if (draft.text.trim() === '') {
      localStorage.removeItem(key);
      return '';
    }
    const savedAt = new Date().toISOString();
    localStorage.setItem(key, JSON.stringify({ ...draft, savedAt }));
    return savedAt;
  } catch {
    return '';
  }
}

export interface AsideDraft {
  readonly text: string;
  readonly savedAt: string;
  readonly sending: boolean;
  readonly problem: ProblemPartsFragment | undefined;
  readonly failed: 'offline' | 'ours' | undefined;
  readonly change: (text: string) => void;
  readonly send: () => void;
}

/** The words that a member is writing in an aside: kept on this device each second until they are sent. */
export function useAsideDraft(asideId: string, onSent: () => void): AsideDraft {
  const client = useClient();
  const key = `${draftPrefix}${useViewer().id}.aside.${asideId}`;
  const [draft, setDraft] = useState(() => read(key));
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<AsideDraft['failed']>();
  const latest = useRef(draft);
  const dirty = useRef(false);
  useEffect(() => {
    latest.current = draft;
  });

  const keepNow = useCallback(() => {
    if (!dirty.current) return;
    dirty.current = false;
    const savedAt = keep(key, latest.current);
    setDraft((now) => ({ ...now, savedAt }));
  }, [key]);
  useEffect(() => {
    const timer = setInterval(keepNow, 1_000);
    addEventListener('pagehide', keepNow);
    return () => {
      clearInterval(timer);
      removeEventListener('pagehide', keepNow);
      keepNow();
    };
  }, [keepNow]);

  const change = useCallback((text: string) => {
    dirty.current = true;
    setDraft((now) => ({ ...now, text }));
  }, []);

  const send = useCallback(() => {
    const { text, clientKey } = latest.current;
    if (text.trim() === '') return;
    dirty.current = false;
    keep(key, latest.current);
    setSending(true);
    setProblem(undefined);
    setFailed(undefined);
    const input = { clientKey, asideId, text: text.trim() };
    void client.mutation(WriteInAsideDocument, { input }).then((answer) => {
      setSending(false);
      const sent = outcomeOf(answer, (data) => data.writeInAside);
      if (sent.kind === 'failed') return setFailed(sent.offline ? 'offline' : 'ours');
      if (sent.kind === 'problem') {
        setProblem(sent.problem);
        // Nothing was made, so the next try is a new one.
        return setDraft((now) => ({ ...now, clientKey: crypto.randomUUID() }));
      }
      keep(key, nothing());
      setDraft(nothing());
      if (sent.done.help) showHelp(sent.done.help, { id: sent.done.said.id, state: 'ASIDE' });
      return onSent();
    });
  }, [client, key, asideId, onSent]);

  return { text: draft.text, savedAt: draft.savedAt, sending, problem, failed, change, send };
}
