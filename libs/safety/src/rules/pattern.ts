import type { Lexicon } from './lexicon';
import type { Step } from './step';
import type { Vocabulary } from './vocabulary';

/** A pattern ready to run: from an anchor word, `before` is walked backwards (it is stored reversed) and `after` forwards. */
export interface CompiledPattern {
  before: Step[];
  after: Step[];
  triggers: number[];
  /** How many negations the pattern itself asks for. */
  negations: number;
}

const widestGap = 8;

/**
 * Compiles one pattern. Words stand for themselves, `a|b` for either, `{name}` for a word list, `(a b | c)` for either phrase
 * (inside brackets every `|` parts whole phrases),
 * `?` makes optional, `~4` lets at most four words pass, `^` and `$` are the edges of a clause, `!word` forbids, `#` is a number,
 * `naar*` and `*woord` are open-ended. One source may give a few patterns. Throws when it cannot be understood.
 */
export function compilePattern(source: string, lexicon: Lexicon, vocabulary: Vocabulary): CompiledPattern[] {
  const count = (step: Step): number => {
    const known = vocabulary.negationsOf.get(step);
    if (known !== undefined) return known;
    const asked = asksNegations(step, lexicon, vocabulary);
    vocabulary.negationsOf.set(step, asked);
    return asked;
  };
  return byNegations(new PatternReader(source, lexicon, vocabulary).read(), count).map((steps) => {
    const anchor = chooseAnchor(steps, vocabulary);
    const anchorStep = steps[anchor];
    if (anchorStep === undefined) throw new Error(`No word to start from in pattern: ${source}`);
    const asked = steps.filter((step) => !isSkippable(step));
    const isEveryday = (test: number): boolean => vocabulary.words(test).every((word) => lexicon.common.has(word));
    if (
      asked.length === 1 &&
      /\S\s+\S/.test(source) &&
      firstTests(anchorStep).every(isEveryday) &&
      isSingle(anchorStep)
    ) {
      throw new Error(`Nothing but an everyday word is left (the rest are fillers or optional) of pattern: ${source}`);
    }
    return {
      before: reversed(steps.slice(0, anchor)),
      after: steps.slice(anchor),
      triggers: firstTests(anchorStep),
      negations: steps.reduce((sum, step) => sum + count(step), 0),
    };
  });
}

/** Parts a choice whose options ask for different numbers of negations, so that each pattern knows how many are its own. */
function byNegations(steps: readonly Step[], count: (step: Step) => number): (readonly Step[])[] {
  const mixed = steps.findIndex(
    (step) => step.kind === 'choice' && !step.optional && optionCounts(step, count).size > 1,
  );
  const step = steps[mixed];
  if (step?.kind !== 'choice') return [steps];
  return [...optionCounts(step, count).values()].flatMap((options) =>
    byNegations([...steps.slice(0, mixed), { ...step, options }, ...steps.slice(mixed + 1)], count),
  );
}

/** The options of a choice, by how many negations they ask for. */
function optionCounts(step: Step & { kind: 'choice' }, count: (step: Step) => number): Map<number, Step[][]> {
  const groups = new Map<number, Step[][]>();
  for (const option of step.options) {
    let asked = 0;
    for (const inner of option) asked += count(inner);
    const group = groups.get(asked);
    if (group === undefined) groups.set(asked, [option]);
    else group.push(option);
  }
  return groups;
}

