import type { PostReading } from '../reading/read-post';
import type { Signal } from '../signal';
import type { HeadFinder } from './head-for';
import { mayRaise } from './raise';

/**
 * How much a post sounds like those with which threads turn, by what written threads taught: above 0 more than not, and 0 where
 * nothing is known. It is never shown for one post: only what a whole thread comes to says anything.
 */
export function driftOf(reading: PostReading, signals: readonly Signal[], heads: HeadFinder): number {
  let sum = 0;
  let words = 0;
  for (const { pack, stream } of reading.packs) {
    const head = heads(pack.language);
    if (head === undefined || !mayRaise(stream.words.length, head.knownShare(stream.words))) continue;
    sum += head.marginOf(head.hear(stream, signals), 0) * stream.words.length;
    words += stream.words.length;
  }
  return words === 0 ? 0 : sum / words;
}
