import { useSyncExternalStore } from 'react';

// The device may say "online" while nothing gets through, so a failed request counts too, until one succeeds.
let reachable = true;
let checking: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Whether, as far as we know, the server can be reached. */
export function isOnline(): boolean {
  return navigator.onLine && reachable;
}

async function check(): Promise<void> {
  try {
    // Not `/live`: a server that lives but cannot look anything up is as good as none.
    const answer = await fetch('/ready', { cache: 'no-store' });
    if (answer.ok) requestSucceeded();
  } catch {
    // Still nothing; the next check will tell.
  }
}

/** A request got through. */
export function requestSucceeded(): void {
  clearInterval(checking);
  checking = undefined;
  if (reachable) return;
  reachable = true;
  tell();
}

/** A request did not reach the server: look again every few seconds until it does. */
export function requestFailed(): void {
  checking ??= setInterval(() => void check(), 5_000);
  if (!reachable) return;
  reachable = false;
  tell();
}

/** Calls back when the connection comes or goes; returns what ends it. */
export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

addEventListener('online', () => {
  tell();
  void check();
});
addEventListener('offline', tell);

/** Whether the server can be reached, for components. */
export function useOnline(): boolean {
  return useSyncExternalStore(onConnectionChange, isOnline, isOnline);
}