class PatternReader {
  private readonly parts: string[];
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly lexicon: Lexicon,
    private readonly vocabulary: Vocabulary,
  ) {
    let depth = 0;
    this.parts = (source.match(/\(|\)\??|[^\s()]+/g) ?? []).flatMap((part) => {
      if (part === '(') depth += 1;
      else if (part.startsWith(')')) depth -= 1;
      return depth > 0 && part.includes('|') ? part.split(/(\|)/).filter((piece) => piece !== '') : [part];
    });
  }

  read(): Step[] {
    const steps = this.sequence();
    if (this.at < this.parts.length)
      throw new Error(`Unexpected "${this.parts[this.at] ?? ''}" in pattern: ${this.source}`);
    return steps;
  }

  private sequence(): Step[] {
    const steps: Step[] = [];
    for (;;) {
      const part = this.parts[this.at];
      if (part === undefined || part.startsWith(')') || part === '|') return steps;
      this.at += 1;
      if (part === '(') {
        const group = this.group();
        if (group) steps.push(group);
      } else steps.push(...this.piece(part));
    }
  }

  private group(): Step | null {
    // Options of one word each become one test, those that negate apart from those that do not.
    const plain: string[] = [];
    const negating: string[] = [];
    const others: Step[][] = [];
    for (;;) {
      const option = this.wordOption();
      if (option) {
        for (const word of option.words) (this.lexicon.negations.has(word) ? negating : plain).push(word);
        others.push(...option.phrases);
      } else others.push(this.sequence());
      if (this.parts[this.at] !== '|') break;
      this.at += 1;
    }
    const close = this.parts[this.at];
    if (!close?.startsWith(')')) throw new Error(`Missing ")" in pattern: ${this.source}`);
    this.at += 1;
    if (others.some((option) => option.length > 0 && option.every(isSkippable))) {
      throw new Error(`An option that can be empty in pattern: ${this.source}`);
    }
    const optional = close === ')?';
    const tests = [plain, negating].filter((words) => words.length > 0).map((words) => this.wordStep(words));
    // An option of fillers only is no option: texts skip those words too.
    const options = [...tests.map((step) => [step]), ...others.filter((option) => option.length > 0)];
    const [only] = tests;
    if (only && options.length === 1) return { ...only, optional };
    return options.length === 0 ? null : { kind: 'choice', options, optional };
  }

  /** An option that is a word or a word list and nothing else; null when more belongs to it. */
  private wordOption(): { words: readonly string[]; phrases: Step[][] } | null {
    const part = this.parts[this.at];
    const next = this.parts[this.at + 1];
    if (part === undefined || /^[()|^$~!]|\?$/.test(part) || !(next === '|' || next?.startsWith(')'))) return null;
    this.at += 1;
    const { words, phrases } = this.alternatives(part);
    return { words, phrases: phrases.map((phrase) => phrase.map((word) => this.wordStep([word]))) };
  }

  private wordStep(words: readonly string[]): Step & { kind: 'word' } {
    return { kind: 'word', test: this.vocabulary.test(words, this.lexicon.common), optional: false };
  }

  private piece(part: string): Step[] {
    const known = this.vocabulary.pieces.get(part);
    if (known !== undefined) return known;
    const steps = this.compilePiece(part);
    this.vocabulary.pieces.set(part, steps);
    return steps;
  }

  private compilePiece(part: string): Step[] {
    if (part === '^') return [{ kind: 'opens' }];
    if (part === '$') return [{ kind: 'closes' }];
    if (part.startsWith('~')) {
      const most = Number(part.slice(1));
      if (!Number.isInteger(most) || most < 1 || most > widestGap)
        throw new Error(`Gap of 1 to ${widestGap} expected: ${this.source}`);
      return [{ kind: 'gap', most }];
    }
    if (part.startsWith('!')) {
      const { words } = this.alternatives(part.slice(1));
      return [{ kind: 'not', test: this.vocabulary.test(words, this.lexicon.common) }];
    }
    const optional = part.endsWith('?');
    const { words, phrases } = this.alternatives(optional ? part.slice(0, -1) : part);
    const test = words.length > 0 ? this.vocabulary.test(words, this.lexicon.common) : undefined;
    if (phrases.length === 0) return test === undefined ? [] : [{ kind: 'word', test, optional }];
    const options: Step[][] = phrases.map((phrase) => phrase.map((word) => this.wordStep([word])));
    if (test !== undefined) options.unshift([{ kind: 'word', test, optional: false }]);
    return [{ kind: 'choice', options, optional }];
  }

  private alternatives(part: string): { words: readonly string[]; phrases: readonly string[][] } {
    const known = this.vocabulary.alternatives.get(part);
    if (known) return known;
    const found = this.readAlternatives(part);
    this.vocabulary.alternatives.set(part, found);
    return found;
  }

  private readAlternatives(part: string): { words: string[]; phrases: string[][] } {
    const words: string[] = [];
    const phrases: string[][] = [];
    const written = part.split('|').flatMap((one) => {
      const name = /^\{(.+)\}$/.exec(one)?.[1];
      return name === undefined ? [one] : this.lexicon.slot(name);
    });
    for (const entry of written) {
      const standard = entry
        .split(' ')
        .flatMap((word) => (/[*#:]/.test(word) ? [plain(word)] : this.lexicon.standardWordsOfPattern(plain(word))));
      const [first] = standard;
      if (first === undefined) continue;
      if (standard.length === 1) words.push(first);
      else phrases.push([...standard]);
    }
    return { words, phrases };
  }
}

function isSingle(step: Step): boolean {
  return step.kind === 'word' || (step.kind === 'choice' && step.options.every((option) => option.length === 1));
}

function isSkippable(step: Step): boolean {
  return step.kind === 'gap' || ((step.kind === 'word' || step.kind === 'choice') && step.optional);
}

function plain(word: string): string {
  return word.toLowerCase().replace(/œ/g, 'oe').normalize('NFD').replace(/\p{M}/gu, '');
}

function reversed(steps: readonly Step[]): Step[] {
  return [...steps]
    .reverse()
    .map((step) => (step.kind === 'choice' ? { ...step, options: step.options.map(reversed) } : step));
}

const rememberedFirst = new WeakMap<Step, number[]>();

function firstTests(step: Step): number[] {
  const known = rememberedFirst.get(step);
  if (known !== undefined) return known;
  let tests: number[] = [];
  if (step.kind === 'word') tests = [step.test];
  else if (step.kind === 'choice') {
    const all = new Set<number>();
    for (const [first] of step.options) if (first !== undefined) for (const test of firstTests(first)) all.add(test);
    tests = [...all];
  }
  rememberedFirst.set(step, tests);
  return tests;
}

function chooseAnchor(steps: readonly Step[], vocabulary: Vocabulary): number {
  let best = -1;
  let bestCost = Infinity;
  steps.forEach((step, at) => {
    if ((step.kind !== 'word' && step.kind !== 'choice') || step.optional) return;
    if (step.kind === 'choice' && !step.options.every((option) => startsWithWord(option[0]))) return;
    const cost =
      firstTests(step).reduce((sum, test) => sum + vocabulary.cost(test), 0) + (step.kind === 'choice' ? 3 : 0);
    if (cost < bestCost) {
      best = at;
      bestCost = cost;
    }
  });
  return best;
}

function startsWithWord(step: Step | undefined): boolean {
  if (step === undefined) return false;
  if (step.kind === 'word') return !step.optional;
  return step.kind === 'choice' && !step.optional && step.options.every((option) => startsWithWord(option[0]));
}

function asksNegations(step: Step, lexicon: Lexicon, vocabulary: Vocabulary): number {
  if (step.kind === 'word') {
    const isOwn = !step.optional && vocabulary.words(step.test).every((word) => lexicon.negations.has(word));
    return isOwn ? 1 : 0;
  }
  if (step.kind !== 'choice' || step.optional) return 0;
  return Math.min(
    ...step.options.map((option) => option.reduce((sum, inner) => sum + asksNegations(inner, lexicon, vocabulary), 0)),
  );
}
