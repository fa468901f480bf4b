import { hasBit, matchAround, type Span, type Stream } from '../rules/match';
import { stepsOf, type CompiledPattern } from '../rules/pattern';
import { programOf } from '../rules/program';
import type { Vocabulary } from '../rules/vocabulary';
import { instancesOf, streamOf } from './instances';

/** A pattern as written, with what it was compiled to. */
export interface CompiledSource {
  readonly source: string;
  readonly compiled: readonly CompiledPattern[];
}

const mostInstances = 300;

/**
 * The patterns of one list that another of the list makes superfluous: wherever they match, the other matches the same words.
 * Patterns that describe too many texts to try are never called superfluous.
 */
export function findRedundant(
  list: readonly CompiledSource[],
  vocabulary: Vocabulary,
): { source: string; by: string }[] {
  const found: { source: string; by: string }[] = [];
  const superfluous = new Set<CompiledSource>();
  // From the last to the first, so that of two that say the same the first one stays.
  for (const one of [...list].reverse()) {
    const streams = one.compiled.map((pattern) =>
      instancesOf(stepsOf(pattern), vocabulary, mostInstances)?.map((instance) => streamOf(instance, vocabulary)),
    );
    const by = list.find(
      (other) =>
        other !== one &&
        !superfluous.has(other) &&
        one.compiled.every((pattern, at) => streams[at]?.every((stream) => covers(other, pattern, stream)) ?? false),
    );
    if (by === undefined) continue;
    superfluous.add(one);
    found.push({ source: one.source, by: by.source });
  }
  return found.reverse();
}

function covers(other: CompiledSource, pattern: CompiledPattern, stream: Stream): boolean {
  const wanted = spansOf(pattern, stream);
  if (wanted.length === 0) return false;
  const given = other.compiled
    .filter((candidate) => candidate.negations === pattern.negations)
    .flatMap((candidate) => spansOf(candidate, stream));
  return wanted.every(({ from, to }) => given.some((span) => span.from === from && span.to === to));
}

function spansOf(pattern: CompiledPattern, stream: Stream): Span[] {
  const spans: Span[] = [];
  const program = programOf(pattern);
  stream.tests.forEach((tests, at) => {
    if (!pattern.triggers.some((trigger) => hasBit(tests.all, trigger))) return;
    const span = matchAround(program, stream, at, 0, stream.words.length);
    if (span !== undefined) spans.push(span);
  });
  return spans;
}
