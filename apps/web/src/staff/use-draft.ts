import { useState } from 'react';
import { useViewer } from '../session/session-provider';

// In memory only: words about young people stay off the device's disk, but survive a reload of the item or a refused attempt.
const drafts = new Map<string, unknown>();
let writer = '';

/** One person's words are gone when another signs in on the same page. */
function draftsOf(person: string): Map<string, unknown> {
  if (person !== writer) drafts.clear();
  writer = person;
  return drafts;
}

/**
 * State that is kept while the staff space is open, so that typed words survive closing a form, switching items and a
 * refused attempt. Call `forget` once the words were sent.
 */
export function useDraft<Value>(key: string, initial: Value): [Value, (value: Value) => void, () => void] {
  const { id } = useViewer();
  const [value, setValue] = useState<Value>(() => {
    const mine = draftsOf(id);
    return mine.has(key) ? (mine.get(key) as Value) : initial;
  });
  return [
    value,
    (next) => {
      draftsOf(id).set(key, next);
      setValue(next);
    },
    () => drafts.delete(key),
  ];
}

/** Forgets every kept form: at sign-out. */
export function forgetStaffDrafts(): void {
  drafts.clear();
}
