import type { Step } from './step';

/** What must be known to read texts with patterns that were compiled before. */
export interface VocabularyData {
  readonly byWord: Map<string, number[]>;
  readonly byPrefix: Map<string, number[]>;
  readonly bySuffix: Map<string, number[]>;
  readonly numberTests: number[];
  readonly anyTests: number[];
  readonly costs: number[];
}

/** The tests that a word passes. */
export interface TestBits {
  /** A bit for every test. */
  readonly all: Uint32Array;
  /** The places in `all` that hold any: few. */
  readonly filled: Uint16Array;
}

/** Words that patterns ask about, and which tests each word passes. */
export class Vocabulary {
  /** Pieces that were compiled before: the same word lists return in hundreds of patterns. */
  readonly pieces = new Map<string, Step[]>();
  readonly alternatives = new Map<string, { words: readonly string[]; phrases: readonly string[][] }>();
  private readonly byWord: Map<string, number[]>;
  private readonly byPrefix: Map<string, number[]>;
  private readonly bySuffix: Map<string, number[]>;
  private readonly numberTests: number[];
  private readonly anyTests: number[];
  private readonly costs: number[];
  private readonly known = new Map<string, number>();
  private readonly samples: (readonly string[])[] = [];
  private rememberedBits = new Map<string, TestBits>();

  /** Of patterns that were compiled before, or empty, to compile patterns with. */
  constructor(data: VocabularyData = emptyData()) {
    ({
      byWord: this.byWord,
      byPrefix: this.byPrefix,
      bySuffix: this.bySuffix,
      numberTests: this.numberTests,
      anyTests: this.anyTests,
      costs: this.costs,
    } = data);
  }

  get data(): VocabularyData {
    const { byWord, byPrefix, bySuffix, numberTests, anyTests, costs } = this;
    return { byWord, byPrefix, bySuffix, numberTests, anyTests, costs };
  }

  /** The number of the test "is one of these words"; `naar*` and `*woord` are open-ended, `#` is a number, `#e` one with letters. */
  test(words: readonly string[], common: ReadonlySet<string>): number {
    const key = words.join('|');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const test = this.costs.length;
    const sample = [...new Set(words)];
    let cost = 0;
    for (const word of sample) {
      if (word === '#') this.numberTests.push(test);
      else if (word === '*') this.anyTests.push(test);
      else if (word.endsWith('*')) add(this.byPrefix, word.slice(0, -1), test);
      else if (word.startsWith('*')) add(this.bySuffix, word.slice(1), test);
      else add(this.byWord, word, test);
      cost += word === '*' ? 1000 : word === '#' ? 25 : common.has(word) ? 60 : 1;
    }
    this.known.set(key, test);
    this.costs.push(cost);
    this.samples.push(sample);
    if (this.rememberedBits.size > 0) this.rememberedBits.clear();
    return test;
  }

  cost(test: number): number {
    return this.costs[test] ?? 0;
  }

  words(test: number): readonly string[] {
    return this.samples[test] ?? [];
  }

  /** Whether a pattern asks for this very word. */
  isWritten(word: string): boolean {
    return this.byWord.has(word);
  }

  isPatternWord(word: string): boolean {
    if (this.byWord.has(word)) return true;
    for (let length = 3; length <= word.length; length += 1) if (this.byPrefix.has(word.slice(0, length))) return true;
    return false;
  }

  /** The tests that a standard word passes. */
  testsOf(word: string): ReadonlySet<number> {
    const tests = new Set<number>(this.anyTests);
    for (const test of this.byWord.get(word) ?? []) tests.add(test);
    const reach = Math.min(word.length, 24);
    for (let length = 1; length <= reach; length += 1) {
      for (const test of this.byPrefix.get(word.slice(0, length)) ?? []) tests.add(test);
      for (const test of this.bySuffix.get(word.slice(-length)) ?? []) tests.add(test);
    }
    const shape = /^(\p{L}{0,12})\d{1,6}(\p{L}{0,12})$/u.exec(word);
    if (shape !== null) {
      for (const test of this.byWord.get(`${shape[1] ?? ''}#${shape[2] ?? ''}`) ?? []) tests.add(test);
    }
    if (/^(?:\d+|x+|\d+(?:kg|kilo|kcal|cal|km|cm|u|h)|x+(?:kg|kcal|cal|km|cm))$/.test(word)) {
      for (const test of this.numberTests) tests.add(test);
    }
    return tests;
  }

  /** The tests that a standard word passes, a bit for each. Words that no pattern knows share theirs, so this stays small. */
  bitsOf(word: string): TestBits {
    const known = this.rememberedBits.get(word);
    if (known !== undefined) return known;
    const tests = this.testsOf(word);
    const isUnknown = word !== '' && tests.size === this.anyTests.length;
    const bits = isUnknown ? this.bitsOf('') : this.asBits(tests);
    if (this.rememberedBits.size > 10_000) this.rememberedBits = new Map();
    this.rememberedBits.set(word, bits);
    return bits;
  }

  private asBits(tests: ReadonlySet<number>): TestBits {
    const all = new Uint32Array(this.bitWords);
    for (const test of tests) all[test >>> 5] = (all[test >>> 5] ?? 0) | (1 << (test & 31));
    return { all, filled: Uint16Array.from(new Set([...tests].map((test) => test >>> 5))) };
  }

  /** How many 32-bit words hold a bit for every test. */
  get bitWords(): number {
    return (this.costs.length + 31) >>> 5;
  }
}

function emptyData(): VocabularyData {
  return { byWord: new Map(), byPrefix: new Map(), bySuffix: new Map(), numberTests: [], anyTests: [], costs: [] };
}

function add(map: Map<string, number[]>, key: string, test: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [test]);
  else list.push(test);
}
