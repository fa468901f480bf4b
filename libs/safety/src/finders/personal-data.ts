import type { PostReading } from '../reading/read-post';
import type { Passage } from '../signal';
import { findAddresses } from './address';
import { findEmails } from './email';
import type { FinderData, PersonalFinding } from './finding';
import { findHandles } from './handle';
import { findCheckedNumbers, findPhones } from './numbers';
import { findSchools } from './school';
import type { Stretch } from './stretch';
import { isTelling } from './telling-words';

/** Everything in a post by which a person could be found outside the group. Helplines and public places are left alone. */
export function findPersonalData(
  { text, tokens }: Pick<PostReading, 'text' | 'tokens'>,
  data: FinderData,
): PersonalFinding[] {
  if (!mayShow(text.text, tokens, data)) return [];
  const inText = ({ from, to }: Stretch): Passage => ({ start: text.starts[from] ?? 0, end: text.ends[to - 1] ?? 0 });
  const all: [string, Passage[]][] = [
    ['find-phone', findPhones(text.text, tokens, data, inText)],
    ['find-email', findEmails(text.text, data).map(inText)],
    ['find-number', findCheckedNumbers(text.text).map(inText)],
    ['find-handle', findHandles(text.text, data).map(inText)],
    ['find-address', findAddresses(tokens, data)],
    ['find-school', findSchools(tokens, text.original, data)],
  ];
  return all
    .filter(([, passages]) => passages.length > 0)
    .map(([rule, passages]) => ({ rule, severity: 'AMBER', hold: true, passages: passages.slice(0, 20) }));
}

/** Whether there is anything that a finder could begin with. */
function mayShow(text: string, tokens: PostReading['tokens'], data: FinderData): boolean {
  return /[\d@/#]/.test(text) || tokens.some((token) => token.kind === 'word' && isTelling(token.text, data));
}
