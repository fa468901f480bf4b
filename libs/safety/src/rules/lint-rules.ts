import { join } from 'node:path';
import { lintMatches } from '../lint/lint-matches';
import type { LintFinding } from '../lint/lint-finding';
import { languages, type Language } from '../signal';
import { dataFiles, readData } from './folder';
import type { LexiconData } from './lexicon';
import { loadPack, notRules } from './pack';
import { readRuleFile, type RuleData } from './rule';

const list = /\{([^{}]+)\}/g;

/**
 * Looks through the rule data of a folder for what nobody would notice by reading it: word lists that are unknown or that
 * nothing reads, rules and patterns that stand twice, rules without examples both ways, families without an explanation. When
 * that is in order: words that no text can have, patterns and rules that others make superfluous, and examples that fail.
 */
export function lintRules(folder: string): LintFinding[] {
  const explained = new Map<string, Record<string, string>>();
  for (const name of dataFiles(join(folder, 'explanations')))
    for (const [family, words] of Object.entries(readData(folder, 'explanations', name) as Record<string, Record<string, string>>)) explained.set(family, words); // prettier-ignore
  const findings = languages.flatMap((language) => lintLanguage(folder, language, explained));
  return findings.some(({ kind }) => kind === 'error') ? findings : [...findings, ...lintMatches(folder)];
}

function lintLanguage(
  folder: string,
  language: Language,
  explained: ReadonlyMap<string, Record<string, string>>,
): LintFinding[] {
  const home = join(folder, language);
  const findings: LintFinding[] = [];
  const say = (kind: LintFinding['kind'], place: string, what: string): void =>
    void findings.push({ kind, place: `${language} ${place}`, what });
  try {
    loadPack(folder, language);
  } catch (error) {
    say('error', 'pack', error instanceof Error ? error.message : String(error));
    return findings;
  }
  const slots = new Set(Object.keys((readData(home, 'lexicon.json') as LexiconData).slots));
  const read = new Set<string>();
  const look = (pattern: string): void => {
    for (const [, name = ''] of pattern.matchAll(list)) read.add(name);
  };
  const owners = new Map<string, string>();
  const categories = new Map<string, string>();
  for (const name of dataFiles(home)) {
    if (notRules.has(name)) continue;
    for (const file of readRuleFile(readData(home, name), `${language}/${name}`)) {
      const words = explained.get(file.family);
      for (const reader of languages)
        if (!words?.[reader]) say('error', file.family, `the family is not explained in ${reader}`);
      for (const rule of file.rules) {
        for (const pattern of [...rule.patterns, ...(rule.calmedBy ?? [])]) look(pattern);
        lintRule(rule, `${file.category} ${file.severity}`, owners, categories, say);
      }
    }
  }
  const others = JSON.stringify([readData(home, 'modifiers.json'), readData(home, 'marks.json')]);
  look(others);
  for (const slot of slots) if (!read.has(slot)) say('error', `{${slot}}`, 'no pattern reads this word list');
  return findings;
}

function lintRule(
  rule: RuleData,
  kind: string,
  owners: Map<string, string>,
  kinds: Map<string, string>,
  say: (kind: LintFinding['kind'], place: string, what: string) => void,
): void {
  if (rule.yes.length === 0 || rule.no.length === 0) say('error', rule.id, 'needs an example that it finds and one that it lets pass'); // prettier-ignore
  const own = new Set<string>();
  for (const pattern of rule.patterns) {
    const same = pattern.replace(/\s+/g, ' ').trim();
    if (own.has(same)) say('error', rule.id, `has this pattern twice: ${same}`);
    own.add(same);
    const other = owners.get(same);
    if (other !== undefined && other !== rule.id)
      say(kinds.get(other) === kind ? 'error' : 'hint', rule.id, `${other} has the same pattern: ${same}`);
    owners.set(same, rule.id);
  }
  kinds.set(rule.id, kind);
}
