import { loadLibrary } from '../library';
import { readData } from '../rules/folder';
import { Lexicon, type LexiconData } from '../rules/lexicon';
import { compilePattern } from '../rules/pattern';
import type { RuleData } from '../rules/rule';
import { Vocabulary } from '../rules/vocabulary';
import { languages, type Language } from '../signal';
import { lintExamples } from './lint-examples';
import type { LintFinding } from './lint-finding';
import { ReadableWords } from './readable-words';
import { findRedundant, type CompiledSource } from './redundant';
import { writtenPatterns, writtenRules, type WrittenPattern } from './written-patterns';

const ruleKeys: Readonly<Record<keyof RuleData, true>> = {
  id: true,
  severity: true,
  hold: true,
  holdInTheme: true,
  hint: true,
  resists: true,
  also: true,
  patterns: true,
  calmedBy: true,
  yes: true,
  no: true,
};

/** Tries the rules of a folder on what they describe and on their own examples. Throws when a pack cannot be compiled. */
export function lintMatches(folder: string): LintFinding[] {
  const lint: LintFinding[] = [];
  const places = new Map<string, string>();
  for (const language of languages) {
    const rules = writtenRules(folder, language);
    for (const { place, rule } of rules) {
      const before = places.get(rule.id);
      if (before !== undefined) lint.push({ kind: 'error', place, what: `the same id is in ${before}` });
      places.set(rule.id, place);
      for (const key of Object.keys(rule))
        if (!Object.hasOwn(ruleKeys, key))
          lint.push({ kind: 'error', place, what: `"${key}" means nothing in a rule` });
    }
    lint.push(...lintPatterns(folder, language, writtenPatterns(folder, language, rules)));
  }
  const from = loadLibrary(folder);
  for (const language of languages)
    lint.push(...lintExamples(language, from, (rule) => places.get(rule.id) ?? rule.id));
  return lint;
}

function lintPatterns(folder: string, language: Language, patterns: readonly WrittenPattern[]): LintFinding[] {
  const data = readData(folder, language, 'lexicon.json') as LexiconData;
  const vocabulary = new Vocabulary();
  const lexicon = new Lexicon(data, (word) => vocabulary.isPatternWord(word));
  const lint: LintFinding[] = [];
  const lists = new Map<string, { place: string; sources: CompiledSource[] }>();
  const compiled = patterns.map((written) => {
    const sources = written.parts.map((part) => compilePattern(part, lexicon, vocabulary));
    const [only] = sources;
    if (only !== undefined && sources.length === 1) {
      const list = lists.get(written.list) ?? { place: written.place, sources: [] };
      lists.set(written.list, list);
      list.sources.push({ source: written.source, compiled: only });
    }
    return { written, sources: sources.flat() };
  });
  const readable = new ReadableWords(data, lexicon, vocabulary);
  for (const { written, sources } of compiled) {
    for (const word of new Set(sources.flatMap((source) => readable.unreadableIn(source)))) {
      const what = `no text ever has the word "${word}", as texts are read, in: ${written.source}`;
      lint.push({ kind: 'error', place: written.place, what });
    }
  }
  for (const { place, sources } of lists.values())
    for (const { source, by } of findRedundant(sources, vocabulary))
      lint.push({ kind: 'hint', place, what: `"${by}" finds all that this finds: ${source}` });
  return lint;
}
