import type { Language } from '../signal';
import { everydayReplies } from './everyday-replies';
import { harmlessStretches } from './harmless-stretches';
import { sentencesOf, threadsOf } from './sentences-of';
import type { WrittenSentence } from './written-sentence';

/** All that the head of a language learns from: written sentences, what members answer each other when all goes well, and parts of long posts that need nobody. */
export function headSentencesOf(language: Language): WrittenSentence[] {
  const sentences = sentencesOf(language);
  return [...sentences, ...everydayReplies(threadsOf(language)), ...harmlessStretches(sentences, language)];
}
