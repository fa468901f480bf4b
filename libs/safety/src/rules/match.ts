import type { CompiledPattern } from './pattern';
import type { Step } from './step';

/** A text as one language pack reads it: standard words, and for each the tests it passes and the token it came from. */
export interface Stream {
  words: string[];
  tests: Uint32Array[];
  tokens: number[];
  opens: boolean[];
  sentences: number[];
}

/** Where a pattern matched: word numbers in the stream, `to` not included. */
export interface Span {
  from: number;
  to: number;
}

/** How many words from its anchor a pattern may reach: places are kept as the bits of one number. */
const reach = 30;
const allPlaces = 2 ** (reach + 1) - 1;

/** The shortest match of a pattern around an anchor word, or undefined. Stays inside the anchor's sentence, and near the anchor. */
export function matchAround(
  pattern: CompiledPattern,
  stream: Stream,
  anchor: number,
  low: number,
  high: number,
): Span | undefined {
  const ends = walk(pattern.after, stream, 1, anchor, 1, low, high);
  if (ends === 0) return undefined;
  if (pattern.before.length === 0) return { from: anchor, to: anchor + lowest(ends) };
  const starts = walk(pattern.before, stream, 1, anchor - 1, -1, low, high);
  if (starts === 0) return undefined;
  return { from: anchor - lowest(starts), to: anchor + lowest(ends) };
}

/**
 * The places that can be reached by all steps, as bits: bit 0 stands for `origin`, bit `n` is `n` words on in `direction`.
 * Nearly all of reading is spent here, so the numbers are passed one by one, and an option is not walked that begins with a word
 * which stands at none of the places.
 */
function walk(
  steps: readonly Step[],
  stream: Stream,
  begin: number,
  origin: number,
  direction: 1 | -1,
  low: number,
  high: number,
): number {
  let places = begin;
  for (const step of steps) {
    let next = 0;
    switch (step.kind) {
      case 'word':
        next = (passing(stream, places, step.test, origin, direction, low, high) << 1) & allPlaces;
        if (step.optional) next |= places;
        break;
      case 'choice':
        for (const option of step.options) {
          const first = option[0];
          if (first?.kind === 'word' && !first.optional) {
            const begun = passing(stream, places, first.test, origin, direction, low, high);
            if (begun === 0) continue;
            if (option.length === 1) {
              next |= (begun << 1) & allPlaces;
              continue;
            }
          }
          next |= walk(option, stream, places, origin, direction, low, high);
        }
        if (step.optional) next |= places;
        break;
      case 'gap': {
        next = places;
        for (let width = 1; width <= step.most; width += 1) next |= (places << width) & allPlaces;
        const furthest = direction === 1 ? high - origin : origin - low + 1;
        if (furthest < reach) next &= 2 ** (furthest + 1) - 1;
        break;
      }
      case 'opens':
      case 'closes':
      case 'not':
        for (let left = places; left !== 0; left &= left - 1) {
          const place = origin + lowest(left) * direction;
          if (holds(step, stream, direction === 1 ? place : place + 1, low, high)) next |= left & -left;
        }
    }
    if (next === 0) return 0;
    places = next;
  }
  return places;
}

/** Those of the places whose word passes a test. */
function passing(
  stream: Stream,
  places: number,
  test: number,
  origin: number,
  direction: 1 | -1,
  low: number,
  high: number,
): number {
  let passed = 0;
  for (let left = places; left !== 0; left &= left - 1) {
    const place = origin + lowest(left) * direction;
    if (place >= low && place < high && passes(stream, place, test)) passed |= left & -left;
  }
  return passed;
}

/** Whether something is so between the word before `after` and the word there. */
function holds(
  step: Step & { kind: 'opens' | 'closes' | 'not' },
  stream: Stream,
  after: number,
  low: number,
  high: number,
): boolean {
  if (step.kind === 'opens') return after === low || stream.opens[after] === true;
  if (after >= high) return true;
  return step.kind === 'closes' ? stream.opens[after] === true : !passes(stream, after, step.test);
}

/** The number of the lowest bit. */
function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** Whether a test is among those passed. */
export function hasBit(bits: Uint32Array, test: number): boolean {
  return (((bits[test >>> 5] ?? 0) >>> (test & 31)) & 1) === 1;
}

/** Whether every need is met; `bits` are the tests that some word of a sentence or text passes. */
export function hasNeeds(needs: readonly (readonly number[])[], bits: Uint32Array): boolean {
  for (const need of needs) if (!hasAny(bits, need)) return false;
  return true;
}

function hasAny(bits: Uint32Array, tests: readonly number[]): boolean {
  for (const test of tests) if (hasBit(bits, test)) return true;
  return false;
}

function passes(stream: Stream, place: number, test: number): boolean {
  const bits = stream.tests[place];
  return bits !== undefined && hasBit(bits, test);
}
