import type { Stream } from '../rules/match';
import type { Step } from '../rules/step';
import type { Vocabulary } from '../rules/vocabulary';

/** A word that no pattern knows, for the places where any word may stand. */
export const anyWord = 'zqxv';

/** One shortest or widest text that a pattern describes. `opens[i]`: a clause begins at word i. */
export interface Instance {
  readonly words: readonly string[];
  readonly opens: readonly boolean[];
}

interface Growing {
  words: string[];
  opens: boolean[];
  nextOpens: boolean;
}

/**
 * Every text that steps describe, with each gap once empty and once at its widest, between words that mean nothing.
 * Undefined when there are more than `most` of them.
 */
export function instancesOf(steps: readonly Step[], vocabulary: Vocabulary, most: number): Instance[] | undefined {
  const lead: Growing =
    steps[0]?.kind === 'opens'
      ? { words: [], opens: [], nextOpens: true }
      : { words: [anyWord], opens: [true], nextOpens: false };
  const grown = grow(steps, [lead], vocabulary, most);
  if (grown === undefined) return undefined;
  const endsOpen = steps.at(-1)?.kind === 'closes';
  return grown.map(({ words, opens }) =>
    endsOpen ? { words, opens } : { words: [...words, anyWord], opens: [...opens, false] },
  );
}

function grow(
  steps: readonly Step[],
  begin: readonly Growing[],
  vocabulary: Vocabulary,
  most: number,
): Growing[] | undefined {
  let all = [...begin];
  for (const step of steps) {
    const next: Growing[] = [];
    for (const one of all) {
      if (step.kind === 'word') {
        if (step.optional) next.push(one);
        for (const word of vocabulary.words(step.test)) next.push(append(one, [sample(word)]));
      } else if (step.kind === 'choice') {
        if (step.optional) next.push(one);
        for (const option of step.options) {
          const inner = grow(option, [one], vocabulary, most);
          if (inner === undefined) return undefined;
          next.push(...inner);
        }
      } else if (step.kind === 'gap') {
        next.push(one, append(one, Array<string>(step.most).fill(anyWord)));
      } else if (step.kind === 'not') next.push(one);
      else next.push({ ...one, nextOpens: true });
      if (next.length > most) return undefined;
    }
    all = next;
  }
  return all;
}

function append({ words, opens, nextOpens }: Growing, more: readonly string[]): Growing {
  return {
    words: [...words, ...more],
    opens: [...opens, ...more.map((_word, at) => at === 0 && nextOpens)],
    nextOpens: false,
  };
}

function sample(word: string): string {
  if (word === '*') return anyWord;
  if (word.includes('#')) return word.replace('#', '7');
  if (word.endsWith('*')) return word.slice(0, -1) + anyWord;
  return word.startsWith('*') ? anyWord + word.slice(1) : word;
}

/** An instance as a reading of one sentence. */
export function streamOf({ words, opens }: Instance, vocabulary: Vocabulary): Stream {
  return {
    words: [...words],
    tests: words.map((word) => vocabulary.bitsOf(word)),
    tokens: words.map((_word, at) => at),
    opens: [...opens],
    sentences: words.map(() => 0),
  };
}
