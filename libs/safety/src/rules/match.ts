import { op, type Program, scope } from './program';
import type { TestBits } from './vocabulary';

/** A text as one language pack reads it: standard words, and for each the tests it passes and the token it came from. */
export interface Stream {
  words: string[];
  tests: TestBits[];
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
  { before, after }: Program,
  stream: Stream,
  anchor: number,
  low: number,
  high: number,
): Span | undefined {
  const ends = walk(after, 0, after.length, stream, 1, anchor, 1, low, high);
  if (ends === 0) return undefined;
  if (before.length === 0) return { from: anchor, to: anchor + lowest(ends) };
  const starts = walk(before, 0, before.length, stream, 1, anchor - 1, -1, low, high);
  if (starts === 0) return undefined;
  return { from: anchor - lowest(starts), to: anchor + lowest(ends) };
}

/**
 * The places that can be reached by the steps of a row from `at` up to `end`, as bits: bit 0 stands for `origin`, bit `n` is `n` words on
 * in `direction`. Much of reading is spent here, so the numbers are passed one by one.
 */
function walk(
  row: Int32Array,
  at: number,
  end: number,
  stream: Stream,
  begin: number,
  origin: number,
  direction: 1 | -1,
  low: number,
  high: number,
): number {
  let places = begin;
  while (at < end) {
    const kind = row[at] ?? op.closes;
    const told = row[at + 1] ?? 0;
    let next = 0;
    switch (kind) {
      case op.word:
      case op.optionalWord:
        next = (passing(stream, places, told, origin, direction, low, high) << 1) & allPlaces;
        if (kind === op.optionalWord) next |= places;
        at += 2;
        break;
      case op.choice:
        if (row[at + 2] === 1) next = places;
        for (let option = at + 3; option < told; option = row[option] ?? told) {
          const first = option + 1;
          const isThere =
            row[first] !== op.word || passing(stream, places, row[first + 1] ?? 0, origin, direction, low, high) !== 0;
          if (isThere) next |= walk(row, first, row[option] ?? told, stream, places, origin, direction, low, high);
        }
        at = told;
        break;
      case op.gap: {
        next = places;
        for (let width = 1; width <= told; width += 1) next |= (places << width) & allPlaces;
        const furthest = direction === 1 ? high - origin : origin - low + 1;
        if (furthest < reach) next &= 2 ** (furthest + 1) - 1;
        at += 2;
        break;
      }
      default:
        for (let left = places; left !== 0; left &= left - 1) {
          const place = origin + lowest(left) * direction;
          if (holds(kind, told, stream, direction === 1 ? place : place + 1, low, high)) next |= left & -left;
        }
        at += kind === op.not ? 2 : 1;
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

/** Whether a clause opens or closes, or no such word follows, between the word before `after` and the word there. */
function holds(kind: number, test: number, stream: Stream, after: number, low: number, high: number): boolean {
  if (kind === op.opens) return after === low || stream.opens[after] === true;
  if (after >= high) return true;
  return kind === op.closes ? stream.opens[after] === true : !passes(stream, after, test);
}

/** The number of the lowest bit. */
function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** Whether a test is among those passed. */
export function hasBit(bits: Uint32Array, test: number): boolean {
  return (((bits[test >>> 5] ?? 0) >>> (test & 31)) & 1) === 1;
}

/**
 * Whether what stands behind a gate may be there: of each of its needs, some word must pass one test. `present` and `inText` are the tests
 * that some word of the sentence, and of the text, passes.
 */
export function isOpen(
  gates: Int32Array,
  gate: number,
  end: number,
  present: Uint32Array,
  inText: Uint32Array,
): boolean {
  for (let need = gate; need < end;) {
    const bits = gates[need] === scope.text ? inText : present;
    const next = gates[need + 1] ?? end;
    let isMet = false;
    for (let test = need + 2; test < next && !isMet; test += 1) isMet = hasBit(bits, gates[test] ?? 0);
    if (!isMet) return false;
    need = next;
  }
  return true;
}

function passes(stream: Stream, place: number, test: number): boolean {
  const bits = stream.tests[place];
  return bits !== undefined && hasBit(bits.all, test);
}
