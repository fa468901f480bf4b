import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FinderData } from './finders/finding';
import { dataFiles, readData, readText, rulesFolder } from './rules/folder';
import { keptPacks } from './rules/kept-packs';
import { loadPack, type Pack } from './rules/pack';
import type { Policy } from './rules/policy';
import type { Severity } from './severity';
import { languages, type Category, type Language } from './signal';

/** A sentence or name in each language. */
export type InEachLanguage = Record<Language, string>;

/** What is said to a writer of whose words some are about these categories. */
export interface AdviceText {
  categories: readonly Category[];
  lands: InEachLanguage;
  instead: InEachLanguage;
}

/** All rule data, read and compiled once per process. */
export interface Library {
  packs: ReadonlyMap<Language, Pack>;
  policy: Policy;
  finders: FinderData;
  families: Record<string, InEachLanguage>;
  advice: Record<string, AdviceText>;
  categoryNames: Record<Category, InEachLanguage>;
  componentNames: Record<string, InEachLanguage>;
  familyOfRule: ReadonlyMap<string, string>;
  /** The severities at which rules hint without setting them. */
  hints: ReadonlyMap<string, Severity>;
  /** Tells these rules from others. */
  fingerprint: string;
}

let loaded: Library | undefined;

/** The library, read at the first call. Throws, naming the file, when the rule data is missing or wrong. */
export function library(): Library {
  return (loaded ??= loadLibrary(rulesFolder()));
}

/** Reads and compiles the rule data of a folder. Throws, naming the place, when it is missing or wrong. */
export function loadLibrary(folder: string): Library {
  const fingerprint = fingerprintOf(folder);
  const packs =
    keptPacks(folder, fingerprint) ?? new Map(languages.map((language) => [language, loadPack(folder, language)]));
  const familyOfRule = new Map<string, string>();
  const hints = new Map<string, Severity>();
  for (const pack of packs.values()) {
    for (const rule of pack.rules) {
      familyOfRule.set(rule.id, rule.family);
      if (rule.hintsAt !== undefined) hints.set(rule.id, rule.hintsAt);
    }
    for (const target of ['crisis', 'red', 'amber', 'hold', 'good'])
      familyOfRule.set(`${pack.language}-head-${target}`, `head-${target}`);
  }
  const families: Record<string, InEachLanguage> = {};
  for (const name of dataFiles(join(folder, 'explanations'))) {
    Object.assign(families, readData(folder, 'explanations', name) as Record<string, InEachLanguage>);
  }
  return {
    packs,
    policy: readData(folder, 'policy.json') as Policy,
    finders: readData(folder, 'finders.json') as FinderData,
    families,
    advice: readData(folder, 'advice.json') as Record<string, AdviceText>,
    categoryNames: readData(folder, 'categories.json') as Record<Category, InEachLanguage>,
    componentNames: readData(folder, 'components.json') as Record<string, InEachLanguage>,
    familyOfRule,
    hints,
    fingerprint,
  };
}

function fingerprintOf(folder: string): string {
  const hash = createHash('sha256');
  for (const part of ['.', 'explanations', ...languages])
    for (const name of dataFiles(join(folder, part))) hash.update(name).update(readText(folder, part, name));
  return hash.digest('base64url').slice(0, 16);
}
