import { join } from 'node:path';
import { dataFiles, readData } from '../rules/folder';
import { notRules, type ModifierData } from '../rules/pack';
import { modifiers, type Modifier, type RuleData, type RuleFileData } from '../rules/rule';

/** One pattern as it stands in the data. `parts` are what `&` or `&&` joins; `list` is the alternatives it is one of. */
export interface WrittenPattern {
  readonly place: string;
  readonly list: string;
  readonly source: string;
  readonly parts: readonly string[];
}

/** One rule as it stands in the data. */
export interface WrittenRule {
  readonly place: string;
  readonly rule: RuleData;
  readonly file: RuleFileData;
}

/** The rules of one language, as written. Reads shapes loosely: what is amiss is for the linter to say. */
export function writtenRules(folder: string, language: string): WrittenRule[] {
  const home = join(folder, language);
  return dataFiles(home)
    .filter((name) => !notRules.has(name))
    .flatMap((name) =>
      ([readData(home, name)].flat() as RuleFileData[]).flatMap((file) =>
        file.rules.map((rule) => ({ place: `${language}/${name} ${rule.id}`, rule, file })),
      ),
    );
}

/** Every pattern of one language: of rules, of what calms them, of modifiers and of marks. */
export function writtenPatterns(folder: string, language: string, rules: readonly WrittenRule[]): WrittenPattern[] {
  const written = rules.flatMap(({ place, rule }) => [
    ...rule.patterns.map((source) => {
      const parts = source.split(source.includes(' && ') ? ' && ' : ' & ');
      return { place, list: `${place} patterns`, source, parts };
    }),
    ...(rule.calmedBy ?? []).map((source) => ({ place, list: `${place} calmedBy`, source, parts: [source] })),
  ]);
  const easing = readData(folder, language, 'modifiers.json') as Partial<Record<Modifier, ModifierData[]>>;
  for (const modifier of modifiers) {
    for (const { patterns, reach } of easing[modifier] ?? []) {
      const place = `${language}/modifiers.json ${modifier}`;
      written.push(...patterns.map((source) => ({ place, list: `${place} ${reach}`, source, parts: [source] })));
    }
  }
  const marks = readData(folder, language, 'marks.json') as Record<string, string[]>;
  for (const [mark, patterns] of Object.entries(marks)) {
    const place = `${language}/marks.json ${mark}`;
    written.push(...patterns.map((source) => ({ place, list: place, source, parts: [source] })));
  }
  return written;
}
