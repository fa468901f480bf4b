import type { FinderData } from './finding';

const mostRemembered = 20_000;
/** Between a name and its host, where an address is spelled out. */
const atSigns: ReadonlySet<string> = new Set(['at', 'apenstaart', 'apenstaartje', 'arobase']);

const known = new WeakMap<FinderData, Map<string, boolean>>();

/**
 * Whether a word may be part of personal data: a digit spelled out, an app, a street, a school. Most posts have no such word and no
 * digit or sign of an address either, and are done with at once.
 */
export function isTelling(word: string, data: FinderData): boolean {
  const remembered = known.get(data) ?? new Map<string, boolean>();
  const before = remembered.get(word);
  if (before !== undefined) return before;
  const tells =
    atSigns.has(word) ||
    Object.hasOwn(data.digitWords, word) ||
    (word.match(/\p{L}+/gu) ?? []).some((letters) => data.apps.includes(letters)) ||
    endsAsStreet(word, data) ||
    data.streetWordsBefore.includes(word) ||
    data.streetWordsAfter.includes(word) ||
    isSchool(word, data);
  if (remembered.size >= mostRemembered) remembered.clear();
  known.set(data, remembered.set(word, tells));
  return tells;
}

export function endsAsStreet(word: string, { streetEndings }: FinderData): boolean {
  return word.length > 5 && streetEndings.some((ending) => word.endsWith(ending));
}

export function isSchool(word: string, { schoolWords }: FinderData): boolean {
  return schoolWords.some((school) => word === school || (school.length > 5 && word.endsWith(school)));
}
