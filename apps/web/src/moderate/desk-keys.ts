import { useEffect, useRef } from 'react';
import { type DeskCommand, useKeymap } from './desk-keymap';

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="dialog"]') !== null;
}

/**
 * Listens for the keys of the desk; silent while somebody types, holds a modifier, or has a dialog open. Ctrl-K (or the key that
 * stands for Ctrl) opens everything there is, also from a field, and when single keys are switched off.
 */
export function useDeskKeys(isListening: boolean, act: (command: DeskCommand) => void): void {
  const { isOn, keys } = useKeymap();
  const latest = useRef({ act, isOn, keys });
  useEffect(() => {
    latest.current = { act, isOn, keys };
  }, [act, isOn, keys]);
  useEffect(() => {
    if (!isListening) return undefined;
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      const { act: run, isOn: single, keys: of } = latest.current;
      if (event.defaultPrevented || event.altKey || event.repeat || document.querySelector('[role="dialog"]')) return;
      if (event.metaKey || event.ctrlKey) {
        if (key !== 'k') return;
        event.preventDefault();
        run('PALETTE');
        return;
      }
      const command = of.commandOf(key);
      if (!single || !command || isTyping(event.target)) return;
      event.preventDefault();
      run(command);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [isListening]);
}
