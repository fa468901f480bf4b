import type { Token } from '../reading/tokens';
import type { Passage } from '../signal';
import type { FinderData } from './finding';
import type { Stretch } from './stretch';

const digitRun = /(?:\+|\b)\d(?:[ ./()-]{0,3}\d){7,15}/g;
const publicPrefixes = [
  '0800',
  '0900',
  '0901',
  '0902',
  '0903',
  '070',
  '078',
  '32800',
  '3270',
  '3278',
  '0032800',
  '003270',
  '003278',
];

/** Telephone numbers, in digits or spelled out in words. Helplines and free or service numbers are not personal. */
export function findPhones(
  text: string,
  tokens: readonly Token[],
  data: FinderData,
  inText: (stretch: Stretch) => Passage,
): Passage[] {
  const found: Passage[] = [];
  for (const match of text.matchAll(digitRun)) {
    const digits = match[0].replace(/\D/g, '');
    if (isPersonalPhone(digits, match[0].startsWith('+'), data) && !isDate(match[0])) {
      found.push(inText({ from: match.index, to: match.index + match[0].length }));
    }
  }
  found.push(...findSpelledPhones(tokens, data));
  return found;
}

function isPersonalPhone(digits: string, plus: boolean, data: FinderData): boolean {
  if (data.helplines.includes(digits) || publicPrefixes.some((prefix) => digits.startsWith(prefix))) return false;
  if (plus) return digits.length >= 10 && digits.length <= 13;
  if (/^00[1-9]/.test(digits)) return digits.length >= 11 && digits.length <= 15;
  return /^04\d{8}$/.test(digits) || /^0[1-9]\d{7}$/.test(digits) || /^0[67]\d{8}$/.test(digits);
}

function isDate(run: string): boolean {
  return /\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b/.test(run);
}

function findSpelledPhones(tokens: readonly Token[], data: FinderData): Passage[] {
  const found: Passage[] = [];
  let digits = '';
  let spelled = 0;
  let first = -1;
  let last = -1;
  const close = (): void => {
    const opening = tokens[first];
    const closing = tokens[last];
    if (spelled >= 3 && opening !== undefined && closing !== undefined && isPersonalPhone(digits, false, data)) {
      found.push({ start: opening.start, end: closing.end });
    }
    digits = '';
    spelled = 0;
    first = -1;
  };
  tokens.forEach((token, at) => {
    if (token.kind === 'mark' && /^[,.\-/]$/.test(token.text)) return;
    const word = Object.hasOwn(data.digitWords, token.text) ? data.digitWords[token.text] : undefined;
    const value = word ?? (/^\d{1,4}$/.test(token.text) ? token.text : undefined);
    if (value === undefined || digits.length > 16) return close();
    if (first === -1) first = at;
    if (word !== undefined) spelled += 1;
    digits += value;
    last = at;
  });
  close();
  return found;
}

const ibanRun = /\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?\b/g;
const nationalRun = /\b\d{2}[. /-]?\d{2}[. /-]?\d{2}[. /-]?\d{3}[. /-]?\d{2}\b/g;

/** Bank account numbers (ISO 13616, modulo 97) and Belgian national numbers (97 minus the remainder of the first nine digits). */
export function findCheckedNumbers(text: string): Stretch[] {
  const found: Stretch[] = [];
  for (const match of text.matchAll(ibanRun)) {
    if (isIban(match[0].replaceAll(' ', ''))) found.push({ from: match.index, to: match.index + match[0].length });
  }
  for (const match of text.matchAll(nationalRun)) {
    if (isNationalNumber(match[0].replace(/\D/g, '')))
      found.push({ from: match.index, to: match.index + match[0].length });
  }
  return found;
}

function isIban(account: string): boolean {
  if (account.length < 15 || account.length > 34) return false;
  let remainder = 0;
  for (const sign of account.slice(4) + account.slice(0, 4)) {
    const value = parseInt(sign, 36);
    remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
  }
  return remainder === 1;
}

function isNationalNumber(digits: string): boolean {
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6));
  if (digits.length !== 11 || month > 12 || day > 31) return false;
  const base = Number(digits.slice(0, 9));
  const check = Number(digits.slice(9));
  return 97 - (base % 97) === check || 97 - ((2_000_000_000 + base) % 97) === check;
}
