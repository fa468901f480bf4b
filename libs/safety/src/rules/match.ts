import type { CompiledPattern } from './pattern';
import type { Step } from './step';

/** A text as one language pack reads it: standard words, and for each the tests it passes and the token it came from. */
export interface Stream {
  words: string[];
  tests: ReadonlySet<number>[];
  tokens: number[];
  opens: boolean[];
  sentences: number[];
}

/** Where a pattern matched: word numbers in the stream, `to` not included. */
export interface Span {
  from: number;
  to: number;
}

/** The shortest match of a pattern around an anchor word, or undefined. Stays inside the anchor's sentence. */
export function matchAround(
  pattern: CompiledPattern,
  stream: Stream,
  anchor: number,
  low: number,
  high: number,
): Span | undefined {
  const ends = walk(pattern.after, stream, [anchor], 1, low, high);
  if (ends.length === 0) return undefined;
  const starts = pattern.before.length === 0 ? [anchor - 1] : walk(pattern.before, stream, [anchor - 1], -1, low, high);
  if (starts.length === 0) return undefined;
  return { from: Math.max(...starts) + 1, to: Math.min(...ends) };
}

function walk(
  steps: readonly Step[],
  stream: Stream,
  begin: number[],
  direction: 1 | -1,
  low: number,
  high: number,
): number[] {
  let places = begin;
  for (const step of steps) {
    const next: number[] = [];
    switch (step.kind) {
      case 'word':
        for (const place of places) {
          if (step.optional) reach(next, place);
          if (place >= low && place < high && passes(stream, place, step.test)) reach(next, place + direction);
        }
        break;
      case 'choice':
        if (step.optional) for (const place of places) reach(next, place);
        for (const option of step.options) {
          for (const place of walk(option, stream, places, direction, low, high)) reach(next, place);
        }
        break;
      case 'gap':
        for (const place of places) {
          for (let width = 0; width <= step.most; width += 1) {
            const reached = place + width * direction;
            if (reached < low - 1 || reached > high) break;
            reach(next, reached);
          }
        }
        break;
      case 'opens':
        for (const place of places) if (isOpen(stream, direction === 1 ? place : place + 1, low)) reach(next, place);
        break;
      case 'closes':
        for (const place of places) {
          const after = direction === 1 ? place : place + 1;
          if (after >= high || stream.opens[after] === true) reach(next, place);
        }
        break;
      case 'not':
        for (const place of places) {
          const after = direction === 1 ? place : place + 1;
          if (after >= high || !passes(stream, after, step.test)) reach(next, place);
        }
        break;
    }
    if (next.length === 0) return next;
    places = next;
  }
  return places;
}

function reach(places: number[], place: number): void {
  if (!places.includes(place)) places.push(place);
}

function passes(stream: Stream, place: number, test: number): boolean {
  return stream.tests[place]?.has(test) ?? false;
}

function isOpen(stream: Stream, place: number, low: number): boolean {
  return place === low || stream.opens[place] === true;
}
