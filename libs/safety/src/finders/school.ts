import type { Token } from '../reading/tokens';
import type { Passage } from '../signal';
import type { FinderData } from './finding';
import { isSchool } from './telling-words';

const classNumber = /^[1-7](?:[a-z]{1,3}|de|ste|e|eme|th|rd|nd|st)?$/;

/** A named school together with a class in one sentence: enough to be found by. */
export function findSchools(tokens: readonly Token[], original: string, data: FinderData): Passage[] {
  const found: Passage[] = [];
  tokens.forEach((token, at) => {
    if (!isSchool(token.text, data)) return;
    const inSentence = (other: Token): boolean => other.sentence === token.sentence;
    const around = tokens.slice(Math.max(0, at - 4), at + 5).filter(inSentence);
    const isNamed = around.some(
      (other) => data.schoolNames.includes(other.text) || (other !== token && isName(other, tokens, original)),
    );
    if (!isNamed) return;
    const near = tokens.slice(Math.max(0, at - 14), at + 14).filter(inSentence);
    const group = near.find((other) => classNumber.test(other.text) && other.text.length >= 2);
    if (group === undefined) return;
    found.push({ start: Math.min(group.start, token.start), end: Math.max(group.end, token.end) });
  });
  return found;
}

function isName(token: Token, tokens: readonly Token[], original: string): boolean {
  const first = original.charAt(token.start);
  const opensSentence = tokens.find((other) => other.sentence === token.sentence) === token;
  return !opensSentence && token.text.length > 2 && first !== first.toLowerCase();
}
