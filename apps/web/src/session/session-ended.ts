const listeners = new Set<() => void>();

/** Something was refused as if nobody is signed in: whoever knows the viewer should ask again. */
export function sessionMayHaveEnded(): void {
  for (const listener of listeners) listener();
}

/** Calls back when the session may have ended; returns what ends it. */
export function onSessionMayHaveEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
