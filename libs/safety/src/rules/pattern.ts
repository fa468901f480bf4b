import type { Lexicon } from './lexicon';
import type { ChoiceStep, Step, WordStep } from './step';
import type { Vocabulary } from './vocabulary';

/** A pattern ready to run: from an anchor word, `before` is walked backwards (it is stored reversed) and `after` forwards. */
export interface CompiledPattern {
  before: Step[];
  after: Step[];
  triggers: readonly number[];
  /** What must stand in its sentence besides the anchor, rarest first: of each list, some word must pass one test. */
  needs: readonly (readonly number[])[];
  /** The same, of what must stand anywhere in the text. */
  elsewhere: readonly (readonly number[])[];
  /** How many negations the pattern itself asks for. */
  negations: number;
}

const widestGap = 8;

/** What parts the words of a text parts those of a pattern: "tele-onthaal" is two words in both. */
const partsWords = /[ \-_&/]/;

/**
 * Compiles one pattern. Words stand for themselves, `a|b` for either, `{name}` for a word list, `(a b | c)` for either phrase
 * (inside brackets every `|` parts whole phrases),
 * `?` makes optional, `~4` lets at most four words pass, `^` and `$` are the edges of a clause, `!word` forbids, `#` is a number,
 * `naar*` and `*woord` are open-ended. One source may give a few patterns. Throws when it cannot be understood.
 */
export function compilePattern(source: string, lexicon: Lexicon, vocabulary: Vocabulary): CompiledPattern[] {
  return byNegations(new PatternReader(source, lexicon, vocabulary).read(), vocabulary).map((steps) => {
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
      needs: steps
        .filter((step) => step !== anchorStep && isAnchor(step))
        .sort((one, other) => costOf(one, vocabulary) - costOf(other, vocabulary))
        .map(firstTests),
      elsewhere: [],
      negations: asked.reduce((sum, step) => sum + negationsOf(step), 0),
    };
  });
}

/**
 * The patterns of the parts of one alternative. Each needs what the others ask for, in its sentence where they share one and
 * anywhere in the text where they do not, so that no part is walked where another is missing.
 */
export function compileParts(
  parts: readonly string[],
  shareSentence: boolean,
  lexicon: Lexicon,
  vocabulary: Vocabulary,
): CompiledPattern[][] {
  const compiled = parts.map((part) => compilePattern(part, lexicon, vocabulary));
  const asked = compiled.map((patterns): (readonly number[])[] => {
    const triggers = [...new Set(patterns.flatMap((pattern) => pattern.triggers))];
    const [only] = patterns;
    return patterns.length === 1 && only ? [triggers, ...only.needs] : [triggers];
  });
  return compiled.map((patterns, part) => {
    const others = asked.flatMap((needs, other) => (other === part ? [] : needs));
    return patterns.map((pattern) =>
      shareSentence
        ? { ...pattern, needs: rarestFirst([...pattern.needs, ...others], vocabulary) }
        : { ...pattern, elsewhere: rarestFirst(others, vocabulary) },
    );
  });
}

/** Parts a choice whose options ask for different numbers of negations, so that each pattern knows how many are its own. */
function byNegations(steps: readonly Step[], vocabulary: Vocabulary): (readonly Step[])[] {
  const mixed = steps.findIndex(
    (step) => step.kind === 'choice' && !step.optional && step.negations.some((asked) => asked !== step.negations[0]),
  );
  const step = steps[mixed];
  if (step?.kind !== 'choice') return [steps];
  return [...new Set(step.negations)].flatMap((asked) => {
    const options = step.options.filter((_option, at) => step.negations[at] === asked);
    const part = choice(options, step.optional, vocabulary);
    return byNegations([...steps.slice(0, mixed), part, ...steps.slice(mixed + 1)], vocabulary);
  });
}

function choice(options: readonly Step[][], optional: boolean, vocabulary: Vocabulary): ChoiceStep {
  const firsts = new Set<number>();
  for (const [first] of options) if (first !== undefined) for (const test of firstTests(first)) firsts.add(test);
  let cost = 3;
  for (const test of firsts) cost += vocabulary.cost(test);
  return {
    kind: 'choice',
    options,
    optional,
    firsts: [...firsts],
    cost,
    isAnchor: options.every(([first]) => isAnchor(first)),
    negations: options.map((option) => option.reduce((sum, step) => sum + negationsOf(step), 0)),
  };
}

