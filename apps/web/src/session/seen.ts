import { seenPrefix } from './wipe-device';

const listeners = new Set<() => void>();
/** For where storage is switched off: then it holds for this visit. */
const thisVisit = new Map<string, string>();
const keyOf = (owner: string, news: string): string => `${seenPrefix}${owner}.${news}`;

/** How far somebody read some news, as a moment in ISO 8601; the empty text when they did not. */
export function seenUntil(owner: string, news: string): string {
  const key = keyOf(owner, news);
  try {
    return localStorage.getItem(key) ?? thisVisit.get(key) ?? '';
  } catch {
    return thisVisit.get(key) ?? '';
  }
}

/** Remembers on this device, and nowhere else, how far somebody read; nothing once the page was left by quick exit. */
export function seeUntil(owner: string, news: string, at: string): void {
  if (document.documentElement.dataset['left'] === 'yes') return;
  const key = keyOf(owner, news);
  try {
    localStorage.setItem(key, at);
  } catch {
    thisVisit.set(key, at);
  }
  for (const tell of listeners) tell();
}

/** For `useSyncExternalStore`: hears when something was read in this tab. */
export function onSeen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The latest of some moments in ISO 8601; the empty text when there are none. */
export function latest(moments: readonly string[]): string {
  return moments.reduce((a, b) => (a > b ? a : b), '');
}
