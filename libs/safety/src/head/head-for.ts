import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { library } from '../library';
import { rulesFolder } from '../rules/folder';
import { type Language, languages } from '../signal';
import { Head } from './head';
import type { HintOfRule } from './rule-features';
import { readWeights } from './weights';

/** The head of a language, or undefined when it has none. */
export type HeadFinder = (language: Language) => Head | undefined;

/** Reads heads from a folder, each at its first use. A missing or broken file leaves the rules alone: it never throws. */
export class HeadsInFolder {
  private readonly loaded = new Map<Language, Head | undefined>();
  /** What went wrong, by language, for whoever runs the service. */
  readonly problems = new Map<Language, string>();
  private readonly marks = new Map<Language, string>();

  /** `ending`: what the name of each file has behind the language. */
  constructor(
    private readonly folder: () => string,
    private readonly ending = '.json',
  ) {}

  readonly find: HeadFinder = (language) => {
    if (!this.loaded.has(language)) this.loaded.set(language, this.load(language));
    return this.loaded.get(language);
  };

  /** Tells these weights from others. */
  get fingerprint(): string {
    return languages.map((language) => (this.find(language) && this.marks.get(language)) ?? '-').join(' ');
  }

  private load(language: Language): Head | undefined {
    try {
      const file = join(this.folder(), `${language}${this.ending}`);
      if (!existsSync(file)) return undefined;
      const text = readFileSync(file, 'utf8');
      const weights = readWeights(text);
      this.marks.set(language, createHash('sha256').update(text).digest('base64url').slice(0, 12));
      if (weights.language !== language) throw new Error(`${file} is for ${weights.language}`);
      return new Head(weights, (word) => library().packs.get(language)?.lexicon.listsOf(word) ?? [], hintOf);
    } catch (error) {
      this.problems.set(language, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }
}

const hintOf: HintOfRule = (rule) => library().hints.get(rule);

/** Where the heads of the project are kept. */
export function headFolder(): string {
  return join(rulesFolder(), '..', 'data', 'head');
}

const heads = new HeadsInFolder(headFolder);
const drifts = new HeadsInFolder(headFolder, '-drift.json');

/** The head that the project ships for a language, read at first use; undefined when there is none, or it cannot be read. */
export const headFor: HeadFinder = heads.find;

/** What the project ships of how posts sound with which threads turn (see `driftOf`); undefined where there is none. */
export const driftFor: HeadFinder = drifts.find;

/** Tells what is known of drift from what was known before: a climate that was read with other weights is read anew. */
export function fingerprintOfDrift(): string {
  return drifts.fingerprint;
}

/** Why weights that are there cannot be used, by language; empty when all is well. Rules stand alone then. */
export function headProblems(): ReadonlyMap<Language, string> {
  return new Map([...heads.problems, ...drifts.problems]);
}
