/** Where drafts live in the storage of the browser. */
export const draftPrefix = 'kring.draft.';
/** And what was read of the news about somebody. */
export const seenPrefix = 'kring.seen.';

/** Forgets every draft on this device. Language and theme stay: they tell nothing about a person. */
export function wipeDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(draftPrefix) || key.startsWith(seenPrefix)) localStorage.removeItem(key);
    }
    sessionStorage.clear();
  } catch {
    // Storage is switched off: there is nothing to forget.
  }
}

/**
 * Drafts and kept files: for quick exit. Kept files go as far as the browser gets before the page is gone, and with them what would
 * keep them: the next visit begins as the first did, so that help is there without a connection again.
 */
export function wipeDevice(): void {
  wipeDrafts();
  if ('serviceWorker' in navigator) {
    void navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister())));
  }
  if (!('caches' in window)) return;
  void caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))));
}
