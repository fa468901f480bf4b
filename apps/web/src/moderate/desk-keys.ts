import { useEffect, useRef, useState } from 'react';
import type { MessageId } from '../language/catalogue';

/** The keys of the desk, and what each does. */
export const deskKeys = [
  { key: 'j', words: 'desk.keys.next' },
  { key: 'k', words: 'desk.keys.previous' },
  { key: 'c', words: 'desk.keys.claim' },
  { key: 'n', words: 'desk.keys.note' },
  { key: 's', words: 'desk.keys.slow' },
  { key: 'h', words: 'desk.keys.hold' },
  { key: 'p', words: 'desk.keys.pause' },
  { key: 'x', words: 'desk.keys.hide' },
  { key: 'r', words: 'desk.keys.release' },
  { key: 'u', words: 'desk.keys.undo' },
  { key: '?', words: 'desk.keys.overview' },
] as const satisfies readonly { key: string; words: MessageId }[];

export type DeskKey = (typeof deskKeys)[number]['key'];

const storage = 'kring.staff.keys';

/** Whether single keys do something: on unless somebody switched them off on this device (speech input types letters). */
export function useKeysSwitch(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => {
    try {
      return localStorage.getItem(storage) !== 'off';
    } catch {
      return true;
    }
  });
  return [
    on,
    (next) => {
      setOn(next);
      try {
        if (next) localStorage.removeItem(storage);
        else localStorage.setItem(storage, 'off');
      } catch {
        // Storage is switched off: it holds for this visit.
      }
    },
  ];
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="dialog"]') !== null;
}

const isDeskKey = (key: string): key is DeskKey => deskKeys.some((one) => one.key === key);

/** Listens for the keys of the desk; silent while somebody types, holds a modifier, or has a dialog open. */
export function useDeskKeys(isOn: boolean, act: (key: DeskKey) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  }, [act]);
  useEffect(() => {
    if (!isOn) return undefined;
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.repeat) return;
      if (!isDeskKey(key) || isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      latest.current(key);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [isOn]);
}
