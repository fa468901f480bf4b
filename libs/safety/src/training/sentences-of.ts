import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFiles, readText, rulesFolder } from '../rules/folder';
import type { Language } from '../signal';
import { readSentences, type WrittenSentence } from './written-sentence';
import { readThreads, type WrittenThread } from './written-thread';

/**
 * What written sentences and threads are for: to learn from, or set aside to measure by, which nobody who writes rules reads. Those of
 * `ASIDE_SAFECHECK` were written in the form of SafeCheck, by writers who knew the part of it that may be tuned on.
 */
export type WrittenPart = keyof typeof beginnings;
const beginnings = { LEARN: '', ASIDE: 'aside-', ASIDE_SAFECHECK: 'aside-safecheck-' } as const;

/** The written sentences of a language that the project keeps, in the order of their files. Throws when a line is malformed. */
export function sentencesOf(language: Language, part: WrittenPart = 'LEARN'): WrittenSentence[] {
  return keptIn(language, part, 'posts-', readSentences);
}

/** The written threads of a language. Throws when a line is malformed. */
export function threadsOf(language: Language, part: WrittenPart = 'LEARN'): WrittenThread[] {
  return keptIn(language, part, 'threads-', readThreads);
}

function keptIn<Written>(
  language: Language,
  part: WrittenPart,
  kind: 'posts-' | 'threads-',
  read: (lines: string, file: string) => Written[],
): Written[] {
  const folder = join(rulesFolder(), '..', 'sentences', language);
  if (!existsSync(folder)) return [];
  return dataFiles(folder, '.jsonl')
    .filter((name) => name.startsWith(`${beginnings[part]}${kind}`))
    .flatMap((name) => read(readText(folder, name), `${language}/${name}`));
}