function negationsOf(step: Step): number {
  if (step.kind === 'word') return step.optional ? 0 : step.negations;
  return step.kind === 'choice' && !step.optional ? Math.min(...step.negations) : 0;
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
    const tests = [plain, negating].filter((words) => words.length > 0).map((words) => this.word(words, false));
    // An option of fillers only is no option: texts skip those words too.
    const options = [...tests.map((step) => [step]), ...others.filter((option) => option.length > 0)];
    const [only] = tests;
    if (only && options.length === 1) return { ...only, optional };
    return options.length === 0 ? null : choice(options, optional, this.vocabulary);
  }

  /** An option that is a word or a word list and nothing else; null when more belongs to it. */
  private wordOption(): { words: readonly string[]; phrases: Step[][] } | null {
    const part = this.parts[this.at];
    const next = this.parts[this.at + 1];
    if (part === undefined || /^[()|^$~!]|\?$/.test(part) || !(next === '|' || next?.startsWith(')'))) return null;
    this.at += 1;
    const { words, phrases } = this.alternatives(part);
    return { words, phrases: phrases.map((phrase) => phrase.map((word) => this.word([word], false))) };
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
    const own = words.length > 0 ? this.word(words, optional) : undefined;
    if (phrases.length === 0) return own === undefined ? [] : [own];
    const options: Step[][] = phrases.map((phrase) => phrase.map((word) => this.word([word], false)));
    if (words.length > 0) options.unshift([this.word(words, false)]);
    return [choice(options, optional, this.vocabulary)];
  }

  private word(words: readonly string[], optional: boolean): WordStep {
    const { negations, common } = this.lexicon;
    const denies = words.every((word) => negations.has(word));
    return { kind: 'word', test: this.vocabulary.test(words, common), optional, negations: denies ? 1 : 0 };
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
      if (isPlain.test(entry)) {
        const standard = this.lexicon.standardWordsOfPattern(entry);
        if (standard.length === 1) words.push(standard[0] ?? '');
        else if (standard.length > 1) phrases.push([...standard]);
        continue;
      }
      const standard = entry
        .split(entry.startsWith(':') ? ' ' : partsWords)
        .filter((word) => word !== '')
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

const isPlain = /^[a-z]*$/;

function plain(word: string): string {
  if (isPlain.test(word)) return word;
  return word.toLowerCase().replace(/œ/g, 'oe').normalize('NFD').replace(/\p{M}/gu, '');
}

/**
 * What is left of a pattern at a word that passes some tests: of the phrases that it may start from, those that start with this word. What
 * they go on with must stand in the sentence as well, so that few are ever walked.
 */
export function startedAt(
  pattern: CompiledPattern,
  passes: (test: number) => boolean,
  vocabulary: Vocabulary,
): CompiledPattern {
  const [anchor, ...rest] = pattern.after;
  if (anchor?.kind !== 'choice') return pattern;
  const options = anchor.options.filter(([first]) => first?.kind !== 'word' || first.optional || passes(first.test));
  const further = options.map(([, ...steps]) => steps.filter(isAnchor));
  const [only, ...others] = further;
  const needs = others.length === 0 ? (only ?? []).map(firstTests) : [];
  if (others.length > 0 && further.every(({ length }) => length > 0))
    needs.push(further.flatMap(([first]) => (first ? firstTests(first) : [])));
  const after: Step[] =
    options.length === 1 && options[0] ? [...options[0], ...rest] : [{ ...anchor, options }, ...rest];
  return { ...pattern, after, needs: rarestFirst([...pattern.needs, ...needs], vocabulary) };
}

function rarestFirst(needs: readonly (readonly number[])[], vocabulary: Vocabulary): (readonly number[])[] {
  const cost = (need: readonly number[]): number => need.reduce((sum, test) => sum + vocabulary.cost(test), 0);
  return [...needs].sort((one, other) => cost(one) - cost(other));
}

/** The steps of a compiled pattern in the order they were written. */
export function stepsOf({ before, after }: CompiledPattern): Step[] {
  return [...reversed(before), ...after];
}

function reversed(steps: readonly Step[]): Step[] {
  return steps.length < 2 ? steps.map(turned) : [...steps].reverse().map(turned);
}

function turned(step: Step): Step {
  if (step.kind !== 'choice' || step.options.every((option) => option.length < 2)) return step;
  return { ...step, options: step.options.map(reversed) };
}

function firstTests(step: Step): readonly number[] {
  if (step.kind === 'word') return [step.test];
  return step.kind === 'choice' ? step.firsts : [];
}

function chooseAnchor(steps: readonly Step[], vocabulary: Vocabulary): number {
  let best = -1;
  let bestCost = Infinity;
  steps.forEach((step, at) => {
    if (!isAnchor(step)) return;
    const cost = costOf(step, vocabulary);
    if (cost < bestCost) {
      best = at;
      bestCost = cost;
    }
  });
  return best;
}

function costOf(step: Step, vocabulary: Vocabulary): number {
  if (step.kind === 'word') return vocabulary.cost(step.test);
  return step.kind === 'choice' ? step.cost : Infinity;
}

function isAnchor(step: Step | undefined): boolean {
  if (step?.kind === 'word') return !step.optional;
  return step?.kind === 'choice' && !step.optional && step.isAnchor;
}
