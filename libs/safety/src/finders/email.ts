import type { FinderData } from './finding';
import type { Stretch } from './stretch';

const address = /[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}\b/g;
const spelled =
  /\b[a-z0-9][a-z0-9._-]{1,40} {0,2}[([]? ?(?:at|apenstaart|apenstaartje|arobase) ?[)\]]? {0,2}[a-z0-9-]{2,30} {0,2}[([]? ?(?:dot|punt|point|\.) ?[)\]]? {0,2}(?:com|be|net|org|fr|nl|eu|me)\b/g;

/** E-mail addresses, also when spelled out. Those of help services are left alone. */
export function findEmails(text: string, data: FinderData): Stretch[] {
  const found: Stretch[] = [];
  for (const pattern of [address, spelled]) {
    for (const match of text.matchAll(pattern)) {
      if (data.helpDomains.some((domain) => match[0].endsWith(domain))) continue;
      found.push({ from: match.index, to: match.index + match[0].length });
    }
  }
  return found;
}
