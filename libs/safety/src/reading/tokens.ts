import type { NormalisedText } from './normalise';

/** A word, emoji or mark of punctuation, with its place in the original text. */
export interface Token {
  text: string;
  start: number;
  end: number;
  kind: 'word' | 'emoji' | 'mark';
  /** Number of the sentence it stands in. */
  sentence: number;
  /** True when a comma, bracket, line or sentence ended just before it. */
  opensClause: boolean;
  quoted: boolean;
}

// A word may hold apostrophes and the signs people put in the place of letters; the classes do not overlap, so this is linear.
const pieces = /[\p{L}\p{N}]+(?:['@!$*][\p{L}\p{N}]+)*@?|\p{Extended_Pictographic}|\n|[^\s]/gu;
const wordStart = /^[\p{L}\p{N}]/u;
const pictograph = /^\p{Extended_Pictographic}/u;
const longestQuotation = 400;

/** Splits normalised text into tokens, sentences, clauses and quotations. */
export function tokenise(normalised: NormalisedText): Token[] {
  const { text, starts, ends } = normalised;
  const tokens: Token[] = [];
  let sentence = 0;
  let opensClause = true;
  for (const match of text.matchAll(pieces)) {
    const found = match[0];
    const after = match.index + found.length;
    const kind = wordStart.test(found) ? 'word' : pictograph.test(found) ? 'emoji' : 'mark';
    if (kind === 'mark') {
      const next = text.charAt(after);
      const endsSentence =
        found === '\n' ||
        ((found === '!' || found === '?') && !wordStart.test(next)) ||
        (found === '.' && (next === '' || /\s|"/.test(next)) && text.charAt(match.index - 1) !== '.');
      if (endsSentence) sentence += 1;
      opensClause =
        opensClause || endsSentence || /[,;:()"/]/.test(found) || found === '.' || (found === '-' && next === ' ');
    }
    tokens.push({
      text: found,
      start: starts[match.index] ?? 0,
      end: ends[after - 1] ?? 0,
      kind,
      sentence,
      opensClause: kind !== 'mark' && opensClause,
      quoted: false,
    });
    if (kind !== 'mark') opensClause = false;
  }
  markQuotations(tokens);
  return tokens;
}

function markQuotations(tokens: Token[]): void {
  for (const sign of ['"', "'"]) {
    let open = -1;
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (token?.text !== sign) continue;
      const opening = tokens[open];
      if (opening !== undefined && token.start - opening.start <= longestQuotation) {
        for (let inside = open + 1; inside < at; inside += 1) {
          const quoted = tokens[inside];
          if (quoted !== undefined) quoted.quoted = true;
        }
        open = -1;
      } else if (sign === '"' || touchesNext(tokens, at)) {
        open = at;
      }
    }
  }
}

function touchesNext(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  const previous = tokens[at - 1];
  const here = tokens[at];
  if (next === undefined || here === undefined) return false;
  const loose = previous === undefined || previous.end < here.start || previous.kind === 'mark';
  return loose && next.start === here.end && next.text.length > 1;
}
