import { useState } from 'react';

// In memory only: words about young people stay off the device's disk, but survive a reload of the item or a refused attempt.
const drafts = new Map<string, unknown>();

/**
 * State that is kept while the staff space is open, so that typed words survive closing a form, switching items and a
 * refused attempt. Call `forget` once the words were sent.
 */
export function useDraft<Value>(key: string, initial: Value): [Value, (value: Value) => void, () => void] {
  const [value, setValue] = useState<Value>(() => (drafts.has(key) ? (drafts.get(key) as Value) : initial));
  return [
    value,
    (next) => {
      drafts.set(key, next);
      setValue(next);
    },
    () => drafts.delete(key),
  ];
}

/** Forgets every kept form: at sign-out. */
export function forgetStaffDrafts(): void {
  drafts.clear();
}
