import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Language } from '../signal';
import { emptyPack, type Pack } from './pack';
import { type PackedPatterns, packPatterns, patternsOf } from './packed-patterns';
import { Vocabulary, type VocabularyData } from './vocabulary';

/** Beside the built program; there is none beside the sources, which always compile. */
const keptFile = join(__dirname, '../../packs.bin');

type KeptPack = Pick<Pack, 'language' | 'rules' | 'alternatives'> & {
  readonly patterns: PackedPatterns;
  readonly vocabulary: VocabularyData;
};

/** Keeps compiled packs for the next start. */
export function keepPacks(packs: ReadonlyMap<Language, Pack>, fingerprint: string, file = keptFile): void {
  const kept = [...packs.values()].map(({ language, rules, alternatives, byTrigger, vocabulary }): KeptPack => ({
    ...{ language, rules, alternatives },
    patterns: packPatterns(byTrigger, rules),
    vocabulary: vocabulary.data,
  }));
  writeFileSync(file, Buffer.concat([header(fingerprint), serialize(kept)]));
}

/** The packs that were compiled of these very rules, by this version of V8; null when there are none. */
export function keptPacks(folder: string, fingerprint: string, file = keptFile): Map<Language, Pack> | null {
  if (!existsSync(file)) return null;
  try {
    const kept = readFileSync(file);
    const wanted = header(fingerprint);
    if (!kept.subarray(0, wanted.length).equals(wanted)) return null;
    const packs = deserialize(kept.subarray(wanted.length)) as readonly KeptPack[];
    return new Map(
      packs.map(({ language, vocabulary, patterns, rules, alternatives }) => [
        language,
        {
          ...emptyPack(folder, language, new Vocabulary(vocabulary)),
          ...{ rules, alternatives, unread: patternsOf(patterns, rules) },
        },
      ]),
    );
  } catch {
    // A file that cannot be read is no reason not to start: the rules are compiled instead.
    return null;
  }
}

function header(fingerprint: string): Buffer {
  return Buffer.from(`${fingerprint} ${process.versions.v8}\n`);
}
