import type { Stream } from '../rules/match';
import type { Pack } from '../rules/pack';
import type { Token } from './tokens';

/** Reads tokens as one language: dialect and chat spelling become standard words, spaced-out letters become words again. */
export function readAs(pack: Pack, tokens: readonly Token[], include: (sentence: number) => boolean): Stream {
  const stream: Stream = { words: [], tests: [], tokens: [], opens: [], sentences: [] };
  let opens = true;
  const push = (word: string, token: number, sentence: number): void => {
    stream.words.push(word);
    stream.tests.push(pack.vocabulary.bitsOf(word));
    stream.tokens.push(token);
    stream.opens.push(opens);
    stream.sentences.push(sentence);
    opens = false;
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'mark') continue;
    opens ||= token.opensClause;
    if (!include(token.sentence)) continue;
    if (token.kind === 'emoji') {
      push(pack.lexicon.emojiName(token.text), at, token.sentence);
      continue;
    }
    const spaced = token.text.length === 1 ? spacedRun(tokens, at) : 0;
    if (spaced > 0) {
      const letters = runLetters(tokens, at, spaced);
      const glued = glueToPrevious(pack, tokens[at - 1], letters);
      const whole = pack.lexicon.knows(letters) ? [letters] : pack.lexicon.cut(letters);
      if (glued !== undefined) {
        stream.words.pop();
        stream.tests.pop();
        const first = stream.tokens.pop() ?? at;
        const opened = stream.opens.pop() ?? false;
        stream.sentences.pop();
        opens = opened;
        push(glued, first, token.sentence);
        at += spaced - 1;
        continue;
      }
      if (whole !== undefined) {
        for (const word of whole)
          for (const standard of pack.lexicon.standardWords(word)) push(standard, at, token.sentence);
        at += spaced - 1;
        continue;
      }
    }
    for (const word of pack.lexicon.standardWords(token.text)) push(word, at, token.sentence);
  }
  return stream;
}

const longestRun = 90;

/** How many tokens from `at` form letters written apart ("d o o d", "d.o.o.d"); 0 when it is no such run. */
function spacedRun(tokens: readonly Token[], at: number): number {
  const previous = tokens[at - 1];
  const first = tokens[at];
  if (first === undefined || (previous?.text.length === 1 && previous.kind === 'word')) return 0;
  let letters = 0;
  let end = at;
  for (let here = at; here < tokens.length && here - at < longestRun; here += 1) {
    const token = tokens[here];
    if (token === undefined) break;
    if (token.kind === 'word' && token.text.length === 1) {
      letters += 1;
      end = here;
    } else if (!/^[.\-_*|/]$/.test(token.text)) break;
  }
  const dotted = end - at + 1 > letters;
  return letters >= (dotted ? 3 : 4) ? end - at + 1 : 0;
}

function runLetters(tokens: readonly Token[], at: number, count: number): string {
  let letters = '';
  for (const token of tokens.slice(at, at + count)) if (token.kind === 'word') letters += token.text;
  return letters;
}

/** "ge s.n.e.d.e.n": a beginning written whole before letters written apart. */
function glueToPrevious(pack: Pack, previous: Token | undefined, letters: string): string | undefined {
  if (previous?.kind !== 'word' || previous.text.length < 2 || previous.text.length > 3) return undefined;
  const glued = previous.text + letters;
  return pack.vocabulary.isWritten(glued) ? glued : undefined;
}
