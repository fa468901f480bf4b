import { useSyncExternalStore } from 'react';

/** The languages Kring speaks, in the order they are offered. */
export const languages = ['nl', 'fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words, for whoever cannot read the others. */
export const languageNames: Record<Language, string> = { nl: 'Nederlands', fr: 'Français', en: 'English' };

/** The locale that numbers and dates follow. */
export const locales: Record<Language, string> = { nl: 'nl-BE', fr: 'fr-BE', en: 'en-GB' };

const key = 'kring.language';
const listeners = new Set<() => void>();
let current: Language = remembered() ?? asTheDeviceSays();

function isLanguage(value: string | null | undefined): value is Language {
  return languages.some((language) => language === value);
}

function remembered(): Language | undefined {
  try {
    const kept = localStorage.getItem(key);
    return isLanguage(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function asTheDeviceSays(): Language {
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'nl';
}

/** The language in force now. */
export function currentLanguage(): Language {
  return current;
}

/** Changes the language everywhere and remembers it on this device. */
export function chooseLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage is switched off: it holds for this visit.
  }
  for (const listener of listeners) listener();
}

/** The language in force, for components. */
export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    currentLanguage,
    currentLanguage,
  );
}
