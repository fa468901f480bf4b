import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../signal';
import { dataFiles, readData } from './folder';
import { Lexicon, type LexiconData } from './lexicon';
import { compileParts, compilePattern, type CompiledPattern } from './pattern';
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

/**
 * The patterns that a word may start, together with all others that first need the same in the sentence, so that most are
 * dismissed at once and without being looked at: a test, or -1 where there is no single one.
 */
export interface Started {
  readonly firstNeeds: Int32Array;
  /** For each of them, what needs it. */
  readonly patterns: readonly (readonly OwnedPattern[])[];
  /** Those that only say that a rule's words are harmless here: asked for when the rule found something. */
  readonly calming: readonly OwnedPattern[];
}

/** The patterns that have this standard word as their anchor. */
export function patternsAt(pack: Pack, word: string): Started {
  const known = pack.started.get(word);
  if (known !== undefined) return known;
  const found = new Set<OwnedPattern>();
  for (const test of pack.vocabulary.testsOf(word))
    for (const owned of pack.unread?.(test) ?? pack.byTrigger[test] ?? []) found.add(owned);
  const calming: OwnedPattern[] = [];
  const byNeed = new Map<number, OwnedPattern[]>();
  for (const owned of found) {
    if (owned.owner.kind === 'calm') calming.push(owned);
    else {
      const [first = []] = owned.pattern.needs;
      const need = first.length === 1 ? (first[0] ?? -1) : -1;
      const others = byNeed.get(need);
      if (others) others.push(owned);
      else byNeed.set(need, [owned]);
    }
  }
  const started = { firstNeeds: Int32Array.from(byNeed.keys()), patterns: [...byNeed.values()], calming };
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
