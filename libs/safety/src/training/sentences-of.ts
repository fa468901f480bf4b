import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFiles, readText, rulesFolder } from '../rules/folder';
import type { Language } from '../signal';
import { readSentences, type WrittenSentence } from './written-sentence';
import { readThreads, type WrittenThread } from './written-thread';

/**
 * The written sentences of a language that the project keeps, in the order of their files: those to learn from, or those that are
 * set aside to measure by, which nobody who writes rules reads. Throws when a line is malformed.
 */
export function sentencesOf(language: Language, part: 'LEARN' | 'ASIDE' = 'LEARN'): WrittenSentence[] {
  return keptIn(language, part, 'posts-', readSentences);
}

/** The written threads of a language, to learn from or set aside. Throws when a line is malformed. */
export function threadsOf(language: Language, part: 'LEARN' | 'ASIDE' = 'LEARN'): WrittenThread[] {
  return keptIn(language, part, 'threads-', readThreads);
}

function keptIn<Written>(
  language: Language,
  part: 'LEARN' | 'ASIDE',
  kind: 'posts-' | 'threads-',
  read: (lines: string, file: string) => Written[],
): Written[] {
  const folder = join(rulesFolder(), '..', 'sentences', language);
  if (!existsSync(folder)) return [];
  return dataFiles(folder, '.jsonl')
    .filter((name) => name.startsWith(part === 'LEARN' ? kind : `aside-${kind}`))
    .flatMap((name) => read(readText(folder, name), `${language}/${name}`));
}
