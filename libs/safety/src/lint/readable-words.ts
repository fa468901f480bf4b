import { normalise } from '../reading/normalise';
import { tokenise } from '../reading/tokens';
import type { Lexicon, LexiconData } from '../rules/lexicon';
import { stepsOf, type CompiledPattern } from '../rules/pattern';
import type { Step } from '../rules/step';
import type { Vocabulary } from '../rules/vocabulary';

/** Says which words of patterns no text can ever have, because texts are split and respelled before they are compared. */
export class ReadableWords {
  private readonly given: ReadonlySet<string>;
  private readonly emoji: ReadonlySet<string>;
  private readonly remembered = new Map<string, boolean>();

  constructor(
    data: LexiconData,
    private readonly lexicon: Lexicon,
    private readonly vocabulary: Vocabulary,
  ) {
    const standing = [
      ...Object.values(data.respell),
      ...[...data.clitics, ...data.endings].map(({ stands }) => stands),
    ];
    this.given = new Set(standing.flatMap((words) => words.split(' ')));
    this.emoji = new Set([...Object.values(data.emoji), ':emoji:']);
  }

  /** The words of a pattern that it waits for in vain. */
  unreadableIn(pattern: CompiledPattern): string[] {
    return [...new Set(this.wordsOf(stepsOf(pattern)))].filter((word) => !this.canBeRead(word));
  }

  private wordsOf(steps: readonly Step[]): string[] {
    return steps.flatMap((step) => {
      if (step.kind === 'word' || step.kind === 'not') return [...this.vocabulary.words(step.test)];
      return step.kind === 'choice' ? step.options.flatMap((option) => this.wordsOf(option)) : [];
    });
  }

  private canBeRead(word: string): boolean {
    const known = this.remembered.get(word);
    if (known !== undefined) return known;
    const can = this.tryToRead(word);
    this.remembered.set(word, can);
    return can;
  }

  private tryToRead(word: string): boolean {
    if (word === '*' || word === '#' || this.given.has(word)) return true;
    if (word.startsWith(':')) return this.emoji.has(word);
    const isOpenEnded = word.startsWith('*') || word.endsWith('*');
    const written = word.replaceAll('*', '').replace('#', '7');
    const tokens = tokenise(normalise(written));
    if (tokens.length !== 1 || tokens[0]?.text !== written) return false;
    if (isOpenEnded) return true;
    const standard = this.lexicon.standardWords(written);
    return standard.length === 1 && standard[0] === written;
  }
}
