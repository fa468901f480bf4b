import { useSyncExternalStore } from 'react';
import type { Draft } from './drafts';

/** What was posted a moment ago and can still be taken back. */
export interface JustPosted {
  postId: string;
  threadId: string;
  draft: Draft;
  held: boolean;
  /** Milliseconds since the epoch, when taking back as one tap ends. */
  until: number;
}

/** How long a post can be taken back with one tap, in milliseconds. */
export const undoTime = 10_000;

let justPosted: JustPosted | undefined;
const listeners = new Set<() => void>();

/** Remembers, in memory only, what was just posted; undefined forgets it. */
export function setJustPosted(posted: JustPosted | undefined): void {
  justPosted = posted;
  for (const listener of listeners) listener();
}

/** What was just posted in this thread, if anything. */
export function useJustPosted(threadId: string): JustPosted | undefined {
  const posted = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => justPosted,
  );
  return posted?.threadId === threadId ? posted : undefined;
}
