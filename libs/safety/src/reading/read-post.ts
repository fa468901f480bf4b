import type { Library } from '../library';
import { isOpen, matchAround, type Span, type Stream } from '../rules/match';
import { type Candidate, type Gated, patternsAt, type Pack } from '../rules/pack';
import type { CompiledPattern } from '../rules/pattern';
import type { Owner, Rule } from '../rules/rule';
import type { Language } from '../signal';
import { languagesOfSentences } from './languages';
import { normalise, type NormalisedText } from './normalise';
import { readAs } from './stream';
import { tokenise, type Token } from './tokens';

/** A pattern found at a place. */
export interface Hit {
  owner: Owner;
  pattern: CompiledPattern;
  span: Span;
  sentence: number;
}

/** A text as one pack read it. */
export interface PackReading {
  pack: Pack;
  stream: Stream;
  hits: Hit[];
}

export interface PostReading {
  text: NormalisedText;
  tokens: Token[];
  packs: PackReading[];
}

/** Reads a post with every pack that may concern it. Linear in the length of the text. */
export function readPost(text: string, from: Library, hint: Language | undefined): PostReading {
  const normalised = normalise(text);
  const tokens = tokenise(normalised);
  const readers = languagesOfSentences(tokens, from.packs, hint);
  const packs: PackReading[] = [];
  for (const [language, pack] of from.packs) {
    const stream = readAs(pack, tokens, (sentence) => readers[sentence]?.has(language) ?? true);
    packs.push({ pack, stream, hits: findHits(pack, stream) });
  }
  return { text: normalised, tokens, packs };
}

function findHits(pack: Pack, stream: Stream): Hit[] {
  const hits: Hit[] = [];
  if (stream.words.length === 0) return hits;
  const inText = passedBy(pack, stream, 0, stream.words.length);
  let low = 0;
  while (low < stream.words.length) {
    let high = low + 1;
    while (high < stream.words.length && stream.sentences[high] === stream.sentences[low]) high += 1;
    const isAll = low === 0 && high === stream.words.length;
    findInSentence(
      pack,
      stream,
      { low, high, present: isAll ? inText : passedBy(pack, stream, low, high), inText },
      hits,
    );
    low = high;
  }
  return hits;
}

/** The tests that some word among `low` up to `high` passes, as bits. */
function passedBy(pack: Pack, stream: Stream, low: number, high: number): Uint32Array {
  const passed = new Uint32Array(pack.vocabulary.bitWords);
  for (let at = low; at < high; at += 1) {
    const bits = stream.tests[at];
    if (bits === undefined) continue;
    const { all, filled } = bits;
    for (const place of filled) passed[place] = (passed[place] ?? 0) | (all[place] ?? 0);
  }
  return passed;
}

/** Words `low` up to `high`, and the tests that some word among them, or in the whole text, passes. */
interface Sentence {
  readonly low: number;
  readonly high: number;
  readonly present: Uint32Array;
  readonly inText: Uint32Array;
}

function findInSentence(pack: Pack, stream: Stream, sentence: Sentence, hits: Hit[]): void {
  const { low, high, present, inText } = sentence;
  const before = hits.length;
  const found = new Set<Rule>();
  for (let at = low; at < high; at += 1) find(patternsAt(pack, stream.words[at] ?? '').telling, at);
  for (let at = before; at < hits.length; at += 1) {
    const owner = hits[at]?.owner;
    if (owner?.kind === 'rule') found.add(owner.rule);
  }
  if (found.size === 0) return;
  for (let at = low; at < high; at += 1) find(patternsAt(pack, stream.words[at] ?? '').calming, at);

  function find({ gates, patterns }: Gated, anchor: number): void {
    let gate = 0;
    for (const candidate of patterns) {
      const end = gates[gate] ?? 0;
      if (isOpen(gates, gate + 1, end, present, inText)) note(candidate, anchor);
      gate = end;
    }
  }

  function note({ pattern, owner, program }: Candidate, anchor: number): void {
    if (owner.kind === 'calm' && !found.has(owner.rule)) return;
    const span = matchAround(program, stream, anchor, low, high);
    if (span !== undefined) hits.push({ owner, pattern, span, sentence: stream.sentences[low] ?? 0 });
  }
}
