import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../signal';
import { dataFiles, readData } from './folder';
import { Lexicon, type LexiconData } from './lexicon';
import { compileParts, compilePattern, startedAt, type CompiledPattern } from './pattern';
import { addGate, type Program, programOf } from './program';
import {
  modifiers,
  readRuleFile,
  type Modifier,
  type OwnedPattern,
  type Owner,
  type Rule,
  type RuleFileData,
} from './rule';
import { Vocabulary } from './vocabulary';

/** Patterns of one reach in `modifiers.json`. */
export interface ModifierData {
  patterns: string[];
  reach: 'sentence' | 'post' | 'overlap' | 'before';
}

/** Everything one language knows, compiled once. */
export interface Pack {
  language: Language;
  lexicon: Lexicon;
  vocabulary: Vocabulary;
  rules: Rule[];
  /** How many parts each alternative of a rule has, and whether they must share a sentence. */
  alternatives: Map<Rule, { parts: number; together: boolean }[]>;
  /** Patterns by the word test that starts them. */
  byTrigger: OwnedPattern[][];
  /** Patterns that were kept and are read when they are first needed, in the place of `byTrigger`. */
  unread?: (test: number) => readonly OwnedPattern[];
  /** The patterns that a word may start, remembered from earlier texts. */
  started: Map<string, Started>;
}

/** The patterns that a word may start. */
export interface Started {
  readonly telling: Gated;
  /** Those that only say that a rule's words are harmless here: asked for when the rule found something. */
  readonly calming: Gated;
}

/** Patterns behind gates that dismiss most of them without their being looked at. */
export interface Gated {
  /** The gate of each pattern in turn, as `addGate` writes it. */
  readonly gates: Int32Array;
  readonly patterns: readonly Candidate[];
}

/** A pattern that may start at a word, ready to run. */
export interface Candidate extends OwnedPattern {
  readonly program: Program;
}

/** The patterns that have this standard word as their anchor. */
export function patternsAt(pack: Pack, word: string): Started {
  const known = pack.started.get(word);
  if (known !== undefined) return known;
  const found = new Set<OwnedPattern>();
  const tests = pack.vocabulary.testsOf(word);
  for (const test of tests) for (const owned of pack.unread?.(test) ?? pack.byTrigger[test] ?? []) found.add(owned);
  const gated = (patterns: readonly OwnedPattern[]): Gated => {
    const gates: number[] = [];
    const candidates = patterns.map(({ pattern, owner }): Candidate => {
      const here = startedAt(pattern, (test) => tests.has(test), pack.vocabulary);
      addGate(here, gates);
      return { pattern, owner, program: programOf(here) };
    });
    return { gates: Int32Array.from(gates), patterns: candidates };
  };
  const isCalming = ({ owner }: OwnedPattern): boolean => owner.kind === 'calm';
  const started = {
    telling: gated([...found].filter((owned) => !isCalming(owned))),
    calming: gated([...found].filter(isCalming)),
  };
  if (pack.started.size > 30_000) pack.started.clear();
  pack.started.set(word, started);
  return started;
}

/** Words that mean much the same, by what they mean: for what is learned from sentences, not for patterns. */
const meaningsFile = 'meanings.json';

/** The files of a language that hold no rules. */
export const notRules: ReadonlySet<string> = new Set([
  ...['lexicon.json', 'modifiers.json', 'marks.json'],
  meaningsFile,
]);

/** A pack without a rule, around a vocabulary. */
export function emptyPack(folder: string, language: Language, vocabulary: Vocabulary): Pack {
  const data = readData(folder, language, 'lexicon.json') as LexiconData;
  const meanings = existsSync(join(folder, language, meaningsFile))
    ? (readData(folder, language, meaningsFile) as Record<string, string[]>)
    : {};
  const lexicon = new Lexicon(data, (word) => vocabulary.isPatternWord(word), meanings);
  return { language, lexicon, vocabulary, rules: [], alternatives: new Map(), byTrigger: [], started: new Map() };
}

/** Reads and compiles the pack of one language from its folder. Throws, naming the place, when the data is wrong. */
export function loadPack(folder: string, language: Language): Pack {
  const home = join(folder, language);
  const pack = emptyPack(folder, language, new Vocabulary());
  for (const name of dataFiles(home)) {
    if (notRules.has(name)) continue;
    for (const file of readRuleFile(readData(home, name), `${language}/${name}`)) addFile(pack, file);
  }
  const easing = readData(home, 'modifiers.json') as Partial<Record<Modifier, ModifierData[]>>;
  for (const modifier of modifiers) {
    for (const { patterns, reach } of easing[modifier] ?? []) {
      for (const pattern of patterns) addPattern(pack, pattern, { kind: 'modifier', modifier, reach });
    }
  }
  const marks = readData(home, 'marks.json') as Record<string, string[]>;
  for (const [mark, patterns] of Object.entries(marks)) {
    for (const pattern of patterns) addPattern(pack, pattern, { kind: 'mark', mark });
  }
  return pack;
}

function addFile(pack: Pack, file: RuleFileData): void {
  for (const data of file.rules) {
    if (pack.rules.some((known) => known.id === data.id)) throw new Error(`Rule ${data.id} exists twice`);
    const rule: Rule = {
      id: data.id,
      family: file.family,
      category: file.category,
      severity: data.hint ? 'GREEN' : (data.severity ?? file.severity),
      hold: !data.hint && (data.hold ?? file.hold),
      holdInTheme: data.holdInTheme ?? file.holdInTheme,
      hintsAt: data.hint ? (data.severity ?? file.severity) : undefined,
      resists: new Set([...(file.resists ?? []), ...(data.resists ?? [])]),
      also: data.also ?? [],
      yes: data.yes,
      no: data.no,
    };
    pack.rules.push(rule);
    pack.alternatives.set(
      rule,
      data.patterns.map((pattern, alternative) => {
        const together = !pattern.includes(' && ');
        const parts = pattern.split(together ? ' & ' : ' && ');
        compileParts(parts, together, pack.lexicon, pack.vocabulary).forEach((patterns, part) =>
          own(pack, patterns, { kind: 'rule', rule, alternative, part }),
        );
        return { parts: parts.length, together };
      }),
    );
    for (const pattern of data.calmedBy ?? []) addPattern(pack, pattern, { kind: 'calm', rule });
  }
}

function addPattern(pack: Pack, source: string, owner: Owner): void {
  own(pack, compilePattern(source, pack.lexicon, pack.vocabulary), owner);
}

function own(pack: Pack, patterns: readonly CompiledPattern[], owner: Owner): void {
  for (const pattern of patterns) {
    const owned: OwnedPattern = { pattern, owner };
    for (const trigger of pattern.triggers) (pack.byTrigger[trigger] ??= []).push(owned);
  }
}
