import { type ReactNode, createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { isOnline, onConnectionChange } from '../connection/online';
import { useSession } from '../session/session-provider';
import { showHelp } from '../member/help-shown';
import { type Draft, draftKey, dropDraft, fresh, keepDraft, keptDraft, queuedDrafts, saySame } from './drafts';
import { type Sent, sendDraft } from './send-draft';

export interface Delivery {
  draft: Draft;
  sent: Exclude<Sent, { kind: 'failed' }>;
}

interface Outbox {
  /** Sends a draft now; while offline it waits and goes by itself later. */
  send: (draft: Draft) => Promise<Sent>;
  /** Hears what came of the draft of one place, also when it went by itself and failed. Returns what ends it. */
  listen: (key: string, listener: (outcome: { draft: Draft; sent: Sent }) => void) => () => void;
  /** What went by itself while nobody was at its place. */
  deliveries: Delivery[];
  dismiss: (delivery: Delivery) => void;
}

const nobody: Outbox = {
  send: () => Promise.resolve({ kind: 'failed', offline: false }),
  listen: () => () => undefined,
  deliveries: [],
  dismiss: () => undefined,
};

const OutboxContext = createContext<Outbox>(nobody);

export function useOutbox(): Outbox {
  return useContext(OutboxContext);
}

/** Sends what people wrote, once, also when the connection was gone in between. */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const owner = useSession().viewer?.id;
  const [deliveries, setDeliveries] = useState<Delivery[]>([]);
  const listeners = useRef(new Map<string, Parameters<Outbox['listen']>[1]>());
  const underWay = useRef(new Map<string, Promise<Sent>>());

  const send = useCallback(
    (draft: Draft): Promise<Sent> => {
      if (!owner) return Promise.resolve({ kind: 'failed', offline: false });
      const key = draftKey(owner, draft);
      const already = underWay.current.get(key);
      if (already) return already;
      const sending = (async () => {
        // Kept as waiting before it goes, so that it also survives the page being closed half-way.
        keepDraft(owner, { ...draft, queued: true });
        const sent = await sendDraft(client, draft);
        const listener = listeners.current.get(key);
        // What was written while this was under way is kept, and is not sent by itself.
        const now = keptDraft(owner, draft.kind, draft.place);
        const newer = now && !saySame(now, draft) ? { ...now, queued: false } : undefined;
        if (sent.kind === 'failed') {
          const { title, text, contentNote, photos } = draft;
          const attempts = [...draft.attempts, { title, text, contentNote, photos }].slice(-5);
          keepDraft(owner, newer ? { ...newer, attempts } : { ...draft, attempts, queued: sent.offline });
          listener?.({ draft, sent });
          return sent;
        }
        if (newer) keepDraft(owner, { ...newer, ...fresh() });
        else if (sent.kind === 'done') dropDraft(owner, draft);
        // Nothing was made, so the next try is a new one.
        else keepDraft(owner, { ...draft, ...fresh(), queued: false });
        if (listener) listener({ draft, sent });
        else {
          // Once, and not on each page that tells of it.
          if (sent.kind === 'done' && sent.done.help) showHelp(sent.done.help, sent.done.post);
          setDeliveries((before) => [...before, { draft, sent }]);
        }
        return sent;
      })().finally(() => underWay.current.delete(key));
      underWay.current.set(key, sending);
      return sending;
    },
    [client, owner],
  );

  useEffect(() => {
    if (!owner) return undefined;
    const sendWaiting = () => {
      if (isOnline()) for (const draft of queuedDrafts(owner)) void send(draft);
    };
    sendWaiting();
    return onConnectionChange(sendWaiting);
  }, [owner, send]);

  const outbox = useMemo<Outbox>(
    () => ({
      send,
      deliveries,
      dismiss: (delivery) => setDeliveries((before) => before.filter((one) => one !== delivery)),
      listen(key, listener) {
        listeners.current.set(key, listener);
        return () => {
          if (listeners.current.get(key) === listener) listeners.current.delete(key);
        };
      },
    }),
    [send, deliveries],
  );
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}
