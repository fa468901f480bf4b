/**
 * What a language pack knows about words, as written in `rules/<language>/lexicon.json`.
 * `respell` turns chat spelling and dialect into the standard words that patterns are written in (an empty text drops the word);
 * `clitics` are letters glued to the front of a listed verb ("kheb"); `fillers` are words that patterns and texts both skip.
 */
export interface LexiconData {
  slots: Record<string, string[]>;
  respell: Record<string, string>;
  clitics: { letter: string; stands: string; before: string[] }[];
  endings: { ending: string; stands: string }[];
  fillers: string[];
  common: string[];
  negations: string[];
  /**
   * Words for oneself, words that end what a negation reaches, words with which somebody takes back what they said ("but"), and words
   * that turn "not" into "no longer".
   */
  self: string[];
  breaks: string[];
  turns: string[];
  more: string[];
  /** Verbs as they are written of what was; words behind such a verb that make it a wish ("ik wou dat"); words for what was only just. */
  told: string[];
  wishing: string[];
  justNow: string[];
  emoji: Record<string, string>;
}

const noLists: readonly string[] = [];

const signsForLetters: readonly (readonly [string, string])[] = [
  ['0', 'o'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['8', 'b'],
  ['9', 'g'],
  ['@', 'a'],
  ['$', 's'],
];

/** What one language makes of a written word. */
export interface ReadWord {
  /** The standard words that it stands for; empty when it is a filler. */
  readonly standard: readonly string[];
  /** An everyday word of this language, or a spelling of one. */
  readonly isOurs: boolean;
  /** It means anything at all to this language. */
  readonly isKnown: boolean;
}

/** Brings single words of one language to standard words. Knows which words any pattern looks at, to undo disguises. */
export class Lexicon {
  readonly fillers: ReadonlySet<string>;
  readonly common: ReadonlySet<string>;
  readonly negations: ReadonlySet<string>;
  private readonly respellings = new Map<string, readonly string[]>();
  private readonly clitics: { letter: string; stands: string; before: Set<string> }[];
  private readonly remembered = new Map<string, ReadWord>();
  /** The names of the lists that words stand in: mostly one, which most words of that list share. */
  private readonly lists = new Map<string, readonly string[]>();
  private readonly told: ReadonlySet<string>;
  private readonly justNow: ReadonlySet<string>;

  constructor(
    private readonly data: LexiconData,
    private readonly isPatternWord: (word: string) => boolean,
    meanings: Readonly<Record<string, readonly string[]>> = {},
  ) {
    this.fillers = new Set(data.fillers);
    this.common = new Set(data.common);
    this.negations = new Set(data.negations);
    this.clitics = data.clitics.map((clitic) => ({ ...clitic, before: new Set(clitic.before) }));
    for (const [word, standard] of Object.entries(data.respell)) {
      this.respellings.set(word, standard === '' ? [] : standard.split(' '));
    }
    for (const [name, words] of Object.entries(data.slots)) this.list(words, name);
    for (const [name, words] of Object.entries(meanings)) this.list(words, `~${name}`);
    this.told = new Set(data.told);
    this.justNow = new Set(data.justNow);
  }

  isSelf(word: string): boolean {
    return this.data.self.includes(word);
  }

  isBreak(word: string): boolean {
    return this.data.breaks.includes(word);
  }

  isTurn(word: string): boolean {
    return this.data.turns.includes(word);
  }

  /** Whether a verb, as it is written, tells of what was. `next`: the word behind it. */
  isTold(word: string, next: string): boolean {
    return this.told.has(word) && !this.data.wishing.includes(next);
  }

  /** Whether a word, by itself or with the `next`, is of what was only just: "hier", "last night". */
  isJustNow(word: string, next: string): boolean {
    return this.justNow.has(word) || this.justNow.has(`${word} ${next}`);
  }

  isMore(word: string): boolean {
    return this.data.more.includes(word);
  }

  slot(name: string): readonly string[] {
    const words = this.data.slots[name];
    if (words === undefined) throw new Error(`Unknown word list {${name}}`);
    return words;
  }

  private list(words: readonly string[], name: string): void {
    const alone = [name];
    for (const word of words) {
      const known = this.lists.get(word);
      if (known === undefined) this.lists.set(word, alone);
      else if (!known.includes(name)) this.lists.set(word, [...known, name]);
    }
  }

  /** The names of the word lists and of the meanings (`~`) in which this word stands by itself. */
  listsOf(word: string): readonly string[] {
    return this.lists.get(word) ?? noLists;
  }

  emojiName(emoji: string): string {
    return this.data.emoji[emoji] ?? ':emoji:';
  }

  /** True when this word means something to this language: it is in a pattern, respelled, or a common word. */
  knows(word: string): boolean {
    return this.common.has(word) || this.respellings.has(word) || this.isPatternWord(word);
  }

  /** The standard words that a written word stands for; empty when it is a filler. */
  standardWords(word: string): readonly string[] {
    return this.read(word).standard;
  }

  /** Reads a written word. What was read is remembered: young people do not use that many words. */
  read(word: string): ReadWord {
    const known = this.remembered.get(word);
    if (known !== undefined) return known;
    const standard = this.work(word, true).filter((one) => !this.fillers.has(one));
    const isOurs = this.common.has(word) || standard[0] !== word;
    const read = { standard, isOurs, isKnown: isOurs || this.knows(word) };
    if (this.remembered.size > 30_000) this.remembered.clear();
    this.remembered.set(word, read);
    return read;
  }

  /** The standard words for a word of a pattern, which is never in disguise. */
  standardWordsOfPattern(word: string): readonly string[] {
    return this.work(word, false).filter((one) => !this.fillers.has(one));
  }

  private work(word: string, mayUndisguise: boolean): readonly string[] {
    const respelled = this.respellings.get(word);
    if (respelled !== undefined) return respelled;
    if (this.common.has(word)) return [word];
    for (const clitic of this.clitics) {
      if (!word.startsWith(clitic.letter)) continue;
      const rest = word.slice(clitic.letter.length).replace(/^'/, '');
      if (clitic.before.has(rest)) {
        return [...(clitic.stands === '' ? [] : clitic.stands.split(' ')), ...this.work(rest, false)];
      }
    }
    if (word.includes("'")) return this.splitAtApostrophe(word);
    if (mayUndisguise && !this.isPatternWord(word)) {
      const plain = this.undisguise(word);
      if (plain !== undefined) return this.work(plain, false);
    }
    return [word];
  }

  private splitAtApostrophe(word: string): readonly string[] {
    for (const { ending, stands } of this.data.endings) {
      if (word.endsWith(ending) && word.length > ending.length) {
        return [...this.work(word.slice(0, -ending.length), false), ...(stands === '' ? [] : [stands])];
      }
    }
    const at = word.indexOf("'");
    const head = this.respellings.get(word.slice(0, at + 1)) ?? [word.slice(0, at)];
    const tail = word.slice(at + 1).replaceAll("'", '');
    return [...head, ...(tail === '' ? [] : this.work(tail, true))].filter((part) => part !== '');
  }

  /** Undoes stretched letters, signs in the place of letters and starred-out letters, when a known word appears. */
  undisguise(word: string): string | undefined {
    if (word.length > 40 || word.length < 3) return undefined;
    for (const candidate of [
      word.replace(/(.)\1{2,}/g, '$1$1'),
      word.replace(/(.)\1{2,}/g, '$1'),
      word.replace(/(.)\1+/g, '$1'),
    ]) {
      if (candidate !== word && candidate.length > 1 && /(.)\1\1/.test(word) && this.knows(candidate)) return candidate;
    }
    if (/[0-9@$!]/.test(word) && /\p{L}/u.test(word)) {
      let plain = word;
      for (const [sign, letter] of signsForLetters) plain = plain.replaceAll(sign, letter);
      for (const one of ['i', 'l']) {
        const candidate = plain.replaceAll('1', one).replaceAll('!', 'i');
        if (candidate.length >= 3 && this.knows(candidate)) return candidate;
      }
    }
    return undefined;
  }

  /** Cuts letters that were written apart, or glued together, into known words; undefined when that does not work out. */
  cut(letters: string): string[] | undefined {
    if (letters.length > 60) return undefined;
    const best: ({ words: string[]; cost: number } | undefined)[] = [{ words: [], cost: 0 }];
    for (let end = 1; end <= letters.length; end += 1) {
      for (let start = Math.max(0, end - 16); start < end; start += 1) {
        const before = best[start];
        const word = letters.slice(start, end);
        if (before === undefined || !this.knows(word)) continue;
        const cost = before.cost + (word.length === 1 ? 3 : word.length === 2 ? 1.4 : 1);
        if ((best[end]?.cost ?? Infinity) > cost) best[end] = { words: [...before.words, word], cost };
      }
    }
    return best[letters.length]?.words;
  }
}
