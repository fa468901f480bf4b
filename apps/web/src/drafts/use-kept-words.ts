import { useState } from 'react';
import { useViewer } from '../session/session-provider';
import { draftPrefix } from '../session/wipe-device';

/**
 * Words for one small form, kept on this device, for this person, until they are sent or given up: a session that ends, a
 * help card or a tap beside a dialog takes none away. `form` and `id` say which it is; `first` is
 * what stands in it at first.
 */
export function useKeptWords(
  form: 'edit' | 'rewrite' | 'appeal' | 'flag',
  id: string,
  first = '',
): [string, (words: string) => void, () => void] {
  const key = `${draftPrefix}words.${useViewer().id}.${form}.${id}`;
  const [words, setWords] = useState(() => read(key) ?? first);
  const keep = (next: string) => {
    setWords(next);
    write(key, next === first ? null : next);
  };
  return [words, keep, () => write(key, null)];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, words: string | null): void {
  // After the quick exit nothing is written any more.
  if (document.documentElement.dataset['left'] === 'yes') return;
  try {
    if (words === null) localStorage.removeItem(key);
    else localStorage.setItem(key, words);
  } catch {
    // Storage is switched off: the words live as long as the page.
  }
}
