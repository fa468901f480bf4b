import type { Token } from '../reading/tokens';
import type { Passage } from '../signal';
import type { FinderData } from './finding';
import { endsAsStreet } from './telling-words';

const houseNumber = /^\d{1,4}[a-z]?$/;

/** Streets with a house number, unless the sentence is about a practice, hospital, station or another public place. */
export function findAddresses(tokens: readonly Token[], data: FinderData): Passage[] {
  const found: Passage[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'word') return;
    const number = numberNear(tokens, at, token, data);
    if (number === undefined || inPublic(tokens, token.sentence, at, data)) return;
    found.push({ start: Math.min(token.start, number.start), end: Math.max(token.end, number.end) });
  });
  return found;
}

function numberNear(tokens: readonly Token[], at: number, token: Token, data: FinderData): Token | undefined {
  const within = (from: number, to: number): Token | undefined =>
    tokens
      .slice(Math.max(0, from), Math.max(0, to))
      .find((other) => other.sentence === token.sentence && houseNumber.test(other.text));
  if (endsAsStreet(token.text, data)) return within(at + 1, at + 4);
  if (data.streetWordsBefore.includes(token.text)) return within(at + 2, at + 7) ?? within(at - 2, at);
  if (data.streetWordsAfter.includes(token.text)) return within(at - 4, at);
  return undefined;
}

/** A public place in the clause itself ("her practice is at …"); "opposite the station" says where a home is. */
function inPublic(tokens: readonly Token[], sentence: number, at: number, data: FinderData): boolean {
  for (let before = at - 1; before >= 0 && before > at - 12; before -= 1) {
    const token = tokens[before];
    if (token?.sentence !== sentence) return false;
    if (data.publicPlaces.some((place) => token.text.startsWith(place))) return true;
  }
  return false;
}
