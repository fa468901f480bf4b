import { useEffect } from 'react';
import { type Language, currentLanguage } from '../language/language';
import { wipeDevice } from '../session/wipe-device';

const leftKey = 'kring.left';

const neutralSites: Record<Language, string> = {
  nl: 'https://nl.wikipedia.org/',
  fr: 'https://fr.wikipedia.org/',
  en: 'https://en.wikipedia.org/',
};

/** Where the exit leads. */
export function neutralSite(): string {
  return neutralSites[currentLanguage()];
}

/** Blanks the page at once, forgets drafts and kept files, and puts a neutral site in this page's place in the history. */
export function leaveNow(): void {
  document.body.hidden = true;
  document.title = '';
  document.documentElement.dataset.left = 'yes';
  const site = neutralSite();
  try {
    wipeDevice();
    sessionStorage.setItem(leftKey, 'yes');
  } finally {
    location.replace(site);
  }
}

/** Whether this tab was left through the exit: then nothing is shown until the person says so. */
export function wasLeft(): boolean {
  try {
    return sessionStorage.getItem(leftKey) !== null;
  } catch {
    return false;
  }
}

/** The person chose to come back. */
export function comeBack(): void {
  sessionStorage.removeItem(leftKey);
}

/** Three times Shift within a second and a half, with nothing in between, leaves too. */
export function useShiftExit(): void {
  useEffect(() => {
    let presses: number[] = [];
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Shift') presses = [];
      else if (!event.repeat) presses = [...presses.filter((at) => event.timeStamp - at < 1_500), event.timeStamp];
      if (presses.length >= 3) leaveNow();
    };
    addEventListener('keydown', pressed, { capture: true });
    return () => removeEventListener('keydown', pressed, { capture: true });
  }, []);
}
