import type { Severity } from '../severity';
import { isSeverity } from '../severity';
import { isCategory, type Category, type GroupTheme } from '../signal';
import type { CompiledPattern } from './pattern';

/** Ways in which a hit can matter less than its words say. */
export const modifiers = ['negated', 'past', 'quoted', 'figurative', 'fiction', 'humour', 'third', 'support'] as const;
export type Modifier = (typeof modifiers)[number];

/**
 * A rule as it stands in a data file. Patterns are alternatives; within one, `A & B` must both be in a sentence and
 * `A && B` both in the post. `calmedBy` patterns in the same sentence lower it to GREEN. `yes` and `no` are its own unit tests.
 */
export interface RuleData {
  id: string;
  severity?: Severity;
  hold?: boolean;
  holdInTheme?: GroupTheme;
  /**
   * It is too often right about something harmless to raise or hold anything by itself: it is shown at GREEN, and the head weighs it
   * with everything else that is said.
   */
  hint?: boolean;
  resists?: Modifier[];
  /** What it is about as well: each is a signal of its own, with the same severity and explanation. */
  also?: Category[];
  patterns: string[];
  calmedBy?: string[];
  yes: string[];
  no: string[];
}

/** One data file: a family of rules with the same category, severity and explanation. */
export interface RuleFileData {
  family: string;
  category: Category;
  severity: Severity;
  hold: boolean;
  holdInTheme?: GroupTheme;
  resists?: Modifier[];
  rules: RuleData[];
}

export interface Rule {
  id: string;
  family: string;
  category: Category;
  severity: Severity;
  hold: boolean;
  holdInTheme: GroupTheme | undefined;
  /** Of a hint: the severity that it would stand for if it were one to rely on. */
  hintsAt: Severity | undefined;
  also: readonly Category[];
  resists: ReadonlySet<Modifier>;
  yes: readonly string[];
  no: readonly string[];
}

/** What a pattern stands for when it matches. */
export type Owner =
  | { kind: 'rule'; rule: Rule; alternative: number; part: number }
  | { kind: 'calm'; rule: Rule }
  | { kind: 'modifier'; modifier: Modifier; reach: 'sentence' | 'post' | 'overlap' | 'before' }
  | { kind: 'mark'; mark: string };

export interface OwnedPattern {
  pattern: CompiledPattern;
  owner: Owner;
}

/** Reads one rule file strictly, so that a slip in the data is found at start and names its place. */
export function readRuleFile(value: unknown, place: string): RuleFileData[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => readRuleFile(one, `${place}[${at}]`));
  const file = value as Partial<RuleFileData> | null;
  const fail = (why: string): never => {
    throw new Error(`${place}: ${why}`);
  };
  if (file === null || typeof file !== 'object') return fail('expected an object');
  if (typeof file.family !== 'string') fail('family is missing');
  if (!isCategory(file.category)) fail(`unknown category ${String(file.category)}`);
  if (!isSeverity(file.severity)) fail(`unknown severity ${String(file.severity)}`);
  if (typeof file.hold !== 'boolean') fail('hold must be true or false');
  if (!Array.isArray(file.rules)) fail('rules are missing');
  for (const rule of file.rules ?? []) {
    const here = `${place} ${rule.id}`;
    if (!Array.isArray(rule.patterns) || rule.patterns.length === 0) throw new Error(`${here}: no patterns`);
    for (const name of rule.also ?? [])
      if (!isCategory(name)) throw new Error(`${here}: unknown category ${String(name)}`);
    if (rule.severity !== undefined && !isSeverity(rule.severity)) throw new Error(`${here}: unknown severity`);
    if (rule.hint !== undefined && typeof rule.hint !== 'boolean')
      throw new Error(`${here}: hint must be true or false`);
    if (!Array.isArray(rule.yes) || rule.yes.length === 0 || !Array.isArray(rule.no))
      throw new Error(`${here}: examples are missing`);
    for (const name of [...(rule.resists ?? []), ...(file.resists ?? [])]) {
      if (!modifiers.includes(name)) throw new Error(`${here}: unknown modifier ${name}`);
    }
  }
  return [file as RuleFileData];
}
