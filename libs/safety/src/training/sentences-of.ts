import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFiles, readText, rulesFolder } from '../rules/folder';
import type { Language } from '../signal';
import { readSentences, type WrittenSentence } from './written-sentence';

/** The written sentences of a language that the project keeps, in the order of their files. Throws when a line is malformed. */
export function sentencesOf(language: Language): WrittenSentence[] {
  const folder = join(rulesFolder(), '..', 'sentences');
  if (!existsSync(join(folder, language))) return [];
  return dataFiles(join(folder, language), '.jsonl')
    .filter((name) => name.startsWith('posts-'))
    .flatMap((name) => readSentences(readText(folder, language, name), `${language}/${name}`));
}
