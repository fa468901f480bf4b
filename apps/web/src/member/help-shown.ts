import { useSyncExternalStore } from 'react';
import type { HelpCardPartsFragment, PostPartsFragment } from '../generated/documents';

export interface ShownHelp {
  help: HelpCardPartsFragment;
  /** What was written, and where it is now; ASIDE: in a conversation with one moderator. */
  post: { id: string; state: PostPartsFragment['state'] | 'ASIDE' };
}

let shown: ShownHelp | undefined;
const listeners = new Set<() => void>();

function set(next: ShownHelp | undefined): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Puts the help that came with a post in front of its author, wherever they are. */
export function showHelp(help: HelpCardPartsFragment, post: ShownHelp['post']): void {
  set({ help, post });
}

/** The author read it and goes on. */
export function closeHelp(): void {
  set(undefined);
}

/** The help to show now, if any. */
export function useShownHelp(): ShownHelp | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
